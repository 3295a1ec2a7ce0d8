// Package big5 decodes and encodes Big5 from packed static tables, in the
// mapping variants that are met in practice. Each variant's encoder writes
// what its decoder reads.
//
// Sources: the Big5 index of the WHATWG Encoding Standard (Big5 with
// HKSCS-2008); Windows code page 950; Unicode-at-on 2.50, the extension used on
// Taiwan's bulletin boards. See tables.go for the origin of the tables.
package big5

import "unicode/utf8"

// Variant is a mapping between Big5 bytes and Unicode. The 13,502 pairs of
// Big5 with the ETEN additions are the same in all; they differ in what stands
// in the user-defined areas.
type Variant uint8

const (
	// WHATWG is Big5 with HKSCS-2008, as browsers read it. Its encoder also
	// writes the codes below A1, which the WHATWG encoder leaves out.
	WHATWG Variant = iota
	// CP950 is Big5 as Windows reads it: user-defined pairs ↔ U+E000 to U+F848,
	// 0x80 ↔ U+0080, FF ↔ U+F8F8.
	CP950
	// UAO is Big5 with Unicode-at-on 2.50. Every pair is assigned.
	UAO
)

// String returns the variant's name as reports spell it.
func (v Variant) String() string {
	return [...]string{"big5", "cp950", "big5-uao"}[v]
}

// valid reports whether a pair is structurally Big5.
func valid(lead, trail byte) bool {
	return lead-0x81 < 126 && (trail-0x40 < 63 || trail-0xA1 < 94)
}

// packed returns the UTF-8 form, little-endian, of a pair, 0 if the variant has
// no character there. The pair is valid.
func (v Variant) packed(lead, trail byte) uint32 {
	if p := core.At(lead, trail); p != 0 {
		return p
	}
	if v == CP950 {
		return packedCP950(lead, trail)
	}
	row := int(extRow[lead-0x81])
	if row == 0 {
		return 0
	}
	if v == UAO {
		return extUAO[(row-1)*191+int(trail-0x40)]
	}
	return extWHATWG[(row-1)*191+int(trail-0x40)]
}

// The user-defined areas of code page 950, each a run of cells (157 to a lead
// byte) beginning with the cell of a pair and with a private-use character.
var userDefined = [...]struct {
	cell int // (lead-0x81)*157 + column
	n    int
	r    rune
}{
	{0x00 * 157, 13 * 157, 0xEEB8},         // 8140–8DFE
	{0x0D * 157, 19 * 157, 0xE311},         // 8E40–A0FE
	{0x45*157 + 63, 2*157 + 94, 0xF6B1},    // C6A1–C8FE
	{(0xFA - 0x81) * 157, 5 * 157, 0xE000}, // FA40–FEFE
}

// rune950FF is what Windows reads a byte FF as.
const rune950FF = 0xF8F8

func packedCP950(lead, trail byte) uint32 {
	if lead == 0xF9 && trail == 0xFE {
		return pack3('▓') // U+FFED in WHATWG
	}
	cell := int(lead-0x81)*157 + int(trail-0x40)
	if trail >= 0xA1 {
		cell -= 0x22
	}
	for _, u := range userDefined {
		if cell >= u.cell && cell < u.cell+u.n {
			return pack3(u.r + rune(cell-u.cell))
		}
	}
	return 0
}

func pack3(r rune) uint32 {
	return 0x8080E0 | uint32(r>>12) | uint32(r>>6&0x3F)<<8 | uint32(r&0x3F)<<16
}

// unpack reads the first character of a packed UTF-8 form.
func unpack(p uint32) rune {
	switch {
	case p&0xF0 == 0xE0:
		return rune(p&0x0F)<<12 | rune(p>>8&0x3F)<<6 | rune(p>>16&0x3F)
	case p&0xF0 == 0xF0:
		return rune(p&0x07)<<18 | rune(p>>8&0x3F)<<12 | rune(p>>16&0x3F)<<6 | rune(p>>24&0x3F)
	}
	return rune(p&0x1F)<<6 | rune(p>>8&0x3F)
}

