package encoding

import (
	"bytes"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
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
	"golang.org/x/text/encoding/unicode/utf32"

	"github.com/fixtext/fixtext/encoding/euctw"
	"github.com/fixtext/fixtext/encoding/hz"
	"github.com/fixtext/fixtext/encoding/iso2022cn"
	"github.com/fixtext/fixtext/encoding/utf7"
	"github.com/fixtext/fixtext/internal/s2t"
)

// coding is a charset, and what writes it.
type coding struct {
	Charset
	xencoding.Encoding
}

// encode writes s without the characters that the charset lacks, and returns what
// of s is left, too.
func (c coding) encode(t require.TestingT, s string) (b []byte, left string) {
	b, err := xencoding.ReplaceUnsupported(c.NewEncoder()).Bytes([]byte(s))
	require.NoError(t, err)
	if !slices.Contains(unicodes, c) && c.Charset != UTF7 { // which write everything
		b = bytes.ReplaceAll(b, []byte("\x1a"), nil)
	}
	text, err := c.NewDecoder().Bytes(b)
	require.NoError(t, err)
	return b, string(text)
}

func utf32in(e utf32.Endianness) xencoding.Encoding { return utf32.UTF32(e, utf32.IgnoreBOM) }

// Charsets that can write simplified text, traditional text, and that of the
// neighbours.
var (
	unicodes = []coding{
		{UTF8, unicode.UTF8}, {UTF16LE, utf16le(unicode.IgnoreBOM)}, {UTF16BE, utf16be(unicode.IgnoreBOM)},
		{UTF32LE, utf32in(utf32.LittleEndian)}, {UTF32BE, utf32in(utf32.BigEndian)},
	}
	escapings    = []coding{{HZ, hz.HZ()}, {ISO2022CN, iso2022cn.CN()}, {UTF7, utf7.UTF7()}}
	gb           = coding{GB18030, simplifiedchinese.GB18030}
	traditionals = []coding{gb, {Big5, traditionalchinese.Big5}, {EUCTW, euctw.EUCTW()}}
	neighbours   = map[string][]coding{
		"ja": {{ShiftJIS, japanese.ShiftJIS}, {EUCJP, japanese.EUCJP}, {ISO2022JP, japanese.ISO2022JP}},
		"ko": {{EUCKR, korean.EUCKR}},
		"ru": {{Windows1251, charmap.Windows1251}, {KOI8R, charmap.KOI8R}},
	}
)

// ownTexts returns the project's own texts that nothing was tuned on, by
// language. Those in simplified characters are there in traditional ones, too.
func ownTexts(t testing.TB) map[string][]string {
	texts := map[string][]string{}
	for lang, pattern := range map[string]string{
		"zh-Hans": "sentences/test/*.txt", "zh-Hant": "clean/test/zh-Hant-*.txt",
		"ja": "clean/test/ja.txt", "ko": "clean/test/ko.txt", "ru": "clean/test/ru.txt",
	} {
		files, err := filepath.Glob(filepath.Join("..", "testdata", pattern))
		require.NoError(t, err)
		require.NotEmpty(t, files)
		for _, file := range files {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			texts[lang] = append(texts[lang], string(text))
		}
	}
	for _, text := range texts["zh-Hans"] {
		texts["zh-Hant"] = append(texts["zh-Hant"], s2t.String(text))
	}
	return texts
}

// share counts cases, and those that came out right.
type share struct{ right, n int }

func (s *share) add(ok bool) {
	s.n++
	if ok {
		s.right++
	}
}

func (s share) percent() float64 { return 100 * float64(s.right) / float64(max(s.n, 1)) }

func (s share) String() string { return fmt.Sprintf("%6.2f %% of %d", s.percent(), s.n) }

// documents are texts cut after every so many lines.
func documents(texts []string, lines int) (docs []string) {
	for _, text := range texts {
		for part := range slices.Chunk(strings.SplitAfter(text, "\n"), lines) {
			if doc := strings.Join(part, ""); countHigh([]byte(doc)) > 100 {
				docs = append(docs, doc)
			}
		}
	}
	return docs
}

