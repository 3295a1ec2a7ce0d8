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

// gb18030Only are the pairs beside the user-defined area that GBK leaves empty, in
// runs: a decoder of today reads them as characters that came later, or as private use.
var gb18030Only = []struct {
	code int
	r    rune
	n    int
}{
	{0xA2AB, 0xE766, 6}, {0xA2E4, 0xE76D, 1}, {0xA2EF, 0xE76E, 2}, {0xA2FD, 0xE770, 2}, {0xA4F4, 0xE772, 11},
	{0xA5F7, 0xE77D, 8}, {0xA6B9, 0xE785, 8}, {0xA6D9, 0xFE10, 1}, {0xA6DA, 0xFE12, 1}, {0xA6DB, 0xFE11, 1},
	{0xA6DC, 0xFE13, 4}, {0xA6EC, 0xFE17, 2}, {0xA6F3, 0xFE19, 1}, {0xA6F6, 0xE797, 9}, {0xA7C2, 0xE7A0, 15},
	{0xA7F2, 0xE7AF, 13}, {0xA896, 0xE7BC, 11}, {0xA8BC, 0x1E3F, 1}, {0xA8C1, 0xE7C9, 4}, {0xA8EA, 0xE7CD, 21},
	{0xA958, 0xE7E2, 1}, {0xA95B, 0xE7E3, 1}, {0xA95D, 0xE7E4, 3}, {0xA997, 0xE7F4, 13}, {0xA9F0, 0xE801, 15},
	{0xD7FA, 0xE810, 5}, {0xFE51, 0xE816, 3}, {0xFE59, 0x9FB4, 1}, {0xFE61, 0x9FB5, 1}, {0xFE66, 0x9FB6, 2},
	{0xFE6C, 0xE831, 1}, {0xFE6D, 0x9FB8, 1}, {0xFE76, 0xE83B, 1}, {0xFE7E, 0x9FB9, 1}, {0xFE90, 0x9FBA, 1},
	{0xFE91, 0xE855, 1}, {0xFEA0, 0x9FBB, 1},
}
