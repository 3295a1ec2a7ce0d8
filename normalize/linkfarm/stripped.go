package linkfarm

import (
	"math"

	"github.com/fixtext/fixtext/internal/lm"
)

// Pairs of bytes without a character come up only where bytes are paired one
// off. Decoders show them as private-use characters, which are evidence like
// others, or as one question mark, or a later tool drops them. Then two bytes
// are gone: one ended the pending character, the other began the next one.

// gap tells which pairs of bytes a gap can stand for: it returns the range of
// second bytes behind a first one, 0 if there are none.
type gap func(first byte) (lo, hi byte)

// userDefined are the pairs of GBK's user-defined area.
func userDefined(first byte) (lo, hi byte) {
	switch {
	case 0xAA <= first && first <= 0xAF, 0xF8 <= first && first <= 0xFE:
		return 0xA1, 0xFE
	case 0xA1 <= first && first <= 0xA7:
		return 0x81, 0xA0
	}
	return 0, 0
}

// unassigned are the rows in which GBK has pairs without a character.
func unassigned(first byte) (lo, hi byte) {
	switch {
	case 0xA1 <= first && first <= 0xAF, 0xF8 <= first && first <= 0xFE:
		return 0x81, 0xFE
	}
	return 0, 0
}

// unstrip supposes a gap before b, the bytes of the token that ends cell c:
// two of them, or one trail byte that ends the run.
func (s *search) unstrip(h int, c cell, b []byte, g gap) {
	pend := s.all[h].pend
	next := byte(0)
	if len(b) == 2 {
		next = b[1]
	}
	c.how, c.n = stripped, 2+len(b)
	bar := math.Inf(-1)
	if at := c.end - s.base; at < len(s.beams) {
		bar = s.beams[at].best - beamDepth
	}
	for _, f := range s.likelyFirst(h, g) {
		if s.all[h].score+f.p-costStrip < bar {
			break
		}
		first := f.first
		c.text[0] = pair(pend, first)
		lo, hi := g(first)
		for second := int(lo); second <= int(hi); second++ {
			if assigned(pair(first, byte(second))) {
				continue // it would have been shown
			}
			if r, ok := s.pair(byte(second), b[0]); ok {
				c.text[1] = r
				c.gbk = [4]byte{first, byte(second), b[0], next}
				s.extend(h, c, next, costStrip)
			}
		}
	}
}

// scored is a byte with its log-probability.
type scored struct {
	first byte
	p     float64
}

// likelyFirst returns the few bytes that begin a gap and complete the pending
// character to those that are most likely there.
func (s *search) likelyFirst(h int, g gap) []scored {
	best := &s.first
	n := 0
	for first := 0xA1; first <= 0xFE; first++ {
		if lo, _ := g(byte(first)); lo == 0 {
			continue
		}
		r, ok := s.pair(s.all[h].pend, byte(first))
		if !ok {
			continue
		}
		x := scored{byte(first), float64(lm.LogProb(s.all[h].prev, lm.TokenOf(r)))}
		if rare(r) {
			x.p -= costRare
		}
		i := n
		for i > 0 && best[i-1].p < x.p {
			i--
		}
		if i == len(best) {
			continue
		}
		n = min(n+1, len(best))
		copy(best[i+1:n], best[i:n-1])
		best[i] = x
	}
	return best[:n]
}
