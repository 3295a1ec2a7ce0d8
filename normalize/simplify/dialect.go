package simplify

import "unicode/utf8"

// cantonese are words of written Cantonese that Mandarin does not have.
const cantonese = "咁喺佢哋唔嗰啲嘢咗冇嚟㗎乜嘞睇畀攞瞓嘥啱"

// around is how many characters before and after a word of Cantonese are asked.
const around = 100

// stays reports whether the character r at offset p of src, though it is not
// standard, is a word of Cantonese: 嘅 is the particle "of" there, and a variant
// of 慨 elsewhere.
func (c *converter) stays(r rune, p int) bool {
	if r != '嘅' && r != '噉' {
		return false
	}
	for i, k := p, 0; i > 0 && k < around; k++ {
		r, n := utf8.DecodeLastRune(c.src[:i])
		if isCantonese(r) {
			return true
		}
		i -= n
	}
	for i, k := p, 0; i < len(c.src) && k < around; k++ {
		r, n := utf8.DecodeRune(c.src[i:])
		if isCantonese(r) {
			return true
		}
		i += n
	}
	return false
}

func isCantonese(r rune) bool {
	for _, c := range cantonese {
		if r == c {
			return true
		}
	}
	return false
}
