package decoder

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
)

// Page is a charset that bytes were wrongly read in. Page Latin is ISO-8859-1 and
// windows-1252 at once: they differ in 80 to 9F only, and no character stands for two
// different bytes there.
type Page uint8

// Single reports whether every byte is a character in the page.
func (p Page) Single() bool { return p < Partial || p >= NumPages }

// Code is the bytes of a character in a page; N is 0 if it has none.
type Code struct {
	B [4]byte
	N uint8
}

// Encode returns the bytes that page p reads as r. Where several
// codes are read as r, it is the one that is used.
func (p Page) Encode(r rune) (c Code) {
	if r < utf8.RuneSelf {
		return Code{[4]byte{byte(r)}, 1}
	}
	if r == utf8.RuneError {
		return c
	}
	var n int
	switch {
	case p >= NumPages:
		return p.single(r)
	case p.Single():
		if p == Latin && r < 0x100 {
			return Code{[4]byte{byte(r)}, 1}
		}
		if b, ok := sloppyPages[p].EncodeByte(r); ok {
			return Code{[4]byte{b}, 1}
		}
		return c
	case p == Partial:
		if c = Latin.Encode(r); c.N == 0 {
			c.N = uint8(utf8.EncodeRune(c.B[:], r))
		}
		return c
	case p == GBK:
		if r == '€' {
			return Code{[4]byte{0x80}, 1}
		}
		if c.B, n = gb18030.GB2005.EncodeRune(r); n == 2 {
			c.N = 2
			return c
		}
		if c.B, n = gb18030.CP936.EncodeRune(r); n == 1 || n == 2 {
			c.N = uint8(n)
			return c
		}
		if c.B, n = gb18030.WHATWG.EncodeRune(r); n == 2 {
			c.N = 2
			return c
		}
		return Code{}
	case p == Big5:
		for _, v := range [...]big5.Variant{big5.WHATWG, big5.CP950, big5.UAO} {
			if c.B, n = v.EncodeRune(r); n > 0 {
				c.N = uint8(n)
				return c
			}
		}
		return Code{}
	}
	c.B, n = eastAsian[p].EncodeRune(r)
	c.N = uint8(n)
	return c
}

// AppendEncoded appends the bytes that page p reads as text; ok is false if there are
// none. The capacity of dst beyond the result may be overwritten.
func (p Page) AppendEncoded(dst, text []byte) (out []byte, ok bool) {
	dst = slices.Grow(dst, len(text)+16)
	if p >= NumPages {
		return p.appendSingle(dst, text)
	}
	for i := 0; i < len(text); {
		var o, n int
		room, rest := dst[len(dst):cap(dst)], text[i:]
		switch {
		case p == Latin, p == Partial:
			o, n = encodeLatin(room, rest)
		case p.Single():
			o, n = sloppyPages[p].EncodeBulk(room, rest)
		case p == GBK:
			o, n = gb18030.EncodeBulk(room, rest)
		case p == Big5:
			o, n = big5.EncodeBulk(room, rest)
		}
		dst = dst[:len(dst)+o]
		if i += n; i == len(text) {
			break
		}
		r, size := utf8.DecodeRune(text[i:])
		c := p.Encode(r)
		if c.N == 0 {
			return dst, false
		}
		dst = append(dst, c.B[:c.N]...)
		i += size
	}
	return dst, true
}

// encodeLatin is EncodeBulk for page Latin. It stops at what is not below U+0100, but
// for the marks of windows-1252, and goes on to the end.
func encodeLatin(dst, src []byte) (nDst, nSrc int) {
	i, o := 0, 0
	for i < len(src) && o < len(dst) {
		b := src[i]
		switch {
		case b < utf8.RuneSelf:
			dst[o] = b
			i++
		case b>>1 == 0xC2>>1 && i+1 < len(src) && src[i+1]>>6 == 2:
			dst[o] = b<<6 | src[i+1]&0x3F
			i += 2
		default:
			r, n := utf8.DecodeRune(src[i:])
			c, ok := sloppy.CP1252.EncodeByte(r)
			if !ok || r == utf8.RuneError {
				return o, i
			}
			dst[o] = c
			i += n
		}
		o++
	}
	return o, i
}

// Decode reads the first character of b, which is not empty, as the page does. It
// returns utf8.RuneError where it can not.
func (p Page) Decode(b []byte) (r rune, n int) {
	switch {
	case p >= NumPages:
		if b[0] < utf8.RuneSelf {
			return rune(b[0]), 1
		}
		return singles().upper[p.number()][b[0]-utf8.RuneSelf], 1
	case p.Single():
		return sloppyPages[p].DecodeByte(b[0]), 1
	case p == Partial:
		if r, n := utf8.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return Latin.Decode(b)
	case p == GBK:
		return gb18030.CP936.DecodeRune(b)
	case p == Big5:
		if r, n = big5.WHATWG.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return big5.CP950.DecodeRune(b)
	}
	return eastAsian[p].DecodeRune(b)
}

// decodePair reads a pair of bytes, the first of which is a lead byte, as the page does.
func (p Page) decodePair(lead, trail byte) (r rune, ok bool) {
	r, n := p.Decode([]byte{lead, trail})
	return r, r != utf8.RuneError && n != 1
}

// Other returns a second code that page p reads as r; N is 0 if there is none.
func (p Page) Other(r rune) (c Code) {
	pair := func(b uint16) Code { return Code{[4]byte{byte(b >> 8), byte(b)}, 2} }
	switch p {
	case Partial:
		if r >= utf8.RuneSelf && Latin.Encode(r).N > 0 { // it may have been UTF-8 all the same
			c.N = uint8(utf8.EncodeRune(c.B[:], r))
		}
	case GBK:
		switch r {
		case '€':
			return pair(0xA2E3)
		case 0x3000:
			return pair(0xA3A0)
		}
	case CP932, EUCJP:
		if d := doublesOf[p]().codes[r]; len(d) > 0 {
			return d[0]
		}
	case Big5:
		if c, ok := otherCodes[r]; ok {
			return c
		}
		if d := doublesOf[p]().codes[r]; len(d) > 0 {
			return d[0]
		}
		for _, v := range [...]big5.Variant{big5.UAO, big5.CP950} {
			a, n := v.EncodeRune(r)
			if n == 2 && (Code{a, 2}) != p.Encode(r) {
				return Code{a, 2}
			}
		}
	}
	return c
}
