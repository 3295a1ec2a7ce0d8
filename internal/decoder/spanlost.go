package decoder

import (
	"math"
	"strings"

	"github.com/fixtext/fixtext/internal/lm"
)

// Lost bytes in a span. What they may have been follows from what the page refuses, from
// the bytes beside them and from the source; the likeliest few go on.

// Costs of supposing lost bytes.
const (
	costGuess   = 3 * lm.Nat / 2 // a byte that the page refuses
	costReread  = 3 * lm.Nat / 2 // more: before a byte that is not ASCII
	costPair    = 2 * lm.Nat     // a refused pair
	costDropped = 7 * lm.Nat     // bytes that left no mark
	costTrimmed = 5 * lm.Nat     // the same at an end
	costControl = 3 * lm.Nat     // a control, where they are known to have been left out
)

// maxGuesses is how many characters go on in the place of one that lost bytes.
const maxGuesses = 10

// Fills reports whether lost bytes of a step are filled in. Of UTF-8 read in some pages,
// too little is left, and page Partial has a character for each byte.
func (s Step) Fills() bool { return s.Page != Partial && (s.Source != FromUTF8 || !scantPages[s.Page]) }

// drops reports whether bytes may have been lost without a mark: what a decoder has no
// character for, or controls and soft hyphens, which many programs leave out.
func (s Step) drops() bool { return s.Source == FromUTF8 && silentPages[s.Page] }

// wild reads the mark of lost bytes at character i in state a, in all ways.
func (f *Filler) wild(a state, i int) {
	b := &f.beam
	if b.q.Page.Single() {
		f.gap(a, GapUndefined, costGuess/2, nil)
		return
	}
	end := a
	end.ends = true
	f.gap(end, GapEnd, costGuess, func(a state, _ byte) { // what stands behind it was not read with it
		if a.pend.N == 0 {
			b.push(&a)
		}
	})
	if i+1 < len(b.syms) {
		switch n := &b.syms[i+1]; {
		case n.ascii():
			f.gap(a, GapBefore+Gap(n.B[0]), costGuess, nil)
		case n.N > 0:
			f.gap(a, GapBefore+Gap(n.B[0]), costGuess+costReread, nil)
		case n.mark:
			f.gap(a, GapFirst, costGuess+costReread, nil)
		}
	}
	f.pair(a, costPair, nil)
}

// pair supposes that a refused pair of bytes stood there.
func (f *Filler) pair(a state, price int32, then func(a state, last byte)) {
	f.gap(a, GapFirst, price, func(a state, last byte) {
		if last != 0 {
			f.gap(a, GapAfter+Gap(last), 0, then)
		} else {
			f.gap(a, GapSecond, 0, then)
		}
	})
}

// silent reads character i in state a, which it can not follow, with bytes between them
// that the page refused and that left no mark: one, or a pair.
func (f *Filler) silent(a state, i int) {
	c := &f.beam.syms[i].Code
	next := func(a state, _ byte) { f.feed(&a, c) }
	if c.N == 0 {
		return
	}
	one, two := a.pend.goesOn(1, c.B[:c.N]), a.pend.goesOn(2, c.B[:c.N])
	if one && f.beam.q.Page.Single() {
		f.gap(a, f.beam.q.dropped(), costDropped, next)
		if CellEnds(c.B[:1]) {
			f.gap(a, GapTrimmed, costTrimmed, next)
		}
		return
	}
	if one {
		f.gap(a, GapBefore+Gap(c.B[0]), costDropped, next)
	}
	if two && !f.beam.q.Page.Single() {
		f.pair(a, costDropped, next)
	}
}

// CellEnds reports whether text is empty, or begins with what stands behind a cell of a table or a value.
func CellEnds(text []byte) bool {
	return len(text) == 0 || strings.IndexByte("\t\"|,;<", text[0]) >= 0
}

// dropped is what is known of a single byte that left no mark.
func (q *Search) dropped() Gap {
	if q.Controls {
		return GapControl
	}
	return GapDropped
}

// goesOn reports whether bytes may stand behind c and so many lost bytes, in UTF-8. It saves the
// look for what was lost where it was nothing.
func (c *Char) goesOn(lost int, bytes []byte) bool {
	left := 0 // bytes that the character at hand lacks
	if c.N > 0 {
		left = c.size() - int(c.N)
	}
	for range lost {
		if left--; left < 0 { // the first byte of another, of three bytes
			left = 2
		}
	}
	for _, b := range bytes {
		switch {
		case left > 0:
			if b&0xC0 != 0x80 {
				return false
			}
			left--
		case b >= 0xC2 && b <= 0xF4:
			left = size(b) - 1
		case b >= 0x80:
			return false
		}
	}
	return true
}

