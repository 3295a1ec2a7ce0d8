package finding

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestQuotePath(t *testing.T) {
	for name, want := range map[string]string{
		"小说/第一章　出发.txt":        "小说/第一章　出发.txt", // with an ideographic space
		"a b-c.txt":            "a b-c.txt",
		"𠮷野家.txt":              "𠮷野家.txt",
		"葛󠄀.txt":               "葛󠄀.txt", // with a variation selector
		"a\nb.txt:1:1: x":      `"a\nb.txt:1:1: x"`,
		"\x1b]0;x\a":           `"\033]0;x\a"`,
		`say "hi"`:             `"say \"hi\""`,
		"\xcd\xbc\xca\xe9.txt": `"\315\274\312\351.txt"`,
		"a\u202Etxt.exe":       `"a\342\200\256txt.exe"`,
		"a\u200Bb":             `"a\342\200\213b"`,
		"a\u061Cb":             `"a\330\234b"`,
		"\u0085":               `"\302\205"`,
		"\u2028":               `"\342\200\250"`,
		"\U000E0041":           `"\363\240\201\201"`,
		"\uFFFD":               "\uFFFD",
		"\x7f":                 `"\177"`,
		"":                     "",
	} {
		require.Equal(t, want, QuotePath(name))
	}
}

// unquote is the name that was quoted.
func unquote(t require.TestingT, s string) string {
	if !strings.HasPrefix(s, `"`) {
		return s
	}
	require.True(t, len(s) > 1 && strings.HasSuffix(s, `"`))
	s = s[1 : len(s)-1]
	var out []byte
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' {
			out = append(out, s[i])
			continue
		}
		i++
		if short := strings.IndexByte(`abtnvfr"\`, s[i]); short >= 0 {
			out = append(out, "\a\b\t\n\v\f\r\"\\"[short])
			continue
		}
		c, err := strconv.ParseUint(s[i:i+3], 8, 8)
		require.NoError(t, err)
		out, i = append(out, byte(c)), i+2
	}
	return string(out)
}

// What is shown is one line of text that can be seen, and leads back to the name.
func TestQuotePathLeadsBack(t *testing.T) {
	anything := rapid.OneOf(rapid.String(), rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) }),
		rapid.StringOf(rapid.SampledFrom([]rune("a章\"\\\n\x1b\u202e\u2066 \x7f\u0080\ufffd"))))
	rapid.Check(t, func(t *rapid.T) {
		name := anything.Draw(t, "name")
		shown := QuotePath(name)
		require.Equal(t, name, unquote(t, shown))
		require.True(t, utf8.ValidString(shown))
		require.False(t, strings.ContainsFunc(shown, hidden), "%q", shown)
		require.False(t, strings.ContainsFunc(strings.ReplaceAll(Visible(name), "\t", ""), hidden), "text, too")
	})
}
