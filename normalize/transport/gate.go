package transport

import (
	"encoding/binary"
	"math/bits"
)

const (
	ones  = 0x0101_0101_0101_0101
	highs = 0x8080_8080_8080_8080
)

// next returns the offset of the first sign of src at or behind p that may be a
// leak, len(src) if there is none. Words of eight bytes without ASCII, which most
// of Chinese is, cost one comparison.
func next(src []byte, p int) int {
	for ; p+13 <= len(src); p += 8 {
		w := binary.LittleEndian.Uint64(src[p:])
		if w&highs == highs {
			continue
		}
		// A u that is followed by another five bytes on; signs that begin alone.
		u := w ^ 'u'*ones | binary.LittleEndian.Uint64(src[p+5:]) ^ 'u'*ones
		hits := zeros(u) | zeros(w^'&'*ones) | zeros(w^'\\'*ones) | zeros(w^'%'*ones) |
			zeros(w^'='*ones) | zeros(w^'~'*ones) | zeros(w^'+'*ones)
		for hits &= highs; hits != 0; hits &= hits - 1 {
			if at := p + bits.TrailingZeros64(hits)/8; starts(src, at) != none {
				return at
			}
		}
	}
	for ; p < len(src); p++ {
		if starts(src, p) != none {
			return p
		}
	}
	return p
}

// zeros sets the high bit of the lowest byte of w that is zero, and perhaps of
// some above it; the other bits mean nothing.
func zeros(w uint64) uint64 { return (w - ones) &^ w }

// starts tells which sign may begin at src[p]. It looks at a few bytes only.
func starts(src []byte, p int) kind {
	b := src[p:]
	switch b[0] {
	case '&':
		if len(b) > 6 && (b[1] == '#' || b[1] == 'a') {
			if r, n := referenceAt(b); n > 0 && wanted(r) {
				return reference
			}
		}
	case '\\':
		if len(b) > 5 && b[1] == 'u' {
			if r := hex4(b[2:]); wanted(r) || isSurrogate(r) {
				return escape
			}
		}
	case 'u':
		if len(b) >= 10 && b[5] == 'u' && (p == 0 || !isWord(src[p-1]) && src[p-1] != '\\' && src[p-1] != '%') &&
			wanted(hex4(b[1:])) && wanted(hex4(b[6:])) {
			return bare
		}
	case '%':
		if len(b) < 6 {
			break
		}
		if b[1] == 'u' {
			if wanted(hex4(b[2:])) {
				return percent
			}
		} else if v := hex2(b[1:]); v >= 0x81 && b[3] == '%' || v == 0x25 {
			return percent
		}
	case '=':
		if len(b) < 6 {
			break
		}
		if b[1] == '?' {
			if isLetter(b[2]) {
				return word
			}
		} else if v := hex2(b[1:]); b[3] == '=' && (v >= 0x81 || v == 0x3D) {
			return quoted
		} else if v == 0x3D && hex2(b[3:]) >= 0x81 {
			return quoted
		}
	case '~':
		if len(b) > 5 && b[1] == '{' && hzRow(b[2]) {
			return hz
		}
	case '+':
		if len(b) > 6 && (p == 0 || !isWord(src[p-1])) && utf7Start(b[1:]) {
			return utf7
		}
	}
	return none
}

// hex4 returns the value of the four hexadecimal digits that b begins with, -1 if
// it begins otherwise.
func hex4(b []byte) rune {
	if len(b) < 4 {
		return -1
	}
	hi, lo := hex2(b), hex2(b[2:])
	if hi < 0 || lo < 0 {
		return -1
	}
	return rune(hi<<8 | lo)
}

// hex2 is like hex4 for two digits.
func hex2(b []byte) int {
	if len(b) < 2 {
		return -1
	}
	hi, lo := digit(b[0]), digit(b[1])
	if hi < 0 || lo < 0 {
		return -1
	}
	return hi<<4 | lo
}

func digit(b byte) int {
	switch {
	case b >= '0' && b <= '9':
		return int(b - '0')
	case b|0x20 >= 'a' && b|0x20 <= 'f':
		return int(b|0x20-'a') + 10
	}
	return -1
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// isWord tells whether b is an ASCII letter, digit or underscore.
func isWord(b byte) bool { return isLetter(b) || b >= '0' && b <= '9' || b == '_' }

// wanted tells whether r is a Han character or a mark that goes with these: the
// signs of other characters are of no interest by themselves.
func wanted(r rune) bool {
	return isHan(r) || r >= 0x3001 && r <= 0x3011 || r >= 0xFF01 && r <= 0xFF5E || r >= 0x2014 && r <= 0x2026
}

func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF || r == 0x3007
}

func isSurrogate(r rune) bool { return r >= 0xD800 && r <= 0xDFFF }
