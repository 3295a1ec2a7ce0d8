package encoding

import (
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// textual reports whether all of p, which is more than what is weighed, reads as
// text in c, a charset of wide units. Arrays of numbers and tables of offsets have
// stretches that look like text, but sooner or later a NUL, a control character, a
// code that is no character, or a medley of scripts that nobody writes. A BOM is
// evidence, so that more is forgiven behind it. cuts says where p may begin or end
// inside a character.
func (c Charset) textual(p []byte, bom bool, cuts cut) bool {
	unit, _ := c.unitSize()
	n, wrong, odd := 0, 0, 0 // characters; those that text never has, and seldom has
	var pages pageSet
	var letters letterSet
	for i := c.bomLen(p); i+unit <= len(p); {
		r, size := c.first(p[i:])
		n++
		letters.add(r)
		switch {
		case r == 0x1A && i+size == len(p): // DOS ends text so
		case r < ' ' && !inWideText(r), r > utf8.MaxRune, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r < 0xFDF0:
			if wrong++; !bom {
				return false
			}
		case utf16.IsSurrogate(r):
			if !(i == 0 && cuts&cutStart != 0 || i+size+unit > len(p)) { // else its other half may be cut off
				odd++
			}
		case r < 0x250 || r >= 0x2000 && r < 0x3400 || r >= 0x4E00 && r < 0xA000:
			if r >= 0x7F && r < 0xA0 && r != 0x85 {
				odd++
			}
		case r < 0x2000 || r >= 0x3400 && r < 0xE000 || r >= 0xF900:
			if pages.add(r); !unicode.In(r, unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cf) {
				odd++
			}
		}
		i += size
	}
	if bom {
		return 32*wrong <= n && 4*odd <= n
	}
	return 64*odd <= n && !pages.medley(n) && !letters.medley()
}

// inWideText reports whether text has the C0 control character r.
func inWideText(r rune) bool {
	return r >= 0 && (r >= '\t' && r <= '\r' || r == 0x1B || r == 0x1F)
}

// pageSet counts characters outside of the scripts of East Asia and Europe, in
// pages of 128, which are about a script each.
type pageSet struct {
	pages [0x110000 >> 7 / 64]uint64
	n     int // pages
	chars int
}

func (s *pageSet) add(r rune) {
	page := r >> 7
	switch {
	case r >= 0x370 && r < 0x530: // Greek and Cyrillic
		return
	case r >= 0x3400 && r < 0x4DC0, r >= 0x20000 && r < 0x32000: // rare Han
		page = 0x3400 >> 7
	case r >= 0xAC00 && r < 0xD7B0, r >= 0x1100 && r < 0x1200: // Hangul
		return
	case r >= 0xFE00, r >= 0xF900 && r < 0xFB00: // forms, emoji, compatibility
		return
	}
	s.chars++
	if s.pages[page/64]&(1<<(page%64)) == 0 {
		s.pages[page/64] |= 1 << (page % 64)
		s.n++
	}
}

// medley reports whether so many pages in text of n characters are more than
// anyone writes. A language has its letters on few, and a table of all characters
// has many of each.
func (s *pageSet) medley(n int) bool {
	return s.n > 3 && 8*s.n > s.chars && 32*s.chars > n
}

// letterSet counts characters of alphabets, and those that are different.
type letterSet struct {
	seen            [0x800 / 64]uint64
	chars, distinct int
}

func (s *letterSet) add(r rune) {
	if r < 0 || r >= 0x800 {
		return
	}
	s.chars++
	if s.seen[r/64]&(1<<(r%64)) == 0 {
		s.seen[r/64] |= 1 << (r % 64)
		s.distinct++
	}
}

// medley reports whether hardly any of many letters comes twice, as small numbers do, and
// no language.
func (s *letterSet) medley() bool { return s.chars >= 48 && 4*s.distinct > 3*s.chars }

// arrayCost is the cost of text as an array of small numbers of 2 or 4 bytes: bytes
// without meaning, and NULs in the columns that are not used. Where one column is
// used, NULs cost little; two of four are also Chinese in UTF-32.
func arrayCost(text []byte) int {
	least := far
	for _, width := range [...]int{2, 4} {
		used, zeros, n := 0, 0, 0
		for col := range width {
			z, all := 0, 0
			for i := col; i < len(text); i += width {
				if all++; text[i] == 0 {
					z++
				}
			}
			if 8*z < 7*all {
				used++
				z = 0
			}
			zeros += z
			n += all
		}
		switch cost := (n - zeros) * noiseCost; {
		case used == 1:
			least = min(least, cost+zeros*zeroCost)
		case used == 2 && width == 4:
			least = min(least, cost+zeros*4*zeroCost)
		}
	}
	return least
}
