package canonical

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

const (
	ones  = 0x0101_0101_0101_0101
	highs = 0x8080_8080_8080_8080
)

// next returns the offset of the first character of src at or behind p that a
// rule may be about, len(src) if there is none. Clean text hardly has any.
//
// What it looks for begins with C2, CC, CD, E1, E2, EE, EF or F0. ASCII, and
// Chinese, Japanese and Korean but for some punctuation, begin otherwise, so
// eight bytes at a time are tested for it.
func next(src []byte, p int, rules Rules) int {
	if rules&Folding != 0 {
		return nextFolding(src, p, rules)
	}
	for ; p+10 <= len(src); p += 8 {
		w := binary.LittleEndian.Uint64(src[p:])
		if w&highs == 0 {
			for p+42 <= len(src) && (binary.LittleEndian.Uint64(src[p+8:])|binary.LittleEndian.Uint64(src[p+16:])|
				binary.LittleEndian.Uint64(src[p+24:])|binary.LittleEndian.Uint64(src[p+32:]))&highs == 0 {
				p += 32
			}
			continue
		}
		w1, w2 := binary.LittleEndian.Uint64(src[p+1:]), binary.LittleEndian.Uint64(src[p+2:])
		for hits := leads(w)&^marks3(w, w1, w2) | dakuten(w, w1); hits != 0; hits &= hits - 1 {
			if at := subject(src, p+bits.TrailingZeros64(hits)/8, rules); at >= 0 {
				return at
			}
		}
	}
	for ; p < len(src); p++ {
		if src[p] >= utf8.RuneSelf {
			if at := subject(src, p, rules); at >= 0 {
				return at
			}
		}
	}
	return p
}

// leads sets the high bit of every byte of w from C0 to CD, from E0 to E2 and from
// EE to FF.
func leads(w uint64) uint64 {
	w ^= 0xE0 * ones // these are below 0x2E now, and not from 3 to 0xD
	low := w &^ highs
	return ^w & ^(low + 0x52*ones) & ((low + 0x72*ones) | ^(low + 0x7D*ones)) & highs
}

// marks3 sets the high bit of every byte of w that begins a full-width mark (EF BC,
// EF BD) or a quotation mark or dash (E2 80 90 to E2 80 9F). Those are the
// characters of clean Chinese that leads finds. w1 and w2 are w from one and from
// two bytes further on. The other bits mean nothing, nor do those of a byte behind
// such a lead: in UTF-8 it is none itself.
func marks3(w, w1, w2 uint64) uint64 {
	wide := (w ^ 0xEF*ones) | (w1^0xBC*ones)&^ones
	general := (w ^ 0xE2*ones) | (w1 ^ 0x80*ones) | (w2^0x90*ones)&^(0x0F*ones)
	return (wide-ones)&^wide | (general-ones)&^general
}

// dakuten sets the high bit of every byte 82 that is followed by 98 to 9B: the
// end of a combining voiced sound mark of Japanese, and of little else. w1 is w
// from one byte further on. Bits above the lowest may be wrong.
func dakuten(w, w1 uint64) uint64 {
	x := (w ^ 0x82*ones) | (w1^0x98*ones)&^(3*ones)
	return (x - ones) &^ x & highs
}

// subject returns the offset of the character of which src[p] is the lead, or
// of a voiced sound mark of which it is the second byte, if one of rules may be
// about it; -1 if not. Composition is told from the others.
func subject(src []byte, p int, rules Rules) int {
	if p+1 >= len(src) {
		return -1
	}
	b := src[p+1]
	third := byte(0)
	if p+2 < len(src) {
		third = src[p+2]
	}
	if rules&Composition != 0 {
		switch src[p] {
		case 0xCC, 0xCD:
			if b < 0xB0 || src[p] == 0xCC { // combining marks, U+0300 to U+036F
				return p
			}
		case 0x82:
			if p > 0 && src[p-1] == 0xE3 && (b == 0x99 || b == 0x9A) {
				return p - 1
			}
		case 0xE1:
			if b >= 0x84 && b <= 0x87 { // conjoining jamo
				return p
			}
		}
	}
	if rules&(Canonical&^Composition) == 0 {
		return -1
	}
	is := false
	switch src[p] {
	case 0xC2:
		is = b == 0xAD // soft hyphen
	case 0xE2:
		switch b {
		case 0x80: // U+200B to U+200F, U+202A to U+202E
			is = third >= 0x8B && third <= 0x8F || third >= 0xAA && third <= 0xAE
		case 0x81: // U+2060, U+2066 to U+2069
			is = third == 0xA0 || third >= 0xA6 && third <= 0xA9
		case 0xBA, 0xBB, 0xBC, 0xBD, 0xBE, 0xBF: // radicals, up to U+2FD5
			is = b < 0xBF || third <= 0x95
		}
	case 0xEE:
		is = true // private use
	case 0xEF:
		// Private use up to U+F8FF, compatibility ideographs up to U+FAFF, U+FEFF. A
		// mark at the start belongs to whoever reads the stream.
		is = b <= 0xAB || b == 0xBB && third == 0xBF && p > 0
	case 0xF0:
		is = b == 0xAF && third >= 0xA0 && third <= 0xA8 // U+2F800 to U+2FA1F
	}
	if is {
		return p
	}
	return -1
}
