package mojibake

import (
	"fmt"
	"os"
	"testing"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

func TestZZ(t *testing.T) {
	lines := sentences(t, *chancesOf)
	out, _ := os.Create(os.Getenv("ZZOUT"))
	defer out.Close()
	for _, x := range []struct {
		family string
		step   step
	}{
		{"utf-8 as gbk", step{utf8Source, gbkPage}},
		{"utf-8 as gbk, private", step{utf8Source, gbkPage}},
		{"utf-8 as cp1252, strict", step{utf8Source, latin}},
		{"gbk as big5", step{gbkSource, big5Page}},
		{"gbk as cp949", step{gbkSource, cp949}},
		{"utf-8 as cp932", step{utf8Source, cp932}},
	} {
		f := damage.Lookup(x.family)
		var fill decoder.Filler
		fill.Use(choice.Counts(chosenModel().Counts()))
		var n, exact, S, W, Lw, Lr, all1, pl, top1, in4, made, madeRight, wrongOnce, prod int
		kinds := map[judge.Kind][6]int{}
		_ = prod
		for i := 0; i < len(lines); i += 2 {
			line := f.Clean(lines[i])
			want := []rune(line)
			bad, ok := breakLine(f, line)
			if !ok || len(want) < 10 || bad == line {
				continue
			}
			n++
			fmt.Fprintf(out, "L %s\n", x.family)
			res, ok := fill.Fill(x.step.decoded(), nil, []rune(bad), nil)
			st := !ok || len(res.Text) != len(want)
			w, lw, lr, a1 := 0, 0, 0, true
			if !st {
				lost := map[int]bool{}
				for k := range res.Lost {
					lost[res.Lost[k].At] = true
				}
				for j := range want {
					if !lost[j] && res.Text[j] != want[j] {
						st = true
					}
				}
				for k := range res.Lost {
					l0 := &res.Lost[k]
					list := l0.Best()
					truth := want[l0.At]
					pl++
					if len(list) == 0 {
						lw++
						a1 = false
						fmt.Fprintln(out, "N")
						continue
					}
					l := judge.Ledger{Kind: x.step.lossKind(&l0.Char, false), Chance: l0.Chance}
					if !decoder.Often(list[0].R) && !l0.Said {
						l.Mean = lm.UnigramCost(lm.TokenOf(list[0].R))
					}
					l1 := l
					l1.Chance = 1
					fmt.Fprintf(out, "P %d %.5f %v %v %d\n", l.Kind, l0.Chance, list[0].R == truth, judge.Decide(&l1).Made(), len([]rune(line)))
					ks := kinds[l.Kind]
					ks[0]++
					right := list[0].R == truth
					if right {
						top1++
						ks[1]++
					} else {
						a1 = false
					}
					for _, c := range list {
						if c.R == truth {
							in4++
							ks[2]++
						}
					}
					m := judge.Decide(&l).Made()
					if m {
						made++
						ks[3]++
						if right {
							madeRight++
							ks[4]++
						} else {
							w++
						}
					} else if right {
						lr++
					} else {
						lw++
					}
					kinds[l.Kind] = ks
				}
			}
			if st {
				fmt.Fprintln(out, "S")
			}
			switch {
			case st:
				S++
			case w > 0:
				W++
				if w == 1 && lw+lr == 0 {
					wrongOnce++
				}
			case lw > 0:
				Lw++
			case lr > 0:
				Lr++
			default:
				exact++
			}
			if !st && a1 {
				all1++
			}
		}
		p := func(a int) float64 { return 100 * float64(a) / float64(n) }
		t.Logf("%s: %d lines, product %.1f%%, here exact %.1f%%; structure %.1f%%, wrong made %.1f%% (only that one: %.1f), left and first is wrong %.1f%%, left though first is right %.1f%%; all first choices right %.1f%%", x.family, n, p(prod), p(exact), p(S), p(W), p(wrongOnce), p(Lw), p(Lr), p(all1))
		t.Logf("   places %d: top-1 %.1f, top-4 %.1f, made %.1f of these right %.1f", pl, 100*float64(top1)/float64(pl), 100*float64(in4)/float64(pl), 100*float64(made)/float64(pl), 100*float64(madeRight)/float64(made))
		for k, ks := range kinds {
			t.Logf("   kind %d: %d top1 %.1f top4 %.1f made %.1f right %.1f", k, ks[0], 100*float64(ks[1])/float64(ks[0]), 100*float64(ks[2])/float64(ks[0]), 100*float64(ks[3])/float64(ks[0]), 100*float64(ks[4])/float64(ks[3]))
		}
	}
	_ = utf8.RuneError
}
