package mojibake

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/encoding/internal/decoder"
	"github.com/fixtext/fixtext/internal/lm"
)

// The search for broken spans. One hypothesis at a time, it walks the
// characters of a line with a beam of states. A state is outside the
// hypothesis, and then reads a character as it stands, or inside, and then
// reads the bytes that the wrong page has for it in the right charset. The
// path of least cost, by the language model, says where the spans are.

// nat is one nat in units of costs.
const nat = lm.Nat

// Costs beside those of the language model.
const (
	costClose = 2 * nat
	beamDepth = 25 * nat
	beamWidth = 24
	guessBest = 8 // states that lost bytes are filled in for
)

// openCost is what it costs to suppose that a span begins.
func (s step) openCost() int32 {
	switch {
	case s.y.phased():
		return 0 // it depends on where; see phase.go
	case s.x == utf8Source && s.y.has(charset.Likely):
		return nat
	case s.x == utf8Source:
		return 6 * nat
	case s.y.single() || s.y == partial:
		return 9 * nat
	}
	return 10 * nat
}

// state is a hypothesis about the first characters of a line.
type state struct {
	cost        int32
	back        int32    // the state before; -1: none
	at          int32    // characters of the line it has read
	first, prev lm.Token // the two characters before
	out         [4]rune  // what the last step restored
	n           uint8    // length of out
	in          bool     // inside a span
	guess       int8     // which of out is a guess; -1: none
	guesses     uint8    // characters guessed in the line so far
	pend        pending
	lost        pending // what is known of the guess
}

// walker searches one line. Its buffers are used again.
type walker struct {
	line  []byte
	runes []rune
	offs  []int // where each begins, and the length of the line
	toks  []lm.Token
	raw   []int32  // what each costs as it stands
	masks []uint32 // the pages that have it, as bits
	codes []code   // what they are in page coded
	coded page
	known [2048]met // characters that were met
	all   []state
	live  []int32
	next  []int32
	work  int   // characters that may still be tried for lost bytes, in this block
	bar   int32 // what a state behind the next character may cost

	guessed  []guess
	starts   []bool  // where bytes may have fallen out of step
	gains    []int32 // scratch
	style    style   // of the line, for guesses
	refusals [numPages]refusals
	lists    map[lostKey][]candidate // what lost characters may be
	listed   int                     // candidates in them
	met      []candidate             // scratch
}

// load takes in a line.
func (w *walker) load(line []byte) {
	w.line = line
	w.runes, w.offs, w.toks, w.raw, w.codes = w.runes[:0], w.offs[:0], w.toks[:0], w.raw[:0], w.codes[:0]
	first, prev := lm.Start, lm.Start
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		t := lm.TokenOf(r)
		w.runes, w.offs, w.toks = append(w.runes, r), append(w.offs, i), append(w.toks, t)
		w.raw = append(w.raw, int32(lm.Cost3(first, prev, t)))
		first, prev = prev, t
		i += n
	}
	w.offs = append(w.offs, len(line))
}

// span is a part of a line and what it is in a hypothesis.
type span struct {
	from, to int // characters of the line
	text     []rune
	guesses  []guessed
	lost     []decoder.Lost // the guesses, if the decoder made them
}

// guessed is a character of a span that lost bytes.
type guessed struct {
	at   int // in the text of the span
	lost pending
}

// walkInStyle is walk, with guesses that suit the script of what is read.
func (w *walker) walkInStyle(s step, open int32) []span {
	w.style = style{}
	list := w.walk(s, open)
	guesses := 0
	var text []rune
	for _, p := range list {
		guesses += len(p.guesses)
		text = append(text, p.text...)
	}
	if guesses == 0 {
		return list
	}
	if w.style = styleOf(text); w.style != (style{}) {
		return w.walk(s, open)
	}
	return list
}

// walk returns the spans on the best path of a hypothesis.
func (w *walker) walk(s step, open int32) []span {
	w.encode(s.y)
	if s.y.phased() && !w.glimpse(s) {
		return nil
	}
	w.all = append(w.all[:0], state{back: -1, first: lm.Start, prev: lm.Start, guess: -1})
	w.live = append(w.live[:0], 0)
	for i := range w.runes {
		w.next = w.next[:0]
		w.bar = math.MaxInt32
		for rank, h := range w.live {
			w.advance(s, h, i, rank, open)
		}
		w.prune()
	}
	if s.dropsIn() {
		w.silentEnd(s)
	}
	best := int32(-1)
	for _, h := range w.live {
		a := &w.all[h]
		a.cost += int32(lm.Cost3(a.first, a.prev, lm.Start))
		if a.pend.n == 0 && (best < 0 || a.cost < w.all[best].cost) {
			best = h
		}
	}
	if best < 0 {
		return nil
	}
	return w.spans(best)
}

