package simplify

import "unicode/utf8"

// dialect decides on the character r at offset p of src if it is a word of
// Cantonese that the standard knows as a variant: 嘅, the particle "of", of 慨, and
// 噉, "so", of 啖. In text they are variants in old words only, which the word list
// has; here they are if they stand alone. Any other r gives 0.
func (c *converter) dialect(r rune, p int) rune {
	var to rune
	switch r {
	case '嘅':
		to = '慨'
	case '噉':
		to = '啖'
	default:
		return 0
	}
	before, _ := utf8.DecodeLastRune(c.src[:p])
	after, _ := utf8.DecodeRune(c.src[p+utf8.RuneLen(r):])
	if isHan(before) || isHan(after) {
		return 0
	}
	return to
}
