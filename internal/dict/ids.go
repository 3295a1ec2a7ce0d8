package dict

import "unicode/utf8"

// The limits OpenCC sets on ideographic description sequences.
const (
	maxIDSDepth = 16
	maxIDSRunes = 64
)

// IDS returns the length in bytes of the complete ideographic description
// sequence (Unicode Standard, section 18.2) at the start of src, 0 if none is.
func IDS(src []byte) int {
	if len(src) < 3 || src[0] != 0xE2 || src[1] != 0xBF { // no description operator begins so
		return 0
	}
	if r, _ := utf8.DecodeRune(src); idsArity(r) == 0 {
		return 0
	}
	runes := 0
	return idsLen(src, maxIDSDepth, &runes)
}

func idsLen(src []byte, depth int, runes *int) int {
	r, n := utf8.DecodeRune(src)
	if n == 0 || r == utf8.RuneError && n == 1 || depth == 0 || *runes >= maxIDSRunes {
		return 0
	}
	*runes++
	for range idsArity(r) {
		m := idsLen(src[n:], depth-1, runes)
		if m == 0 {
			return 0
		}
		n += m
	}
	return n
}

func isIDSOperator(r rune) bool { return idsArity(r) > 0 }

// idsArity returns how many parts the description operator r takes, 0 if it is none.
func idsArity(r rune) int {
	switch {
	case r < 0x2FF0 || r > 0x2FFF:
		return 0
	case r == 0x2FF2 || r == 0x2FF3:
		return 3
	case r >= 0x2FFE:
		return 1
	default:
		return 2
	}
}
