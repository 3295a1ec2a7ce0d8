// Package cases makes broken text from the project's own sentences, family by
// family, and knows what each should become. The same sentences always give the
// same cases.
package cases

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind says what is wanted of the lines of a family.
type Kind string

// The kinds.
const (
	Broken Kind = "broken" // lines should be restored
	Lost   Kind = "lost"   // nothing can be restored: lines should stay as they are
	Clean  Kind = "clean"  // nothing is wrong: lines should stay as they are
)

// Family is one way of breaking text, or one sort of clean text.
type Family struct {
	Group string // which table it is in
	Name  string
	Kind  Kind
	// breaks returns a broken page beside what is wanted of its lines. also is
	// another answer that counts as right for a line, such as the same text in
	// the script it was in; nil where there is none. ok is false where the page
	// cannot be broken so.
	breaks func(page []string, seed uint64) (in []byte, want, also []string, ok bool)
	// pages are what is broken; nil stands for the sentences.
	pages [][]string
	whole bool // the family makes sense for pages only
}

// The groups, in the order of the report.
const (
	LinkFarm = "link farm"
	AsSingle = "misread as single bytes"
	AsDouble = "misread as double bytes"
	Layers   = "layers and half repairs"
	Leaks    = "leaked escapes"
	NoHope   = "lost for good"
	Charsets = "bytes of unknown charset"
	Hostile  = "bytes in a bad state"
	Words    = "traditional text"
	CleanOf  = "clean text"
	Foreign  = "bytes that are not Chinese"
)

// Groups are all groups.
var Groups = []string{LinkFarm, AsSingle, AsDouble, Layers, Leaks, NoHope, Charsets, Hostile, Words, CleanOf, Foreign}

// Case is one input and what its lines should become.
type Case struct {
	In         []byte
	Want, Also []string
}

// PageLines is the number of lines of a page.
const PageLines = 20

// Corpus is what cases are made of: a split of the testdata of the project.
type Corpus struct {
	root, split string
	sentences   [][]string // pages
}

// Open reads the split "dev" or "test" below the folder testdata. every thins
// the sentences out: every-th line is taken.
func Open(root, split string, every int) (*Corpus, error) {
	c := &Corpus{root: root, split: split}
	files, err := filepath.Glob(filepath.Join(root, "testdata", "sentences", split, "*.txt"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no sentences below %s", root)
	}
	for _, f := range files {
		lines, err := read(f)
		if err != nil {
			return nil, err
		}
		var chosen []string
		for i, l := range lines {
			if i%every == 0 && hanIn(l) >= 2 {
				chosen = append(chosen, l)
			}
		}
		c.sentences = append(c.sentences, paged(chosen)...)
	}
	return c, nil
}

// read returns the lines of a file that are not empty.
func read(path string) (lines []string, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(data)) {
		if line = strings.TrimRight(line, "\r\n"); line != "" {
			lines = append(lines, line)
		}
	}
	return lines, nil
}

func hanIn(s string) (n int) {
	for _, r := range s {
		if unicode.Is(unicode.Han, r) {
			n++
		}
	}
	return n
}

func paged(lines []string) (pages [][]string) {
	for len(lines) > 0 {
		n := min(PageLines, len(lines))
		pages = append(pages, lines[:n])
		lines = lines[n:]
	}
	return pages
}

// Cases makes the cases of a family: a case for each page, or with single one
// for each line.
func (c *Corpus) Cases(f *Family, single bool) (list []Case) {
	if single && f.whole {
		return nil
	}
	pages := f.pages
	if pages == nil {
		pages = c.sentences
	}
	seed := uint64(0)
	for _, page := range pages {
		parts := [][]string{page}
		if single {
			parts = nil
			for _, l := range page {
				parts = append(parts, []string{l})
			}
		}
		for _, part := range parts {
			seed++
			in, want, also, ok := f.breaks(part, seed)
			if ok && len(want) > 0 {
				list = append(list, Case{In: in, Want: want, Also: also})
			}
		}
	}
	return list
}

