package lm

import (
	"encoding/binary"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// Unlikely returns the byte offset of the first place in s where three
// characters in a row cost more than limit (in units of 1/16 nat, by
// [ClassCost], and by [Cost] as well: rare characters may make a word), or -1 if there is none. The offset is that of the third of the
// three. It is a fast first look: clean text is seldom unlikely, broken text
// nearly always soon. A byte that is no UTF-8 counts as one U+FFFD, and eight
// bytes of ASCII as likely whatever they are.
func Unlikely(s []byte, limit int) int {
	m := load()
	prev := &m.info[Start]
	a, b := 0, 0        // the costs of the two characters before
	var before [3]Token // these and the one before them, the last one first
	for i := 0; i < len(s); {
		p := s[i:]
		n := 3
		var t Token
		// Three bytes of UTF-8, but no overlong form and no surrogate.
		if w := first4(p); w&0xC0C0F0 == 0x8080E0 && w&0x200F != 0 && w&0x200F != 0x200D {
			t = m.token(w<<6&0x3C0|w>>8&0x3F, w>>16)
		} else if n = ascii8(p); n > 0 {
			a, b, before = 0, 0, [3]Token{TokenOf(rune(p[n-1]))}
			prev = &m.info[before[0]]
			i += n
			continue
		} else {
			switch {
			case p[0] < utf8.RuneSelf:
				t, n = m.token(uint32(p[0])>>layout.BlockBits, uint32(p[0])), 1
			case w&0xC0E0 == 0x80C0 && w&0x1E != 0: // two bytes, as letters mostly have
				t, n = TokenOf(rune(w&0x1F<<6|w>>8&0x3F)), 2
			default:
				var r rune
				r, n = utf8.DecodeRune(p)
				t = TokenOf(r)
			}
		}
		cur := &m.info[t]
		cost := m.classCost(prev, cur)
		if a+b+cost > limit {
			sum := Cost(before[0], t)
			if b > 0 {
				sum += Cost(before[1], before[0])
			}
			if a > 0 {
				sum += Cost(before[2], before[1])
			}
			if sum > limit {
				return i
			}
		}
		a, b, prev, before = b, cost, cur, [3]Token{t, before[0], before[1]}
		i += n
	}
	return -1
}

// first4 returns the first four bytes of p, or 0 if there are fewer.
func first4(p []byte) uint32 {
	if len(p) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(p)
}

// ascii8 returns how many bytes p begins with that are ASCII, in eights.
func ascii8(p []byte) int {
	n := 0
	for len(p) >= n+8 && binary.LittleEndian.Uint64(p[n:])&0x8080808080808080 == 0 {
		n += 8
	}
	return n
}

// AtMost returns what [Cost] and [Cost3] of cur behind prev are at most, in units of 1/16 nat: what
// they are where the characters are not known to go together. It looks nothing up.
func AtMost(prev, cur Token) int {
	m := load()
	p := &m.info[prev]
	return max(0, m.classCost(p, &m.info[cur])+int(p.lambda))
}
