// Package cesu8 has two relatives of UTF-8 that old databases and Java write, as
// x/text encodings: CESU-8 and modified UTF-8. Both write a character beyond
// U+FFFF as two surrogates of three bytes each.
//
// Sources: Unicode Technical Report #26; the Java virtual machine specification,
// §4.4.7.
package cesu8

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/bulk"
)

// CESU8 returns CESU-8. Lone surrogates and sequences of four bytes are
// ill-formed in it.
func CESU8() *coder.Charset {
	return &coder.Charset{
		Name: "cesu-8", Decode: decodeCESU8, Encode: coder.Encoding(encode),
		DecodeBulk: bulkASCII, EncodeBulk: bulkASCII,
	}
}

// Modified returns modified UTF-8, which is CESU-8 with U+0000 written as C0 80.
// A zero byte is read as U+0000 too.
func Modified() *coder.Charset {
	return &coder.Charset{
		Name: "modified utf-8", Decode: decodeModified, Encode: coder.Encoding(encodeModified),
		DecodeBulk: bulkASCII,
	}
}

func bulkASCII(dst, src []byte) (nDst, nSrc int) {
	n := bulk.ASCII(dst, src)
	return n, n
}

func decodeModified(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	if src[0] == 0xC0 {
		switch {
		case len(src) == 1 && !atEOF:
			return dst, 0, 0, true
		case len(src) > 1 && src[1] == 0x80:
			return append(dst, 0), 2, 0, true
		}
	}
	return decodeCESU8(state, dst, src, atEOF)
}

func decodeCESU8(_ uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	if src[0] == 0xED && len(src) > 1 && src[1] >= 0xA0 {
		return decodeSurrogates(dst, src, atEOF)
	}
	r, size, ok := coder.NextRune(src, atEOF)
	switch {
	case !ok:
		return dst, size, 0, size == 0
	case r > 0xFFFF:
		return dst, size, 0, false
	}
	return append(dst, src[:size]...), size, 0, true
}

func decodeSurrogates(dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	high, ok := surrogate(src)
	if !ok {
		if len(src) < 3 && !atEOF && src[1] < 0xC0 {
			return dst, 0, 0, true
		}
		return dst, 1, 0, false
	}
	low, ok := surrogate(src[3:])
	if !ok && !atEOF && high < 0xDC00 && mayBeLow(src[3:]) {
		return dst, 0, 0, true
	}
	if r := utf16.DecodeRune(high, low); ok && r != utf8.RuneError {
		return utf8.AppendRune(dst, r), 6, 0, true
	}
	return dst, 3, 0, false
}

// surrogate reads the three bytes of a surrogate.
func surrogate(s []byte) (r rune, ok bool) {
	if len(s) < 3 || s[0] != 0xED || s[1]&0xE0 != 0xA0 || s[2]&0xC0 != 0x80 {
		return 0, false
	}
	return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), true
}

// mayBeLow reports whether more bytes can make a low surrogate of s.
func mayBeLow(s []byte) bool {
	return len(s) < 3 && (len(s) < 1 || s[0] == 0xED) && (len(s) < 2 || s[1]&0xF0 == 0xB0)
}

func encodeModified(r rune) (b [8]byte, n int) {
	if r == 0 {
		return [8]byte{0xC0, 0x80}, 2
	}
	return encode(r)
}

func encode(r rune) (b [8]byte, n int) {
	if r <= 0xFFFF {
		return b, utf8.EncodeRune(b[:], r)
	}
	high, low := utf16.EncodeRune(r)
	for i, s := range [2]rune{high, low} {
		b[3*i], b[3*i+1], b[3*i+2] = 0xED, 0x80|byte(s>>6&0x3F), 0x80|byte(s&0x3F)
	}
	return b, 6
}
