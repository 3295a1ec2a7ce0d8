package gb18030

import "github.com/fixtext/fixtext/internal/runeclass"

// DecodeGB2312 returns the character of a pair of GB2312 in its eight-bit form,
// both bytes A1 or more. It is generous: the rows that GB2312 uses (A1–A9,
// B0–F7) are read with what GBK and GB18030-2022 have added to them. ok is false
// for other rows and for private-use characters.
func DecodeGB2312(lead, trail byte) (r rune, ok bool) {
	if lead < 0xA1 || lead > 0xF7 || lead > 0xA9 && lead < 0xB0 || trail < 0xA1 {
		return 0, false
	}
	r, ok = WHATWG.DecodePair(lead, trail)
	return r, ok && !runeclass.Is(r, runeclass.Private)
}

// EncodeGB2312 is the inverse of DecodeGB2312.
func EncodeGB2312(r rune) (lead, trail byte, ok bool) {
	b, n := WHATWG.EncodeRune(r)
	if n != 2 {
		return 0, 0, false
	}
	back, ok := DecodeGB2312(b[0], b[1])
	return b[0], b[1], ok && back == r
}
