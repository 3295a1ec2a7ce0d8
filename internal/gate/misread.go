package gate

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/lm"
)

// unexpected is what a character costs behind the one before it, in units of lm,
// that makes the two look like bytes of UTF-8 read in a single-byte page.
const unexpected = 7 * lm.Nat

// Leads reports whether r is worth a stop as the first byte of a character of UTF-8:
// what takes two bytes, and some more. Others, in much text, are unlikely enough for
// the language model.
func Leads(r rune) bool {
	switch r {
	case '‚', '√', '≈', '─', '┬', '├', '┼', '╨', '╤', 'ฃ':
		return true
	}
	return r >= 0xA0 && r < 0x800 && sloppy.Leads(r) != 0
}

// debris are the pairs of characters that Debris of several bytes begins with, or of
// which it has a rare one.
var debris = [...]string{"锟斤", "錕斤", "嚙踝", "쏙옙"}

// Wreck reports whether r begins such a pair.
func Wreck(r rune) bool { return r == '锟' || r == '錕' || r == '嚙' || r == '쏙' }

// wrecked reports whether such a pair begins at offset p of block.
func wrecked(block []byte, p int) bool {
	for _, pair := range debris {
		if bytes.HasPrefix(block[p:], []byte(pair)) {
			return true
		}
	}
	return false
}

// Twice reports whether r is what the first byte of a character of Chinese in UTF-8 becomes that was read in
// ISO-8859-1, written in UTF-8 and read in GBK: 氓 is E5. 忙, which E6 becomes, is too frequent to be a stop;
// a text without any of the others hardly occurs.
func Twice(r rune) bool {
	return r == '氓' || r == '莽' || r == '茂' || r == '茫' || r == '盲' || r == '猫' || r == '茅'
}

// twice reports whether the two other bytes of such a character stand behind what begins it at offset p of block.
func twice(block []byte, p int) bool {
	for range 2 {
		_, n := decode(block, p)
		p += n
		r, _ := decode(block, p)
		if b, n := gb18030.WHATWG.EncodeRune(r); n != 2 || b[0] != 0xC2 || b[1] >= 0xC0 {
			return false
		}
	}
	return true
}

// Mixed reports whether r is a letter of Cyrillic that few languages have. GBK that was
// read in windows-1251 holds many, side by side with letters that their languages do
// not have, and with capitals behind small letters.
func Mixed(r rune) bool {
	return r >= 0x400 && r <= 0x45F && (r < 0x410 || r > 0x44F) && r != 'Ё' && r != 'ё' || r == 'Ґ' || r == 'ґ'
}

// southern reports whether r is one of those letters that Serbian or Macedonian has.
func southern(r rune) bool {
	switch r {
	case 'Ђ', 'Ѓ', 'Ѕ', 'Ј', 'Љ', 'Њ', 'Ќ', 'Ћ', 'Џ', 'ђ', 'ѓ', 'ѕ', 'ј', 'љ', 'њ', 'ќ', 'ћ', 'џ':
		return true
	}
	return false
}

// mixed reports whether r, before next, stands as no language writes it.
func mixed(prev, r, next rune) bool {
	capital := func(r rune) bool { return r >= 0x400 && r < 0x430 || r == 'Ґ' }
	smallLetter := func(r rune) bool { return r >= 0x430 && r < 0x460 || r == 'ґ' }
	switch {
	case smallLetter(r) && capital(next), capital(r) && smallLetter(prev), next == '¬', next == '±':
		return true
	case Mixed(next) && southern(r) != southern(next):
		return true
	}
	return false
}

// Misread reports whether what begins at offset p of block may be a character of
// UTF-8 that was read in a single-byte page: Ã©, â€™, вЂ“, or C1 controls. Of such
// pairs of characters, clean text has some, as the end of CAFÉ» and the beginning of
// Відомо; the language model tells most of these.
func Misread(block []byte, p int) bool {
	text := block[p:]
	r, n := decode(block, p)
	if r >= utf8.RuneSelf && controlNear(block, p) {
		return true
	}
	next, size := decode(block, p+n)
	if Mixed(r) {
		if prev, _ := utf8.DecodeLastRune(block[:p]); mixed(prev, r, next) {
			return true
		}
	}
	if r >= 0xC0 && next >= 0xC0 && next < 0x800 && p >= 3 && block[p-3]-0xE4 < 6 && block[p-1] >= utf8.RuneSelf {
		return true // two letters directly behind a Han character
	}
	if caseBreaks(r, next) && lm.Cost(lm.TokenOf(r), lm.TokenOf(next)) >= unexpected {
		return true
	}
	switch {
	case r < 0x80 || len(text) == n:
		return false
	case r < 0xA0, r == 'ฃ': // a control, a letter that nobody writes
		return true
	case text[n] < utf8.RuneSelf:
		return r == 'Ã' && text[n] == ' ' && small(block, p) // voilÃ le
	case sloppy.Leads(r) == 0:
		return false
	}
	if next == utf8.RuneError {
		return small(block, p)
	}
	two, more := sloppy.Misread(r, next)
	if (two|more)&mac != 0 && unicode.IsLetter(r) && r != 'ƒ' {
		two, more = two&^mac, more&^mac // ÀÉ
	}
	if two == 0 {
		if more == 0 {
			return false
		}
		third, _ := utf8.DecodeRune(text[n+size:])
		if more&sloppy.Trails(third) == 0 {
			return false
		}
	}
	return r >= 0x370 && latin(block, p) || lm.Cost(lm.TokenOf(r), lm.TokenOf(next)) >= unexpected
}

// caseBreaks reports whether a capital stands directly behind a small letter, both of alphabets that
// single-byte pages have beside ASCII: words hardly have that, pairs of bytes do.
func caseBreaks(r, next rune) bool {
	return r >= 0xDF && r < 0x530 && next >= 0xC0 && next < 0x530 && unicode.IsLower(r) && unicode.IsUpper(next)
}

// controlNear reports whether a control that text does not have is close to offset p: it may
// be a byte of UTF-16 then, and letters are others.
func controlNear(block []byte, p int) bool {
	for _, b := range block[max(0, p-unitsNear):min(len(block), p+unitsNear)] {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != '\x1b' {
			return true
		}
	}
	return false
}

// unitsNear is how many bytes away a control may be.
const unitsNear = 8

const mac = sloppy.Set(1 << sloppy.MacRoman)

// small reports whether a small letter stands before offset p.
func small(block []byte, p int) bool { return p > 0 && block[p-1] >= 'a' && block[p-1] <= 'z' }

// latin reports whether a letter of ASCII stands before offset p.
func latin(block []byte, p int) bool {
	return p > 0 && (block[p-1]|0x20 >= 'a' && block[p-1]|0x20 <= 'z')
}