// DecodePair returns the character of a two-byte code. ok is false where the
// pair is out of range or unassigned.
//
// Four pairs of HKSCS (8862, 8864, 88A3, 88A5) are a letter and a combining
// mark; DecodePair returns the letter, Mark the mark.
func (v Variant) DecodePair(lead, trail byte) (r rune, ok bool) {
	if !valid(lead, trail) {
		return utf8.RuneError, false
	}
	p := v.packed(lead, trail)
	if p == 0 {
		return utf8.RuneError, false
	}
	return unpack(p), true
}

// Mark returns the combining mark that follows the character of a pair, or 0.
func (v Variant) Mark(lead, trail byte) rune {
	if v != WHATWG || lead != 0x88 {
		return 0
	}
	switch trail {
	case 0x62, 0xA3:
		return 0x304
	case 0x64, 0xA5:
		return 0x30C
	}
	return 0
}

// EncodeRune returns the bytes of r, the first n of b: one for ASCII (and for
// U+0080 and U+F8F8 in CP950), else two.
// n is 0 if the variant cannot encode r. Where several codes are read as r, it
// is the standard one (包 is A55D, not its HKSCS duplicate FABD).
func (v Variant) EncodeRune(r rune) (b [4]byte, n int) {
	if r < 0x80 {
		if r < 0 {
			return b, 0
		}
		b[0] = byte(r)
		return b, 1
	}
	if v == CP950 && (r == 0x80 || r == rune950FF) {
		b[0] = 0x80
		if r == rune950FF {
			b[0] = 0xFF
		}
		return b, 1
	}
	var p uint16
	if r <= 0xFFFF {
		p = coreCodes.At(r)
	}
	if p == 0 {
		switch v {
		case WHATWG:
			p = v.find(orderWHATWG[:], r)
		case UAO:
			p = v.find(orderUAO[:], r)
		default:
			p = encodeCP950(r)
		}
	}
	if p == 0 {
		return b, 0
	}
	b[0], b[1] = byte(p>>8), byte(p)
	return b, 2
}

// find returns the code in order whose character is r, or 0.
func (v Variant) find(order []uint16, r rune) uint16 {
	lo, hi := 0, len(order)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if unpack(v.packed(byte(order[m]>>8), byte(order[m]))) < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(order) && unpack(v.packed(byte(order[lo]>>8), byte(order[lo]))) == r {
		return order[lo]
	}
	return 0
}

func encodeCP950(r rune) uint16 {
	if r == '▓' {
		return 0xF9FE
	}
	for _, u := range userDefined {
		if n := int(r - u.r); n >= 0 && n < u.n {
			cell := u.cell + n
			col := cell % 157
			if col >= 63 {
				col += 0x22
			}
			return uint16((0x81+cell/157)<<8 | (0x40 + col))
		}
	}
	return 0
}

// DecodeRune reads the first character of p and returns it with its size in
// bytes, 1 or 2. For an ill-formed or incomplete beginning it returns
// utf8.RuneError and 1, but 2 for an unassigned pair whose trail byte is not
// ASCII; for an empty p (utf8.RuneError, 0). An ASCII byte after a bad lead
// byte, a newline above all, is always read anew.
func (v Variant) DecodeRune(p []byte) (r rune, size int) {
	switch {
	case len(p) == 0:
		return utf8.RuneError, 0
	case p[0] < 0x80:
		return rune(p[0]), 1
	case v == CP950 && p[0] == 0x80:
		return 0x80, 1
	case v == CP950 && p[0] == 0xFF:
		return rune950FF, 1
	case len(p) == 1 || !valid(p[0], p[1]):
		return utf8.RuneError, 1
	}
	if u := v.packed(p[0], p[1]); u != 0 {
		return unpack(u), 2
	}
	if p[1] < 0x80 {
		return utf8.RuneError, 1
	}
	return utf8.RuneError, 2
}

// FullRune reports whether p begins with a whole character, or with something
// that no further byte can make one. It is false only where more input may
// change what DecodeRune says.
func (v Variant) FullRune(p []byte) bool {
	return len(p) >= 2 || len(p) == 1 && p[0]-0x81 >= 126
}
