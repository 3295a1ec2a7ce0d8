package mojibake

import (
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Bytes out of step. Where one byte of GBK or Big5 is lost or one too many,
// the bytes behind it pair up wrongly, up to an ASCII character. Nearly all of
// them are still there: they are paired again, one off.

// phased reports whether the page stands for its own charset out of step.
func (p page) phased() bool { return p == gbkPhase || p == big5Phase }

// Costs of supposing where the step was lost.
const (
	costMarked = 9 * nat  // a mark of the lost byte stands there
	costSilent = 13 * nat // nothing does
	costStray  = 12 * nat // more: a byte is left out, and with it a character saved
	costTail   = 3 * nat  // the last byte was lost, too
)

// Bounds for looking for it.
const (
	glance = 6 // characters that must read better one off
	reach  = 3 // characters before them where the step may have been lost
)

// glimpse marks the characters of the line at which bytes may have fallen out
// of step: a few characters behind them read better one byte off. It tells
// whether there are any.
func (w *walker) glimpse(s step) bool {
	w.starts = append(w.starts[:0], make([]bool, len(w.runes))...)
	any := false
	prev := lm.Start
	gains := w.gains[:0] // what reading characters i and i+1 one off gains, by i
	for i := range w.runes {
		g := int32(0)
		if i+1 < len(w.runes) && w.codes[i].n == 2 && (w.codes[i+1].n == 2 || w.codes[i+1].n == 1 && w.codes[i+1].b[0] >= 0x40) {
			p := pending{b: [4]byte{w.codes[i].b[1]}, n: 1}
			if r, st := s.x.feed(&p, w.codes[i+1].b[0]); w.codes[i].b[1] >= 0x80 && st == char && printable(r) {
				t := lm.TokenOf(r)
				g = w.raw[i+1] - int32(lm.Cost(prev, t))
				prev = t
			} else {
				g = -8 * nat
			}
		} else {
			g = -4 * nat
			prev = lm.Start
		}
		gains = append(gains, g)
	}
	w.gains = gains
	for i := range gains {
		sum := int32(0)
		for j := i; j < min(i+glance, len(gains)); j++ {
			sum += gains[j]
			if judge.Enough(judge.FirstOutOfStep, int(sum)) {
				for k := max(0, i-reach); k <= i+1 && k < len(w.starts); k++ {
					if !w.farmed(k) {
						w.starts[k], any = true, true
					}
				}
				break
			}
		}
	}
	return any
}

// farmed reports whether the step was lost at character i by the link-farm
// rewriter, which package linkfarm undoes: at a mark of lost bytes before a
// full-width stop.
func (w *walker) farmed(i int) bool {
	for k := max(0, i-2); k <= i && k+1 < len(w.runes); k++ {
		if w.mark(k) && cutMark(w.runes[k+1]) {
			return true
		}
	}
	return false
}

// cutMark reports whether r is a mark at which the rewriter cuts, of either width.
func cutMark(r rune) bool {
	switch r {
	case '！', '？', '；', '，', '。', '!', '?', ';', ',':
		return true
	}
	return false
}

// lose supposes in state a, which is in step, that the step was lost at
// character i.
func (w *walker) lose(s step, h int32, i int) {
	a := w.all[h]
	base := state{cost: a.cost, back: h, at: int32(i + 1), first: a.first, prev: a.prev, in: true, guess: -1, guesses: a.guesses}
	if w.mark(i) { // it stands for a lead byte
		if i+1 < len(w.runes) && w.codes[i+1].n == 2 {
			b := base
			b.cost += costMarked
			w.fill(s, b, gapAny, 0, nil)
		}
		return
	}
	c := w.codes[i]
	if c.n != 2 || w.runes[i] < 0x80 {
		return
	}
	base.cost += costSilent
	// A lead byte was lost: the first byte is a trail byte, the second a lead
	// byte.
	b := base
	b.pend = pending{gap: [4]gap{gapAny}, n: 1}
	w.feed(s, b, c.b[:2])
	// A trail byte was lost between the two.
	b = base
	if _, st := s.x.feed(&b.pend, c.b[0]); st == more {
		w.fill(s, b, gapAny, 0, func(b state, _ byte) { w.feed(s, b, c.b[1:2]) })
	}
	// One of the two is too many.
	base.cost += costStray
	b = base
	w.feed(s, b, c.b[1:2])
	b = base
	w.feed(s, b, c.b[:1])
}

// stepOn reads character i in state a, which is out of step.
func (w *walker) stepOn(s step, h int32, i int) {
	a := w.all[h]
	b := state{cost: a.cost, back: h, at: int32(i + 1), first: a.first, prev: a.prev, in: true, pend: a.pend, guess: -1, guesses: a.guesses}
	if w.mark(i) { // the last trail byte, which stood before ASCII
		if i+1 < len(w.runes) && w.runes[i+1] >= 0x80 { // or a pair that has no character
			w.fill(s, b, gapFirst, costPair, func(b state, last byte) { w.fill(s, b, gapAfter+gap(last), 0, nil) })
			return
		}
		b.cost += costTail
		w.fill(s, b, gapAny, 0, nil)
		return
	}
	c := w.codes[i]
	if c.n == 1 && (w.runes[i] < 0x40 || w.runes[i] > 0x7E) {
		return
	}
	w.feed(s, b, c.b[:c.n])
}
