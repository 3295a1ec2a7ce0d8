// Package choice says which character fits at a place of a text, of which both
// sides are known. It is what fills in characters whose bytes were lost; to
// compare readings of whole texts, use package lm.
//
// A cost here is that of package lm for the character and its two successors,
// corrected by what was learned at this very task: telling a character from
// those that share its remaining bytes. The correction has two parts. Words:
// how well the character goes with its neighbour or two of its neighbours on
// either side, for the few hundred thousand words where package lm errs most.
// And a description of each frequent character by 64 features, which are
// multiplied with those of up to 16 characters on either side: what the text is
// about, and what kind of character is missing.
//
// Beside each other, candidates are weighed by how often they were counted between the
// same neighbours, too: package spans. Where that leaves a doubt, package net is asked. A
// Model brings other counts, and its own network.
//
// All arithmetic is in whole numbers, so the answer is the same on every
// machine. The tables (1.3 MB, and 1.7 of package spans) are read in place, no call
// allocates, and all functions are safe for concurrent use. PROVENANCE.md says what
// they were learned from and how well they do.
package choice

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"slices"
	"unsafe"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/net"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

//go:embed choice.bin
var model string

// tables is what choice.bin holds. All of it is bytes, so that it can be used
// where it lies, on any machine.
type tables struct {
	below [8]uint8                        // what Below returned when they were learned
	bias  [Rows]int8                      // in units
	own   [Rows][Dim]int8                 // what a character is like
	seen  [Rows][Dim / 2]uint8            // what it says of others: two features a byte, each 8 too large
	sides [Sides][Dim][4]uint8            // how much that is worth at a place
	cells [Buckets][3 * BucketCells]uint8 // words: two bytes each, then the checks
}

// Size is the size of choice.bin.
const Size = int(unsafe.Sizeof(tables{}))

// Shift is by how much the products of features are larger than units, in bits.
const Shift = 20

func load() *tables {
	return (*tables)(unsafe.Pointer(unsafe.StringData(model)))
}

// Place is a place of a text, made ready for comparing what may stand there.
type Place struct {
	w      Window
	means  [Dim]int32 // the sum over the context
	paired bool       // what follows is ready, which is for PairCost
	alone  [Dim]int32 // the sum over the context without the next place
	behind Window     // around the next place
	after  [Dim]int32 // the sum over that, without this place
	spans  spans.Weigher
	net    net.Memory
	model  *Model // instead of Embedded
}

// Use makes p choose by another model; nil for what is in the program.
func (p *Place) Use(m *Model) { p.model = m }

// used is what p chooses by.
func (p *Place) used() *Model {
	if p.model == nil {
		return Embedded()
	}
	return p.model
}

// At makes p ready. The function returns the token at an offset from the place,
// -[Reach] to Reach but not 0, and [lm.Start] beyond the ends of the line.
func (p *Place) At(token func(offset int) lm.Token) {
	for i := -Reach; i <= Reach; i++ {
		if i != 0 {
			p.w[Reach+i] = token(i)
		}
	}
	p.paired = false
	p.w.sum(&p.means)
}

// sum adds up the context.
func (w *Window) sum(means *[Dim]int32) {
	*means = [Dim]int32{}
	w.far(means, -Reach, -Near-1)
	for i := -Near; i <= Near; i++ {
		w.add(means, i, 1)
	}
	w.far(means, Near+1, Reach)
}

// far is add for the characters of a group beyond those that are told apart: their features
// are summed up first, a byte each.
func (w *Window) far(means *[Dim]int32, from, to int) {
	const nibbles = 0x0F0F_0F0F_0F0F_0F0F
	m := load()
	var low, high [Dim / 16]uint64
	n := int32(0)
	for offset := from; offset <= to; offset++ {
		if !w.Counts(offset) {
			continue
		}
		n++
		seen := &m.seen[w[Reach+offset]%Rows]
		for k := range low {
			v := binary.LittleEndian.Uint64(seen[8*k:])
			low[k] += v & nibbles
			high[k] += v >> 4 & nibbles
		}
	}
	if n == 0 {
		return
	}
	side := &m.sides[Side(from)]
	for i := range Dim / 2 {
		k, shift := i/8, i%8*8
		means[2*i] += (int32(low[k]>>shift&0xFF) - 8*n) * factor(&side[2*i])
		means[2*i+1] += (int32(high[k]>>shift&0xFF) - 8*n) * factor(&side[2*i+1])
	}
}

