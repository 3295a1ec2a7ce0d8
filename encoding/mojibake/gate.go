package mojibake

import (
	"encoding/binary"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/lm"
)

//go:generate go run gen.go

// gateLimit is what three characters in a row must cost for a place to be
// looked at.
const gateLimit = 3 * 12 * nat

// chunk is how many bytes the language model looks at in one go, in text that
// is not Chinese.
const chunk = 256

// next returns the offset of the first place of block, from offset from on, that
// may hold something for this package, or -1. The common characters of three
// bytes are passed over at the cost of one look into a table. At a rare one,
// and at what is neither that nor ASCII, the language model decides.
func next(block []byte, from int) int {
	last := -chunk // where the last rare character was
	for i := from; i < len(block); {
		for i+8 <= len(block) {
			w := binary.LittleEndian.Uint64(block[i:])
			if w&0xC0C0F0C0C0F0 == 0x8080E08080E0 &&
				(rare[w<<6&0x3C0|w>>8&0x3F]>>(w>>16&0x3F)|rare[w>>18&0x3C0|w>>32&0x3F]>>(w>>40&0x3F))&1 == 0 {
				i += 6
				continue
			}
			if w&0x8080808080808080 == 0 {
				i += 8
				continue
			}
			if w&0xC0C0F0 == 0x8080E0 && rare[w<<6&0x3C0|w>>8&0x3F]>>(w>>16&0x3F)&1 == 0 {
				i += 3
				continue
			}
			if w&0x80 != 0 {
				break
			}
			i++
		}
		if i >= len(block) {
			return -1
		}
		if block[i] < utf8.RuneSelf {
			i++
			continue
		}
		start, end := before(block, i, 2), min(i+chunk, len(block))
		if wide(block[i:]) { // a rare character: look around it only
			if lost(block[i:]) {
				return i
			}
			if i-last > 12 { // else the text is full of them
				end = behind(block, i, 3)
			}
			last = i
		}
		for end < len(block) && !utf8.RuneStart(block[end]) {
			end++
		}
		k := lm.Unlikely(block[start:end], gateLimit)
		if j := misreads(block[:end], max(start, from)); j >= 0 && (k < 0 || j < start+k) {
			return j
		}
		if k >= 0 && start+k >= from {
			return max(start+k, from)
		}
		if end = before(block, end, 2); end <= i {
			_, n := utf8.DecodeRune(block[i:])
			end = i + n
		}
		i = end
	}
	return -1
}

// wide tells whether b begins with a character of three bytes.
func wide(b []byte) bool { return b[0]&0xF0 == 0xE0 }

// before returns the offset n characters before i, at most.
func before(b []byte, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		for i--; i > 0 && !utf8.RuneStart(b[i]); i-- {
		}
	}
	return i
}

// behind returns the offset n characters behind i, at most.
func behind(b []byte, i, n int) int {
	for ; n > 0 && i < len(b); n-- {
		_, size := utf8.DecodeRune(b[i:])
		i += size
	}
	return i
}

// misreads returns the offset of the first place in b, from offset from on, that
// may be UTF-8 that was read in a single-byte page. Where there is none, it returns
// -1.
func misreads(b []byte, from int) int {
	for i := from; i < len(b); i++ {
		if b[i] >= 0xC2 && gate.Misread(b, i) {
			return i
		}
	}
	return -1
}

// symbol tells whether b begins with a character that is no letter, and a byte
// 80 to BF of a Western page.
func symbol(b []byte) bool {
	r, _ := utf8.DecodeRune(b)
	if r < 0x80 || r > 0x2122 || r > 0xBF && unicode.IsLetter(r) && r != 'œ' && r != 'Œ' && r != 'š' && r != 'Š' && r != 'ž' && r != 'Ž' && r != 'Ÿ' && r != 'ƒ' {
		return false
	}
	c := latin.encode(r)
	if c.n == 0 {
		c = cp1250.encode(r)
	}
	return c.n == 1 && c.b[0] >= 0x80 && c.b[0] < 0xC0
}
