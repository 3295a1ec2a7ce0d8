package canonical

import (
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext/internal/runeclass"
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

// isHan reports whether r is an ideograph, of any kind but a radical.
func isHan(r rune) bool { return runeclass.Is(r, runeclass.Han|runeclass.Iteration|runeclass.Zero) }

// isWideMark reports whether r is a punctuation mark or letter of CJK width.
func isWideMark(r rune) bool {
	return runeclass.Is(r, runeclass.WideMark|runeclass.Closing)
}
