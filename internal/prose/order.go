package prose

import (
	"encoding/binary"
	"unicode/utf8"
)

// ordered finds characters in the order of their code points, or of their radicals, which
// is nearly that: tables of encodings, of normalization, of fonts. Nobody reads them, and a
// character that is replaced is missing there. Order is all that says so; in prose, one
// neighbour in forty stands so near.
func (f *finder) ordered() {
	if f.marks&row == 0 {
		return
	}
	for at := 0; at < len(f.line); {
		from, chars, near, last := at, 0, 0, rune(0)
		r, n := decode(f.line[at:])
		for n > 0 && isHan(r) {
			if isNear(last, r) {
				near++
			}
			last = r
			chars++
			at += n
			r, n = decode(f.line[at:])
		}
		if chars >= minOrdered && 4*near >= 3*(chars-1) {
			f.add(from, at)
		}
		at += n
	}
}

// decode is utf8.DecodeRune, and fast for nearly all Han characters.
func decode(p []byte) (r rune, n int) {
	if len(p) >= 4 {
		w := binary.LittleEndian.Uint32(p)
		if r = rune(w&15<<12 | w>>2&0xFC0 | w>>16&63); w&0xC0C0F0 == 0x8080E0 && r >= 0x4000 && r < 0xA000 {
			return r, 3
		}
	}
	return utf8.DecodeRune(p)
}

const (
	minOrdered = 8     // fewer may be the names of a few fish
	nearBy     = 0x100 // characters of a radical
)
