package transport

import "github.com/fixtext/fixtext/internal/runeclass"

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
		if startsMisread(b) {
			return misreadReference
		}
	case '\\':
		if len(b) > 5 && b[1] == 'u' {
			if r := hex4(b[2:]); wanted(r) || isSurrogate(r) {
				return escape
			}
			if startsMisread(b) {
				return misreadEscape
			}
		}
		if isDumped(b) {
			return dumped
		}
	case '<':
		if isDumped(b) {
			return paged
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

// anySign reports whether a sign begins anywhere in text, which is short.
func anySign(text []byte) bool {
	for p := range text {
		if starts(text, p) != none {
			return true
		}
	}
	return false
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

// isWord reports whether b is an ASCII letter, digit or underscore.
func isWord(b byte) bool { return isLetter(b) || b >= '0' && b <= '9' || b == '_' }

// wanted reports whether r is a Han character or a mark that goes with these: the
// signs of other characters are of no interest by themselves.
func wanted(r rune) bool {
	return isHan(r) || r >= 0x3001 && r <= 0x3011 || r >= 0xFF01 && r <= 0xFF5E || r >= 0x2014 && r <= 0x2026
}

func isHan(r rune) bool { return runeclass.Is(r, runeclass.Han|runeclass.Zero) }

func isSurrogate(r rune) bool { return runeclass.Is(r, runeclass.Surrogate) }
