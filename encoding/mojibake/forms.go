package mojibake

import "unicode/utf8"

// forms are pages, as bits: those in which the bytes of a character may be a part of UTF-8,
// and, twiceForm times as large, those in which they may be a part of UTF-8 of characters
// below U+0100. One look at each character of a line then tells that none of it is proved.
type forms uint64

const twiceForm = 1 << 32

// formsOf returns the two bits of a character that has these bytes in a page.
func formsOf(b []byte) (f forms) {
	leads := 0
	for i, c := range b {
		switch {
		case c < utf8.RuneSelf:
			if i > 0 && b[i-1] >= 0xC0 {
				return 0
			}
		case c < 0xC0:
		case c < 0xC2 || c > 0xF4 || i > 0 && b[i-1] >= 0xC0:
			return 0
		default:
			if leads++; c > 0xC3 {
				leads = len(b) + 1 // it begins another character
			}
		}
	}
	if f = 1; leads <= len(b) && (len(b) != 2 || leads == 1) {
		f |= twiceForm
	}
	return f
}

// formRuns returns the bits of pages of which the line has so many such characters side by
// side, but for ASCII, that judge may take them for proof. A character of three bytes counts
// two points and one of two bytes a point, so that the fewest are 12 characters in single
// bytes for 8 points, 15 pairs for 20, and 8 pairs for 8 of characters of two bytes.
func (w *walker) formRuns() (found forms) {
	const singles, twice = forms(1)<<partial - 1, ^forms(0) &^ (twiceForm - 1)
	var ones, twos, fours, eights forms // how many the run has of each, counted in binary
	for _, m := range w.forms {
		carry := m
		ones, carry = ones^carry, ones&carry
		twos, carry = twos^carry, twos&carry
		fours, carry = fours^carry, fours&carry
		eights ^= carry
		ones, twos, fours, eights = ones&m, twos&m, fours&m, eights&m
		found |= eights & (twice | fours&(singles|twos&ones))
	}
	return found
}
