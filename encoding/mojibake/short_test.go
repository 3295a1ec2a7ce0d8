package mojibake

import (
	"flag"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/damage"
)

var shortEvery = flag.Int("short.every", 64, "which share of the clauses TestShortLines takes: every `n`th")

// clauses returns what stands between punctuation in the project's sentences, where it is
// Chinese and of 4 to 9 characters: headings, names and messages are as short.
func clauses(t testing.TB, part string) (list []string) {
	seen := map[string]bool{}
	for _, line := range sentences(t, part) {
		for _, c := range strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("，。；：、？！“”（）《》…—,.;:?!()「」 ", r) }) {
			if n := utf8.RuneCountInString(c); n >= 4 && n <= 9 && countWide(c) >= 4 && !seen[c] {
				seen[c] = true
				list = append(list, c)
			}
		}
	}
	return list
}

// TestShortLines says how many lines of four to nine characters come back, each by itself, in
// the families that lose nothing.
func TestShortLines(t *testing.T) {
	for _, split := range []string{"dev", "test"} {
		all := clauses(t, split)
		for _, f := range damage.Families() {
			if f.Loses || f.Farm != nil || f.Of != "" || f.Table == "" {
				continue
			}
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
				switch got := fixLine(bad); got {
				case line:
					right++
				case bad:
				default:
					wrong++
				}
				if got := fixLine(bad); got != line && *familyShow != "" {
					t.Logf("%s → %s → %s", line, bad, got)
				}
			}
			t.Logf("%-5s %-50s %5.1f of %d, %d wrong", split, f.ID, share(right, n), n, wrong)
		}
	}
}
