package charset

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
	"github.com/fixtext/fixtext/internal/label"
)

// TestRows holds every row to what its fields promise, so that one that was added
// without a field does not fail far away.
func TestRows(t *testing.T) {
	for i := range Rows {
		r := &Rows[i]
		l, ok := label.Find(r.Name)
		if i == 0 || r.Unit == NoText {
			assert.False(t, ok, r.Name)
			continue
		}
		assert.Equal(t, i, int(l.Row), "%s: run go generate", r.Name)
		assert.True(t, r.Const != "" || r.ReadAs != "" || r.Written > 0 || r.Page.Whole, "%s cannot be read or written", r.Name)
		assert.Equal(t, strings.ToLower(r.Name+r.Labels+r.ReadLabels), r.Name+r.Labels+r.ReadLabels)
		assert.NotContains(t, r.Labels+r.ReadLabels, "_", "%s: labels have - for _", r.Name)
		for text := range strings.FieldsSeq(r.Labels + " " + r.ReadLabels) {
			l, ok := label.Find(text)
			assert.True(t, ok, "%s: run go generate", text)
			assert.Equal(t, i, int(l.Row), text)
		}
		assert.Equal(t, r.Unit == Byte, (r.Single != nil) != (r.High != ""), r.Name)
		assert.True(t, r.High == "" || utf8.RuneCountInString(r.High) == 128, r.Name)
		assert.Equal(t, r.Written > 0, Exact(r.Name) != nil, r.Name)
		assert.True(t, r.Written == 0 || slices.Contains(Written[:], uint8(i)), "%s: run go generate", r.Name)
		if r.Unit == Pair && r.Const != "" {
			assert.False(t, r.Table.IsZero(), r.Name)
			assert.NotNil(t, r.Pairs.Costs, r.Name)
			assert.NotZero(t, r.Pairs.LastSymbol, r.Name)
			assert.True(t, (r.Mix != nil) != (r.Detect.VariantOf != ""), "%s: its pairs are counted, or those of its standard", r.Name)
			assert.Equal(t, r.Detect.VariantOf != "", r.Detect.Areas != nil, r.Name)
		}
		if r.Detect.Mark != "" {
			assert.NotNil(t, r.Coder, "%s is looked for, so it is decoded", r.Name)
		}
		if r.Page.Order > 0 && r.Unit == Byte {
			assert.NotEmpty(t, r.Sloppy, "%s: a page has no gaps", r.Name)
			assert.NotZero(t, r.Page.Western, r.Name)
		}
		assert.True(t, !r.Page.Whole || r.Page.Name != "" && r.Page.Order == 0 && r.Unit == Byte, r.Name)
	}
}

// TestTables reads and writes a character by the table of each row that has one; the
// packages below have the tests of the tables themselves.
func TestTables(t *testing.T) {
	for i := range Rows {
		r := &Rows[i]
		if r.Table.IsZero() {
			continue
		}
		b, n := r.Table.EncodeRune('一')
		got, size := r.Table.DecodeRune(b[:n])
		assert.Equal(t, '一', got, r.Name)
		assert.Equal(t, n, size)
		if r.Table.Dense() {
			got, ok := r.Table.DecodePair(b[0], b[1])
			assert.True(t, ok)
			assert.Equal(t, '一', got, r.Name)
			assert.Equal(t, "一", string(r.Table.Append(nil, b[:n], nil)))
		}
	}
	_, n := Table{}.DecodeRune([]byte("ab"))
	assert.Equal(t, 1, n)
}

// The encoding forms of Unicode are held to what all coders are.
func TestUnicodeForms(t *testing.T) {
	for _, label := range []string{"utf-8", "utf-16le", "utf-16be", "utf-32le", "utf-32be"} {
		c := Exact(label)
		codepagetest.Encoding(t, c, "桥下的水\n😀\uFEFF\uFFFD"+string(utf8.MaxRune)+"\x00", "\x00\xD8\xDC\x11\x10a\xE4\xB8\xAD\xFF")
	}
	for in, want := range map[string]string{"\x3D\xD8\x00\xDE": "😀", "\x3D\xD8a\x00": "\uFFFDa", "\x00\xDE": "\uFFFD", "\x3D\xD8": "\uFFFD", "a\x00b": "a\uFFFD"} {
		out, err := Exact("utf-16le").NewDecoder().String(in)
		assert.NoError(t, err)
		assert.Equal(t, want, out, "% X", in)
	}
}
