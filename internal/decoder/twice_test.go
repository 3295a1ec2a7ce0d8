package decoder

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

// TestFillTwice: text of which a part was read wrongly once and another part twice comes
// back in one go, also where the first lost its last byte.
func TestFillTwice(t *testing.T) {
	private, eats := damage.Lookup("utf-8 as gbk, private"), damage.Lookup("utf-8 as gbk, private, ?, eats")
	for _, parts := range [][2]string{
		{"补齐", "文件 {name} 之后"},
		{"校验", "文件 {line} 之外"},
		{"校验", "邮件 {id} 之前"},
	} {
		inner, lost, ok := private.Break(parts[0])
		assert.True(t, ok && lost == 0, parts[0])
		bad, lost, ok := eats.Break(inner + parts[1])
		assert.True(t, ok && lost > 0, parts[1])
		var f Filler
		res, ok := f.FillTwice(Step{FromUTF8, GBK}, nil, []rune(bad), nil)
		assert.True(t, ok, bad)
		assert.Equal(t, parts[0]+parts[1], string(res.Text), bad)
	}
}
