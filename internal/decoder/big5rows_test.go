package decoder

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// TestOtherRows: GBK that was read as Big5 comes back, whichever order the decoder had the
// last rows in.
func TestOtherRows(t *testing.T) {
	for _, id := range []string{"gbk as big5, java", "gbk as big5"} {
		family := damage.Lookup(id)
		for _, want := range []string{"产品起点从前年算起", "请求其他用户提前确认", "请先起草会议日程", "这种产品由其他部门提供", "第七天夫妻俩去了七个省份", "国发〔2003〕第七号"} {
			bad, lost, ok := family.Break(want)
			if !ok || lost > 0 {
				continue
			}
			var u Undoer
			got, ok := u.Undo([]Step{{FromGBK, Big5}}, []byte(bad))
			assert.True(t, ok, bad)
			assert.Equal(t, want, string(got), id)
			assert.True(t, u.Proves([]Step{{FromGBK, Big5}}), id)
		}
	}
}
