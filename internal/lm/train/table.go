package main

import (
	"math"
	"sort"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// table is the class model and its corrections: what makes some pairs, and
// some triples, likelier than the model below them says.
type table struct {
	*classModel
	lambda []uint8              // by token: the cost of a successor without a correction
	levels [layout.Levels]uint8 // the sizes of correction
	cells  []uint16
	fill   []uint8         // by bucket: the cells in use
	taken  map[uint64]bool // buckets and fingerprints in use
	used   int
}

func newTable(m *classModel, cells int) *table {
	buckets := cells / layout.BucketCells
	return &table{
		classModel: m,
		lambda:     make([]uint8, len(m.emit)),
		cells:      make([]uint16, buckets*layout.BucketCells),
		fill:       make([]uint8, buckets),
		taken:      make(map[uint64]bool, cells),
	}
}

// slot returns where a key goes, and whether there is room: a bucket can be
// full, and two keys with the same bucket and fingerprint cannot both stay.
func (t *table) slot(key uint64) (bucket uint32, fingerprint uint64, free bool) {
	b, f := layout.Slot(key, uint32(len(t.fill)))
	return b, f, t.fill[b] < layout.BucketCells && !t.taken[uint64(b)<<layout.FingerprintBits|f]
}

func (t *table) put(key uint64, level int) bool {
	b, f, free := t.slot(key)
	if !free {
		return false
	}
	t.cells[int(b)*layout.BucketCells+int(t.fill[b])] = uint16(f<<layout.LevelBits) | uint16(level)
	t.fill[b]++
	t.taken[uint64(b)<<layout.FingerprintBits|f] = true
	t.used++
	return true
}

// cost is what the reader will answer for a pair.
func (t *table) cost(prev, cur uint16) int {
	cost := t.classModel.cost(prev, cur) + int(t.lambda[prev])
	b, f := layout.Slot(layout.Pair(prev, cur), uint32(len(t.fill)))
	for _, cell := range t.cells[int(b)*layout.BucketCells:][:layout.BucketCells] {
		if uint64(cell>>layout.LevelBits) == f {
			return max(0, cost-int(t.levels[cell&(layout.Levels-1)]))
		}
	}
	return cost
}

func (t *table) entropy(n *counts) float64 {
	sum := 0.0
	for _, p := range n.pairs {
		sum += p.n * float64(t.cost(p.prev, p.cur))
	}
	return sum * layout.Unit / n.total
}

// nearest returns the level closest to a correction in nats.
func (t *table) nearest(ratio float64) int {
	best := 0
	for i, l := range t.levels {
		if math.Abs(float64(l)*layout.Unit-ratio) < math.Abs(float64(t.levels[best])*layout.Unit-ratio) {
			best = i
		}
	}
	return best
}

// candidate is a pair or triple that may get a cell.
type candidate struct {
	key   uint64
	prev  uint16  // for pairs
	cur   uint16  // for pairs
	n     float64 // how often it was seen
	below float64 // the probability without the cell
	want  float64 // the probability by the counts, discounted
	ratio float64 // the correction wanted, in nats
}

// byGain sorts the most useful candidates first.
func byGain(all []candidate) {
	sort.SliceStable(all, func(i, j int) bool { return all[i].n*all[i].ratio > all[j].n*all[j].ratio })
}

const (
	pairDiscount   = 0.8
	leastPair      = 2    // the count below which a pair is not considered
	leastRatio     = 0.15 // and the correction, in nats
	tripleDiscount = 1
	tripleSmooth   = 2 // added to the count of what comes before a triple
	leastTriple    = 3
)

// addPairs fills up to limit cells with the pairs that save most. The
// probability of a pair is lambda(prev) · class · exp(correction); lambda makes
// the sum over all successors one again, without which a table that is not
// complete is worse than none.
func (t *table) addPairs(n *counts, limit int) {
	all := t.pairs(n)
	lambda := make([]float64, len(t.lambda))
	for i := range lambda {
		lambda[i] = 1
	}
	ratios := func(cs []candidate) {
		for i := range cs {
			cs[i].ratio = math.Log(cs[i].want / (lambda[cs[i].prev] * cs[i].below))
		}
	}
	var kept []candidate
	for range 5 { // which pairs are kept and lambda depend on each other
		ratios(all)
		kept = t.place(all, limit)
		take, had := make([]float64, len(lambda)), make([]float64, len(lambda))
		for _, c := range kept {
			take[c.prev] += c.want / t.share[c.cur]
			had[c.prev] += c.below / t.share[c.cur]
		}
		for i := range lambda {
			lambda[i] = math.Min(1, math.Max(1e-5, 1-take[i])/math.Max(1e-5, 1-had[i]))
		}
	}
	for range 4 { // so do lambda and the levels
		ratios(kept)
		t.setLevels(kept)
		sum := make([]float64, len(lambda))
		for _, c := range kept {
			r := float64(t.levels[t.nearest(c.ratio)]) * layout.Unit
			sum[c.prev] += c.below / t.share[c.cur] * (math.Exp(r) - 1)
		}
		for i := range lambda {
			lambda[i] = 1 / (1 + sum[i])
		}
	}
	for i, l := range lambda {
		t.lambda[i] = quantise(l)
	}
	for _, c := range kept {
		t.put(c.key, t.nearest(c.ratio))
	}
}

// pairs are the pairs seen often enough to be worth a cell.
func (t *table) pairs(n *counts) []candidate {
	lost := make([]float64, len(t.emit))
	for _, p := range n.pairs {
		lost[p.prev] += math.Min(p.n, pairDiscount)
	}
	var all []candidate
	for _, p := range n.pairs {
		below := prob(t.classModel.cost(p.prev, p.cur))
		want := math.Max(0, p.n-pairDiscount)/n.prev[p.prev]*t.share[p.cur] + lost[p.prev]/n.prev[p.prev]*below
		if p.n >= leastPair && want > below*1.2 {
			all = append(all, candidate{key: layout.Pair(p.prev, p.cur), prev: p.prev, cur: p.cur, n: p.n, below: below, want: want})
		}
	}
	return all
}

// place returns the candidates that would find room in the empty table.
func (t *table) place(all []candidate, limit int) []candidate {
	byGain(all)
	empty := newTable(t.classModel, len(t.cells))
	var kept []candidate
	for _, c := range all {
		if len(kept) == limit {
			break
		}
		if c.ratio >= leastRatio && empty.put(c.key, 0) {
			kept = append(kept, c)
		}
	}
	return kept
}

// addTriples uses the cells that are left for the triples that save most. They
// are not made up for by a lambda: a table of these would cost more cells than
// it is worth in choosing the right reading. So the costs of triples are a
// little low, for every reading alike.
func (t *table) addTriples(n *counts, triples []triple) (used int, saved float64) {
	sum := make(map[uint64]float64, len(n.pairs))
	for _, p := range n.pairs {
		sum[layout.Pair(p.prev, p.cur)] = p.n
	}
	var all []candidate
	for _, x := range triples {
		below := prob(t.cost(x.prev, x.cur))
		want := (x.n - tripleDiscount) / (sum[layout.Pair(x.first, x.prev)] + tripleSmooth) * t.share[x.cur]
		if want > below*1.3 {
			all = append(all, candidate{key: layout.Triple(x.first, x.prev, x.cur), n: x.n, ratio: math.Log(want / below)})
		}
	}
	byGain(all)
	for _, c := range all {
		if l := t.nearest(c.ratio); t.put(c.key, l) {
			used++
			saved += c.n * float64(t.levels[l]) * layout.Unit
		}
	}
	return used, saved / n.total
}

// setLevels picks the sizes of correction that lie nearest to the wanted ones
// (Lloyd's algorithm, weighted by the root of the count).
func (t *table) setLevels(kept []candidate) {
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
	for i, c := range centre {
		t.levels[i] = uint8(math.Max(1, math.Min(layout.MaxCost, math.Round(c/layout.Unit))))
	}
}
