package mojibake

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
	"github.com/fixtext/fixtext/model"
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

// score is how well a family is repaired.
type score struct {
	lines, exact      int // of 10 characters or more
	short, shortExact int // of 4 to 9
	lossless, llExact int // without a mark of lost bytes
	spans, spanExact  int // a part of a line broken, the rest clean
	harm              int // lines that were changed, and not into what they were
	chars, kept       int // characters of the lines that should come back, and those that do, in order
	told, wrong       int // U+FFFD, and other characters that should not be there
}

// modelFile is what lost characters are chosen by, where figures are taken.
var modelFile = flag.String("model", "", "a `file` with a model, instead of the one in the library")

var chosenModel = sync.OnceValue(func() *model.Model {
	if *modelFile == "" {
		return nil
	}
	m, err := model.OpenFile(*modelFile)
	if err != nil {
		panic(err)
	}
	return m
})

func fixLine(s string) string {
	var f Fixer
	f.Use(chosenModel())
	return string(f.Append(nil, []byte(s), &edit.Log{}))
}

// breakLine is how a family breaks a line.
func breakLine(f *damage.Family, line string) (string, bool) {
	bad, _, ok := f.Break(line)
	return bad, ok && !strings.Contains(bad, "\n")
}

func measure(f *damage.Family, lines []string) (s score) {
	for i, line := range lines {
		line = f.Clean(line)
		bad, ok := breakLine(f, line)
		if ok && bad != line {
			got := fixLine(bad)
			right := got == line
			kept, told := common([]rune(line), []rune(got)), strings.Count(got, "\uFFFD")
			s.chars, s.kept = s.chars+utf8.RuneCountInString(line), s.kept+kept
			s.told, s.wrong = s.told+told, s.wrong+utf8.RuneCountInString(got)-kept-told
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
		bad, ok = breakLine(f, mid)
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

// common is the length of the longest common subsequence.
func common(a, b []rune) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		corner := 0
		for j, y := range b {
			up := row[j+1]
			if x == y {
				row[j+1] = corner + 1
			} else {
				row[j+1] = max(up, row[j])
			}
			corner = up
		}
	}
	return row[len(b)]
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
	familyEvery  = flag.Int("every", 130, "which share of the sentences TestFamilies takes: every `n`th; families.json knows of 130 only")
	familyShow   = flag.String("show", "", "print what is not repaired: line or span")
)

// TestFamilies prints, for every family of damage, the share of lines that come
// back exactly: lines of 10 characters or more, of 4 to 9, those that lost
// nothing visibly, and clean lines of which a part was broken; then the lines
// that were changed, but are not what they were (in lossy families, most of
// these are better than before); and how many characters in a hundred are right, told to
// be lost, and wrong. families.json says how many lines must come back.
func TestFamilies(t *testing.T) {
	for _, split := range []string{"dev", "test"} {
		all := sentences(t, split)
		var lines []string
		for i := 0; i < len(all); i += *familyEvery {
			lines = append(lines, all[i])
		}
		exact := map[string]damage.Share{}
		t.Logf("%-60s %6s %6s | %6s | %6s (%4s) | %13s | %7s | %s", "family, "+split, "lines", ">=10", "4-9", "llossl", "n", "span", "changed", "characters right, told, wrong")
		for _, f := range damagetest.Of("TestFamilies") {
			if ok, _ := regexp.MatchString(*familyFilter, f.ID); !ok {
				continue
			}
			s := measure(f, lines)
			t.Logf("%-60s %6d %6.1f | %6.1f | %6.1f (%4d) | %6.1f (%4d) | %7d | %5.1f %5.1f %5.1f", f.ID, s.lines, share(s.exact, s.lines), share(s.shortExact, s.short), share(s.llExact, s.lossless), s.lossless, share(s.spanExact, s.spans), s.spans, s.harm, share(s.kept, s.chars), share(s.told, s.chars), share(s.wrong, s.chars))
			exact[f.ID] = damage.Share{s.exact + s.shortExact, s.lines + s.short}
		}
		if *familyEvery == 130 {
			damagetest.Expect(t, "TestFamilies", split, exact)
		}
	}
}
