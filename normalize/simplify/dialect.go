package simplify

import "unicode/utf8"

// around is how many characters before and after a word of Cantonese are asked.
const around = 100

// stays reports whether the character r at offset p of src, though it is not
// standard, is a word of Cantonese: 嘅 is the particle "of" there, and a variant
// of 慨 elsewhere.
func (c *converter) stays(r rune, p int) bool {
	if r != '嘅' && r != '噉' {
		return false
	}
	if d := p - c.cantonese; c.cantonese > 0 && d >= 0 && d <= around {
		return true // bytes are characters, or more than that
	}
	for i, k := p, 0; i > 0 && k < around; k++ {
		r, n := utf8.DecodeLastRune(c.src[:i])
		if isCantonese(r) {
			c.cantonese = i
			return true
		}
		i -= n
	}
	for i, k := p, 0; i < len(c.src) && k < around; k++ {
		r, n := utf8.DecodeRune(c.src[i:])
		i += n
		if isCantonese(r) {
			c.cantonese = i
			return true
		}
	}
	return false
}

// isCantonese reports whether r is a word of written Cantonese that Mandarin does
// not have.
func isCantonese(r rune) bool {
	switch r {
	case '咁', '喺', '佢', '哋', '唔', '嗰', '啲', '嘢', '咗', '冇', '嚟', '㗎', '乜', '嘞', '睇', '畀', '攞', '瞓', '嘥', '啱':
		return true
	}
	return false
}