// wholeDocuments are right if Detect knows their charset. exact counts those, of
// charsets of Chinese, of which every byte comes out right.
func wholeDocuments(t require.TestingT, docs []string, c coding) (s, exact share) {
	for _, doc := range docs {
		b, want := c.encode(t, doc)
		ok := Detect(b).Charset == c.Charset
		if s.add(ok); !ok && *showMisses {
			fmt.Printf("%v: %+v\n%.300s\n", c.Charset, Detect(b), doc)
		}
		if c.Chinese() || c.Charset < GB18030 {
			got, _ := decodeAll(string(b), Options{})
			exact.add(got == want)
		}
	}
	return s, exact
}

// windowed is how Detect does on windows, which are pieces cut at any byte.
type windowed struct {
	all, inside     share // inside: those that begin inside a character
	chinese, silent share // silent: those in a charset of escapes that show too little of one
}

// windows looks at so many pieces of size bytes of each text. A piece counts if two
// bytes in five are not ASCII: others are code or digits, and say nothing.
func windows(t require.TestingT, texts []string, c coding, size, each int) (w windowed) {
	r := rand.New(rand.NewSource(int64(size)))
	for _, text := range texts {
		b, left := c.encode(t, text)
		begins := map[int]bool{}
		if slices.Contains(traditionals, c) || c.Charset == UTF8 {
			at := 0
			for _, ch := range left {
				begins[at] = true
				one, _ := c.encode(t, string(ch))
				at += len(one)
			}
		}
		for range each {
			if len(b) <= size {
				break
			}
			at := r.Intn(len(b) - size)
			piece := b[at : at+size]
			if slices.Contains(escapings, c) {
				if !showsEscape(b, at, at+size, c.Charset) {
					got := Detect(piece).Charset
					w.silent.add(got == UTF8 || got == c.Charset)
					continue
				}
			} else if unit, _ := c.unitSize(); unit == 1 && c.Charset != ISO2022JP && 5*countHigh(piece) < 2*size {
				continue
			} else if zeros := bytes.Count(piece, []byte{0}); unit == 2 && 10*zeros > 3*size || unit == 4 && 20*zeros > 13*size {
				continue
			}
			got := Detect(piece).Charset
			ok := got == c.Charset
			w.all.add(ok)
			w.chinese.add(got.Chinese())
			if len(begins) > 0 && !begins[at] {
				w.inside.add(ok)
			}
			if *showMisses && !ok {
				dec, _ := c.NewDecoder().Bytes(piece)
				fmt.Printf("%v %q called %v\n", c.Charset, dec, got)
			}
		}
	}
	return w
}

// showsEscape reports whether b[from:to] holds the beginning of an escape and at least
// two characters in it. Without that, it is any ASCII.
func showsEscape(b []byte, from, to int, c Charset) bool {
	switch c {
	case HZ:
		for at := from; at+6 <= to; at++ {
			if string(b[at:at+2]) == "~{" && !bytes.Contains(b[at+2:at+6], []byte("~")) && (at+8 > to || b[at+6] != '~') {
				return true
			}
		}
	case ISO2022CN:
		at := bytes.IndexByte(b[from:to], 0x0E)
		return at >= 0 && from+at+9 <= to && bytes.Contains(b[from:from+at], []byte("\x1b$)"))
	case UTF7:
		begin := -1 // of the run at i
		for i := range to {
			switch in := isBase64(b[i]); {
			case begin < 0 && b[i] == '+':
				begin = i
			case begin >= 0 && !in:
				begin = -1
			case begin >= from && i-begin == 8:
				return true
			}
		}
	}
	return false
}

func isBase64(b byte) bool { return letter(b) || b-'0' < 10 || b == '+' || b == '/' }

