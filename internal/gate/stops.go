package gate

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

const (
	// tail is how many bytes at the end of a block are looked at one by one: around a
	// character so many are loaded.
	tail = 12
	// full is how many stops are enough for one call, and room how many it may return: those of
	// the last step are more.
	full = 32
	room = full + 33
	// reach is how many bytes a step of vectors takes, and needs behind them.
	reach = 32 + tail
)

// stops writes the offsets of stops of src from p on, where a character begins, to out, and returns how
// many there are, and where it ended: behind the last stop if that are full or more, else before the
// last bytes of src, or before what is neither ASCII nor a well-formed character of two or three bytes.
// These are the stops:
//
//   - a character of three bytes that is in set,
//   - one of two bytes that is in twos, if it is not only a lead, or no ASCII is behind it; and
//     one before another of two bytes, directly behind a Han character,
//   - a character of ASCII that begins a sign, as far as the next one tells, and a u
//     that is followed by another one five bytes later,
//   - a comma before 、 or 。, perhaps, also a wide one, and a bracket behind what is not ASCII.
//
// stopsAVX2 also returns others of ASCII.
func stops(set *[1024]uint64, src []byte, p int, out *[room]int32) (n, next int) {
	if vector && p <= len(src)-reach {
		n, p = stopsAVX2(set, &src[0], p, len(src)-reach, out)
		if n >= full || p <= len(src)-reach {
			return n, p
		}
	}
	return stopsGo(set, src, p, n, out)
}

// stopsGo is stops behind n that are there already. It calls nothing that is not inlined, so that the
// compiler keeps its variables in registers.
func stopsGo(set *[1024]uint64, src []byte, p, n int, out *[room]int32) (int, int) {
	end := len(src) - tail
	for p >= 0 && p < end && n < full {
		w := load(src, p)
		if w&twoThreesMask == twoThrees {
			i, j := w&15<<6|w>>8&63, w>>24&15<<6|w>>32&63
			a, b := set[i]>>(w>>16&63)&1, set[j]>>(w>>40&63)&1
			if uint16(w>>16) == 0xE38C && w&0xFF_0000_FFFF == 0x80_0000_BCEF {
				a = 1
			}
			if a != 0 {
				out[n] = int32(p)
				n++
			}
			if p += 3; uint16(w>>40) == 0xE38C && w>>24&0xFFFF == 0xBCEF || p >= end {
				continue // what is behind the comma decides
			}
			if b != 0 {
				out[n] = int32(p)
				n++
			}
			p += 3
			continue
		}
		if w&0xC0C0F0 == 0x8080E0 {
			if i := w&15<<6 | w>>8&63; set[i]>>(w>>16&63)&1 != 0 {
				out[n] = int32(p)
				n++
			}
			p += 3
			continue
		}
		if w&0xC0E0 == 0x80C0 {
			if letterStops(src, p, w) {
				out[n] = int32(p)
				n++
			}
			p += 2
			continue
		}
		if w&0x80 != 0 {
			return n, p
		}
		if byte(w) == '(' && p > 0 && src[p-1] >= utf8.RuneSelf && begins('(', byte(w>>8)) {
			out[n] = int32(p)
			n++
		}
		for {
			// ASCII. The sum has a clear high bit at each byte that may be a sign, up to the
			// first byte that is not ASCII: < to ?, \ ^ | or ~, $ % & or ', +, and a u with
			// another five bytes behind it. It is one only before few others.
			no := (w&^(0x03*ones) ^ '<'*ones) + 0x7F*ones
			no &= (w&^(0x22*ones) ^ '\\'*ones) + 0x7F*ones
			no &= (w&^(0x03*ones) ^ '$'*ones) + 0x7F*ones
			no &= (w ^ '+'*ones) + 0x7F*ones
			u := (w ^ 'u'*ones) | (load(src, p+5) ^ 'u'*ones)
			no &= (u&^highs + 0x7F*ones) | u
			high := w & highs
			for hits := ^no & highs & (high&-high - 1); hits != 0; hits &= hits - 1 {
				i := p + bits.TrailingZeros64(hits)>>3
				if i < end && begins(src[i], src[i+1]) {
					out[n] = int32(i)
					n++
				}
			}
			if p = min(p+bits.TrailingZeros64(high)>>3, end); high != 0 || p >= end || n >= full {
				break
			}
			w = load(src, p)
		}
		if p > 0 && src[p-1] == ',' && src[p] == 0xE3 { // perhaps a full stop
			out[n] = int32(p - 1)
			n++
		}
	}
	return n, p
}

// letterStops reports whether the character of two bytes at offset p of src is a stop, as far as w,
// which begins with it, tells.
func letterStops(src []byte, p int, w uint64) bool {
	return twos[w&31]>>(w>>8&63)&1 != 0 && (leadsOnly[w&31]>>(w>>8&63)&1 == 0 || w&0x80_0000 != 0) ||
		w&0xE0_0000 == 0xC0_0000 && p >= 3 && src[p-3]-0xE4 < 6 && src[p-1] >= utf8.RuneSelf
}

// passes reports whether the stop of two or three bytes at offset p of src, where 12 bytes can be read,
// is nothing to look at: a rare character amid others, of which it
// returns where it ends, one that only words change and that is in none, or a letter before an ordinary
// one. rare is the end of the last rare character.
func passes(src []byte, p, rare int) (end int, ok bool) {
	w := load(src, p)
	if w&0xF0 == 0xE0 {
		i, bit := w&15<<6|w>>8&63, w>>16&63
		if wordsOnly[i]>>bit&1 != 0 {
			return rare, !inWord(w) && (p < 3 || !inWord(load(src, p-3)))
		}
		return p + 3, seldomOnly[i]>>bit&1 != 0 && p+3-rare > nearby && p > 0 && src[p-1] >= utf8.RuneSelf &&
			(src[p] != 0xE2 || !strewn(src, p, 3))
	}
	if w&0x80 == 0 || leadsOnly[w&31]>>(w>>8&63)&1 == 0 || !ordinary(w>>16) {
		return rare, false
	}
	return rare, w&0xE0_0000 != 0xC0_0000 || p < 3 || src[p-3]-0xE4 >= 6 || src[p-1] < utf8.RuneSelf
}

// inWord reports whether the two characters of three bytes that w begins with may stand side by side in a
// word in which one of wordsOnly changes. False is certain.
func inWord(w uint64) bool {
	h := PairHash(w)
	return wordPairs[h>>6]>>(h&63)&1 != 0
}

// PairHash is the place in wordPairs of the two characters of three bytes that w begins with.
func PairHash(w uint64) uint64 { return w << 16 * 0x9E3779B97F4A7C15 >> (64 - 15) }

// ordinary reports whether w begins with a common small letter of Cyrillic, or a letter of
// Greek, which are bytes of UTF-8 in no page but the first ones.
func ordinary(w uint64) bool {
	r := w&0x1F<<6 | w>>8&0x3F
	return w&0xC0E0 == 0x80C0 && (r-0x430 < 0x20 || r-0x390 < 0x3F)
}

func load(p []byte, i int) uint64 { return binary.LittleEndian.Uint64(p[i:]) }
