package mojibake

import (
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/judge"
)

// medley returns how often letters of two scripts stand side by side in text.
func medley(text []rune) (n int) {
	before := 0
	for _, r := range text {
		now := script(r)
		if now != 0 && before != 0 && now != before {
			n++
		}
		before = now
	}
	return n
}

// foreignTo reports whether r is a letter of an alphabet that is not Latin, beside a letter of ASCII.
func foreignTo(a, r rune) bool {
	return a < utf8.RuneSelf && isLetter(byte(a)) && script(r) > script('À') && !eastAsian(r)
}

// jumbled is medley of what a reading says, for its characters, if it is in the place of letters of
// one script: words that are UTF-8 by chance.
func jumbled(old, text []rune) judge.Share {
	first := 0
	for _, r := range old {
		if r < utf8.RuneSelf {
			continue
		}
		now := script(r)
		if now == 0 || first != 0 && now != first {
			return judge.Share{}
		}
		first = now
	}
	return judge.Share{N: medley(text), Of: len(text)}
}

// script returns a number for the script of a letter, 0 for other characters.
func script(r rune) int {
	switch {
	case r < 0xC0, r == 0xD7, r == 0xF7:
		return 0
	case r < 0x250, r >= 0x1E00 && r < 0x1F00:
		return 1 // Latin
	case r >= 0x370 && r < 0x400, r >= 0x1F00 && r < 0x2000:
		return 2 // Greek
	case r >= 0x400 && r < 0x530:
		return 3 // Cyrillic
	case r >= 0x530 && r < 0x1E00:
		return 4 + int(r>>8) // Hebrew and Arabic, scripts of India and others
	case r >= 0x3040 && r < 0xA000:
		return 64 // kana and Han
	case r >= 0xAC00 && r < 0xD7A4:
		return 65 // Hangul
	}
	return 0
}

// exotic reports whether r is a character of phonetics, of scholars, or of a script
// that the language model does not know.
func exotic(r rune) bool {
	switch {
	case r < 0x180, r >= 0x386 && r < 0x3CF, r >= 0x400 && r < 0x460, r >= 0x490 && r < 0x50E, r >= 0x1E00 && r < 0x1F00, r >= 0x2010 && r < 0x2028:
		return false
	case r < 0x250: // what living languages have of these
		switch r {
		case 'Ə', 'Ɗ', 'Ɓ', 'Ƙ', 'ƙ', 'Ơ', 'ơ', 'Ư', 'ư', 'ƒ', 'Ș', 'ș', 'Ț', 'ț':
			return false
		}
		return r < 0x1CD || r > 0x1DC && r != 'ǫ' && r != 'ȳ'
	case r == 'ə', r >= 0x2C0 && r < 0x2E0, r >= 0x300 && r < 0x333: // of marks, those that letters have
		return false
	case r < 0x386, r >= 0x3CF && r < 0x490, r >= 0x50E && r < 0x531:
		return true
	case r < 0x700:
		return r >= 0x5EB && r < 0x5F3 || r >= 0x600 && r < 0x61B && r != '،' // signs of scholars' Arabic: ÿØÿà begins a picture
	case r < 0x900, r >= 0x1680 && r < 0x1780, r >= 0x1800 && r < 0x1E00, r >= 0x2C00 && r < 0x2E00, r >= 0xA000 && r < 0xAC00:
		return true
	}
	return false
}

// assigned reports whether r is a character of Unicode that text may hold.
func assigned(r rune) bool {
	switch {
	case r >= 0xA0 && r < 0x370, r >= 0x400 && r < 0x530, r >= 0x600 && r < 0x700, r >= 0x2010 && r < 0x2028, r >= 0x1F300 && r < 0x1FB00:
		return true
	}
	return unicode.IsGraphic(r) || unicode.Is(unicode.Cf, r)
}
