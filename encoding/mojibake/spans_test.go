package mojibake

import (
	"flag"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/damage"
)

var spansEvery = flag.Int("spans.every", 24, "which share of the sentences TestSpans takes: every `n`th")

// spanFamilies are wrong decodings of which a part of a clean line is an example, with how
// many in a hundred such parts of 2 to 12 characters come back exactly at least.
var spanFamilies = []struct {
	id            string
	whole, marked float64 // nothing lost; bytes lost, and a mark stands for them
}{
	{"utf-8 as gbk, private", 95, 65},
	{"gbk as big5, private", 86, 0},
	{"utf-8 as cp932, private", 85, 45},
	{"gbk as euc-jp, private", 53, 6},
}

// spanLengths are the lengths of spans, in characters, that are told apart.
var spanLengths = [...]struct{ from, to int }{{2, 3}, {4, 6}, {7, 9}, {10, 12}}

// TestSpans: a part of a clean line, with nothing else around that would help, comes back
// exactly. It prints the shares by length, of parts that lost nothing and of others.
func TestSpans(t *testing.T) {
	for _, split := range []string{"dev", "test"} {
		lines := sentences(t, split)
		for _, family := range spanFamilies {
			if ok, _ := regexp.MatchString(*familyFilter, family.id); !ok {
				continue
			}
			f := damage.Lookup(family.id)
			var right, of, changed [2][len(spanLengths)]int
			for i := 0; i < len(lines); i += *spansEvery {
				runes := []rune(lines[i])
				k := i / *spansEvery
				n := 2 + k%11
				if len(runes) < n+10 {
					continue
				}
				from := 3 + k%max(1, len(runes)-n-6)
				mid := string(runes[from : from+n])
				bad, ok := breakLine(f, mid)
				if !ok || bad == mid || countWide(mid) < n {
					continue // the span is shorter than it looks
				}
				lossy := 0
				if strings.ContainsAny(bad, "\uFFFD?") {
					lossy = 1
				}
				by := 0
				for n > spanLengths[by].to {
					by++
				}
				of[lossy][by]++
				line := string(runes[:from]) + bad + string(runes[from+n:])
				switch got := fixLine(line); {
				case got == lines[i]:
					right[lossy][by]++
				default:
					if got != line {
						changed[lossy][by]++
					}
					if *familyShow == "span" {
						fmt.Printf("WANT %s\nBAD  %s\nGOT  %s\n", lines[i], line, got)
					}
				}
			}
			for lossy, least := range [...]float64{family.whole, family.marked} {
				sum, all, text := 0, 0, ""
				for by, l := range spanLengths {
					sum, all = sum+right[lossy][by], all+of[lossy][by]
					text += fmt.Sprintf(" | %2d-%2d: %5.1f (%3d, %d wrong)", l.from, l.to, share(right[lossy][by], of[lossy][by]), of[lossy][by], changed[lossy][by])
				}
				t.Logf("%-24s %-4s %-6s %5.1f (%3d)%s", family.id, split, [...]string{"whole", "marked"}[lossy], share(sum, all), all, text)
				if all > 0 {
					assert.GreaterOrEqual(t, share(sum, all), least, family.id)
				}
			}
		}
	}
}

// TestManySpans: of a file in which every line has a damaged part and is clean around it, as much is repaired as
// of a few such lines, however many there are, and whether the clean part has a rare character or none.
func TestManySpans(t *testing.T) {
	if testing.Short() {
		t.Skip("takes time")
	}
	lines := sentences(t, "dev")
	for _, id := range []string{"utf-8 as gbk", "gbk as big5", "gbk as cp949", "utf-8 as cp932", "utf-8 as cp949", "utf-8 as cp1252, strict"} {
		t.Run(id, func(t *testing.T) {
			f := damage.Lookup(id)
			repaired := func(n int, checker string) float64 {
				var bad, good []string
				for i := 0; len(bad) < n; i++ {
					runes := []rune(lines[i*7%len(lines)])
					part := string(runes[:min(len(runes), 8+i%17)])
					if b, ok := breakLine(f, part); ok && b != part {
						frame := func(s string) string { return fmt.Sprintf("备注%d：“%s”，已经由%s核对。", i, s, checker) }
						bad, good = append(bad, frame(b)), append(good, frame(part))
					}
				}
				changed := 0
				for i, line := range strings.Split(fixLine(strings.Join(bad, "\n")), "\n") {
					if line != bad[i] && len(line) < len(bad[i]) || line == good[i] {
						changed++
					}
				}
				return share(changed, n)
			}
			few, many, rare := repaired(40, "老王"), repaired(2000, "老王"), repaired(2000, "亓堃")
			t.Logf("%.1f %% of few, %.1f %% of many, %.1f %% of many with a rare character", few, many, rare)
			assert.Greater(t, many, 0.9*few)
			assert.Greater(t, rare, 0.9*few)
		})
	}
}
