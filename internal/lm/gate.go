package lm

import (
	"encoding/binary"
	"unicode/utf8"
)

// Unlikely returns the byte offset of the first place in s where three
// characters in a row cost more than limit (in units of 1/16 nat, by
// [ClassCost]), or -1 if there is none. The offset is that of the third of the
// three. It is a fast first look: clean text is seldom unlikely, broken text
// nearly always soon. A byte that is no UTF-8 counts as one U+FFFD, and eight
// bytes of ASCII as likely whatever they are.
func Unlikely(s []byte, limit int) int {
	m := tables()
	prev := info(m, Start)
	a, b := 0, 0 // the costs of the two characters before
	for i := 0; i < len(s); {
		var t Token
		n := 3
		if i+4 <= len(s) && binary.LittleEndian.Uint32(s[i:])&0xC0C0F0 == 0x8080E0 {
			// Three bytes of UTF-8, but for the overlong forms.
			w := binary.LittleEndian.Uint32(s[i:])
			t = bmp(m, w<<6&0x3C0|w>>8&0x3F, w>>16&0x3F)
			if w&0x200F == 0 {
				t, n = TokenOf(utf8.RuneError), 1
			}
		} else if s[i] < utf8.RuneSelf {
			if i+8 <= len(s) && binary.LittleEndian.Uint64(s[i:])&0x8080808080808080 == 0 {
				for i += 8; i+8 <= len(s) && binary.LittleEndian.Uint64(s[i:])&0x8080808080808080 == 0; {
					i += 8
				}
				a, b, prev = 0, 0, info(m, TokenOf(rune(s[i-1])))
				continue
			}
			t, n = bmp(m, uint32(s[i])>>6, uint32(s[i])), 1
		} else {
			var r rune
			r, n = utf8.DecodeRune(s[i:])
			t = TokenOf(r)
		}
		cur := info(m, t)
		cost := classCost(m, prev, cur)
		if a+b+cost > limit {
			return i
		}
		a, b, prev = b, cost, cur
		i += n
	}
	return -1
}