// silentEnd supposes that the line ended in bytes that left no mark.
func (f *Filler) silentEnd() {
	b := &f.beam
	b.next, b.keys = append(b.next[:0], b.live...), b.keys[:0]
	for _, h := range b.live {
		b.keys = append(b.keys, b.all[h].key())
	}
	b.bar = math.MaxInt32
	for _, h := range b.live {
		a := b.all[h]
		if a.pend.N == 0 || b.q.Work <= 0 {
			continue
		}
		a.back, a.n = h, 0
		done := func(a state, _ byte) {
			if a.pend.N == 0 {
				b.push(&a)
			}
		}
		if !b.q.Page.Single() {
			f.gap(a, GapEnd, costDropped, done)
			continue
		}
		f.gap(a, b.q.dropped(), costDropped, done)
		f.gap(a, GapTrimmed, costTrimmed, done)
	}
	b.live = append(b.live[:0], b.next...)
}

// gap feeds a byte of which only g is known to state a. What it makes goes to then, with
// the last byte of a character that is complete now, or is pushed.
func (f *Filler) gap(a state, g Gap, price int32, then func(a state, last byte)) {
	p := &a.pend
	if a.cost += price; f.beam.hopeless(&a) {
		return
	}
	utf := f.beam.q.Source == FromUTF8
	if int(p.N) >= len(p.Gap) || p.Missing() == 2 {
		return
	}
	if utf && p.N == 0 && then == nil { // an emoji may begin here
		c := a
		c.pend.B[0], c.pend.N = 0xF0, 1
		c.cost += 2 * lm.Nat
		f.beam.push(&c)
	}
	p.Gap[p.N], p.B[p.N] = g, 0
	p.N++
	size := 2
	if utf {
		size = p.size()
	}
	if int(p.N) == size {
		f.complete(a, func(a state, last byte) {
			if then != nil {
				then(a, last)
			} else {
				f.beam.push(&a)
			}
		})
		return
	}
	if then != nil {
		then(a, 0)
	} else {
		f.beam.push(&a)
	}
}

// complete puts the likeliest characters in the place of a's pending one, which is
// complete but for its gaps.
func (f *Filler) complete(a state, then func(a state, last byte)) {
	for i := range a.n {
		if a.out[i].Lost() {
			return // one at a time
		}
	}
	if f.beam.hopeless(&a) {
		return
	}
	c := a.pend
	a.pend = Char{}
	var buf [maxGuesses]guess
	for _, g := range f.guesses(&c, a.first, a.prev, f.beam.bar-a.cost, buf[:0]) {
		b := a
		if b.cost += g.cost; f.beam.hopeless(&b) {
			return // the others cost more
		}
		c.R = g.c.r
		if !b.add(c, g.c.t) {
			return
		}
		then(b, g.c.last)
	}
}

// guess is a candidate and what it costs.
type guess struct {
	c    *candidate
	cost int32
}

// guesses appends the likeliest characters that c may be behind two tokens, the best
// first, of those that cost no more than most.
func (f *Filler) guesses(c *Char, first, prev lm.Token, most int32, list []guess) []guess {
	all := f.lists.candidates(f.beam.q.Step, c)
	f.beam.q.Work -= len(all)
	tastes := f.style.tastes()
	ranks := f.likeliest(all, prev, unknown)
	var pairs [byClass][2]lm.Token
	var triples [byClass][3]lm.Token
	var costs, more [byClass]int32
	for i, l := range ranks {
		pairs[i] = [2]lm.Token{prev, all[l.which].t}
	}
	lm.Costs(pairs[:len(ranks)], costs[:])
	n := 0
	for i, l := range ranks { // the others cost more, however they go with both
		c := &all[l.which]
		if taste := tastes[c.costs.kind()]; max(0, costs[i]-lm.MostTriple)+taste <= most {
			ranks[n], costs[n], triples[n] = rank{taste, l.which}, costs[i], [3]lm.Token{first, prev, c.t}
			n++
		}
	}
	lm.Triples(triples[:n], more[:])
	for i, l := range ranks[:n] {
		g := guess{&all[l.which], max(0, costs[i]-more[i]) + l.cost}
		if len(list) == maxGuesses {
			if g.cost >= list[len(list)-1].cost {
				continue
			}
			list = list[:len(list)-1]
		}
		list = append(list, g)
		for k := len(list) - 1; k > 0 && list[k-1].cost > list[k].cost; k-- {
			list[k-1], list[k] = list[k], list[k-1]
		}
	}
	return list
}
