package decoder

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Source is a charset that bytes were really in.
type Source uint8

// AppendDecoded appends what src says in x; ok is false if it is not well formed, or
// says something that no text holds: controls, private use and the like. In UTF-8
// these are allowed as far as another step may still have to read them as bytes.
func (x Source) AppendDecoded(dst, src []byte) (out []byte, ok bool) {
	ok = true
	bad := func(int, int) { ok = false }
	from := len(dst)
	switch x {
	case FromUTF8:
		if !utf8.Valid(src) {
			return dst, false
		}
		dst = append(dst, src...)
	case FromGBK:
		dst = gb18030.WHATWG.Append(dst, src, bad)
	case FromBig5:
		dst = big5.WHATWG.Append(dst, src, bad)
	default:
		dst, ok = x.appendUTF16(dst, src)
	}
	return dst, ok && Clean(dst[from:], x != FromUTF8)
}

// AppendEncoded appends the bytes of text in x; ok is false if it has none.
func (x Source) AppendEncoded(dst, text []byte) (out []byte, ok bool) {
	ok = true
	bad := func(int, int) { ok = false }
	switch x {
	case FromGBK:
		return gb18030.WHATWG.AppendEncoded(dst, text, bad), ok
	case FromBig5:
		return big5.WHATWG.AppendEncoded(dst, text, bad), ok
	case FromUTF16LE, FromUTF16BE:
		return x.appendAsUTF16(dst, text), true
	}
	return append(dst, text...), ok
}

// Clean reports whether text holds printable characters only. If it is not strict, C1
// controls and private-use characters are allowed: another step may use them as bytes.
func Clean(text []byte, strict bool) bool {
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b < 0x20 && b != '\t' && b != '\r' && b != '\n' || b == 0x7F {
				return false
			}
			i++
			continue
		}
		if b >= 0xE3 && b < 0xEE { // no private use, no controls
			i += 3
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if !Printable(r) && (strict || r < 0x80 || r >= 0xA0 && (r < 0xE000 || r >= 0xF900)) {
			return false
		}
		i += n
	}
	return true
}

// Printable reports whether r may stand in repaired text: it is no control, and no
// private-use or unassigned character.
func Printable(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t'
	case r >= 0x7F && r < 0xA0, r >= 0xE000 && r < 0xF900, r >= 0xFFF0 && r < 0x10000, r >= 0xF0000, r >= 0xFDD0 && r < 0xFDF0:
		return false
	}
	return r != utf8.RuneError
}

// Unit is a code unit of UTF-16.
func (x Source) Unit(a, b byte) rune {
	if x == FromUTF16BE {
		a, b = b, a
	}
	return rune(b)<<8 | rune(a)
}

func (x Source) appendUTF16(dst, src []byte) (out []byte, ok bool) {
	if len(src)%2 != 0 {
		return dst, false
	}
	for i := 0; i < len(src); i += 2 {
		r := x.Unit(src[i], src[i+1])
		if utf16.IsSurrogate(r) {
			if i+3 >= len(src) {
				return dst, false
			}
			if r = utf16.DecodeRune(r, x.Unit(src[i+2], src[i+3])); r == utf8.RuneError {
				return dst, false
			}
			i += 2
		}
		dst = utf8.AppendRune(dst, r)
	}
	return dst, true
}

func (x Source) appendAsUTF16(dst, text []byte) []byte {
	dst = slices.Grow(dst, len(text))
	for _, r := range string(text) {
		var units []uint16
		for _, u := range utf16.AppendRune(units, r) {
			a, b := byte(u), byte(u>>8)
			if x == FromUTF16BE {
				a, b = b, a
			}
			dst = append(dst, a, b)
		}
	}
	return dst
}
