package eastasia

import "unicode/utf8"

// lead932 returns the number of a lead byte of Shift_JIS, -1 if b is none.
func lead932(b byte) int {
	switch {
	case b >= 0x81 && b <= 0x9F:
		return int(b) - 0x81
	case b >= 0xE0 && b <= 0xFC:
		return int(b) - 0xC1
	}
	return -1
}

// The pairs F040 to F9FC, by their index.
const userFirst, userLast = 47 * 188, 57*188 - 1

func decode932(s []byte) (rune, int) {
	switch b := s[0]; {
	case b == 0x80:
		return 0x80, 1
	case b == 0xA0:
		return 0xF8F0, 1
	case b >= 0xFD:
		return 0xF8F1 + rune(b-0xFD), 1
	case b >= 0xA1 && b <= 0xDF:
		return 0xFF61 + rune(b-0xA1), 1
	case len(s) < 2:
		return utf8.RuneError, 1
	}
	t := s[1]
	if t < 0x40 || t == 0x7F || t > 0xFC {
		return utf8.RuneError, 1
	}
	i := lead932(s[0])*188 + int(t-0x40)
	if t > 0x7F {
		i--
	}
	if i >= userFirst && i <= userLast {
		return 0xE000 + rune(i-userFirst), 2
	}
	if r := jis0208[i]; r != 0 {
		return rune(r), 2
	}
	return utf8.RuneError, skip(t)
}

func encode932(r rune) (b [4]byte, n int) {
	i := int(jis0208Codes.At(r)) - 1
	switch {
	case i >= 0:
	case r == 0x80:
		b[0] = 0x80
		return b, 1
	case r == 0xF8F0:
		b[0] = 0xA0
		return b, 1
	case r >= 0xF8F1 && r <= 0xF8F3:
		b[0] = 0xFD + byte(r-0xF8F1)
		return b, 1
	case r >= 0xFF61 && r <= 0xFF9F:
		b[0] = 0xA1 + byte(r-0xFF61)
		return b, 1
	case r >= 0xE000 && r <= 0xE757:
		i = userFirst + int(r-0xE000)
	default:
		return b, 0
	}
	b[0], b[1] = byte(0x81+i/188), byte(0x40+i%188)
	if b[0] > 0x9F {
		b[0] += 0x40
	}
	if b[1] >= 0x7F {
		b[1]++
	}
	return b, 2
}

func decodeEUCJP(s []byte) (rune, int) {
	switch b := s[0]; {
	case b < 0x8E || b > 0x8F && b < 0xA1 || b == 0xFF || len(s) < 2 || s[1] < 0xA1 || s[1] == 0xFF:
		return utf8.RuneError, 1
	case b == 0x8E:
		if s[1] <= 0xDF {
			return 0xFF61 + rune(s[1]-0xA1), 2
		}
		return utf8.RuneError, 2
	case b == 0x8F:
		if len(s) < 3 || s[2] < 0xA1 || s[2] == 0xFF {
			return utf8.RuneError, 1
		}
		if r := jis0212[int(s[1]-0xA1)*94+int(s[2]-0xA1)]; r != 0 {
			return rune(r), 3
		}
		return utf8.RuneError, 3
	}
	if r := jis0208[int(s[0]-0xA1)*94+int(s[1]-0xA1)]; r != 0 {
		return rune(r), 2
	}
	return utf8.RuneError, 2
}

func encodeEUCJP(r rune) (b [4]byte, n int) {
	i := int(jis0208Codes.At(r)) - 1
	if i >= 94*94 { // IBM's characters: EUC-JP has them in NEC's rows only
		for i = 94*94 - 1; i >= 88*94 && rune(jis0208[i]) != r; i-- {
		}
		if i < 88*94 {
			i = -1
		}
	}
	if i >= 0 {
		b[0], b[1] = byte(0xA1+i/94), byte(0xA1+i%94)
		return b, 2
	}
	if r >= 0xFF61 && r <= 0xFF9F {
		b[0], b[1] = 0x8E, 0xA1+byte(r-0xFF61)
		return b, 2
	}
	lo, hi := 0, len(jis0212Order)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if rune(jis0212[jis0212Order[m]]) < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(jis0212Order) || rune(jis0212[jis0212Order[lo]]) != r {
		return b, 0
	}
	i = int(jis0212Order[lo])
	b[0], b[1], b[2] = 0x8F, byte(0xA1+i/94), byte(0xA1+i%94)
	return b, 3
}
