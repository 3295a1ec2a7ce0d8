// Package gb18030 decodes and encodes GB18030, GBK and GB2312 from packed
// static tables, in the mapping variants that are met in practice. Each
// variant's encoder is the exact inverse of its decoder.
//
// Sources: GB18030-2022 as the WHATWG Encoding Standard encodes it; Windows
// code page 936; GB18030-2005. See tables.go for the origin of the tables.
package gb18030

//go:generate go run gen.go

import "unicode/utf8"

// Variant is a mapping between GB bytes and Unicode. The variants differ in
// about 110 of the 23,940 pairs and in what stands beside the pairs.
type Variant uint8

const (
	// WHATWG is GB18030-2022 as browsers read it: 0x80 reads as € (which is
	// written A2E3), A3A0 reads as an ideographic space (which is written A1A1).
	WHATWG Variant = iota
	// CP936 is GBK as Windows reads it: no four-byte codes, 0x80 ↔ €, FF ↔
	// U+F8F5, every pair that GBK leaves empty ↔ a private-use character.
	CP936
	// GB2005 is GB18030-2005: 18 characters that were not yet in Unicode, and
	// A3A0, are private-use characters; 0x80 is ill-formed.
	GB2005

	numVariants = 3
)

// String returns the variant's name as reports spell it.
func (v Variant) String() string {
	return [...]string{"gb18030", "cp936", "gb18030-2005"}[v]
}

// linear7457 is the four-byte code 81 35 F4 37. Its character changed places
// with A8BC (U+1E3F) in 2005, so it is the one that is out of order.
const linear7457, rune7457 = 7457, 0xE7C7

// rune936FF is what Windows reads a byte FF as.
const rune936FF = 0xF8F5

// DecodePair returns the character of a two-byte code. ok is false where lead
// or trail is out of range; every pair in range (126 lead bytes 81–FE, 190
// trail bytes 40–FE without 7F) has a character in every variant.
func (v Variant) DecodePair(lead, trail byte) (r rune, ok bool) {
	l, t := uint(lead)-0x81, uint(trail)-0x40
	if l >= 126 || t >= 191 || trail == 0x7F {
		return utf8.RuneError, false
	}
	if p := pairs.At(lead, trail); p != 0 {
		return unpack(p), true
	}
	if r := v.decodeDiffering(uint16(lead)<<8 | uint16(trail)); r != 0 {
		return r, true
	}
	// What is left is the user-defined area: 94 columns in the lower right
	// corner of the plane, 96 in its upper middle.
	switch {
	case lead >= 0xF8:
		return 0xE000 + rune(lead-0xF8+6)*94 + rune(trail-0xA1), true
	case lead >= 0xAA:
		return 0xE000 + rune(lead-0xAA)*94 + rune(trail-0xA1), true
	default:
		c := rune(trail - 0x40)
		if trail > 0x7F {
			c--
		}
		return 0xE4C6 + rune(lead-0xA1)*96 + c, true
	}
}

// unpack reads a packed UTF-8 form of two or three bytes.
func unpack(p uint32) rune {
	if p < 1<<16 {
		return rune(p&0x1F)<<6 | rune(p>>8&0x3F)
	}
	return rune(p&0x0F)<<12 | rune(p>>8&0x3F)<<6 | rune(p>>16&0x3F)
}

