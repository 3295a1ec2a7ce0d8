package mojibake

import (
	"flag"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
)

// shortStep is which share of the clauses families.json knows of.
const shortStep = 64

var shortEvery = flag.Int("short.every", shortStep, "which share of the clauses TestShortLines takes: every `n`th")

// clauses returns what stands between punctuation in the project's sentences, where it is
// Chinese and of 4 to 9 characters: headings, names and messages are as short.
func clauses(t testing.TB, part string) (list []string) {
	seen := map[string]bool{}
	for _, line := range sentences(t, part) {
		for _, c := range strings.FieldsFunc(line, func(r rune) bool {
			return strings.ContainsRune("，。；：、？！“”（）《》…—,.;:?!()「」 ", r)
		}) {
			if n := utf8.RuneCountInString(c); n >= 4 && n <= 9 && countWide(c) >= 4 && !seen[c] {
				seen[c] = true
				list = append(list, c)
			}
		}
	}
	return list
}

// TestShortLines prints how many lines of four to nine characters come back, each by itself, in
// the families of wrong decodings that lose nothing, and how many become something else.
func TestShortLines(t *testing.T) {
	for _, split := range []string{"dev", "test"} {
		all := clauses(t, split)
		exact := map[string]damage.Share{}
		for _, f := range damagetest.Of("TestShortLines") {
			if ok, _ := regexp.MatchString(*familyFilter, f.ID); !ok {
				continue
			}
			n, right, wrong := 0, 0, 0
			for i := 0; i < len(all); i += *shortEvery {
				line := f.Clean(all[i])
				bad, lost, ok := f.Break(line)
				if !ok || lost > 0 || bad == line || strings.Contains(bad, "\n") {
					continue
				}
				n++
				got := fixLine(bad)
				switch got {
				case line:
					right++
				case bad:
				default:
					wrong++
				}
				if got != line && *familyShow == "line" {
					t.Logf("%s → %s → %s", line, bad, got)
				}
			}
			t.Logf("%-60s %5.1f of %d come back, %d are wrong", f.ID+", "+split, share(right, n), n, wrong)
			exact[f.ID] = damage.Share{right, n}
		}
		if *shortEvery == shortStep {
			damagetest.Expect(t, "TestShortLines", split, exact)
		}
	}
}
