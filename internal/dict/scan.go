package dict

import (
	"math/bits"
	"unicode/utf8"
)

// The functions of this file that loop over text call nothing that is not
// inlined, so that the compiler keeps their variables in registers. Whatever
// needs more work makes them return.

const (
	// highs has the highest bit of each of eight bytes: set where they are not ASCII.
	highs = 0x8080808080808080
	// twoThrees and its mask tell whether a word starts with two characters of
	// three bytes.
	twoThrees, twoThreesMask = 0x8080E08080E0, 0xC0C0F0C0C0F0
)

// Next returns the offset of the first byte of src, at or after p, at which the
// table may change something or which has a flag of StopMarks; len(src) if none.
func (t *Table) Next(src []byte, p int) int {
	plain := t.ASCII[0]|t.ASCII[1] == 0
	for p < len(src) {
		if plain {
			p += skip(t.Stop, src[p:])
			if p == len(src) {
				return p
			}
		}
		r, n := utf8.DecodeRune(src[p:])
		switch n {
		case 1:
			if r < 0x80 && t.RuneEntry(r) != 0 {
				return p
			}
		case 3:
			if t.Stop[r>>6]>>(r&63)&1 != 0 {
				return p
			}
		default:
			if t.other(r) != nil {
				return p
			}
		}
		p += n
	}
	return p
}

// skip returns how many bytes at the start of src are ASCII or characters of three
// bytes that have no bit in stop. It leaves the last seven bytes alone.
func skip(stop *[1024]uint64, src []byte) int {
	p := 0
	for p >= 0 && p < len(src)-7 {
		w := load64(src, p)
		if w&twoThreesMask == twoThrees {
			a := stop[w&15<<6|w>>8&63] >> (w >> 16 & 63)
			b := stop[w>>24&15<<6|w>>32&63] >> (w >> 40 & 63)
			if (a|b)&1 == 0 {
				p += 6
				continue
			}
			if a&1 == 0 {
				p += 3
			}
			break
		}
		if Three(uint32(w)) {
			if stop[w&15<<6|w>>8&63]>>(w>>16&63)&1 != 0 {
				break
			}
			p += 3
			continue
		}
		n := bits.TrailingZeros64(w&highs) >> 3
		if n == 0 {
			break
		}
		p += n
		for n == 8 && p >= 0 && p < len(src)-63 {
			// A long stretch of ASCII, it seems.
			a := load64(src, p) | load64(src, p+8) | load64(src, p+16) | load64(src, p+24)
			b := load64(src, p+32) | load64(src, p+40) | load64(src, p+48) | load64(src, p+56)
			if (a|b)&highs != 0 {
				break
			}
			p += 64
		}
	}
	return p
}

// Copied is what Copy did.
type Copied struct {
	N      int    // bytes, as many of dst as of src
	Seen   uint32 // the OR of the entries of the characters of three bytes
	Strict int    // how many of them have the mark Strict
	Other  int    // how many others changed
}

// Copy converts characters of src into dst, each alone, as long as they are ASCII,
// or three bytes long and not Special, and no trigger stands next to a neighbour
// it has in a phrase. dst must be as long as src at least; bytes of it after the
// first N are overwritten with rubbish. Copy may leave up to seven bytes at the end
// of src alone, and is only for tables without ASCII keys. It also stops at
// a slash or parenthesis in front of another script, and at characters of mark
// Form, but for Han characters behind Han characters.
func (t *Table) Copy(dst, src []byte) (c Copied) {
	dst = dst[:len(src)]
	for {
		t.copyPlain(&c, dst, src)
		p := c.N
		if p < 3 || p >= len(src)-7 {
			return c
		}
		w := load64(src, p)
		if !Three(uint32(w)) {
			return c
		}
		e := t.Entry(uint32(w))
		switch {
		case e&Special != 0:
			if e&Form == 0 || e&Strict != 0 || formAt(src, p, byte(w)) {
				return c
			}
		case e&Trigger != 0:
			if t.neighbours(src, p, uint32(w), uint32(w>>24)) {
				return c
			}
		default:
			continue
		}
		store32(dst, p, uint32(w)^e)
		c.N += 3
		c.Seen |= e
		if e&Strict != 0 {
			c.Strict++
		} else if e&ChangeMask != 0 {
			c.Other++
		}
	}
}

// neighbours reports whether the trigger w at p has a neighbour it has in a phrase,
// or one that is not looked at here. The character next follows it.
func (t *Table) neighbours(src []byte, p int, w, next uint32) bool {
	r := code(w)
	if next&0x80 != 0 && (!Three(next) || t.beside(pairHash(r, code(next)))) {
		return true
	}
	previous := uint32(src[p-3]) | uint32(src[p-2])<<8 | uint32(src[p-1])<<16
	return previous&0x800000 != 0 && (!Three(previous) || t.beside(pairHash(code(previous), r)))
}

