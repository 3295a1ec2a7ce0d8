package gap

import (
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/fixtext/fixtext/internal/lm"
)

// Trial is one gap that was filled.
type Trial struct {
	Chance   float64 // how likely the model held its first choice
	Right    bool    // whether that was right
	Surprise float64 // how unlikely it held the truth, in nats: -log P
}

// Costs is what a model says of text with each of options at position at, n characters
// long: costs in steps of lm.Unit, of which only differences between them count.
type Costs func(text []rune, at, n int, options [][2]rune) []int

// Each makes it of what a model says of one text, in which an option was put.
func Each(cost func(text []rune, at, n int) int) Costs {
	return func(text []rune, at, n int, options [][2]rune) (costs []int) {
		was := [2]rune{}
		copy(was[:], text[at:at+n])
		for _, o := range options {
			copy(text[at:at+n], o[:n])
			costs = append(costs, cost(text, at, n))
		}
		copy(text[at:at+n], was[:])
		return costs
	}
}

// Measure fills gaps of all kinds, at most limit of each, spread over the
// lines.
func Measure(f *Finder, lines []string, limit int, cost Costs) (all [Kinds][]Trial) {
	for kind := range Kinds {
		var found []func() Trial
		for _, line := range lines {
			text := []rune(line)
			f.Places(text, kind, func(g Gap) {
				if len(g.Options) > 1 {
					found = append(found, func() Trial { return fill(text, g, cost) })
				}
			})
		}
		n := min(limit, len(found))
		for i := range n {
			all[kind] = append(all[kind], found[i*len(found)/n]())
		}
	}
	return all
}

func fill(text []rune, g Gap, cost Costs) Trial {
	n := 1
	if g.Kind == Across {
		n = 2
	}
	traditional := traditional(text)
	open := quotesOpen(text[:g.At])
	truth := [2]rune{text[g.At]}
	if n == 2 {
		truth[1] = text[g.At+1]
	}
	best, least, costs := truth, math.MaxInt, cost(text, g.At, n, g.Options)
	for i, o := range g.Options {
		costs[i] += taste(o[0], traditional) + balance(o[0], open)
		if n == 2 {
			costs[i] += taste(o[1], traditional)
		}
		if costs[i] < least {
			best, least = o, costs[i]
		}
	}
	sum, mine := 0.0, 0
	for i, c := range costs {
		sum += math.Exp(float64(least-c) * lm.Unit)
		if g.Options[i] == truth {
			mine = c
		}
	}
	return Trial{1 / sum, best == truth, float64(mine-least)*lm.Unit + math.Log(sum)}
}

func taste(r rune, traditional bool) int {
	switch {
	case r >= 0x3040 && r < 0x3100:
		return 4 * lm.Nat
	case r >= 0xAC00 && r < 0xD7A4:
		return 8 * lm.Nat
	case r < 0x3400 || r > 0xFFFF:
		return 0
	}
	if gb, b5 := Scripts(r); traditional && !b5 || !traditional && !gb {
		return 4 * lm.Nat
	}
	return 0
}

func traditional(text []rune) bool {
	n := 0
	for _, r := range text {
		if r >= 0x4E00 && r < 0xA000 {
			gb, b5 := Scripts(r)
			if gb && !b5 {
				n--
			}
			if b5 && !gb {
				n++
			}
		}
	}
	return n > 0
}

func quotesOpen(text []rune) (open bool) {
	for _, r := range text {
		if r == '“' || r == '”' {
			open = r == '“'
		}
	}
	return open
}

func balance(r rune, open bool) int {
	switch {
	case r == '”' && open:
		return -2 * lm.Nat
	case r == '”', r == '“' && open:
		return 4 * lm.Nat
	}
	return 0
}

// Report prints for each kind how often the first choice is right; the mean
// surprise in nats; the share
// of first choices that can be accepted, the likeliest first, so that 97 of
// 100 are right, and the chance at which that ends; the share that is held to
// be at least 0.97 likely and how many of these are right; and in 5 bins of
// chance, how many are right.
func Report(w io.Writer, all [Kinds][]Trial) {
	p := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	for kind, trials := range all {
		n := len(trials)
		sort.SliceStable(trials, func(i, j int) bool { return trials[i].Chance > trials[j].Chance })
		right, most, from := 0, 0, 1.0
		sure, sureRight := 0, 0
		var bin, binRight [6]int
		surprise := 0.0
		for i, t := range trials {
			b := 5
			for k, limit := range []float64{0.99, 0.97, 0.9, 0.7, 0.5} {
				if t.Chance >= limit {
					b = k
					break
				}
			}
			bin[b]++
			surprise += t.Surprise
			if t.Right {
				right++
				binRight[b]++
			}
			if t.Chance >= 0.97 {
				sure++
				if t.Right {
					sureRight++
				}
			}
			if float64(right) >= 0.97*float64(i+1) {
				most, from = i+1, t.Chance
			}
		}
		fmt.Fprintf(w, "  %-16s %6d  %5.2f  %.3f nats  accept %5.1f (chance %.3f)  held sure %5.1f, right %5.2f ", Kind(kind), n, p(right, n), surprise/float64(max(n, 1)), p(most, n), from, p(sure, n), p(sureRight, sure))
		for b := range bin {
			fmt.Fprintf(w, " %5.1f/%-4d", p(binRight[b], bin[b]), bin[b])
		}
		fmt.Fprintln(w)
	}
}
