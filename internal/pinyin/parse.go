package pinyin

import (
	"unicode"
	"unicode/utf8"
)

// Parse reads one pinyin syllable at the very start of s. It returns the
// syllable and its length in bytes, or 0, 0 if s does not start with one.
//
// The whole Latin word must be one syllable: "xian" is xian, never xi + an, and
// "jìnzhì", "lián2" and "hangar" are nothing. What follows the word is not
// looked at, and the end of s ends a word.
//
// Both letter cases count, tone marks composed or combining in either order,
// ă for ǎ, v for ü, and the letters ɑ (U+0251) and ɡ (U+0261), which GBK has
// for pinyin. A mark on another letter than the orthography puts it on (hùi)
// is no syllable, nor are two marks.
//
// A syllable without a mark is accepted, and is its own value: see [Syllable].
func Parse(s []byte) (y Syllable, n int) {
	var (
		letters [maxLetter]byte
		count   int
		tone    int
		marked  int // index of the letter that carries the mark
	)
	for n < len(s) {
		r, size := utf8.DecodeRune(s[n:])
		l, t := letter(r)
		switch {
		case l != 0:
			if count == maxLetter || t != 0 && tone != 0 {
				return 0, 0
			}
			if t != 0 {
				tone, marked = t, count
			}
			letters[count] = l
			count++
		case r >= 0x300 && r <= 0x36f && count != 0:
			last := &letters[count-1]
			switch t := combiningTone(r); {
			case t != 0 && tone == 0:
				tone, marked = t, count-1
			case r == 0x308 && *last == 'u'-beforeA:
				*last = letterUU
			case r == 0x302 && *last == 'e'-beforeA:
				*last = letterEE
			default:
				return 0, 0
			}
		case continuesWord(r):
			return 0, 0
		default:
			return finish(letters[:count], tone, marked, n)
		}
		n += size
	}
	return finish(letters[:count], tone, marked, n)
}

// ParseToneless is Parse for syllables written without a tone mark: 0, 0 if
// there is a mark.
func ParseToneless(s []byte) (y Syllable, n int) {
	if y, n = Parse(s); y.Tone() != 0 {
		return 0, 0
	}
	return y, n
}

func finish(letters []byte, tone, marked, n int) (Syllable, int) {
	if len(letters) == 0 || tone != 0 && marked != markAt(letters) {
		return 0, 0
	}
	y := find(letters, tone)
	if y == 0 {
		return 0, 0
	}
	return y, n
}

// continuesWord reports whether r, after a letter, is part of the same word.
func continuesWord(r rune) bool {
	return r >= '0' && r <= '9' || r == '_' || r >= 0x300 && r <= 0x36f || unicode.Is(unicode.Latin, r)
}

func combiningTone(r rune) int {
	switch r {
	case 0x304:
		return 1
	case 0x301:
		return 2
	case 0x30c, 0x306: // caron, and the breve often typed for it
		return 3
	case 0x300:
		return 4
	}
	return 0
}

// letter returns the number of a pinyin letter and the tone its composed mark
// shows; 0, 0 for anything else.
func letter(r rune) (l byte, tone int) {
	switch {
	case r >= 'a' && r <= 'z':
		l = byte(r-'a') + 1
	case r >= 'A' && r <= 'Z':
		l = byte(r-'A') + 1
	case r < utf8.RuneSelf || r >= 0x2000:
		return 0, 0
	default:
		return composed(unicode.ToLower(r))
	}
	if l == 'v'-beforeA {
		l = letterUU
	}
	return l, 0
}

func composed(r rune) (l byte, tone int) {
	switch r {
	case 'ɑ':
		return 1, 0
	case 'ɡ':
		return 'g' - beforeA, 0
	case 'ā':
		return 1, 1
	case 'á':
		return 1, 2
	case 'ǎ', 'ă':
		return 'a' - beforeA, 3
	case 'à':
		return 'a' - beforeA, 4
	case 'ē':
		return 'e' - beforeA, 1
	case 'é':
		return 'e' - beforeA, 2
	case 'ě', 'ĕ':
		return 'e' - beforeA, 3
	case 'è':
		return 'e' - beforeA, 4
	case 'ī':
		return 'i' - beforeA, 1
	case 'í':
		return 'i' - beforeA, 2
	case 'ǐ', 'ĭ':
		return 'i' - beforeA, 3
	case 'ì':
		return 'i' - beforeA, 4
	case 'ō':
		return 'o' - beforeA, 1
	case 'ó':
		return 'o' - beforeA, 2
	case 'ǒ', 'ŏ':
		return 'o' - beforeA, 3
	case 'ò':
		return 'o' - beforeA, 4
	case 'ū':
		return 'u' - beforeA, 1
	case 'ú':
		return 'u' - beforeA, 2
	case 'ǔ', 'ŭ':
		return 'u' - beforeA, 3
	case 'ù':
		return 'u' - beforeA, 4
	case 'ü':
		return letterUU, 0
	case 'ǖ':
		return letterUU, 1
	case 'ǘ':
		return letterUU, 2
	case 'ǚ':
		return letterUU, 3
	case 'ǜ':
		return letterUU, 4
	case 'ê':
		return letterEE, 0
	case 'ế':
		return letterEE, 2
	case 'ề':
		return letterEE, 4
	case 'ḿ':
		return 'm' - beforeA, 2
	case 'ń':
		return 'n' - beforeA, 2
	case 'ň':
		return 'n' - beforeA, 3
	case 'ǹ':
		return 'n' - beforeA, 4
	case 'ŕ':
		return 'r' - beforeA, 2
	case 'ř':
		return 'r' - beforeA, 3
	}
	return 0, 0
}
