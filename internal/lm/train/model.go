package main

import (
	"math"
	"sort"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// classModel is P(cur | prev) = P(in class of cur | out class of prev) ·
// P(cur | its in class), in quantised costs.
type classModel struct {
	classes
	trans [layout.Classes][layout.Classes]uint8
	emit  []uint8 // by token
}

const (
	transDiscount = 0.5  // taken from every seen class pair for the unseen
	unseen        = 0.25 // what a token never seen in training counts for
)

func newClassModel(n *counts, c *classes, inv *tokens) *classModel {
	const k = layout.Classes
	m := &classModel{classes: *c, emit: make([]uint8, inv.size())}
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
	for a := range cell {
		kinds := 0.0
		for _, v := range cell[a] {
			if v > 0 {
				kinds++
			}
		}
		back := transDiscount * kinds
		sum := out[a]
		if sum < 2*transDiscount*k { // too little to go by
			sum += transDiscount * k
			back += transDiscount * k
		}
		for b, v := range cell[a] {
			p := (math.Max(0, v-transDiscount) + back*(in[b]+1)/(n.total+k)) / sum
			m.trans[a][b] = quantise(p)
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

func quantise(p float64) uint8 {
	return uint8(math.Max(0, math.Min(layout.MaxCost, math.Round(-math.Log(p)/layout.Unit))))
}

func (m *classModel) prob(prev, cur uint16) float64 {
	cost := int(m.trans[m.out[prev]][m.in[cur]]) + int(m.emit[cur])
	return math.Exp(-float64(cost) * layout.Unit)
}

func (m *classModel) entropy(n *counts) float64 {
	h := 0.0
	for _, p := range n.pairs {
		h -= p.n * math.Log(m.prob(p.prev, p.cur))
	}
	return h / n.total
}

// corrections is the table of pairs that are likelier than their classes say.
type corrections struct {
	cells   []uint16
	levels  [layout.Levels]uint8 // the size of each correction
	lambda  []uint8              // by token: the cost of a successor without one
	used    int
	entropy float64
}

type candidate struct {
	pair
	class float64 // what the class model gives
	want  float64 // what the counts say, discounted
	ratio float64 // log(want / (lambda · class)): the correction
}

// choose fills the table with the pairs that save most. The probability of a
// pair is lambda(prev) · class · exp(correction); lambda makes the sum over
// all successors one again, without which a pruned table is worse than none.
func choose(n *counts, m *classModel, cells int) *corrections {
	all := candidates(n, m)
	lambda := make([]float64, len(m.emit))
	buckets := cells / layout.BucketCells
	for i := range lambda {
		lambda[i] = 1
	}
	var kept []candidate
	for range 5 {
		for i := range all {
			c := &all[i]
			c.ratio = math.Log(c.want / (lambda[c.prev] * c.class))
		}
		kept = place(all, buckets)
		// lambda = (1 - what the kept pairs take) / (1 - what they had)
		take := make([]float64, len(lambda))
		had := make([]float64, len(lambda))
		for _, c := range kept {
			take[c.prev] += c.want
			had[c.prev] += c.class
		}
		for i := range lambda {
			lambda[i] = math.Max(1e-5, 1-take[i]) / math.Max(1e-5, 1-math.Min(had[i], 1))
			lambda[i] = math.Min(lambda[i], 1)
		}
	}
	t := &corrections{lambda: make([]uint8, len(lambda))}
	// The levels, and lambda for what the levels really are.
	for range 4 {
		for i := range kept {
			c := &kept[i]
			c.ratio = math.Log(c.want / (lambda[c.prev] * c.class))
		}
		t.levels = levels(kept)
		sum := make([]float64, len(lambda))
		for _, c := range kept {
			r := float64(t.levels[nearest(&t.levels, c.ratio)]) * layout.Unit
			sum[c.prev] += c.class * (math.Exp(r) - 1)
		}
		for i := range lambda {
			lambda[i] = 1 / (1 + sum[i])
		}
	}
	t.fill(kept, lambda, buckets)
	t.entropy = t.measure(n, m)
	return t
}

const discount = 0.8

// candidates are the pairs seen often enough to be worth a cell.
func candidates(n *counts, m *classModel) []candidate {
	kinds := make([]float64, len(m.emit))
	lost := make([]float64, len(m.emit))
	for _, p := range n.pairs {
		kinds[p.prev]++
		lost[p.prev] += math.Min(p.n, discount)
	}
	var all []candidate
	for _, p := range n.pairs {
		class := m.prob(p.prev, p.cur)
		sum := n.prev[p.prev]
		want := (math.Max(0, p.n-discount) + lost[p.prev]*class) / sum
		if p.n >= 2 && want > class*1.2 {
			all = append(all, candidate{pair: p, class: class, want: want})
		}
	}
	return all
}

// place returns the candidates that find room, the most useful first. Two
// pairs with the same bucket and fingerprint cannot both stay.
func place(all []candidate, buckets int) []candidate {
	sort.SliceStable(all, func(i, j int) bool {
		return all[i].n*all[i].ratio > all[j].n*all[j].ratio
	})
	fill := make([]uint8, buckets)
	taken := make(map[uint64]bool, buckets*layout.BucketCells)
	var kept []candidate
	for _, c := range all {
		if c.ratio < 0.15 {
			continue
		}
		b, f := layout.Slot(c.prev, c.cur, uint32(buckets))
		if fill[b] == layout.BucketCells || taken[uint64(b)<<12|f] {
			continue
		}
		fill[b]++
		taken[uint64(b)<<12|f] = true
		kept = append(kept, c)
	}
	return kept
}

// levels picks the sizes of correction that lie nearest to the wanted ones
// (Lloyd's algorithm, weighted by count).
func levels(kept []candidate) [layout.Levels]uint8 {
	sorted := append([]candidate(nil), kept...)
	sort.SliceStable(sorted, func(i, j int) bool { return sorted[i].ratio < sorted[j].ratio })
	var centre [layout.Levels]float64
	for i := range centre {
		centre[i] = 0.25 + 8*float64(i)/(layout.Levels-1)
	}
	for range 40 {
		var sum, weight [layout.Levels]float64
		l := 0
		for _, c := range sorted {
			for l+1 < len(centre) && math.Abs(centre[l+1]-c.ratio) < math.Abs(centre[l]-c.ratio) {
				l++
			}
			w := math.Sqrt(c.n)
			sum[l] += w * c.ratio
			weight[l] += w
		}
		for i := range centre {
			if weight[i] > 0 {
				centre[i] = sum[i] / weight[i]
			}
		}
	}
	var out [layout.Levels]uint8
	for i, c := range centre {
		out[i] = uint8(math.Max(1, math.Min(layout.MaxCost, math.Round(c/layout.Unit))))
	}
	return out
}

func nearest(levels *[layout.Levels]uint8, ratio float64) int {
	best := 0
	for i, l := range levels {
		if math.Abs(float64(l)*layout.Unit-ratio) < math.Abs(float64(levels[best])*layout.Unit-ratio) {
			best = i
		}
	}
	return best
}

func (t *corrections) fill(kept []candidate, lambda []float64, buckets int) {
	t.cells = make([]uint16, buckets*layout.BucketCells)
	for i, l := range lambda {
		t.lambda[i] = quantise(l)
	}
	used := make([]int, buckets)
	for _, c := range kept {
		b, f := layout.Slot(c.prev, c.cur, uint32(buckets))
		t.cells[int(b)*layout.BucketCells+used[b]] = uint16(f<<layout.LevelBits) | uint16(nearest(&t.levels, c.ratio))
		used[b]++
	}
	t.used = len(kept)
}

// measure is the cost of the training text with everything quantised.
func (t *corrections) measure(n *counts, m *classModel) float64 {
	buckets := len(t.cells) / layout.BucketCells
	sum := 0.0
	for _, p := range n.pairs {
		cost := int(m.trans[m.out[p.prev]][m.in[p.cur]]) + int(m.emit[p.cur]) + int(t.lambda[p.prev])
		b, f := layout.Slot(p.prev, p.cur, uint32(buckets))
		for _, cell := range t.cells[int(b)*layout.BucketCells:][:layout.BucketCells] {
			if uint64(cell>>layout.LevelBits) == f {
				cost -= int(t.levels[cell&(layout.Levels-1)])
			}
		}
		sum += p.n * float64(cost) * layout.Unit
	}
	return sum / n.total
}
