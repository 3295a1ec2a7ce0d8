// Package iso2022cn has ISO-2022-CN and ISO-2022-CN-EXT, seven-bit charsets of
// Chinese mail, as x/text encodings.
//
// Source: RFC 1922. The sets come from internal/codepage: GB2312 as in GB18030,
// CNS 11643 as in EUC-TW, ISO-IR-165. (The RFC's other sets, GB 12345 and the GB
// supplements, never had codes registered for it.)
//
// By the RFC, ESC N and ESC O hold for one character. glibc writes them only where
// the set changes: of two characters of plane 2 in a row the second has none, and
// glibc itself then reads that as one of the set after SO. Such text cannot be
// told from what it looks like, so it is read the same way here.
package iso2022cn

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/euctw"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/isoir165"
)

// CN returns ISO-2022-CN: GB2312 and planes 1 and 2 of CNS 11643.
func CN() *coder.Charset { return charset("iso-2022-cn", false) }

// CNExt returns ISO-2022-CN-EXT, which adds ISO-IR-165 and planes 3 to 7.
func CNExt() *coder.Charset { return charset("iso-2022-cn-ext", true) }

func charset(name string, ext bool) *coder.Charset {
	return &coder.Charset{
		Name: name,
		Decode: func(st uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
			return decode(ext, state(st), dst, src, atEOF)
		},
		Encode: func(st uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
			return encode(ext, state(st), dst, src, atEOF)
		},
		End: end,
	}
}

// state holds the designations, each as the last byte of its escape sequence or 0,
// and whether SO is in force. A newline ends all of them.
type state uint64

const (
	esc = 0x1B
	so  = 0x0E
	si  = 0x0F

	shifted state = 1 << 32
)

func (s state) g1() byte { return byte(s) }       // after SO: A, G or E
func (s state) g2() byte { return byte(s >> 8) }  // after ESC N: H
func (s state) g3() byte { return byte(s >> 16) } // after ESC O: I to M

// designate sets the set of ), * or +.
func (s state) designate(mark, set byte) state {
	shift := 8 * (mark - ')')
	return s&^(0xFF<<shift) | state(set)<<shift
}

// allowed reports whether ESC $ mark set is a designation.
func allowed(ext bool, mark, set byte) bool {
	switch mark {
	case ')':
		return set == 'A' || set == 'G' || set == 'E' && ext
	case '*':
		return set == 'H'
	case '+':
		return set >= 'I' && set <= 'M' && ext
	}
	return false
}

// char returns the character of a pair in a set.
func char(set, b1, b2 byte) (rune, bool) {
	switch {
	case b1 < 0x21 || b1 > 0x7E || b2 < 0x21 || b2 > 0x7E:
		return 0, false
	case set == 'A':
		return gb18030.DecodeGB2312(b1|0x80, b2|0x80)
	case set == 'E':
		return isoir165.Decode(int(b1)-0x20, int(b2)-0x20)
	case set >= 'G' && set <= 'M':
		return euctw.DecodeCNS(int(set-'G')+1, int(b1)-0x20, int(b2)-0x20)
	}
	return 0, false
}

func decode(ext bool, s state, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	b := src[0]
	if b == esc {
		return decodeEscape(ext, s, dst, src, atEOF)
	}
	switch {
	case b == '\n':
		return append(dst, b), 1, 0, true
	case b == so && s.g1() != 0:
		return dst, 1, uint64(s | shifted), true
	case b == si:
		return dst, 1, uint64(s &^ shifted), true
	case b == so || b >= 0x80:
		return dst, 1, uint64(s), false
	case s&shifted == 0 || b <= ' ' || b == 0x7F:
		return append(dst, b), 1, uint64(s), true
	case len(src) < 2:
		return need(dst, 1, s, atEOF)
	}
	return decodePair(s, s.g1(), 0, dst, src)
}