// A damage is done to a text in bytes of one charset: b holds lines, and at is an
// offset in it, where a character begins.
type damage struct {
	name string
	do   func(b []byte, at int) []byte
	cuts cut
}

func insert(what string) func([]byte, int) []byte {
	return func(b []byte, at int) []byte { return slices.Insert(slices.Clone(b), at, []byte(what)...) }
}

var damages = []damage{
	{"nothing", func(b []byte, _ int) []byte { return b }, 0},
	{"begins inside a character", func(b []byte, at int) []byte { return b[at+1:] }, cutStart},
	{"ends inside a character", func(b []byte, at int) []byte { return b[:at+1] }, cutEnd},
	{"stray FF", insert("\xff"), 0},
	{"stray 80", insert("\x80"), 0},
	{"lost byte", func(b []byte, at int) []byte { return slices.Delete(slices.Clone(b), at, at+1) }, 0},
	{"lead byte before a newline", func(b []byte, at int) []byte {
		at += bytes.IndexByte(b[at:], '\n')
		return insert("\xb0")(b, at)
	}, 0},
	{"colours", func(b []byte, at int) []byte {
		return insert("\x1b[1;31m")(insert("\x1b[0m")(b, len(b)-1), at)
	}, 0},
	{"110 KB of ASCII before", func(b []byte, _ int) []byte {
		return append(bytes.Repeat([]byte("<li class=\"item\"><a href=\"/a/b.html\">item</a></li>\n"), 2200), b...)
	}, 0},
	{"declared to be utf-8", func(b []byte, _ int) []byte { return append([]byte("<meta charset=\"utf-8\">\n"), b...) }, 0},
	{"declared to be shift_jis", func(b []byte, _ int) []byte { return append([]byte("<meta charset=\"shift_jis\">\n"), b...) }, 0},
}

// damaged does a damage to each document and decodes it. The lines are counted
// that come out right, but for three characters where the damage was done.
func damaged(t require.TestingT, docs []string, c coding, d damage) (s share) {
	r := rand.New(rand.NewSource(1))
	for _, doc := range docs {
		b, want := c.encode(t, doc)
		var begins []int // of characters that are not ASCII, in b
		at := 0
		for _, ch := range want {
			one, _ := c.encode(t, string(ch))
			if len(one) > 1 {
				begins = append(begins, at)
			}
			at += len(one)
		}
		got, _ := decodeAll(string(d.do(b, begins[r.Intn(len(begins))])), Options{})
		s.lines(got, want, d.cuts)
	}
	return s
}

// lines counts the lines of want that begin and end as those of got do, but for
// three characters in between. If got was cut, only what is left of the line that
// was cut counts, and no lines beyond it.
func (s *share) lines(got, want string, cuts cut) {
	a, b := strings.SplitAfter(strings.TrimSuffix(got, "\n"), "\n"), strings.SplitAfter(strings.TrimSuffix(want, "\n"), "\n")
	if cuts&cutEnd != 0 {
		last := len(a) - 1
		b = b[:len(a)]
		b[last] = b[last][:min(len(a[last]), len(b[last]))]
	} else { // what came before the text does not count
		a = a[max(0, len(a)-len(b)):]
		b = b[len(b)-len(a):]
		if cuts&cutStart != 0 {
			b[0] = b[0][max(0, len(b[0])-len(a[0])):]
		}
	}
	for i, line := range b {
		if isASCII([]byte(line)) {
			continue
		}
		ok := alike(a[i], line)
		if s.add(ok); !ok && *showMisses {
			fmt.Printf("%q is not %q\n", a[i], line)
		}
	}
}

// alike reports whether two lines differ in no more than three characters in a row.
func alike(a, b string) bool {
	head := 0
	for head < min(len(a), len(b)) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < min(len(a), len(b))-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	return max(len(a), len(b))-head-tail <= 3*4
}

