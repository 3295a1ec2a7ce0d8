package mojibake

import (
	"fmt"
	"os"
	"regexp"
	"testing"
)

func TestTune(t *testing.T) {
	lines := sentences(t, "dev")
	for _, d := range allFamilies() {
		if ok, _ := regexp.MatchString(os.Getenv("FAMILY"), d.name); !ok {
			continue
		}
		var right, wrong [20]int
		for i := 0; i < len(lines); i += 4 {
			line := lines[i]
			bad, ok := d.do(line)
			if !ok {
				continue
			}
			type gg struct {
				at   int
				r    rune
				lead int32
				p    *span
				lost pending
			}
			var list []gg
			tuneHook = func(p *span, at int, chosen rune, lead int32, l pending) {
				if p.from == 0 {
					list = append(list, gg{at, chosen, lead, p, l})
				}
			}
			sureMargin = 0
			var f fixer
			f.line([]byte(bad))
			want := []rune(line)
			for _, g := range list {
				if len(g.p.text) != len(want) {
					continue
				}
				b := min(max(int(g.lead)/8, 0), 19)
				if want[g.at] == g.r {
					right[b]++
				} else {
					wrong[b]++
					if os.Getenv("SHOW") == "wrong" {
						fmt.Printf("%s|%c|%s chose %c lead %.1f lost %v\n", string(want[max(0, g.at-4):g.at]), want[g.at], string(want[g.at+1:min(len(want), g.at+4)]), g.r, float64(g.lead)/16, g.lost)
					}
				}
			}
		}
		fmt.Println(d.name)
		r, w := 0, 0
		tr := 0
		for b := 0; b < 20; b++ {
			tr += right[b] + wrong[b]
		}
		for b := 19; b >= 0; b-- {
			r += right[b]
			w += wrong[b]
			fmt.Printf("  >= %.1f nats: bucket %d/%d  cumulative right %.2f%% of %d (%.1f%% of all)\n", float64(b)/2, right[b], right[b]+wrong[b], share(r, r+w), r+w, share(r+w, tr))
		}
	}
}
