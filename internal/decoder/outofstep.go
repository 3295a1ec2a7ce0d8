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
			gain = b.from(i+1, 2) - costMarked
		} else {
			gain = max(b.from(i+1, 1), b.from(i+1, 2)-costStray) - costSilent
			if sym.low() {
				gain = max(gain, b.behind(lm.TokenOf(rune(sym.B[1])), i+1)-costSilent)
			}
		}
		q.Starts[i] = gain+b.raw[i] > 0
		any = any || q.Starts[i]
	}
	return any
}

// offStep is a character that is read one byte off: the second byte of the one before, and the first
// of its own.
type offStep struct {
	t     lm.Token // what that says
	lost  bool     // nothing
	costs int32    // what it costs at least behind the one before it, which is read so, too
	gains int32    // how much less the line costs at most, from it on
}

// impossible is what is gained where bytes never fall into step.
const impossible = math.MinInt32 / 4

// reread reads the line one byte off.
func (b *beam) reread(q *Search) {
	n := len(b.syms)
	b.off = slices.Grow(b.off[:0], n+1)[:n+1]
	pairs := 0 // side by side, before character i
	for i := range b.syms {
		sym, o := &b.syms[i], &b.off[i]
		*o = offStep{t: lm.Start, lost: true, gains: impossible}
		if pairs > 0 && sym.N > 0 {
			p := Char{B: [4]byte{b.syms[i-1].B[1]}, N: 1}
			if r, st := q.Source.Feed(&p, sym.B[0]); st == Done && Printable(r) {
				o.t, o.lost, o.gains = lm.TokenOf(r), false, b.raw[i]
				if pairs > 1 {
					o.costs = max(0, int32(lm.Cost(b.off[i-1].t, o.t))-lm.MostTriple)
				}
				if pairs > 2 {
					o.gains -= int32(lm.Cost3(b.off[i-2].t, b.off[i-1].t, o.t))
				}
			}
		}
		if pairs++; sym.N != 2 {
			pairs = 0
		}
	}
	b.off[n] = offStep{lost: true, gains: impossible}
	for i := n - 1; i >= 0; i-- {
		switch sym, o := &b.syms[i], &b.off[i]; {
		case sym.mark: // the bytes fall in, or nothing is known of the next two
			o.gains = b.raw[i] + max(b.standing(i+1)+b.standing(i+2), b.from(i+1, 2)) + costClose
		case o.lost:
		case sym.low() || sym.ends():
			o.gains += b.after(i)
		case sym.N == 2:
			o.gains = max(impossible, o.gains+b.off[i+1].gains)
		default:
			o.gains = impossible
		}
	}
}

// from returns what is gained at most from character i on, if so many cost nothing.
func (b *beam) from(i, free int) (gain int32) {
	for ; free >= 0 && i < len(b.syms) && !b.syms[i].mark; free-- {
		sym, o := &b.syms[i], &b.off[i]
		if o.lost && free == 0 {
			return impossible
		}
		gain += b.raw[i]
		if free == 0 {
			gain -= o.costs
		}
		switch {
		case sym.low() || sym.ends() && free == 0:
			return gain + b.after(i)
		case sym.ends(): // what it says is not known
			return gain + b.standing(i+1) + b.behind(b.token(i+1), i+2)
		}
		if sym.N != 2 {
			return impossible
		}
		i++
	}
	return gain + b.off[i].gains
}

// after returns by how much less the line may cost behind a span that falls in at character i.
func (b *beam) after(i int) int32 {
	prev := b.off[i].t
	if sym := &b.syms[i]; sym.low() {
		prev = lm.TokenOf(rune(sym.B[1]))
	}
	return b.behind(prev, i+1)
}

// behind returns by how much less characters i and i+1 may cost behind prev.
func (b *beam) behind(prev lm.Token, i int) (gain int32) {
	for k := i; k < min(i+2, len(b.toks)+1); k++ {
		t := b.token(k)
		least := max(0, int32(lm.Cost(prev, t))-lm.MostTriple)
		gain += max(0, b.standing(k)-least)
		prev = t
	}
	return gain
}

// token and standing return what character i is, and what it costs as it stands: behind the last one,
// the line ends.
func (b *beam) token(i int) lm.Token {
	if i >= len(b.toks) {
		return lm.Start
	}
	return b.toks[i]
}

func (b *beam) standing(i int) int32 {
	switch n := len(b.toks); {
	case i < n:
		return b.raw[i]
	case i > n || n < 2:
		return 0
	default:
		return int32(lm.Cost3(b.toks[n-2], b.toks[n-1], lm.Start))
	}
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
	f.feedBytes(&n, sym.B[:2])
	// A trail byte was lost between the two.
	n = a
	if _, st := b.q.Source.Feed(&n.pend, sym.B[0]); st == More {
		f.gap(n, GapAny, 0, func(n state, _ byte) { f.feedBytes(&n, sym.B[1:2]) })
	}
	// One of the two is too many.
	a.cost += costStray
	n = a
	f.feedBytes(&n, sym.B[1:2])
	f.feedBytes(&a, sym.B[:1])
}

// stepOn reads character i in state a, which is out of step.
func (f *Filler) stepOn(a state, i, rank int) {
	b := &f.beam
	sym := &b.syms[i]
	if sym.mark && rank >= guessBest {
		return
	}
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
	f.feed(&a, &sym.Code)
}

// ascii reports whether the symbol is a character of ASCII.
func (s *symbol) ascii() bool { return s.N == 1 && s.B[0] < 0x80 }
