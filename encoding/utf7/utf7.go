// Package utf7 has UTF-7, which old mail programs write, as an x/text encoding.
//
// Source: RFC 2152. The decoder is a little more generous than it: it takes \ and
// ~ and controls for themselves. Padding that is not zero is ill-formed.
package utf7

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
)

// UTF7 returns UTF-7. The encoder writes the optional direct characters of the
// RFC as themselves, and ends every run of Base64 with a hyphen.
func UTF7() *coder.Charset {
	return &coder.Charset{Name: "utf-7", Decode: decode, Encode: encode, End: end}
}

// The state of both directions: in Base64 or not, and bits of Base64 that the
// next UTF-16 unit begins with (decoding) or that wait for more (encoding).
const inBase64 = 1 << 8

func newState(bits uint64, n int) uint64 { return inBase64 | uint64(n)<<16 | bits&(1<<n-1)<<32 }

func bitsOf(state uint64) (bits uint64, n int) { return state >> 32, int(state >> 16 & 0xFF) }

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// value returns the six bits of a character of Base64, -1 if b is none.
func value(b byte) int { return strings.IndexByte(alphabet, b) }

func decode(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	if state != 0 {
		return decodeBase64(state, dst, src, atEOF)
	}
	switch {
	case src[0] >= 0x80:
		return dst, 1, 0, false
	case src[0] != '+':
		return append(dst, src[0]), 1, 0, true
	case len(src) == 1:
		return dst, btoi(atEOF), 0, !atEOF
	case src[1] == '-':
		return append(dst, '+'), 2, 0, true
	case value(src[1]) < 0:
		return dst, 1, 0, false
	}
	return dst, 1, newState(0, 0), true
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// decodeBase64 reads one character, or the end of the run.
func decodeBase64(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	bits, have := bitsOf(state)
	n := 0
	read := func(want int) (enough bool) {
		for have < want && n < len(src) && value(src[n]) >= 0 {
			bits = bits<<6 | uint64(value(src[n]))
			have += 6
			n++
		}
		return have >= want
	}
	enough := read(16)
	var r rune
	size, left := n, 0 // of the character, in bytes; bits beyond it
	unit := bits
	if enough {
		left = have - 16
		r = rune(bits >> left & 0xFFFF)
	}
	valid := !utf16.IsSurrogate(r)
	if r >= 0xD800 && r < 0xDC00 && read(32) {
		if pair := utf16.DecodeRune(r, rune(bits>>(have-32)&0xFFFF)); pair != utf8.RuneError {
			r, size, left, unit, valid = pair, n, have-32, bits, true
		}
	}
	if n == len(src) && !atEOF {
		return dst, 0, state, true // what follows decides about the padding
	}
	switch {
	case enough:
		last := size == len(src) || value(src[size]) < 0
		if !valid || last && unit&(1<<left-1) != 0 {
			return dst, size, newState(unit, left), false
		}
		return utf8.AppendRune(dst, r), size, newState(unit, left), true
	case n > 0: // not enough for a character
		return dst, n, newState(0, 0), false
	case src[0] == '-':
		return dst, 1, 0, true
	}
	return decode(0, dst, src, atEOF)
}

// direct reports whether the encoder writes an ASCII character as itself.
func direct(r rune) bool {
	return r >= ' ' && r < 0x7F && r != '+' && r != '\\' && r != '~' || r == '\t' || r == '\n' || r == '\r'
}

func encode(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	r, size, ok := coder.NextRune(src, atEOF)
	switch {
	case !ok:
		return dst, size, state, size == 0
	case r < 0x80 && direct(r):
		return append(end(state, dst), byte(r)), 1, 0, true
	case r == '+' && state == 0:
		return append(dst, '+', '-'), 1, 0, true
	}
	if state == 0 {
		dst = append(dst, '+')
	}
	bits, n := bitsOf(state)
	for _, u := range utf16.AppendRune(nil, r) {
		bits = bits<<16 | uint64(u)
		for n += 16; n >= 6; n -= 6 {
			dst = append(dst, alphabet[bits>>(n-6)&0x3F])
		}
	}
	return dst, size, newState(bits, n), true
}

// end closes a run of Base64.
func end(state uint64, dst []byte) []byte {
	if state == 0 {
		return dst
	}
	if bits, n := bitsOf(state); n > 0 {
		dst = append(dst, alphabet[bits<<(6-n)&0x3F])
	}
	return append(dst, '-')
}
