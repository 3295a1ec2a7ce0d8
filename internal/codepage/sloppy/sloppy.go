// Package sloppy decodes and encodes single-byte code pages in which every byte
// is a character: bytes that the page leaves undefined stand for the code point
// of the same value, which is a C1 control mostly. That is what browsers and
// most converters made of them, so text that was wrongly read in such a page
// turns back into the bytes it came from. Decoding is one to one.
//
// Sources: the single-byte indexes of the WHATWG Encoding Standard; IBM code
// pages 437 and 850. See tables.go.
package sloppy

import "unicode/utf8"

// Page is a single-byte code page. Which there are say the rows of
// encoding/internal/charset, from which tables.go is made.
type Page uint8

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
	return names[p]
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

// Undefined reports whether the page itself leaves b undefined. Strict decoders
// lose such bytes.
func (p Page) Undefined(b byte) bool {
	return b >= 0x80 && undefined[p][(b-0x80)>>6]>>(b&63)&1 != 0
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

// FullRune reports whether s is not empty.
func (p Page) FullRune(s []byte) bool { return len(s) > 0 }
