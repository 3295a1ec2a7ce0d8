package mojibake_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/damage"
)

// A repair from which characters are missing that left no trace is not called exact: rows
// C6 to C8 of Big5 are for private use to Windows, and programs leave that out. Where one
// line of a block has them, none is missing from the others.
func TestOmitted(t *testing.T) {
	family := damage.Lookup("gbk as big5, private")
	bad := func(s string) string {
		s, _, ok := family.Break(s)
		assert.True(t, ok)
		return s
	}
	const want = "如果不能打开当前页面，请点击左上角的图片。"
	left := strings.NewReplacer("如", "", "前", "", "请", "", "角", "", "片", "").Replace(want)
	verdicts := func(s string) (list []edit.Verdict) {
		_, edits := mojibake.Fix(s)
		for _, e := range edits {
			list = append(list, e.Verdict)
		}
		return list
	}
	got, edits := mojibake.Fix(bad(left))
	assert.Equal(t, left, got)
	if assert.Len(t, edits, 1) {
		assert.Equal(t, edit.Inferred, edits[0].Verdict)
		assert.Equal(t, mojibake.RuleInferred, edits[0].Rule)
		assert.Contains(t, edits[0].Note, "missing")
	}
	assert.Equal(t, []edit.Verdict{edit.Exact}, verdicts(bad(want)))
	assert.Equal(t, []edit.Verdict{edit.Exact, edit.Exact}, verdicts(bad(want)+"\n"+bad(left)+"\n"))
}
