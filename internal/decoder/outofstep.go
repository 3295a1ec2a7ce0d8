package decoder

import (
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
)

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

// worthLosing leaves out the starts at which no span can begin that costs less than what stands
// there, and reports whether any is left. Bytes that are out of step must fall into step again,
// at a byte of ASCII that ends a pair or is the second of one, or where bytes were lost; up to
// there each character is known, but for the first few, which count as if they cost nothing.
func (b *beam) worthLosing(q *Search) (any bool) {
	b.reread(q)
	for i, start := range q.Starts {
		if !start {
			continue
		}
		sym, gain := &b.syms[i], int32(0)
		if sym.mark {
			gain = b.from(i+1, 3) - costMarked
		} else {
			gain = max(b.from(i+1, 2), b.from(i+1, 3)-costStray) - costSilent
			if sym.low() {
				gain = max(gain, b.behind(i+1)-costSilent)
			}
		}
		q.Starts[i] = gain+b.raw[i] > 0
		any = any || q.Starts[i]
	}
	return any
}

// reread finds out how much less the line costs at most, from each character on, if it is read one
// byte off there: b.gains.
func (b *beam) reread(q *Search) {
	n := len(b.syms)
	b.off, b.gains = slices.Grow(b.off[:0], n)[:n], slices.Grow(b.gains[:0], n+1)[:n+1]
	pairs := 0 // side by side, before character i
	for i := range b.syms {
		sym := &b.syms[i]
		b.gains[i] = impossible
		if b.off[i] = lm.Start; pairs > 0 && sym.N > 0 {
			p := Char{B: [4]byte{b.syms[i-1].B[1]}, N: 1}
			if r, st := q.Source.Feed(&p, sym.B[0]); st == Done && Printable(r) {
				b.off[i] = lm.TokenOf(r)
				b.gains[i] = b.raw[i]
				if pairs > 2 {
					b.gains[i] -= int32(lm.Cost3(b.off[i-2], b.off[i-1], b.off[i]))
				}
			}
		}
		if pairs++; sym.N != 2 {
			pairs = 0
		}
	}
	b.gains[n] = impossible
	rest := int32(0)
	for i := n - 1; i >= 0; i-- {
		rest += b.raw[i]
		switch sym := &b.syms[i]; {
		case sym.mark:
			b.gains[i] = rest
		case b.gains[i] == impossible:
		case sym.low() || sym.ends():
			b.gains[i] += b.behind(i + 1)
		case sym.N == 2:
			b.gains[i] = max(impossible, b.gains[i]+b.gains[i+1])
		default:
			b.gains[i] = impossible
		}
	}
}

// impossible is what is gained where bytes never fall into step.
const impossible = math.MinInt32 / 4

// from returns what is gained at most from character i on, if so many cost nothing.
func (b *beam) from(i, free int) (gain int32) {
	for ; free > 0 && i < len(b.syms); free-- {
		sym := &b.syms[i]
		if sym.mark {
			break
		}
		gain += b.raw[i]
		i++
		if sym.low() || sym.ends() {
			return gain + b.behind(i)
		}
		if sym.N != 2 {
			return impossible
		}
	}
	return gain + b.gains[i]
}

// behind returns by how much less the characters from i on may cost behind a span: what stands
// before them is another.
func (b *beam) behind(i int) (gain int32) {
	for _, cost := range b.raw[i:min(i+2, len(b.raw))] {
		gain += cost
	}
	if n := len(b.toks); i+2 > n && n > 1 {
		gain += int32(lm.Cost3(b.toks[n-2], b.toks[n-1], lm.Start))
	}
	return gain
}

// low reports whether the symbol is a pair whose second byte is ASCII.
func (s *symbol) low() bool { return s.N == 2 && s.B[1] < 0x80 }

// ends reports whether the symbol is a byte of ASCII that may be the second one of a pair.
func (s *symbol) ends() bool { return s.N == 1 && s.B[0] >= 0x40 && s.B[0] <= 0x7E }

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
