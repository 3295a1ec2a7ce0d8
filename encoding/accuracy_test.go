package encoding

import (
	"bytes"
	"math/rand"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/fixtext/fixtext/encoding/euctw"
)

// measured is how Detect fares on windows of a charset.
type measured struct{ n, right, chinese int }

func (m measured) share() float64 { return 100 * float64(m.right) / float64(max(m.n, 1)) }

// windows asks Detect about pieces of size bytes, cut at any byte, of texts in a
// charset. A piece counts if two bytes in five are not ASCII: others are code or
// digits, and say nothing.
func windows(t *testing.T, files string, e xencoding.Encoding, want Charset, size int) (m measured) {
	names, err := filepath.Glob(filepath.Join("..", "testdata", files))
	require.NoError(t, err)
	require.NotEmpty(t, names)
	r := rand.New(rand.NewSource(int64(size)))
	for _, name := range names {
		text, err := os.ReadFile(name)
		require.NoError(t, err)
		b, err := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes(text)
		require.NoError(t, err)
		for range 400 {
			at := r.Intn(len(b) - size)
			w := b[at : at+size]
			if 5*countHigh(w) < 2*size || bytes.Contains(w, []byte("\x1a")) {
				continue
			}
			m.n++
			switch c := Detect(w).Charset; {
			case c == want:
				m.right++
			case c.Chinese():
				m.chinese++
			}
		}
	}
	return m
}

// TestAccuracy holds the goals on texts that nothing was tuned on. Run it with -v
// for the figures.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("a few thousand windows")
	}
	const hans, hant = "sentences/test/*.txt", "clean/test/zh-Hant-*.txt"
	for _, c := range []struct {
		charset    Charset
		enc        xencoding.Encoding
		files      string
		in20, in50 float64 // per cent
	}{
		{GB18030, simplifiedchinese.GB18030, hans, 98, 99.5},
		{GB18030, simplifiedchinese.GB18030, hant, 98, 99.5},
		{Big5, traditionalchinese.Big5, hant, 98, 99.5},
		{EUCTW, euctw.EUCTW(), hant, 98, 99.5},
		{UTF8, unicode.UTF8, hans, 98, 99.5},
	} {
		a, b := windows(t, c.files, c.enc, c.charset, 20), windows(t, c.files, c.enc, c.charset, 50)
		t.Logf("%-8v %-24s 20 bytes %6.2f %% of %d, 50 bytes %6.2f %% of %d", c.charset, c.files, a.share(), a.n, b.share(), b.n)
		assert.GreaterOrEqual(t, a.share(), c.in20, c.charset)
		assert.GreaterOrEqual(t, b.share(), c.in50, c.charset)
	}
	for _, c := range []struct {
		charset Charset
		enc     xencoding.Encoding
		files   string
	}{
		{ShiftJIS, japanese.ShiftJIS, "clean/test/ja.txt"},
		{EUCJP, japanese.EUCJP, "clean/test/ja.txt"},
		{EUCKR, korean.EUCKR, "clean/test/ko.txt"},
		{Windows1251, charmap.Windows1251, "clean/test/ru.txt"},
		{KOI8R, charmap.KOI8R, "clean/test/ru.txt"},
	} {
		m := windows(t, c.files, c.enc, c.charset, 20)
		wrong := 100 * float64(m.chinese) / float64(m.n)
		t.Logf("%-12v 20 bytes %6.2f %% of %d, called Chinese %.2f %%", c.charset, m.share(), m.n, wrong)
		assert.LessOrEqual(t, wrong, 1.0, c.charset)
	}
}

// TestCleanTextOfAnyLanguage: text in UTF-8 stays, and text in the usual legacy
// charset of another language is not taken for Chinese.
func TestCleanTextOfAnyLanguage(t *testing.T) {
	legacy := map[string][]xencoding.Encoding{
		"ja": {japanese.ShiftJIS, japanese.EUCJP}, "ko": {korean.EUCKR},
		"ru": {charmap.Windows1251, charmap.KOI8R, charmap.CodePage866, charmap.ISO8859_5},
		"de": {charmap.Windows1252}, "fr": {charmap.Windows1252}, "es": {charmap.Windows1252},
		"pl": {charmap.Windows1250, charmap.ISO8859_2}, "tr": {charmap.Windows1254},
	}
	for lang, encs := range legacy {
		for _, split := range []string{"dev", "test"} {
			text, err := os.ReadFile(filepath.Join("..", "testdata", "clean", split, lang+".txt"))
			require.NoError(t, err)
			for _, e := range append(encs, unicode.UTF8) {
				src, _ := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes(text)
				got, _ := decodeAll(string(src), Options{})
				assert.Equal(t, string(src), got, "%s in %v", lang, e)
			}
		}
	}
}
