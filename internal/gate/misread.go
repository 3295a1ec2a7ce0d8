package gate

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/lm"
)

// unexpected is what a character costs behind the one before it, in units of lm,
// that makes the two look like bytes of UTF-8 read in a single-byte page.
const unexpected = 7 * 16

// Leads are the characters of three bytes that Misread knows as the first ones of a
// character of UTF-8; those of two bytes are all that a page has. Others, and these
// in much text, are unlikely enough for the language model.
const Leads = "‚√≈─┬├┼╨╤"

// Misread tells whether what begins at offset p of block may be a character of
// UTF-8 that was read in a single-byte page: Ã©, â€™, вЂ“, or C1 controls. Of such
// pairs of characters, clean text has some, as the end of CAFÉ» and the beginning of
// Відомо; the language model tells most of these.
func Misread(block []byte, p int) bool {
	text := block[p:]
	r, n := utf8.DecodeRune(text)
	switch {
	case r < 0x80 || len(text) == n:
		return false
	case r < 0xA0:
		return true // a control
	case text[n] < utf8.RuneSelf:
		return r == 'Ã' && text[n] == ' ' && small(block, p) // voilÃ le
	case !sloppy.Leads(r):
		return false
	}
	next, _ := utf8.DecodeRune(text[n:])
	if next == utf8.RuneError {
		return small(block, p)
	}
	return sloppy.Misread(text) && (r >= 0x370 && latin(block, p) || lm.Cost(lm.TokenOf(r), lm.TokenOf(next)) >= unexpected)
}

// small tells whether a small letter stands before offset p.
func small(block []byte, p int) bool { return p > 0 && block[p-1] >= 'a' && block[p-1] <= 'z' }

// latin tells whether a letter of ASCII stands before offset p.
func latin(block []byte, p int) bool {
	return p > 0 && (block[p-1]|0x20 >= 'a' && block[p-1]|0x20 <= 'z')
}
