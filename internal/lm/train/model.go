package main

import (
	"math"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// classModel is P(cur | prev) = P(in class of cur | out class of prev) ·
// P(cur | its in class), in quantised costs.
type classModel struct {
	classes
	trans [layout.Classes][layout.Classes]uint8
	prior [layout.Classes]uint8 // of the in classes, whatever comes before
	emit  []uint8               // by token
	share []float64             // by token, see tokens
}

const (
	transDiscount = 0.5  // taken from every seen class pair for the unseen
	anywhere      = 0.1  // how much of a class pair is what the second class has anywhere
	unseen        = 0.25 // what a token never seen in training counts for
)

func newClassModel(n *counts, c *classes, inv *tokens) *classModel {
	const k = layout.Classes
	m := &classModel{classes: *c, emit: make([]uint8, inv.size()), share: inv.share}
	var cell [k][k]float64
	var out, in [k]float64
	for _, p := range n.pairs {
		cell[c.out[p.prev]][c.in[p.cur]] += p.n
	}
	for a := range cell {
		for b, v := range cell[a] {
			out[a] += v
			in[b] += v
		}
	}
	for b := range in {
		m.prior[b] = quantise((in[b] + 1) / (n.total + k))
	}
	for a := range cell {
		// Absolute discounting; a class with few observations falls back on
		// the priors altogether.
		kinds := 0.0
		for _, v := range cell[a] {
			if v > 0 {
				kinds++
			}
		}
		sum, back := out[a], transDiscount*kinds
		if sum < 2*transDiscount*k {
			sum += transDiscount * k
			back += transDiscount * k
		}
		for b, v := range cell[a] {
			prior := (in[b] + 1) / (n.total + k)
			seen := (math.Max(0, v-transDiscount) + back*prior) / sum
			m.trans[a][b] = quantise((1-anywhere)*seen + anywhere*prior)
		}
	}
	var sum [k]float64
	for t := range m.emit {
		sum[c.in[t]] += math.Max(unseen, n.cur[t])
	}
	for t := range m.emit {
		m.emit[t] = quantise(math.Max(unseen, n.cur[t]) / sum[c.in[t]] * inv.share[t])
	}
	return m
}

// quantise turns a probability into a cost in units.
func quantise(p float64) uint8 {
	return uint8(math.Max(0, math.Min(layout.MaxCost, math.Round(-math.Log(p)/layout.Unit))))
}

// prob turns a cost in units into a probability.
func prob(cost int) float64 { return math.Exp(-float64(cost) * layout.Unit) }

func (m *classModel) cost(prev, cur uint16) int {
	return int(m.trans[m.out[prev]][m.in[cur]]) + int(m.emit[cur])
}

func (m *classModel) entropy(n *counts) float64 {
	sum := 0.0
	for _, p := range n.pairs {
		sum += p.n * float64(m.cost(p.prev, p.cur))
	}
	return sum * layout.Unit / n.total
}
