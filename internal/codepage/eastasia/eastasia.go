// Package eastasia decodes and encodes the Japanese and Korean code pages that
// Chinese text is mistaken for. Each encoder is the exact inverse of its decoder
// as far as the page has no duplicates.
//
// Sources: the indexes jis0208, jis0212 and euc-kr of the WHATWG Encoding
// Standard; for the private-use characters, Windows code pages 932 and 949. See
// tables.go.
package eastasia

//go:generate go run gen.go

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/bulk"
)

// Page is a Japanese or Korean code page.
type Page uint8

const (
	// CP932 is Shift_JIS as Windows reads it: user-defined pairs ↔ U+E000 to
	// U+E757, 0x80 ↔ U+0080, A0 and FD–FF ↔ U+F8F0–F8F3.
	CP932 Page = iota
	// EUCJP is EUC-JP as browsers read it, JIS X 0212 included.
	EUCJP
	// CP949 is EUC-KR as Windows reads it: all Hangul syllables, user-defined
	// rows ↔ U+E000 to U+E0BB, 0x80 ↔ U+0080, FF ↔ U+F8F7.
	CP949
)

// String returns the page's usual name, in lower case.
func (p Page) String() string { return [...]string{"cp932", "euc-jp", "cp949"}[p] }

// DecodeRune reads the first character of s and returns it with its size in
// bytes, 1 to 3. For an ill-formed or incomplete beginning it returns
// utf8.RuneError and the number of bytes to skip: an ASCII byte after a bad
// lead byte, a newline above all, is never among them. For an empty s it
// returns (utf8.RuneError, 0).
func (p Page) DecodeRune(s []byte) (r rune, size int) {
	if len(s) == 0 {
		return utf8.RuneError, 0
	}
	if s[0] < 0x80 {
		return rune(s[0]), 1
	}
	switch p {
	case CP932:
		return decode932(s)
	case EUCJP:
		return decodeEUCJP(s)
	}
	return decode949(s)
}

// EncodeRune returns the bytes of r, the first n of b: one to three. n is 0 if
// the page does not have r. Where several codes are read as r, it is the one
// that Windows and browsers write.
func (p Page) EncodeRune(r rune) (b [4]byte, n int) {
	switch {
	case r < 0 || r > 0xFFFF:
		return b, 0
	case r < 0x80:
		b[0] = byte(r)
		return b, 1
	case p == CP932:
		return encode932(r)
	case p == EUCJP:
		return encodeEUCJP(r)
	}
	return encode949(r)
}

// FullRune reports whether s begins with a whole character, or with something that
// no further byte can make one.
func (p Page) FullRune(s []byte) bool {
	switch {
	case len(s) == 0:
		return false
	case s[0] < 0x80 || s[0] == 0xFF:
		return true
	case p == EUCJP && s[0] == 0x8F && len(s) == 2:
		return s[1] < 0xA1 || s[1] > 0xFE
	case len(s) > 1:
		return true
	case p == CP932:
		return lead932(s[0]) < 0
	case p == EUCJP:
		return s[0] != 0x8E && s[0] != 0x8F && s[0] < 0xA1
	}
	return s[0] == 0x80
}

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Ill-formed bytes are copied as they are; bad, if not nil, is called for each
// sequence of them with its offset and length (in bytes, in src), in ascending
// order. src and dst must not overlap; the capacity of dst beyond the result may
// be overwritten.
func (p Page) Append(dst, src []byte, bad func(off, n int)) []byte {
	return bulk.AppendDecoded(dst, src, p.DecodeRune, bad)
}

// AppendEncoded appends the bytes of the UTF-8 text src to dst and returns the
// extended slice. Characters that the page does not have, and bytes that are not
// UTF-8, are copied as they are; bad, if not nil, is called for each with its
// offset and length (in bytes, in src), in ascending order.
func (p Page) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	return bulk.AppendEncoded(dst, src, p.EncodeRune, bad)
}

// skip is how many bytes of an unassigned pair are ill-formed.
func skip(trail byte) int {
	if trail < 0x80 {
		return 1
	}
	return 2
}
