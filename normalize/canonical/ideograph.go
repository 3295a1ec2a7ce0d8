package canonical

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ideograph returns the unified ideograph of a compatibility ideograph: its
// canonical decomposition. Twelve characters of that block (﨎 to 﨩) have none;
// they are unified ideographs in spite of their name.
func ideograph(r rune) rune {
	var b [utf8.UTFMax]byte
	d := norm.NFC.Properties(utf8.AppendRune(b[:0], r)).Decomposition()
	if len(d) == 0 {
		return r
	}
	to, _ := utf8.DecodeRune(d)
	return to
}

// isHan tells whether r is an ideograph, of any kind but a radical.
func isHan(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF || r == '々' || r == '〇'
}

// isWideMark tells whether r is a punctuation mark or letter of CJK width.
func isWideMark(r rune) bool {
	return r >= 0x3000 && r <= 0x303F && r != '々' && r != '〇' || r >= 0xFF01 && r <= 0xFF60 || r >= 0xFFE0 && r <= 0xFFE6
}