// lineByLine makes a family's breaks of a function for one line. Lines that
// cannot be broken so are left out of the page.
func lineByLine(f func(line string, seed uint64) (string, bool)) func([]string, uint64) ([]byte, []string, []string, bool) {
	return func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
		for i, line := range page {
			if bad, ok := f(line, seed+uint64(i)); ok {
				in = append(append(in, bad...), '\n')
				want = append(want, line)
			}
		}
		return in, want, nil, true
	}
}

// asIs is the breaks of clean text.
func asIs(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
	return joined(page), page, nil, true
}

func joined(lines []string) []byte { return []byte(strings.Join(lines, "\n") + "\n") }

// Score is how the lines of cases fared.
type Score struct {
	Lines     int // lines that were broken, lost or clean
	Exact     int // restored
	Partly    int // restored but for places that are still marked as lost, with nothing invented
	Untouched int // left as they were though broken
	Wrong     int // made into something else
	Harmed    int // lost or clean lines, or clean lines among broken ones, that were changed
	Kept      int // those that were not
}

// Add adds another score.
func (s *Score) Add(o Score) {
	s.Lines += o.Lines
	s.Exact += o.Exact
	s.Partly += o.Partly
	s.Untouched += o.Untouched
	s.Wrong += o.Wrong
	s.Harmed += o.Harmed
	s.Kept += o.Kept
}

// Miss is a line that came out wrong or harmed.
type Miss struct{ In, Out, Want string }

// Judge compares what came out of a case with what is wanted. An output with
// another number of lines has no line right. Where the input was bytes, bytes
// that are no UTF-8, and U+FFFD, do not count: tools show what they cannot read
// in either way.
func (c *Case) Judge(f *Family, out []byte) (s Score, misses []Miss) {
	in, got := lines(c.In, len(c.Want)), lines(out, len(c.Want))
	same := bytes.Equal(c.In, out)
	show := func(line string) string { return line }
	if f.Group == Charsets || f.Group == Hostile || f.Group == Foreign {
		show = readable
	}
	for i, want := range c.Want {
		s.Lines++
		before, mine := "", ""
		if in != nil {
			before = in[i]
		}
		if got != nil {
			mine = got[i]
		}
		right := got != nil && (show(mine) == show(want) || c.Also != nil && show(mine) == show(c.Also[i]))
		untouched := same || in != nil && got != nil && mine == before
		switch harmless := f.Kind != Broken || before == want; {
		case harmless && (untouched || right && (f.Kind == Broken || c.Also != nil)):
			s.Kept++
			continue
		case harmless:
			s.Harmed++
		case right:
			s.Exact++
			continue
		case untouched:
			s.Untouched++
			continue
		case got != nil && partly(mine, want):
			s.Partly++
		default:
			s.Wrong++
		}
		misses = append(misses, Miss{before, mine, want})
	}
	return s, misses
}

// partly reports whether line is want with some places that are marked as lost,
// by U+FFFD, a private-use character, ? or a byte that is no UTF-8. Half of the
// characters at least must be there.
func partly(line, want string) bool {
	found, at := 0, 0
	for _, part := range strings.FieldsFunc(strings.ToValidUTF8(line, "?"), func(r rune) bool {
		return r == '?' || r == utf8.RuneError || unicode.Is(unicode.Co, r)
	}) {
		i := strings.Index(want[at:], part)
		if i < 0 {
			return false
		}
		at += i + len(part)
		found += len(part)
	}
	return 2*found >= len(want)
}

// lines splits b at its newlines. If that does not give n lines, there are none.
func lines(b []byte, n int) []string {
	l := strings.Split(strings.TrimSuffix(string(b), "\n"), "\n")
	if len(l) != n {
		return nil
	}
	return l
}

// readable returns s without what cannot be read.
func readable(s string) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\uFFFD", ""), "\r")
}
