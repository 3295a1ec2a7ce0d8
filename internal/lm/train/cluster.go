package main

import (
	"math"
	"sort"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// classes says which class each token is in as the first and as the second of
// a pair. The two are clustered apart: what a character likes to follow says
// little about what likes to follow it.
type classes struct {
	out, in []uint8
}

// cluster finds classes by the exchange algorithm (Kneser and Ney 1993, here
// with one clustering for each side): a token moves to the class that raises
// the likelihood of the training text most, in the order of frequency, until
// the rounds are used up.
func cluster(n *counts, rounds int, step func(string, ...any)) *classes {
	size := len(n.prev)
	c := &classes{out: start(n.prev), in: start(n.cur)}
	succ := make([][]pair, size)
	pred := make([][]pair, size)
	for _, p := range n.pairs {
		succ[p.prev] = append(succ[p.prev], p)
		pred[p.cur] = append(pred[p.cur], pair{p.cur, p.prev, p.n})
	}
	for round := 0; round < rounds; round++ {
		moved := exchange(n.cur, pred, c.in, c.out) + exchange(n.prev, succ, c.out, c.in)
		if round%4 == 3 || moved == 0 {
			step("clustering round %d: %d tokens moved", round+1, moved)
		}
		if moved == 0 {
			break
		}
	}
	return c
}

// start deals the tokens out to the classes in the order of frequency.
func start(weight []float64) []uint8 {
	class := make([]uint8, len(weight))
	for i, t := range byWeight(weight) {
		class[t] = uint8(i % layout.Classes)
	}
	return class
}

func byWeight(weight []float64) []int {
	order := make([]int, len(weight))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return weight[order[i]] > weight[order[j]] })
	return order
}

func nlogn(x float64) float64 {
	if x <= 0 {
		return 0
	}
	return x * math.Log(x)
}

// exchange moves each token to its best class given the classes of its
// partners, and returns how many moved. The likelihood of a clustering is, up
// to a constant, the sum of nlogn over the cells of the class matrix minus the
// sum of nlogn over the class totals.
func exchange(weight []float64, partners [][]pair, class, other []uint8) int {
	const k = layout.Classes
	var n, f [k][k]float64 // n[b][a]: class b with partner class a; f = nlogn(n)
	var total [k]float64
	for t, ps := range partners {
		b := class[t]
		total[b] += weight[t]
		for _, p := range ps {
			n[b][other[p.cur]] += p.n
		}
	}
	for b := range n {
		for a := range n[b] {
			f[b][a] = nlogn(n[b][a])
		}
	}
	moved := 0
	var x [k]float64
	for _, t := range byWeight(weight) {
		if weight[t] == 0 {
			continue
		}
		var used []int
		for _, p := range partners[t] {
			a := int(other[p.cur])
			if x[a] == 0 {
				used = append(used, a)
			}
			x[a] += p.n
		}
		from := int(class[t])
		total[from] = math.Max(0, total[from]-weight[t])
		for _, a := range used {
			n[from][a] = math.Max(0, n[from][a]-x[a])
			f[from][a] = nlogn(n[from][a])
		}
		best, gain := from, math.Inf(-1)
		for b := 0; b < k; b++ {
			g := nlogn(total[b]) - nlogn(total[b]+weight[t])
			for _, a := range used {
				g += nlogn(n[b][a]+x[a]) - f[b][a]
			}
			if g > gain || g == gain && b == from {
				best, gain = b, g
			}
		}
		if best != from {
			moved++
			class[t] = uint8(best)
		}
		total[best] += weight[t]
		for _, a := range used {
			n[best][a] += x[a]
			f[best][a] = nlogn(n[best][a])
			x[a] = 0
		}
	}
	return moved
}