// A byte has room for the features of a group.
var _ [0xFF - (Reach-Near)*15]struct{}

// add adds the character at offset to the sum, sign times.
func (w *Window) add(means *[Dim]int32, offset int, sign int32) {
	if !w.Counts(offset) {
		return
	}
	m := load()
	seen := &m.seen[w[Reach+offset]%Rows]
	side := &m.sides[Side(offset)]
	if vector && sign == 1 {
		addAVX2(&means[0], &seen[0], &side[0][0])
		return
	}
	for i, v := range seen {
		means[2*i] += sign * (int32(v&15) - 8) * factor(&side[2*i])
		means[2*i+1] += sign * (int32(v>>4) - 8) * factor(&side[2*i+1])
	}
}

func factor(b *[4]uint8) int32 {
	return int32(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
}

// Cost returns the cost of t at p in units of 1/16 nat, of which only the
// differences between tokens at the same place mean something: chances are as
// exp(-cost/16). It may be negative.
func (p *Place) Cost(t lm.Token) int { return p.w.Base(t) - p.fit(t) }

// Costs fills in what each of ts costs at p beside the others: as Cost does, but where that
// leaves a doubt with how often they were counted there, too, and where that leaves one with
// what package net says. The chances that follow from these costs are honest.
func (p *Place) Costs(ts []lm.Token, costs []int) {
	for i, t := range ts {
		costs[i] = p.w.Base(t)
	}
	p.Weigh(ts, costs)
}

// Weigh is Costs for a caller that knows what package lm says: costs holds what
// [Window.Base] returns of each.
func (p *Place) Weigh(ts []lm.Token, costs []int) {
	if len(ts) > 0 {
		p.counted(ts, costs)
		p.ask(ts, costs)
	}
}

// By how much the second may cost more than the best for package net to be asked, and others
// for it to be asked of them, too.
const (
	lead     = 4 * lm.Nat
	hopeless = 6 * lm.Nat
)

// ask changes costs by what package net says, unless one leads by far.
func (p *Place) ask(ts []lm.Token, costs []int) {
	var order, said [spans.Most]int
	n := best(costs[:len(ts)], hopeless, &order)
	if n == 1 || costs[order[1]] > costs[order[0]]+lead {
		return
	}
	asked := p.used().net
	var some [spans.Most]lm.Token
	for k, i := range order[:n] {
		some[k] = ts[i]
	}
	p.net.Say(asked, (*net.Window)(&p.w), some[:n], said[:])
	least := slices.Min(said[:n])
	for i := range ts {
		costs[i] = asked.Scaled(costs[i])
	}
	for k, i := range order[:n] {
		costs[i] -= said[k] - least
	}
}

// best finds which cost no more than so much more than the least, the best first, and how
// many these are.
func best(costs []int, more int, order *[spans.Most]int) (n int) {
	for i, c := range costs {
		if n == len(order) {
			if c >= costs[order[n-1]] {
				continue
			}
			n--
		}
		k := n
		for ; k > 0 && costs[order[k-1]] > c; k-- {
			order[k] = order[k-1]
		}
		order[k] = i
		n++
	}
	for costs[order[n-1]] > costs[order[0]]+more {
		n--
	}
	return n
}

// Counted is Costs without package net, of at least one token; for its trainer.
func (p *Place) Counted(ts []lm.Token, costs []int) {
	for i, t := range ts {
		costs[i] = p.w.Base(t)
	}
	p.counted(ts, costs)
}

// counted is Counted for costs by package lm.
func (p *Place) counted(ts []lm.Token, costs []int) {
	for from := 0; from < len(ts); from += atOnce {
		to := min(from+atOnce, len(ts))
		p.w.fits(ts[from:to], &p.means, costs[from:to])
	}
	var order [spans.Most]int
	n := best(costs[:len(ts)], doubt, &order)
	counts := p.used().counts
	for i := range ts {
		costs[i] = counts.Scaled(costs[i])
	}
	if n == 1 {
		return
	}
	var w spans.Window
	var some [spans.Most]lm.Token
	copy(w[:], p.w[Reach-spans.Far:])
	for k, i := range order[:n] {
		some[k] = ts[i]
	}
	p.spans.Truth = -1
	p.spans.Weigh(counts, &w, some[:n])
	for k, i := range order[:n] {
		costs[i] -= counts.Says(&p.spans, k)
	}
}

// doubt is by how much a character may cost more than the best by Cost, and yet be
// weighed closer.
const doubt = 12 * lm.Nat

// PairCost returns the cost of t at p and next right behind it, in place of
// what stood there when p was made ready.
func (p *Place) PairCost(t, next lm.Token) int {
	if !p.paired {
		p.pair()
	}
	old := p.w[Reach+1]
	p.w[Reach+1], p.behind[Reach-1] = next, t
	cost := p.w.Base(t) - p.w.fit(t, &p.alone, 1)
	p.w[Reach+1] = old
	// The successor, in its own place, and what lm says of the one behind.
	if e, h := p.w[Reach+2], p.w[Reach+3]; e != lm.Start {
		cost += lm.Cost3(next, e, h)
	}
	return cost - p.behind.fit(next, &p.after, -1)
}

// pair makes p ready for PairCost.
func (p *Place) pair() {
	p.alone = p.means
	p.w.add(&p.alone, 1, -1)
	copy(p.behind[:], p.w[1:])
	p.behind[2*Reach], p.behind[Reach-1] = lm.Start, Unknown
	p.behind.sum(&p.after)
	p.paired = true
}

// fit returns by how much t is likelier at p than package lm says, in units.
func (p *Place) fit(t lm.Token) int { return p.w.fit(t, &p.means, 0) }

// fit returns by how much t is likelier in the middle than package lm says, in units, of which
// means is the sum of the context; without the character at an offset, if that is not 0.
func (w *Window) fit(t lm.Token, means *[Dim]int32, offset int) int {
	m := load()
	if offset != 0 {
		beside := *means
		w.add(&beside, offset, 1)
		means = &beside
	}
	sum := m.suits(t, means)
	var buf [Templates]Word
	for _, x := range w.Words(t, &buf) {
		sum += m.weight(m.cell(x), x)
	}
	return sum
}

// atOnce is of how many tokens the words are looked up together.
const atOnce = 8

// fits takes from costs what fit says of each of at most atOnce tokens. All of the table that it takes is asked for
// before any of it is looked at, as it is larger than a core's cache.
func (w *Window) fits(ts []lm.Token, means *[Dim]int32, costs []int) {
	m := load()
	var words [atOnce * Templates]Word
	var cells [atOnce * Templates]uint64
	var ends [atOnce]int
	n := 0
	for i, t := range ts {
		var buf [Templates]Word
		n += copy(words[n:], w.Words(t, &buf))
		ends[i] = n
	}
	for k, x := range words[:n] {
		cells[k] = m.cell(x)
	}
	k := 0
	for i, t := range ts {
		costs[i] -= m.suits(t, means)
		for ; k < ends[i]; k++ {
			costs[i] -= m.weight(cells[k], words[k])
		}
	}
}

// suits returns by how much t is likelier by what it is like, where means is the sum of the context.
func (m *tables) suits(t lm.Token, means *[Dim]int32) int {
	if t >= Rows {
		return 0
	}
	return int(m.bias[t]) + int((dot(&m.own[t], means)+1<<(Shift-1))>>Shift)
}

// dot returns the sum of the products of features.
func dot(own *[Dim]int8, means *[Dim]int32) (sum int64) {
	if vector {
		return dotAVX2(&own[0], &means[0])
	}
	for i, v := range own {
		sum += int64(v) * int64(means[i])
	}
	return sum
}

// cell returns the words of the bucket of a word, without their checks.
func (m *tables) cell(x Word) uint64 {
	return binary.LittleEndian.Uint64(m.cells[x.Index>>printBits%Buckets][:])
}

// weight returns the weight of a word, of which v is the bucket.
func (m *tables) weight(v uint64, x Word) int {
	b := &m.cells[x.Index>>printBits%Buckets]
	const ones = 0x0001_0001_0001_0001
	y := (v ^ uint64(x.Index%(1<<printBits))*(ones<<WeightBits)) &^ (ones * (1<<WeightBits - 1))
	// The lanes that are zero are those with this print, and perhaps some above one.
	for y = (y - ones) &^ y & (ones << 15); y != 0; y &= y - 1 {
		i := bits.TrailingZeros64(y) / 16
		if c := uint16(v >> (16 * i)); b[2*BucketCells+i] == x.Check && uint32(c>>WeightBits) == x.Index%(1<<printBits) {
			return int(int16(c<<printBits)) >> printBits
		}
	}
	return 0
}
