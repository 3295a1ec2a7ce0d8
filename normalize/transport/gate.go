package transport

import (
	"bytes"
	"encoding/binary"
	"math/bits"
)

const (
	ones  = 0x0101_0101_0101_0101
	highs = 0x8080_8080_8080_8080
)

// next returns the offset of the first sign of src at or behind p that may be a
// leak, len(src) if there is none. Words of eight bytes without ASCII, which most
// of Chinese is, cost one comparison; long stretches of ASCII are searched for one
// sign after the other.
func next(src []byte, p int) int {
	short := 0 // a stretch of ASCII that ends here is too short to search it so
	for p+13 <= len(src) {
		w := load(src[p:])
		if w&highs == highs {
			p += 8
			continue
		}
		if w&highs == 0 && p >= short {
			if short = asciiEnd(src, p+8); short-p >= 64 {
				if at := inASCII(src, p, short); at >= 0 {
					return at
				}
				p = short
				continue
			}
		}
		// A u that is followed by another five bytes on; signs that begin alone.
		u := (w ^ 'u'*ones) | (load(src[p+5:]) ^ 'u'*ones)
		hits := zeros(u) | zeros(w^'&'*ones) | zeros(w^'\\'*ones) | zeros(w^'%'*ones) |
			zeros(w^'='*ones) | zeros(w^'~'*ones) | zeros(w^'+'*ones)
		for hits &= highs; hits != 0; hits &= hits - 1 {
			if at := p + bits.TrailingZeros64(hits)/8; starts(src, at) != none {
				return at
			}
		}
		p += 8
	}
	for ; p < len(src); p++ {
		if starts(src, p) != none {
			return p
		}
	}
	return p
}

func load(p []byte) uint64 { return binary.LittleEndian.Uint64(p) }

// asciiEnd returns where the stretch of ASCII ends that goes on at src[p], up to a
// word and a few KiB.
func asciiEnd(src []byte, p int) int {
	last := min(len(src)-13, p+4096)
	for p+32 <= last {
		q := src[p : p+32 : p+32]
		if (load(q)|load(q[8:])|load(q[16:])|load(q[24:]))&highs != 0 {
			break
		}
		p += 32
	}
	for p <= last && load(src[p:])&highs == 0 {
		p += 8
	}
	return p
}

// inASCII returns the offset of the first sign in src[p:end], which is ASCII and
// ends 5 bytes before src does; -1 if there is none.
func inASCII(src []byte, p, end int) int {
	found := -1
	for _, b := range [...]byte{'&', '\\', '%', '=', '~', '+'} {
		for i := p; ; {
			n := bytes.IndexByte(src[i:end], b)
			if n < 0 {
				break
			}
			i += n
			if starts(src, i) != none {
				found, end = i, i
				break
			}
			i++
		}
	}
	const u = 'u' * ones
	for p+32 <= end {
		q := src[p : p+37 : p+37]
		x := zeros((load(q)^u)|(load(q[5:])^u)) | zeros((load(q[8:])^u)|(load(q[13:])^u)) |
			zeros((load(q[16:])^u)|(load(q[21:])^u)) | zeros((load(q[24:])^u)|(load(q[29:])^u))
		if x&highs != 0 {
			for i := range 32 {
				if q[i] == 'u' && q[i+5] == 'u' && starts(src, p+i) == bare {
					return p + i
				}
			}
		}
		p += 32
	}
	for ; p < end; p++ {
		if src[p] == 'u' && src[p+5] == 'u' && starts(src, p) == bare {
			return p
		}
	}
	return found
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
