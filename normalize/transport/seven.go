package transport

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Charsets of seven bits (FT116): HZ, RFC 1843, and UTF-7, RFC 2152.

// hzRow reports whether b is the first byte of a character of GB2312 in HZ.
func hzRow(b byte) bool { return b >= 0x21 && b <= 0x29 || b >= 0x30 && b <= 0x77 }

// parseHZ reads ~{ and pairs up to ~}.
func parseHZ(b []byte) sign {
	s := sign{n: 2}
	for s.n+1 < len(b) && hzRow(b[s.n]) && b[s.n+1] > ' ' && b[s.n+1] < 0x7F {
		r, ok := gb18030.WHATWG.DecodePair(b[s.n]|0x80, b[s.n+1]|0x80)
		if !ok || !printable(r) {
			break
		}
		s.out = utf8.AppendRune(s.out, r)
		s.n += 2
	}
	if s.n+1 >= len(b) || b[s.n] != '~' || b[s.n+1] != '}' {
		s.out = nil
		return s
	}
	s.n += 2
	s.exact, s.weak = true, true
	return s
}

// base64Value returns the six bits of b, -1 if it is no digit of Base64.
func base64Value(b byte) int {
	switch {
	case b >= 'A' && b <= 'Z':
		return int(b - 'A')
	case b >= 'a' && b <= 'z':
		return int(b-'a') + 26
	case b >= '0' && b <= '9':
		return int(b-'0') + 52
	case b == '+':
		return 62
	case b == '/':
		return 63
	}
	return -1
}

// utf7Start reports whether b begins with two characters of Chinese in the Base64
// of UTF-7.
func utf7Start(b []byte) bool {
	bits := uint64(0)
	for _, c := range b[:6] {
		v := base64Value(c)
		if v < 0 {
			return false
		}
		bits = bits<<6 | uint64(v)
	}
	return wanted(rune(bits>>20)) && wanted(rune(bits>>4&0xFFFF))
}

// parseUTF7 reads + and Base64, up to a hyphen.
func parseUTF7(b []byte) sign {
	s := sign{n: 1, exact: true, weak: true}
	var units []uint16
	bits, have := uint32(0), 0
	for s.n < len(b) {
		v := base64Value(b[s.n])
		if v < 0 {
			break
		}
		bits, have = bits<<6|uint32(v), have+6
		if have >= 16 {
			units = append(units, uint16(bits>>(have-16)))
			have -= 16
			bits &= 1<<have - 1
		}
		s.n++
	}
	if bits != 0 || have >= 6 || s.n >= len(b) || b[s.n] != '-' {
		return s
	}
	s.n++
	out := []byte(string(utf16.Decode(units)))
	if allPrintable(out, func(byte) bool { return false }) {
		s.out = out
	}
	return s
}