// decodePair reads the two bytes that follow the first skip bytes of src.
func decodePair(s state, set byte, skip int, dst, src []byte) ([]byte, int, uint64, bool) {
	b1, b2 := src[skip], src[skip+1]
	if r, ok := char(set, b1, b2); ok {
		return utf8.AppendRune(dst, r), skip + 2, uint64(s), true
	}
	if b1 > ' ' && b1 < 0x7F && b2 > ' ' && b2 < 0x7F {
		return dst, skip + 2, uint64(s), false // not assigned
	}
	return dst, 1, uint64(s), false
}

// decodeEscape reads a designation, or a single shift and its character.
func decodeEscape(ext bool, s state, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	set := byte(0)
	switch {
	case len(src) < 2:
		return need(dst, 1, s, atEOF)
	case src[1] == 'N':
		set = s.g2()
	case src[1] == 'O':
		set = s.g3()
	case src[1] == '$' && len(src) < 4:
		if len(src) == 3 && src[2] != ')' && src[2] != '*' && src[2] != '+' {
			return dst, 1, uint64(s), false
		}
		return need(dst, 1, s, atEOF)
	case src[1] == '$' && allowed(ext, src[2], src[3]):
		return dst, 4, uint64(s.designate(src[2], src[3])), true
	}
	switch {
	case set == 0:
		return dst, 1, uint64(s), false
	case len(src) < 4:
		return need(dst, 1, s, atEOF)
	}
	return decodePair(s, set, 2, dst, src)
}

// need asks for more input, or if there is none gives up n bytes.
func need(dst []byte, n int, s state, atEOF bool) ([]byte, int, uint64, bool) {
	if atEOF {
		return dst, n, uint64(s), false
	}
	return dst, 0, uint64(s), true
}

func encode(ext bool, s state, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	r, size, ok := coder.NextRune(src, atEOF)
	switch {
	case !ok:
		return dst, size, uint64(s), size == 0
	case r == esc || r == so || r == si:
		return dst, size, uint64(s), false
	case r < 0x80:
		dst = end(uint64(s), dst)
		if s &^= shifted; r == '\n' {
			s = 0
		}
		return append(dst, byte(r)), 1, uint64(s), true
	}
	set, b1, b2 := place(ext, s.g1(), r)
	switch {
	case set == 0:
		return dst, size, uint64(s), false
	case set == 'H':
		if s.g2() != set {
			dst, s = append(dst, esc, '$', '*', set), s.designate('*', set)
		}
		return append(dst, esc, 'N', b1, b2), size, uint64(s), true
	case set > 'H':
		if s.g3() != set {
			dst, s = append(dst, esc, '$', '+', set), s.designate('+', set)
		}
		return append(dst, esc, 'O', b1, b2), size, uint64(s), true
	}
	if s.g1() != set {
		// glibc heeds a designation at the next SO only, so there always is one.
		dst, s = append(dst, esc, '$', ')', set), s.designate(')', set)&^shifted
	}
	if s&shifted == 0 {
		dst, s = append(dst, so), s|shifted
	}
	return append(dst, b1, b2), size, uint64(s), true
}

// place finds r in a set, in the current one first.
func place(ext bool, current byte, r rune) (set, b1, b2 byte) {
	lead, trail, gb := gb18030.EncodeGB2312(r)
	if gb && current != 'G' {
		return 'A', lead & 0x7F, trail & 0x7F
	}
	plane, row, column, cns := euctw.EncodeCNS(r)
	if cns && plane == 1 {
		return 'G', 0x20 + byte(row), 0x20 + byte(column)
	}
	if gb {
		return 'A', lead & 0x7F, trail & 0x7F
	}
	if cns && (plane == 2 || ext && plane <= 7) {
		return 'G' + byte(plane-1), 0x20 + byte(row), 0x20 + byte(column)
	}
	if ext {
		if row, column, ok := isoir165.Encode(r); ok {
			return 'E', 0x20 + byte(row), 0x20 + byte(column)
		}
	}
	return 0, 0, 0
}

// end goes back to ASCII.
func end(st uint64, dst []byte) []byte {
	if state(st)&shifted != 0 {
		dst = append(dst, si)
	}
	return dst
}
