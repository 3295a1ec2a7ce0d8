package decoder

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// The search for damaged spans. One hypothesis at a time, it walks the characters of a
// line with a beam of states. A state is outside the hypothesis, and then reads a
// character as it stands, or inside, and then reads the bytes that the wrong page has for
// it in the right charset. The path of least cost, by the language model, says where the
// spans are.

// Search is a hypothesis about a line: that a step was done in parts of it. Where that is out
// of step, the pairs of its page are read anew, one byte off.
type Search struct {
	Step
	Controls bool   // the controls of ISO-8859-1 were left out
	Open     int32  // what it costs to suppose that a span begins; see outofstep.go otherwise
	Starts   []bool // out of step: the characters at which the step may have been lost
	Strange  []bool // the characters that are none of the script of the line; nil: none
	Work     int    // how many characters may be tried for lost bytes; less afterwards
}

// Span is a part of a line, and what it says once a step is undone.
type Span struct {
	From, To int // characters of the line
	Chars    []Char
}

// Costs beside those of the language model.
const (
	costClose = 2 * lm.Nat
	strange   = 5 * lm.Nat // more for a character of another script: the model knows most by their class alone
	unread    = 8 * lm.Nat // UTF-8 that page Partial did not read
	beamDepth = 25 * lm.Nat
	beamWidth = 24
	guessBest = 8 // states that lost bytes are filled in for
)

// state is a hypothesis about the first characters of a line.
type state struct {
	cost        int32
	back        int32    // the state before; -1: none
	at          int32    // characters of the line it has read
	first, prev lm.Token // the two characters before
	pend        Char     // the beginning of a character
	unread      Char     // bytes in page Partial that are UTF-8 so far, and were not read as it
	out         [3]Char  // what the last step restored
	n           uint8    // length of out
	in          bool     // inside a span
	ends        bool     // the span ends here
}

// beam holds the states of a search.
type beam struct {
	q    *Search
	syms []symbol
	toks []lm.Token // of the line
	raw  []int32    // what they cost
	off  []offStep  // what they are if they are read one byte off
	all  []state
	live []int32
	next []int32
	keys []uint64 // of these
	bar  int32    // what a state behind the next character may cost
	out  int32    // and what one that is outside
}

// Spans returns the spans on the best path of a hypothesis through the line. What they say
// where bytes were lost is a guess that suits what is before it; [Filler.Choose] does
// better. toks are the tokens of the characters, and raw what they cost as they stand.
func (f *Filler) Spans(q *Search, line []rune, toks []lm.Token, raw []int32) []Span {
	b := &f.beam
	b.q, b.toks, b.raw, b.syms = q, toks, raw, b.syms[:0]
	for _, r := range line {
		sym := symbol{mark: r == utf8.RuneError || r == '?'}
		sym.Code, sym.other = f.code(q.Page, r)
		if q.OutOfStep() || r == ' ' && q.Source != FromUTF8 {
			sym.other = Code{}
		}
		b.syms = append(b.syms, sym)
	}
	f.style = style{}
	if q.OutOfStep() && !b.worthLosing(q) {
		return nil
	}
	list := f.walk()
	var chars []Char
	lost := false
	for _, s := range list {
		chars = append(chars, s.Chars...)
		for i := range s.Chars {
			lost = lost || s.Chars[i].Lost()
		}
	}
	if !lost {
		return list
	}
	if f.style = f.styleOf(chars); f.style != (style{}) { // guesses that suit the script of the line
		return f.walk()
	}
	return list
}

func (f *Filler) walk() []Span {
	b := &f.beam
	b.all = append(b.all[:0], state{back: -1, first: lm.Start, prev: lm.Start})
	b.live = append(b.live[:0], 0)
	for i := range b.syms {
		b.next, b.keys = b.next[:0], b.keys[:0]
		b.bars(i)
		for rank, h := range b.live {
			f.advance(h, i, rank)
		}
		b.prune()
	}
	if b.q.drops() {
		f.silentEnd()
	}
	best := int32(-1)
	for _, h := range b.live {
		a := &b.all[h]
		a.cost += int32(lm.Cost3(a.first, a.prev, lm.Start))
		if a.pend.N == 0 && (best < 0 || a.cost < b.all[best].cost) {
			best = h
		}
	}
	if best < 0 {
		return nil
	}
	return b.spans(best)
}

