package linkfarm

import "github.com/fixtext/fixtext/internal/lm"

// unstrip supposes that a pair of GBK's user-defined area stood before token j
// and was removed: its first byte ended the pending character, its second
// began the next one.
func (s *search) unstrip(h int, c cell, b [2]byte) {
	from := &s.all[h]
	c.how, c.n = stripped, 4
	for _, trail := range s.likelyTrails(from.pend, from.prev) {
		c.text[0] = pair(from.pend, trail)
		lo, hi := userDefined(trail)
		for next := int(lo); next <= int(hi); next++ {
			if second := pair(byte(next), b[0]); plain(second) {
				c.text[1] = second
				c.gbk = [4]byte{trail, byte(next), b[0], b[1]}
				s.extend(h, c, b[1], costStrip)
			}
		}
	}
}

// likelyTrails returns the few trail bytes that begin a user-defined pair and
// complete lead to the characters most likely behind prev.
func (s *search) likelyTrails(lead byte, prev lm.Token) []byte {
	type scored struct {
		trail byte
		p     float32
	}
	var best [stripTrails]scored
	n := 0
	for trail := 0xA1; trail <= 0xFE; trail++ {
		if lo, _ := userDefined(byte(trail)); lo == 0 {
			continue
		}
		r := pair(lead, byte(trail))
		if !plain(r) {
			continue
		}
		x := scored{byte(trail), lm.LogProb(prev, lm.TokenOf(r))}
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
	out := make([]byte, n)
	for i := range out {
		out[i] = best[i].trail
	}
	return out
}

// userDefined returns the trail bytes that make a pair with lead part of GBK's
// user-defined area and can be a lead byte; 0 when there are none.
func userDefined(lead byte) (lo, hi byte) {
	switch {
	case 0xAA <= lead && lead <= 0xAF, 0xF8 <= lead && lead <= 0xFE:
		return 0xA1, 0xFE
	case 0xA1 <= lead && lead <= 0xA7:
		return 0x81, 0xA0
	}
	return 0, 0
}