// mixed writes each line of each document in a charset of its own and counts those
// that come out right.
func mixed(t require.TestingT, docs []string, list []coding) (s share) {
	r := rand.New(rand.NewSource(1))
	for _, doc := range docs {
		var src []byte
		want := ""
		for line := range strings.Lines(doc) {
			b, left := list[r.Intn(len(list))].encode(t, line)
			src, want = append(src, b...), want+left
		}
		got, _ := decodeAll(string(src), Options{})
		s.lines(got, want, 0)
	}
	return s
}

// goals are the least shares in per cent.
type goals struct{ whole, in20, in50, inside, damaged, foreign float64 }

// measureTexts prints how each charset is told, and checks that the goals are met.
func measureTexts(t *testing.T, texts map[string][]string, each, lines int, g goals) {
	atLeast := func(goal float64, s share, what ...any) {
		if s.n > 0 {
			assert.GreaterOrEqual(t, s.percent(), goal, fmt.Sprint(what...))
		}
	}
	for _, lang := range []string{"zh-Hans", "zh-Hant"} {
		list := slices.Concat([]coding{gb}, unicodes, escapings)
		if lang == "zh-Hant" {
			list = slices.Concat(traditionals, unicodes, escapings)
		}
		docs := documents(texts[lang], lines)
		for _, c := range list {
			if lang == "zh-Hant" && c.Charset == HZ {
				continue // GB2312 has no traditional characters
			}
			whole, exact := wholeDocuments(t, docs, c)
			in20, in50 := windows(t, texts[lang], c, 20, each), windows(t, texts[lang], c, 50, each)
			inside := share{in20.inside.right + in50.inside.right, in20.inside.n + in50.inside.n}
			t.Logf("%s %-12v documents %v (to the last byte %.1f %%), 20 bytes %v, 50 bytes %v, begun inside a character %v; no escape %v", lang, c.Charset, whole, exact.percent(), in20.all, in50.all, inside, in50.silent)
			atLeast(g.whole, whole, lang, c.Charset)
			atLeast(g.in20, in20.all, lang, c.Charset, 20)
			atLeast(g.in50, in50.all, lang, c.Charset, 50)
			atLeast(g.inside, inside, lang, c.Charset, "inside")
		}
		for _, c := range traditionals {
			if lang == "zh-Hans" && c != gb {
				continue
			}
			for _, d := range damages {
				s := damaged(t, docs, c, d)
				t.Logf("%s %-8v %-28s lines %v", lang, c.Charset, d.name, s)
				atLeast(g.damaged, s, lang, c.Charset, d.name)
			}
		}
		list = []coding{gb, unicodes[0]}
		if lang == "zh-Hant" {
			list = append(list, traditionals[1])
		}
		s := mixed(t, docs, list)
		t.Logf("%s lines of several charsets: %v", lang, s)
		atLeast(g.damaged, s, lang, "mixed")
	}
	for _, lang := range []string{"ja", "ko", "ru"} {
		for _, c := range neighbours[lang] {
			whole, _ := wholeDocuments(t, documents(texts[lang], lines), c)
			in20, in50 := windows(t, texts[lang], c, 20, 4*each), windows(t, texts[lang], c, 50, 4*each)
			t.Logf("%s %-12v documents %v, 20 bytes %v, 50 bytes %v, called Chinese %v and %v", lang, c.Charset, whole, in20.all, in50.all, in20.chinese, in50.chinese)
			assert.LessOrEqual(t, in20.chinese.percent(), g.foreign, c.Charset)
			assert.LessOrEqual(t, in50.chinese.percent(), g.foreign, c.Charset)
		}
	}
}

// TestAccuracy holds the goals on texts that nothing was tuned on. Run it with -v
// for the figures.
func TestAccuracy(t *testing.T) {
	if testing.Short() {
		t.Skip("many thousand windows")
	}
	measureTexts(t, ownTexts(t), 80, 20, goals{whole: 99.5, in20: 98, in50: 99.5, inside: 90, damaged: 99, foreign: 1})
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
