package pinyin_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/pinyin"
)

// mustParse returns the syllable s spells, which must be all of s.
func mustParse(t testing.TB, s string) pinyin.Syllable {
	t.Helper()
	y, n := pinyin.Parse([]byte(s))
	require.NotZero(t, y, "%q", s)
	require.Equal(t, len(s), n, "%q", s)
	return y
}

// syllables returns every value Parse can give.
func syllables() []pinyin.Syllable {
	var all []pinyin.Syllable
	for y := pinyin.Syllable(1); y.String() != ""; y++ {
		all = append(all, y)
	}
	return all
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ in, want, rest string }{
		{"jìn)行", "jìn", ")行"},
		{"chuàng )", "chuàng", " )"},
		{"lián", "lián", ""},
		{"de)", "de", ")"},
		{"huì\xff", "huì", "\xff"},
		{"zhāng、", "zhāng", "、"},
		{"ér", "ér", ""},
		{"r", "r", ""},               // 儿 as a suffix
		{"ńg", "ńg", ""},             // 嗯
		{"ế", "ế", ""},               // 欸
		{"ê̄)", "ê̄", ")"},           // no composed form
		{"hm̀", "hm̀", ""},           // 噷
		{"ZHĀNG Yī", "zhāng", " Yī"}, // capitals
		{"Lǜ", "lǜ", ""},
		{"nv", "nü", ""}, // v for ü
		{"LV)", "lü", ")"},
		{"chɑ̀nɡ)", "chàng", ")"},    // letters of GBK's pinyin row, combining mark
		{"jua\u0304n", "juān", ""},   // decomposed
		{"lu\u0308\u030c", "lǚ", ""}, // decomposed twice
		{"lüe\u0300", "lüè", ""},
		{"lu\u0300\u0308", "lǜ", ""},             // tone before diaeresis
		{"l\u01d4\u0308", "lǚ", ""},              // ǔ with a diaeresis
		{"hăo", "hǎo", ""},                       // breve for caron
		{"liú)", "liú", ")"}, {"guì", "guì", ""}, // the last of i, u carries the mark
	} {
		y, n := pinyin.Parse([]byte(c.in))
		assert.Equal(t, c.want, y.String(), "%q", c.in)
		assert.Equal(t, c.rest, c.in[n:], "%q", c.in)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, in := range []string{
		"", ")", " jìn", "(jìn)", "进",
		"jìnzhǎn",        // two syllables are not one
		"lián2", "lian_", // a word goes on
		"the", "Q", "café", // other words
		"hùi", "lǚe", "lu\u030c\u0308e", // mark on the wrong letter
		"hùì", "hu\u0300i\u0300", "a\u0300\u0301",
		"zhuangg",
		"\u0300a", "a\u0303", "ã",
		"ｌｉáｎ",
	} {
		y, n := pinyin.Parse([]byte(in))
		assert.Zero(t, y, "%q", in)
		assert.Zero(t, n, "%q", in)
	}
}

func TestParseToneless(t *testing.T) {
	y, n := pinyin.ParseToneless([]byte("chang)会"))
	assert.Equal(t, "chang", y.String())
	assert.Equal(t, 5, n)
	y, n = pinyin.ParseToneless([]byte("cháng)会"))
	assert.Zero(t, y)
	assert.Zero(t, n)
}

func TestTone(t *testing.T) {
	for want, s := range []string{"lüe", "lüē", "lüé", "lüě", "lüè"} {
		y := mustParse(t, s)
		assert.Equal(t, want, y.Tone())
		assert.Equal(t, mustParse(t, "lüe"), y.Toneless())
	}
	assert.Zero(t, pinyin.Syllable(0).Tone())
	assert.Zero(t, pinyin.Syllable(0).Toneless())
	assert.Empty(t, pinyin.Syllable(0).String())
	assert.Empty(t, pinyin.Syllable(1<<16-1).String())
}

// What String writes, Parse reads: composed, decomposed, in capitals.
func TestParseInvertsString(t *testing.T) {
	all := syllables()
	assert.Len(t, all, 426*5)
	for _, y := range all {
		s := y.String()
		assert.Equal(t, norm.NFC.String(s), s)
		for _, spelling := range []string{s, norm.NFD.String(s), strings.ToUpper(s), strings.ReplaceAll(s, "ü", "v")} {
			assert.Equal(t, y, mustParse(t, spelling), spelling)
		}
	}
}

// Only the word at the start counts: whatever follows a non-Latin character
// changes nothing.
func TestParseLooksAtOneWord(t *testing.T) {
	all := syllables()
	rapid.Check(t, func(t *rapid.T) {
		y := rapid.SampledFrom(all).Draw(t, "syllable")
		end := rapid.SampledFrom([]string{"", ")", " )", "）", "，", "\n", "行", "\xe9", "\uE7C7", "'"}).Draw(t, "end")
		tail := ""
		if end != "" {
			tail = rapid.String().Draw(t, "tail")
		}
		got, n := pinyin.Parse([]byte(y.String() + end + tail))
		if got != y || n != len(y.String()) {
			t.Fatalf("got %v, %d", got, n)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"jìn)", "lu\u0308\u030c", "chɑ̀nɡ", "zhuangg", "ê̄", "\xff", "a\u0300\u0301"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, s []byte) {
		y, n := pinyin.Parse(s)
		if y == 0 {
			require.Zero(t, n)
			return
		}
		require.Positive(t, n)
		require.LessOrEqual(t, n, len(s))
		require.True(t, utf8.Valid(s[:n]))
		again, m := pinyin.Parse(s[:n])
		require.Equal(t, y, again, "the word alone")
		require.Equal(t, n, m)
		require.Equal(t, y, mustParse(t, y.String()))
		plain, _ := pinyin.ParseToneless(s)
		require.Equal(t, y.Tone() == 0, plain == y)
	})
}

func BenchmarkParse(b *testing.B) {
	s := []byte("chuàng )")
	b.ReportAllocs()
	for b.Loop() {
		pinyin.Parse(s)
	}
}
