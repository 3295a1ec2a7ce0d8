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

// series finds characters that stand by themselves, each behind a lower one, with marks, blanks or numbers
// between: sets of characters, and tables with a character a cell. Text that is cut into characters
// is in no order.
func (f *finder) series() {
	const most = 8 // words for so many characters and one more
	first, end := -1, 0
	singles, words, rising, last := 0, 0, 0, rune(0)
	for at := 0; at < len(f.line); {
		if f.line[at] < utf8.RuneSelf {
			at++
			continue
		}
		r, k := decode(f.line[at:])
		n, chars := han(f.line[at:])
		if chars == 1 {
			if first < 0 {
				first = at
			}
			if singles++; r > last {
				rising++
			}
			end, last = at+n, r
		} else if chars > 1 {
			if words++; words*most > singles+most {
				return
			}
		}
		at += max(n, k)
	}
	if singles >= minSeries && 4*rising >= 3*singles {
		f.add(first, end)
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
	minSeries  = 16
)