// bars sets what states behind character i may cost. One that is outside costs no more than
// the best that is outside does on its way there. All that are outside have read the same
// character last, and what stands before that makes a difference of one triple.
func (b *beam) bars(i int) {
	a := &b.all[b.live[len(b.live)-1]]
	stay := a.cost + b.cost(a, i)
	b.bar, b.out = stay+beamDepth, stay+lm.MostTriple
}

// cost returns what character i costs behind state a, as it stands.
func (b *beam) cost(a *state, i int) (cost int32) {
	if b.q.Strange != nil && b.q.Strange[i] {
		cost = strange
	}
	if i > 1 && a.first == b.toks[i-2] && a.prev == b.toks[i-1] {
		return cost + b.raw[i]
	}
	return cost + int32(lm.Cost3(a.first, a.prev, b.toks[i]))
}

// advance reads character i in state h, in all ways. States are large: one is copied only where it goes on.
func (f *Filler) advance(h int32, i, rank int) {
	b := &f.beam
	from, sym := &b.all[h], &b.syms[i] // what stands there stays, though b.all moves
	if from.pend.N == 0 {
		cost := from.cost
		if from.in {
			cost += costClose
		}
		if cost <= b.out {
			if cost += b.cost(from, i); cost <= b.out {
				b.push(&state{cost: cost, back: h, at: int32(i + 1), first: from.prev, prev: b.toks[i]})
			}
		}
		if from.ends {
			return
		}
	}
	if b.q.OutOfStep() {
		switch {
		case from.pend.N > 0:
			f.stepOn(from.next(h, i), i, rank)
		case b.q.Starts[i] && b.q.Work > 0 && (rank < guessBest || !from.in):
			f.lose(from.next(h, i), i)
		}
		return
	}
	in, cost := from.in, from.cost
	if !in {
		cost += b.q.Open
	}
	if cost > b.bar {
		return
	}
	fills := b.q.Work > 0 && (rank < guessBest || !in)
	if fills && sym.mark && b.q.Fills() && (in || b.begins(i+1)) {
		a := from.next(h, i)
		a.in, a.cost = true, cost
		f.wild(a, i)
	}
	if !in && (sym.N == 0 || sym.N == 1 && sym.B[0] < utf8.RuneSelf) {
		return
	}
	a := from.next(h, i)
	a.in, a.cost = true, cost
	if b.q.Page == Partial {
		a.leave(&sym.Code)
	}
	if !f.feed(&a, &sym.Code) && in && fills && b.q.Work > 0 && b.q.drops() {
		a = from.next(h, i)
		a.cost = cost
		f.silent(a, i)
	}
	if b.q.Controls && b.q.Source != FromUTF8 && in && rank < guessBest && b.q.Work > 0 && sym.N == 1 {
		a = from.next(h, i)
		a.in, a.cost = true, cost
		f.gap(a, GapControl, costControl, func(a state, _ byte) { f.feed(&a, &sym.Code) })
	}
	if sym.other.N > 0 {
		a = from.next(h, i)
		a.in, a.cost = true, cost
		switch {
		case b.q.Page == Partial:
			a.unread = Char{}
		case !in:
			a.cost += second
		}
		f.feed(&a, &sym.other)
	}
}

// next returns the state as it goes on behind character i; it is state h.
func (a *state) next(h int32, i int) state {
	n := *a
	n.back, n.at, n.n = h, int32(i+1), 0
	return n
}

// begins reports whether a span may begin with character i.
func (b *beam) begins(i int) bool {
	return i < len(b.syms) && b.syms[i].N > 0 && (b.syms[i].N > 1 || b.syms[i].B[0] >= utf8.RuneSelf)
}

// feed adds the bytes of a code to state a, of which nothing can be told then, and pushes what it becomes.
// It tells whether they can stand there.
func (f *Filler) feed(a *state, c *Code) bool { return c.N > 0 && f.feedBytes(a, c.B[:c.N]) }

func (f *Filler) feedBytes(a *state, bytes []byte) bool {
	rest, ok := f.take(a, bytes)
	if rest != nil {
		f.takeOn(*a, rest)
	}
	return ok
}

// take is feedBytes up to a character that lost bytes; it returns those behind it, nil if there is none.
func (f *Filler) take(a *state, bytes []byte) (rest []byte, ok bool) {
	for k, x := range bytes {
		r, st := f.beam.q.Source.Feed(&a.pend, x)
		switch st {
		case Bad:
			return nil, false
		case Done:
			if !Printable(r) && r != '\r' || !a.emit(Char{R: r}) || f.beam.hopeless(a) {
				return nil, true
			}
		case Gapped:
			return bytes[k+1:], true
		}
	}
	f.beam.push(a)
	return nil, true
}

