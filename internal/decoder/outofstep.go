package decoder

import "github.com/fixtext/fixtext/internal/lm"

// Bytes out of step. Where one byte of GBK or Big5 is lost or one too many, the bytes
// behind it pair up wrongly, up to an ASCII character. Nearly all of them are still
// there: they are paired again, one off.

// Costs of supposing where the step was lost.
const (
	costMarked = 9 * lm.Nat  // a mark of the lost byte stands there
	costSilent = 13 * lm.Nat // nothing does
	costStray  = 12 * lm.Nat // more: a byte is left out, and with it a character saved
	costTail   = 3 * lm.Nat  // the last byte was lost, too
)

// lose supposes in state a, which is in step, that the step was lost at character i.
func (f *Filler) lose(a state, i int) {
	b := &f.beam
	a.in = true
	sym := &b.syms[i]
	if sym.mark { // it stands for a lead byte
		if i+1 < len(b.syms) && b.syms[i+1].N == 2 {
			a.cost += costMarked
			f.gap(a, GapAny, 0, nil)
		}
		return
	}
	if sym.N != 2 {
		return
	}
	if a.cost += costSilent; b.hopeless(&a) {
		return
	}
	// A lead byte was lost: the first byte is a trail byte, the second a lead byte.
	n := a
	n.pend = Char{Gap: [4]Gap{GapAny}, N: 1}
	f.feedBytes(n, sym.B[:2])
	// A trail byte was lost between the two.
	n = a
	if _, st := b.q.Source.Feed(&n.pend, sym.B[0]); st == More {
		f.gap(n, GapAny, 0, func(n state, _ byte) { f.feedBytes(n, sym.B[1:2]) })
	}
	// One of the two is too many.
	a.cost += costStray
	f.feedBytes(a, sym.B[1:2])
	f.feedBytes(a, sym.B[:1])
}

// stepOn reads character i in state a, which is out of step.
func (f *Filler) stepOn(a state, i int) {
	b := &f.beam
	sym := &b.syms[i]
	if sym.mark { // the last trail byte, which stood before ASCII
		if i+1 < len(b.syms) && !b.syms[i+1].ascii() { // or a pair that has no character
			f.pair(a, costPair, nil)
			return
		}
		a.cost += costTail
		f.gap(a, GapAny, 0, nil)
		return
	}
	if sym.N == 1 && (sym.B[0] < 0x40 || sym.B[0] > 0x7E) {
		return
	}
	f.feed(a, &sym.Code)
}

// ascii reports whether the symbol is a character of ASCII.
func (s *symbol) ascii() bool { return s.N == 1 && s.B[0] < 0x80 }
