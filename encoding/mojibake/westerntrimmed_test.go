package mojibake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/damage"
)

// A no-break space or a soft hyphen at the end of a line was trimmed: the last character
// lacks a byte.
func TestTrimmedEnd(t *testing.T) {
	for _, want := range []string{"请选择要上传", "这个表格有三行元素", "他们去了公园", "附件还没有上传"} {
		bad, _, ok := damage.Lookup("utf-8 as cp1252").Break(want)
		assert.True(t, ok)
		r := []rune(bad)
		assert.Contains(t, []rune{0xA0, 0xAD}, r[len(r)-1], want)
		got, _ := mojibake.Fix(string(r[:len(r)-1]) + "\n")
		assert.Equal(t, want+"\n", got)
		got, _ = mojibake.Fix(`{"a": "` + string(r[:len(r)-1]) + `", "b": 1}`)
		assert.Equal(t, `{"a": "`+want+`", "b": 1}`, got)
	}
	for _, word := range []string{"上传", "元素", "因素", "校园"} {
		bad, _, _ := damage.Lookup("utf-8 as latin1").Break(word)
		r := []rune(bad)
		got, _ := mojibake.Fix("12\t" + string(r[:len(r)-1]) + "\t")
		assert.Equal(t, "12\t"+word+"\t", got)
	}
}

// Where a control 85 was taken for the end of a line, the two halves of a record are left
// as they are, whole; other lines are repaired.
func TestCutAtControl(t *testing.T) {
	family := damage.Lookup("utf-8 as latin1")
	cut, _, _ := family.Break("请进入设置页面")
	clean := "他们已经到家"
	whole, _, _ := family.Break(clean)
	r := []rune(cut)
	for i, c := range r {
		if c == 0x85 {
			bad := string(r[:i]) + "\n" + string(r[i+1:]) + "\n"
			got, edits := mojibake.Fix(bad + whole + "\n")
			assert.Equal(t, bad+clean+"\n", got)
			assert.Len(t, edits, 1)
			break
		}
	}
}

// A control in a class of characters of a regular expression is meant.
func TestControlInClass(t *testing.T) {
	for _, s := range []string{"/[\u0080-¿]{2}/", "re = \"[À-\u009f]\""} {
		got, _ := mojibake.Fix(s)
		assert.Equal(t, s, got)
	}
	got, _ := mojibake.Fix("5 \u0080 - 10 \u0080")
	assert.Equal(t, "5 € - 10 €", got)
}