func (v Variant) decodeDiffering(pair uint16) rune {
	lo, hi := 0, len(differing)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if differing[m].pair < pair {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(differing) && differing[lo].pair == pair {
		return rune(differing[lo].r[v])
	}
	return 0
}

// EncodeRune returns the bytes of r, the first n of b: one byte for ASCII (and
// for € and U+F8F5 in CP936), two, or four. n is 0 if the variant cannot encode r.
//
// The result is what the decoder reads as r; the WHATWG variant also writes
// the 18 private-use characters of GB18030-2005 at their old places, as the
// standard asks, which the decoder then reads as their successors.
func (v Variant) EncodeRune(r rune) (b [4]byte, n int) {
	if r < 0x80 {
		if r < 0 {
			return b, 0
		}
		b[0] = byte(r)
		return b, 1
	}
	if r <= 0xFFFF {
		if p := codes.At(r); p != 0 {
			b[0], b[1] = byte(p>>8), byte(p)
			return b, 2
		}
		if p := v.encodeRare(uint16(r)); p != 0 {
			b[0], b[1] = byte(p>>8), byte(p)
			return b, 2
		}
	}
	if v == CP936 {
		switch r {
		case '€':
			b[0] = 0x80
		case rune936FF:
			b[0] = 0xFF
		default:
			return b, 0
		}
		return b, 1
	}
	linear := -1
	switch {
	case r > utf8.MaxRune:
	case r >= 0x10000:
		linear = 189000 + int(r-0x10000)
	case r == rune7457:
		linear = linear7457
	default:
		linear = linearOf(uint16(r))
	}
	if linear < 0 {
		return b, 0
	}
	b[3] = 0x30 + byte(linear%10)
	linear /= 10
	b[2] = 0x81 + byte(linear%126)
	linear /= 126
	b[1] = 0x30 + byte(linear%10)
	b[0] = 0x81 + byte(linear/10)
	return b, 4
}

// encodeRare finds the pair of a character that is user-defined or differs
// between the variants, 0 if there is none.
func (v Variant) encodeRare(r uint16) uint16 {
	switch {
	case r >= 0xE000 && r < 0xE4C6:
		n := r - 0xE000
		lead := 0xAA + n/94
		if n >= 6*94 {
			lead += 0xF8 - 0xB0
		}
		return lead<<8 | (0xA1 + n%94)
	case r >= 0xE4C6 && r < 0xE766 && r != 0xE5E5: // A3A0: not encodable in WHATWG
		n := r - 0xE4C6
		trail := 0x40 + n%96
		if trail >= 0x7F {
			trail++
		}
		return (0xA1+n/96)<<8 | trail
	}
	for i := range differing {
		if differing[i].r[v] == r && r != 0x3000 {
			return differing[i].pair
		}
	}
	if v != WHATWG || r < 0xE766 || r > 0xE864 || r == 0xE7C7 {
		return 0
	}
	for i := range differing {
		if differing[i].r[GB2005] == r {
			return differing[i].pair
		}
	}
	return 0
}

// linearOf returns the number of the four-byte code of r, -1 if it has none.
func linearOf(r uint16) int {
	lo, hi := 0, len(ranges) // the last range that starts at or before r
	for hi-lo > 1 {
		m := int(uint(lo+hi) >> 1)
		if ranges[m].r <= r {
			lo = m
		} else {
			hi = m
		}
	}
	if r < ranges[lo].r {
		return -1
	}
	end := 39420
	if lo+1 < len(ranges) {
		end = int(ranges[lo+1].linear)
	}
	n := int(ranges[lo].linear) + int(r-ranges[lo].r)
	if n >= end || n == linear7457 {
		return -1
	}
	return n
}

// runeOf returns the character of a four-byte code, -1 if it has none.
func runeOf(linear int) rune {
	switch {
	case linear >= 189000:
		if r := rune(linear-189000) + 0x10000; r <= utf8.MaxRune {
			return r
		}
		return -1
	case linear >= 39420:
		return -1
	case linear == linear7457:
		return rune7457
	}
	lo, hi := 0, len(ranges)
	for hi-lo > 1 {
		m := int(uint(lo+hi) >> 1)
		if int(ranges[m].linear) <= linear {
			lo = m
		} else {
			hi = m
		}
	}
	return rune(ranges[lo].r) + rune(linear-int(ranges[lo].linear))
}

// DecodeRune reads the first character of p and returns it with its size in
// bytes: 1, 2 or 4. For an ill-formed or incomplete beginning it returns
// (utf8.RuneError, 1), for an empty p (utf8.RuneError, 0). A bad lead byte is
// one byte by itself: whatever follows it, a newline above all, is read anew.
func (v Variant) DecodeRune(p []byte) (r rune, size int) {
	if len(p) == 0 {
		return utf8.RuneError, 0
	}
	if p[0] < 0x80 {
		return rune(p[0]), 1
	}
	if p[0] == 0x80 && v != GB2005 {
		return '€', 1
	}
	if p[0] == 0xFF && v == CP936 {
		return rune936FF, 1
	}
	if len(p) < 2 {
		return utf8.RuneError, 1
	}
	if r, ok := v.DecodePair(p[0], p[1]); ok {
		return r, 2
	}
	if len(p) < 4 || v == CP936 || !digits(p) {
		return utf8.RuneError, 1
	}
	linear := ((int(p[0]-0x81)*10+int(p[1]-0x30))*126+int(p[2]-0x81))*10 + int(p[3]-0x30)
	if r := runeOf(linear); r >= 0 {
		return r, 4
	}
	return utf8.RuneError, 1
}

// digits reports whether p begins like a four-byte code.
func digits(p []byte) bool {
	return p[0]-0x81 < 126 && p[1]-0x30 < 10 && p[2]-0x81 < 126 && p[3]-0x30 < 10
}

// FullRune reports whether p begins with a whole character, or with something
// that no further byte can make one. It is false only where more input may
// change what DecodeRune says.
func (v Variant) FullRune(p []byte) bool {
	switch {
	case len(p) == 0:
		return false
	case p[0] <= 0x80 || p[0] == 0xFF:
		return true
	case len(p) == 1:
		return false
	case p[1]-0x30 >= 10 || v == CP936:
		return true
	case len(p) == 2:
		return false
	case len(p) == 3:
		return p[2]-0x81 >= 126
	}
	return true
}