// copyPlain is Copy from c.N on, up to the first character that is not plain.
func (t *Table) copyPlain(c *Copied, dst, src []byte) {
	if t.Direct != nil {
		copyDirect(c, t.Direct, dst, src)
		return
	}
	dst = dst[:len(src)]
	p := c.N
	for p >= 0 && p < len(src)-7 {
		w := load64(src, p)
		if Three(uint32(w)) {
			e := t.Blocks[t.Index[w&15<<6|w>>8&63]|uint32(w>>16)&63]
			if e&(Trigger|Special) != 0 {
				break
			}
			store32(dst, p, uint32(w)^e)
			p += 3
			c.Seen |= e
			c.Strict += int(e / Strict)
			continue
		}
		n := bits.TrailingZeros64(w&highs) >> 3
		if n == 0 {
			break
		}
		store64(dst, p, w)
		p += n
	}
	c.N = p
}

// copyDirect is copyPlain for tables with Direct, and faster.
func copyDirect(c *Copied, direct *[1 << 16]uint32, dst, src []byte) {
	dst = dst[:len(src)]
	p, seen, strict := c.N, uint32(0), uint32(0)
	for p >= 0 && p < len(src)-7 {
		w := load64(src, p)
		x := uint32(w)
		if Three(x) {
			e := direct[uint16((x&15<<6|x>>8&63)<<6|x>>16&63)]
			if e&(Trigger|Special) != 0 {
				break
			}
			store32(dst, p, x^e)
			p += 3
			seen |= e
			strict += e / Strict // the highest bit

			// The word may hold a second character, or the line end here.
			x = uint32(w >> 24)
			if !Three(x) {
				if byte(x) == '\n' {
					dst[p] = '\n'
					p++
				}
				continue
			}
			e = direct[uint16((x&15<<6|x>>8&63)<<6|x>>16&63)]
			if e&(Trigger|Special) != 0 {
				break
			}
			store32(dst, p, x^e)
			p += 3
			seen |= e
			strict += e / Strict
			continue
		}
		n := bits.TrailingZeros64(w&highs) >> 3
		if n == 0 {
			break
		}
		if b := byte(w); n == 1 && (b == '/' || b == '(') {
			break // alone between two characters; see Form
		}
		store64(dst, p, w)
		p += n
	}
	c.N = p
	c.Seen |= seen
	c.Strict += int(strict)
}

// formAt reports whether the character of mark Form at p, which starts with lead,
// may stand where the text is about forms: a word that asks for a quotation mark
// does not, behind Han; a mark between two forms does behind Han only, and in
// front of a short stretch of it.
func formAt(src []byte, p int, lead byte) bool {
	before := src[p-3]
	if hanLead(lead) {
		return !hanLead(before)
	}
	if src[p-1] < 0x80 || before == 0xE3 && src[p-2] < 0x90 || before == 0xE2 || before == 0xEF && src[p-2] >= 0xBC {
		return false // ASCII, punctuation, kana or wide letters
	}
	const most = 8 // characters
	n := 0
	for q := p + 3; q < len(src) && hanLead(src[q]) && n <= most; q += 3 {
		n++
	}
	return n <= most
}

// hanLead reports whether b starts a Han character, of the common ones.
func hanLead(b byte) bool { return b >= 0xE4 && b <= 0xE9 }

// code returns the code point of the three bytes in w.
func code(w uint32) rune { return rune(w&15<<12 | w>>8&63<<6 | w>>16&63) }

// load64, store32 and store64 do what package binary does, on b[i:]. The compiler
// makes them one instruction, without bounds checks where it knows that they are
// in range; it knows less about b[i:].

func load64(b []byte, i int) uint64 {
	return uint64(b[i]) | uint64(b[i+1])<<8 | uint64(b[i+2])<<16 | uint64(b[i+3])<<24 |
		uint64(b[i+4])<<32 | uint64(b[i+5])<<40 | uint64(b[i+6])<<48 | uint64(b[i+7])<<56
}

func store32(b []byte, i int, v uint32) {
	b[i], b[i+1], b[i+2], b[i+3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
}

func store64(b []byte, i int, v uint64) {
	b[i], b[i+1], b[i+2], b[i+3] = byte(v), byte(v>>8), byte(v>>16), byte(v>>24)
	b[i+4], b[i+5], b[i+6], b[i+7] = byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56)
}
