package eastasia

import "unicode/utf8"

// uhcIndex returns the index of a pair in uhc, -1 if it is out of range. Up to
// lead byte C6 a row has 178 columns: A–Z, a–z and 81–FE; after that, 94.
func uhcIndex(l, t byte) int {
	switch {
	case l < 0x81 || l == 0xFF || t == 0xFF:
		return -1
	case l >= 0xC7:
		if t < 0xA1 {
			return -1
		}
		return 70*178 + int(l-0xC7)*94 + int(t-0xA1)
	case t >= 0x81:
		return int(l-0x81)*178 + int(t-0x81) + 52
	case t >= 0x61 && t <= 0x7A:
		return int(l-0x81)*178 + int(t-0x61) + 26
	case t >= 0x41 && t <= 0x5A:
		return int(l-0x81)*178 + int(t-0x41)
	}
	return -1
}

func decode949(s []byte) (rune, int) {
	switch {
	case s[0] == 0x80:
		return 0x80, 1
	case s[0] == 0xFF:
		return 0xF8F7, 1
	case len(s) < 2:
		return utf8.RuneError, 1
	}
	l, t := s[0], s[1]
	i := uhcIndex(l, t)
	switch {
	case i < 0:
		return utf8.RuneError, 1
	case uhc[i] != 0:
		return rune(uhc[i]), 2
	case l == 0xC9 && t >= 0xA1:
		return 0xE000 + rune(t-0xA1), 2
	case l == 0xFE && t >= 0xA1:
		return 0xE05E + rune(t-0xA1), 2
	}
	return utf8.RuneError, skip(t)
}

func encode949(r rune) (b [4]byte, n int) {
	p := uhcCodes.At(r)
	switch {
	case p != 0:
	case r == 0x80:
		b[0] = 0x80
		return b, 1
	case r == 0xF8F7:
		b[0] = 0xFF
		return b, 1
	case r >= 0xE000 && r < 0xE05E:
		p = 0xC9A1 + uint16(r-0xE000)
	case r >= 0xE05E && r < 0xE0BC:
		p = 0xFEA1 + uint16(r-0xE05E)
	default:
		return b, 0
	}
	b[0], b[1] = byte(p>>8), byte(p)
	return b, 2
}
