// Package isoir165 has ISO-IR-165, the CCITT's Chinese set of 1992: GB2312 with
// corrections and about 800 more characters. ISO-2022-CN-EXT carries it.
//
// Source: see tables.go.
package isoir165

// Decode returns the character at a place; row and column are 1 to 94. ok is
// false if there is none.
func Decode(row, column int) (r rune, ok bool) {
	if row < 1 || row > 94 || column < 1 || column > 94 {
		return 0, false
	}
	r = rune(table[(row-1)*94+column-1])
	return r, r != 0
}

// Encode returns the place of a character that is not in GB2312 too. ok is false
// for those, and for characters that ISO-IR-165 does not have.
func Encode(r rune) (row, column int, ok bool) {
	lo, hi := 0, len(order)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if rune(table[order[m]]) < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo == len(order) || rune(table[order[lo]]) != r {
		return 0, 0, false
	}
	return int(order[lo])/94 + 1, int(order[lo])%94 + 1, true
}