// takeOn fills in what a's pending character lost, and reads the rest. Its states are copies: a
// pointer would make them allocations.
func (f *Filler) takeOn(a state, rest []byte) {
	f.complete(a, func(a state, _ byte) {
		if rest, _ := f.take(&a, rest); rest != nil {
			f.takeOn(a, rest)
		}
	})
}

// leave notes that page Partial did not take a code for UTF-8. If it is, together with those
// before it, the page would have.
func (a *state) leave(c *Code) {
	if c.N != 1 {
		a.unread = Char{}
		return
	}
	for range 2 {
		switch r, st := FromUTF8.Feed(&a.unread, c.B[0]); {
		case st == Bad:
			a.unread = Char{} // the byte may begin another
			continue
		case st == Done && r >= utf8.RuneSelf:
			a.cost += unread
		}
		return
	}
}

// emit adds a character. It tells whether there was room.
func (a *state) emit(c Char) bool {
	t := lm.TokenOf(c.R)
	a.cost += int32(lm.Cost3(a.first, a.prev, t))
	return a.add(c, t)
}

// add is emit for a character that was paid for.
func (a *state) add(c Char, t lm.Token) bool {
	if int(a.n) == len(a.out) {
		return false
	}
	a.first, a.prev = a.prev, t
	a.out[a.n] = c
	a.n++
	return true
}

// hopeless reports whether a state costs too much to go on, whatever it reads yet. The one
// outside always can.
func (b *beam) hopeless(a *state) bool { return a.in && a.cost > b.bar }

// push adds a state behind the next character, or puts it in the place of a worse one
// from which the line goes on alike.
func (b *beam) push(n *state) {
	if b.hopeless(n) {
		return
	}
	b.bar = min(b.bar, n.cost+beamDepth)
	key := n.key()
	for k, h := range b.next {
		if b.keys[k] != key {
			continue
		}
		a := &b.all[h]
		if a.in == n.in && a.prev == n.prev && a.first == n.first && a.ends == n.ends && a.pend == n.pend && a.unread == n.unread {
			if n.cost < a.cost {
				b.all = append(b.all, *n)
				b.next[k] = int32(len(b.all) - 1)
			}
			return
		}
	}
	b.all = append(b.all, *n)
	b.next, b.keys = append(b.next, int32(len(b.all)-1)), append(b.keys, key)
}

// key is the same for states from which the line goes on alike, and mostly for no others.
func (a *state) key() uint64 {
	return uint64(a.prev)<<48 | uint64(a.first)<<32 | uint64(a.pend.N)<<24 | uint64(a.pend.B[0])<<16 | uint64(a.pend.B[1])<<8 | uint64(a.pend.B[2])
}

// prune keeps the best states, and the best that is outside: it can always go on.
func (b *beam) prune() {
	best, outside := int32(math.MaxInt32), int32(-1)
	for _, h := range b.next {
		a := &b.all[h]
		best = min(best, a.cost)
		if !a.in && (outside < 0 || a.cost < b.all[outside].cost) {
			outside = h
		}
	}
	b.live = b.live[:0]
	for _, h := range b.next {
		if b.all[h].cost <= best+beamDepth && h != outside {
			b.live = append(b.live, h)
		}
	}
	slices.SortFunc(b.live, func(x, y int32) int { return int(b.all[x].cost - b.all[y].cost) })
	b.live = append(b.live[:min(len(b.live), beamWidth)], outside)
}

// spans collects the spans on the path that ends in state h.
func (b *beam) spans(h int32) (out []Span) {
	var path []int32
	for ; b.all[h].back >= 0; h = b.all[h].back {
		path = append(path, h)
	}
	open := false
	for _, h := range slices.Backward(path) {
		a := &b.all[h]
		if !a.in {
			open = false
			continue
		}
		if !open {
			out = append(out, Span{From: int(a.at) - 1})
			open = true
		}
		l := &out[len(out)-1]
		l.To = int(a.at)
		for _, c := range a.out[:a.n] {
			if c.Gap[0] > GapAfter {
				c.Gap[0] = GapAfter // what stood before is not sure
			}
			l.Chars = append(l.Chars, c)
		}
	}
	return out
}
