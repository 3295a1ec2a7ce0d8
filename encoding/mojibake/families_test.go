package mojibake

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// sentences returns the lines of the project's sentences.
func sentences(t testing.TB, part string) (lines []string) {
	files, _ := filepath.Glob(filepath.Join("..", "..", "testdata", "sentences", part, "*.txt"))
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.Lines(string(b)) {
			line = strings.TrimRight(line, "\n")
			n := 0
			for _, r := range line {
				if r >= 0x80 {
					n++
				}
			}
			if n >= 4 {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// damaged is a way to break a line.
type damaged struct {
	name string
	do   func(line string) (bad string, ok bool)
	hant bool // on traditional text
}

func misread(from, to string, set ...func(*damage.Misreader)) damaged {
	m := damage.NewMisreader(from, to)
	name := from + " as " + to
	for _, f := range set {
		f(m)
	}
	if len(set) > 0 {
		switch {
		case m.Private:
			name += ", PUA"
		case m.Mark == "":
			name += ", dropped"
		case m.Mark == "?":
			name += ", '?'"
		default:
			name += ", U+FFFD"
		}
		if m.Eat {
			name += ", eaten"
		}
		if m.Reread {
			name += ", reread"
		}
		if m.Strict {
			name += ", strict"
		}
	}
	return damaged{name: name, do: m.Read, hant: from == "big5"}
}

func keepPrivate(m *damage.Misreader) {
	m.Private = true
	m.Assign("gbk", func(lead, trail byte) rune {
		r, _ := gb18030.WHATWG.DecodePair(lead, trail)
		return r
	})
}
func question(m *damage.Misreader)  { m.Mark = "?" }
func drop(m *damage.Misreader)      { m.Mark = "" }
func eat(m *damage.Misreader)       { m.Eat = true }
func reread(m *damage.Misreader)    { m.Reread = true }
func undefined(m *damage.Misreader) { m.Strict = true }
func replace(*damage.Misreader)     {}

// then reads what one misreading made in yet another.
func (d damaged) then(e damaged) damaged {
	do := func(line string) (string, bool) {
		bad, ok := d.do(line)
		if !ok {
			return "", false
		}
		return e.do(bad)
	}
	return damaged{name: d.name + ", " + e.name, do: do, hant: d.hant}
}

var singles = []string{"latin1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp874", "koi8-r", "cp437", "cp850", "cp866", "mac"}

func allFamilies() (list []damaged) {
	for _, x := range []string{"utf-8", "gb18030", "big5"} {
		for _, y := range singles {
			list = append(list, misread(x, y))
		}
	}
	for _, x := range []string{"utf-16le", "utf-16be"} {
		for _, y := range []string{"latin1", "cp1251", "koi8-r", "mac"} {
			list = append(list, misread(x, y))
		}
		list = append(list, misread(x, "gbk", keepPrivate))
	}
	latin := misread("utf-8", "latin1")
	list = append(list, latin.then(latin), misread("utf-8", "cp1252").then(misread("utf-8", "cp1252")),
		latin.then(latin).then(latin).then(latin), misread("gbk", "latin1").then(latin), latin.then(misread("utf-8", "gbk", keepPrivate)),
		misread("gbk", "latin1").then(misread("utf-8", "gbk", keepPrivate)), misread("gbk", "cp1251").then(misread("utf-8", "cp1251")),
		misread("utf-8", "gbk", keepPrivate).then(latin), misread("utf-8", "gbk", keepPrivate).then(misread("utf-8", "gbk", keepPrivate)))
	for _, x := range []string{"utf-8", "gbk", "big5"} {
		for _, y := range []string{"gbk", "big5", "cp932", "euc-jp", "cp949"} {
			if x != y {
				list = append(list, misread(x, y, keepPrivate), misread(x, y, replace), misread(x, y, question))
			}
		}
	}
	list = append(list, misread("utf-8", "gbk", question, eat), misread("utf-8", "gbk", reread), misread("utf-8", "gbk", drop),
		misread("utf-8", "gbk", keepPrivate, question), misread("utf-8", "gbk", keepPrivate, question, eat),
		misread("utf-8", "cp1252", undefined), misread("utf-8", "cp1252", undefined, question), partialFamily())
	return append(list, phases()...)
}

// partialFamily is GBK of which that was read as UTF-8 which happened to be,
// and the rest as Latin-1.
func partialFamily() damaged {
	gbk := damage.NewMisreader("gbk", "latin1")
	return damaged{name: "gbk as utf-8, else latin1", do: func(line string) (string, bool) {
		b, ok := gbk.Bytes(line)
		var out strings.Builder
		for i := 0; i < len(b); {
			r, n := utf8.DecodeRune(b[i:])
			if r == utf8.RuneError {
				r = rune(b[i])
			}
			out.WriteRune(r)
			i += n
		}
		return out.String(), ok
	}}
}

// phases are ways to lose the step in GBK: a byte of a character in the middle of
// the line is replaced by a question mark, lost, or doubled.
func phases() (list []damaged) {
	m := damage.NewMisreader("gbk", "gbk")
	keepPrivate(m)
	strictly := damage.NewMisreader("gbk", "gbk")
	strictly.Mark = "?"
	for _, d := range []struct {
		name string
		do   func(b []byte, at int) []byte
		m    *damage.Misreader
	}{
		{"lead byte a '?'", func(b []byte, at int) []byte { b[at] = '?'; return b }, m},
		{"lead byte lost", func(b []byte, at int) []byte { return slices.Delete(b, at, at+1) }, m},
		{"trail byte lost", func(b []byte, at int) []byte { return slices.Delete(b, at+1, at+2) }, m},
		{"stray byte before", func(b []byte, at int) []byte { return slices.Insert(b, at, 0xC4) }, m},
		{"stray byte within", func(b []byte, at int) []byte { return slices.Insert(b, at+1, 0xC4) }, m},
		{"lead byte a '?', strict", func(b []byte, at int) []byte { b[at] = '?'; return b }, strictly},
		{"lead byte lost, strict", func(b []byte, at int) []byte { return slices.Delete(b, at, at+1) }, strictly},
	} {
		list = append(list, damaged{name: "out of step: " + d.name, do: func(line string) (string, bool) {
			b, ok := m.Bytes(line)
			if !ok {
				return "", false
			}
			var places []int // of Han characters
			for i := 0; i < len(b); i++ {
				if b[i] >= 0x80 {
					if b[i] >= 0xB0 && b[i] < 0xF8 && b[i+1] >= 0xA1 {
						places = append(places, i)
					}
					i++
				}
			}
			if len(places) < 6 {
				return "", false
			}
			at := places[len(line)%(len(places)*2/3)]
			return d.m.Decode(d.do(slices.Clone(b), at)), true
		}})
	}
	return list
}

// score is how well a family is repaired.
type score struct {
	lines, exact      int // of 10 characters or more
	short, shortExact int // of 4 to 9
	lossless, llExact int // without a mark of lost bytes
	spans, spanExact  int // a part of a line broken, the rest clean
	harm              int // lines that were changed, and not into what they were
}

func fixLine(s string) string { return string(Append(nil, []byte(s), &edit.Log{})) }

func measure(d damaged, lines []string) (s score) {
	for i, line := range lines {
		if d.hant {
			line = s2t.String(line)
		}
		bad, ok := d.do(line)
		if ok && bad != line && !strings.Contains(bad, "\n") {
			got := fixLine(bad)
			right := got == line
			if utf8.RuneCountInString(line) >= 10 {
				s.lines++
				if right {
					s.exact++
				}
				if !strings.ContainsAny(bad, "\uFFFD?") {
					s.lossless++
					if right {
						s.llExact++
					}
				}
			} else {
				s.short++
				if right {
					s.shortExact++
				}
			}
			if !right && got != bad {
				s.harm++
			}
			if !right && *familyShow == "line" {
				println("WANT", line)
				println("BAD ", bad)
				println("GOT ", got)
			}
		}
		// A part of the line.
		runes := []rune(line)
		if len(runes) < 24 {
			continue
		}
		from, n := 3+i%5, 4+i%9
		mid := string(runes[from : from+n])
		bad, ok = d.do(mid)
		if !ok || bad == mid || strings.ContainsAny(bad, "\uFFFD?\n") || countWide(mid) < 4 {
			continue
		}
		s.spans++
		got := fixLine(string(runes[:from]) + bad + string(runes[from+n:]))
		if got == line {
			s.spanExact++
		} else if *familyShow == "span" {
			println("WANT", line)
			println("BAD ", string(runes[:from])+bad+string(runes[from+n:]))
			println("GOT ", got)
		}
	}
	return s
}

func countWide(s string) (n int) {
	for _, r := range s {
		if r >= 0x80 {
			n++
		}
	}
	return n
}

func share(a, b int) float64 {
	if b == 0 {
		return -1
	}
	return 100 * float64(a) / float64(b)
}

var (
	familyFilter = flag.String("family", "", "a `pattern` of families to measure in TestFamilies")
	familyEvery  = flag.Int("every", 130, "which share of the sentences TestFamilies takes: every `n`th")
	familyPart   = flag.String("part", "test", "the `part` of the sentences: dev or test")
	familyShow   = flag.String("show", "", "print what is not repaired: line or span")
)

// bars are the shares of lines of 10 characters or more that must come back, in
// percent.
var bars = map[string]float64{
	"utf-8 as latin1": 99, "utf-8 as cp1251": 99, "utf-8 as koi8-r": 99, "utf-8 as cp437": 99, "utf-8 as mac": 99,
	"gb18030 as latin1": 98, "gb18030 as cp1251": 98, "gb18030 as koi8-r": 97, "gb18030 as cp437": 97, "gb18030 as cp874": 94,
	"big5 as latin1": 98, "big5 as cp1251": 97, "big5 as mac": 97, "utf-8 as latin1, utf-8 as latin1": 99, "gbk as latin1, utf-8 as latin1": 97,
	"utf-8 as gbk, PUA": 80, "gbk as big5, PUA": 85, "big5 as gbk, PUA": 94, "gbk as utf-8, else latin1": 85,
	"utf-16le as latin1": 80, "utf-16be as koi8-r": 85, "utf-8 as gbk, PUA, utf-8 as latin1": 65,
}

// TestFamilies prints, for every family of damage, the share of lines that come
// back exactly: lines of 10 characters or more, of 4 to 9, those that lost
// nothing visibly, and clean lines of which a part was broken; then the lines
// that were changed, but are not what they were (in lossy families, most of
// these are better than before).
func TestFamilies(t *testing.T) {
	all := sentences(t, *familyPart)
	var lines []string
	for i := 0; i < len(all); i += *familyEvery {
		lines = append(lines, all[i])
	}
	t.Logf("%-60s %6s %6s | %6s | %6s (%4s) | %6s | %s", "family", "lines", ">=10", "4-9", "llossl", "n", "span", "changed")
	for _, d := range allFamilies() {
		if ok, _ := regexp.MatchString(*familyFilter, d.name); !ok {
			continue
		}
		s := measure(d, lines)
		t.Logf("%-60s %6d %6.1f | %6.1f | %6.1f (%4d) | %6.1f (%4d) | %d", d.name, s.lines, share(s.exact, s.lines), share(s.shortExact, s.short), share(s.llExact, s.lossless), s.lossless, share(s.spanExact, s.spans), s.spans, s.harm)
		if least := bars[d.name]; least > 0 { // a small sample may have one more
			assert.GreaterOrEqual(t, float64(s.exact+1), least/100*float64(s.lines), d.name)
		}
	}
}