// advance reads character i in state h, in all ways.
func (w *walker) advance(s step, h int32, i, rank int, open int32) {
	a := w.all[h]
	if a.pend.n == 0 {
		b := state{cost: a.cost, back: h, at: int32(i + 1), first: a.prev, prev: w.toks[i], guess: -1, guesses: a.guesses}
		if a.in {
			b.cost += costClose
		}
		b.cost += int32(lm.Cost3(a.first, a.prev, w.toks[i]))
		w.push(b)
	}
	if s.y.phased() {
		switch {
		case a.pend.n > 0:
			w.stepOn(s, h, i)
		case w.starts[i] && w.work > 0:
			w.lose(s, h, i)
		}
		return
	}
	if (rank < guessBest || !a.in) && w.mark(i) && s.fillsIn() && w.work > 0 && (a.in || i+1 < len(w.runes) && w.codes[i+1].n > 0 && w.runes[i+1] >= utf8.RuneSelf) {
		w.wild(s, h, i, open)
	}
	if !a.in && (w.runes[i] < utf8.RuneSelf || w.codes[i].n == 0) {
		return
	}
	if !w.inside(s, h, i, w.codes[i], open) && a.in && rank < guessBest && s.dropsIn() && w.work > 0 {
		w.silent(s, h, i)
	}
	if c := s.y.others(w.runes[i]); c.n > 0 {
		w.inside(s, h, i, c, open+5*nat/2)
	}
}

// inside reads character i as bytes c. It tells whether they can stand there.
func (w *walker) inside(s step, h int32, i int, c code, open int32) bool {
	if c.n == 0 {
		return false
	}
	a := w.all[h]
	b := state{cost: a.cost, back: h, at: int32(i + 1), first: a.first, prev: a.prev, in: true, pend: a.pend,
		guess: -1, guesses: a.guesses}
	if !a.in {
		b.cost += open
	}
	return w.feed(s, b, c.b[:c.n])
}

// feed adds bytes to state b and pushes what it becomes. It tells whether they can
// stand there.
func (w *walker) feed(s step, b state, bytes []byte) bool {
	for k, x := range bytes {
		r, st := s.x.feed(&b.pend, x)
		switch st {
		case bad:
			return false
		case char:
			if !printable(r) && r != '\r' || b.n == uint8(len(b.out)) {
				return true
			}
			b.emit(r)
		case gapped:
			if b.guess >= 0 {
				return true
			}
			w.complete(s, b, func(c state, _ byte) { w.feed(s, c, bytes[k+1:]) })
			return true
		}
	}
	w.push(b)
	return true
}

func (b *state) emit(r rune) {
	t := lm.TokenOf(r)
	b.cost += int32(lm.Cost3(b.first, b.prev, t))
	b.first, b.prev = b.prev, t
	b.out[b.n] = r
	b.n++
}

// push adds a state behind the next character, or puts it in the place of a
// worse one from which the line goes on alike.
func (w *walker) push(b state) {
	if b.cost > w.bar && b.in {
		return
	}
	w.bar = min(w.bar, b.cost+beamDepth)
	for k, h := range w.next {
		a := &w.all[h]
		if a.in == b.in && a.pend == b.pend && a.prev == b.prev && a.first == b.first {
			if b.cost < a.cost {
				w.all = append(w.all, b)
				w.next[k] = int32(len(w.all) - 1)
			}
			return
		}
	}
	w.all = append(w.all, b)
	w.next = append(w.next, int32(len(w.all)-1))
}

// prune keeps the best states, and the best that is outside: it can always go
// on.
func (w *walker) prune() {
	best, outside := int32(math.MaxInt32), int32(-1)
	for _, h := range w.next {
		a := &w.all[h]
		best = min(best, a.cost)
		if !a.in && (outside < 0 || a.cost < w.all[outside].cost) {
			outside = h
		}
	}
	w.live = w.live[:0]
	for _, h := range w.next {
		if w.all[h].cost <= best+beamDepth && h != outside {
			w.live = append(w.live, h)
		}
	}
	slices.SortFunc(w.live, func(a, b int32) int { return int(w.all[a].cost - w.all[b].cost) })
	w.live = append(w.live[:min(len(w.live), beamWidth)], outside)
}

// spans collects the spans on the path that ends in state h.
func (w *walker) spans(h int32) (out []span) {
	var path []int32
	for ; w.all[h].back >= 0; h = w.all[h].back {
		path = append(path, h)
	}
	open := false
	for _, h := range slices.Backward(path) {
		a := &w.all[h]
		if !a.in {
			open = false
			continue
		}
		if !open {
			out = append(out, span{from: int(a.at) - 1})
			open = true
		}
		l := &out[len(out)-1]
		l.to = int(a.at)
		if a.guess >= 0 {
			l.guesses = append(l.guesses, guessed{len(l.text) + int(a.guess), a.lost})
		}
		l.text = append(l.text, a.out[:a.n]...)
	}
	return out
}
