package damage

import (
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// encode appends the GBK bytes of r to dst. ok reports whether r has any that
// decode to r again; private-use characters count as having none.
func encode(dst []byte, r rune) (out []byte, ok bool) {
	if r < utf8.RuneSelf {
		return append(dst, byte(r)), true
	}
	b, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(string(r)))
	if err != nil || len(b) != 2 {
		return dst, false
	}
	if back, ok := pair(b[0], b[1]); !ok || back != r {
		return dst, false
	}
	return append(dst, b...), true
}

// pair decodes two bytes; ok is false where no character is assigned.
func pair(lead, trail byte) (r rune, ok bool) {
	b, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{lead, trail})
	if err != nil {
		return 0, false
	}
	r, n := utf8.DecodeRune(b)
	if r == utf8.RuneError || n != len(b) || 0xE000 <= r && r <= 0xF8FF {
		return 0, false
	}
	return r, true
}

// private decodes a pair of GBK's user-defined area, which code page 936 maps
// to U+E000..U+E765 row by row: leads AA to AF, then F8 to FE, trails A1 to FE;
// then leads A1 to A7, trails 40 to A0 without 7F.
func private(lead, trail byte) (r rune, ok bool) {
	high := 0xA1 <= trail && trail <= 0xFE
	switch {
	case 0xAA <= lead && lead <= 0xAF && high:
		return 0xE000 + 94*rune(lead-0xAA) + rune(trail-0xA1), true
	case 0xF8 <= lead && lead <= 0xFE && high:
		return 0xE234 + 94*rune(lead-0xF8) + rune(trail-0xA1), true
	case 0xA1 <= lead && lead <= 0xA7 && 0x40 <= trail && trail <= 0xA0 && trail != 0x7F:
		n := rune(trail - 0x40)
		if trail > 0x7F {
			n--
		}
		return 0xE4C6 + 96*rune(lead-0xA1) + n, true
	}
	return 0, false
}
