// Package sloppy decodes and encodes single-byte code pages in which every byte
// is a character: bytes that the page leaves undefined stand for the code point
// of the same value, which is a C1 control mostly. That is what browsers and
// most converters made of them, so text that was wrongly read in such a page
// turns back into the bytes it came from. Decoding is one to one.
//
// Sources: the single-byte indexes of the WHATWG Encoding Standard; IBM code
// pages 437 and 850. See tables.go.
package sloppy

//go:generate go run gen.go

import "unicode/utf8"

// Page is a single-byte code page.
type Page uint8

// The pages. The name of each is its String in upper case, more or less.
const (
	Latin1 Page = iota
	CP1250
	CP1251
	CP1252
	CP1253
	CP1254
	CP874
	KOI8R
	CP437
	CP850
	CP866
	MacRoman
	ISO8859_2
	CP1257

	numPages
)

// All returns the pages, in the order of their values.
func All() []Page {
	all := make([]Page, numPages)
	for i := range all {
		all[i] = Page(i)
	}
	return all
}

// String returns the page's WHATWG or IANA name, in lower case.
func (p Page) String() string {
	return [...]string{"iso-8859-1", "windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254",
		"windows-874", "koi8-r", "ibm437", "ibm850", "ibm866", "macintosh",
		"iso-8859-2", "windows-1257"}[p]
}

// DecodeByte returns the character of b. There always is one.
func (p Page) DecodeByte(b byte) rune {
	if b < 0x80 {
		return rune(b)
	}
	return rune(high[p][b-0x80])
}

// EncodeByte returns the byte of r; ok is false if the page does not have r.
func (p Page) EncodeByte(r rune) (b byte, ok bool) {
	if uint32(r) < 0x80 {
		return byte(r), true
	}
	if uint32(r) > 0xFFFF {
		return 0, false
	}
	b = blocks[index[p][r>>6]][r&63]
	return b, b != 0
}

// Undefined says whether the page itself leaves b undefined. Strict decoders
// lose such bytes.
func (p Page) Undefined(b byte) bool {
	switch {
	case p == Latin1 || p == ISO8859_2 || b < 0x80:
		return false
	case b < 0xA0: // no page has a C1 control of its own
		return high[p][b-0x80] == uint16(b)
	case p == CP1257:
		return b == 0xA1 || b == 0xA5
	case p == CP1253:
		return b == 0xAA || b == 0xD2 || b == 0xFF
	case p == CP874:
		return b >= 0xDB && b <= 0xDE || b >= 0xFC
	}
	return false
}

// DecodeRune reads the first character of s, one byte. For an empty s it
// returns (utf8.RuneError, 0).
func (p Page) DecodeRune(s []byte) (r rune, size int) {
	if len(s) == 0 {
		return utf8.RuneError, 0
	}
	return p.DecodeByte(s[0]), 1
}

// EncodeRune returns the byte of r in b[0]; n is 0 if the page does not have r.
func (p Page) EncodeRune(r rune) (b [4]byte, n int) {
	var ok bool
	if b[0], ok = p.EncodeByte(r); ok {
		n = 1
	}
	return b, n
}

// FullRune says whether s is not empty.
func (p Page) FullRune(s []byte) bool { return len(s) > 0 }
