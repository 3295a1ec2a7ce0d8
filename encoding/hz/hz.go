// Package hz has HZ, which carried Chinese over seven-bit mail and news, as an
// x/text encoding: GB2312 in seven bits between ~{ and ~}.
//
// Source: RFC 1843, with two exceptions that keep every newline. A newline inside
// ~{ ends it, also where it would be the second byte of a pair (as browsers did;
// golang.org/x/text loses such newlines); and ~ at a line end, which joins lines,
// is dropped but its newline is kept.
package hz

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// HZ returns HZ. Controls and blanks inside ~{ are read as themselves; bytes of
// eight bits are ill-formed. The encoder leaves ~{ before any ASCII character.
func HZ() *coder.Charset {
	return &coder.Charset{Name: "hz-gb-2312", Decode: decode, Encode: encode, End: end}
}

const (
	ascii = iota
	gb
)

func decode(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	b := src[0]
	switch {
	case b == '\n':
		return append(dst, b), 1, ascii, true
	case b >= 0x80 || b == 0x7F && state == gb:
		return dst, 1, state, false
	case b <= ' ' || b != '~' && state == ascii:
		return append(dst, b), 1, state, true
	case len(src) < 2 && !atEOF:
		return dst, 0, state, true
	case len(src) < 2:
		return dst, 1, state, false
	case b != '~':
		if r, ok := gb18030.DecodeGB2312(b|0x80, src[1]|0x80); ok && src[1] < 0x80 {
			return utf8.AppendRune(dst, r), 2, state, true
		}
		if src[1] > ' ' && src[1] < 0x7F && src[1] != '~' {
			return dst, 2, state, false // a pair that is not assigned
		}
		return dst, 1, state, false
	}
	switch src[1] {
	case '{':
		return dst, 2, gb, true
	case '}':
		return dst, 2, ascii, true
	case '~':
		return append(dst, '~'), 2, state, true
	case '\n':
		return append(dst, '\n'), 2, ascii, true
	}
	return dst, 1, state, false
}

func encode(state uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
	r, size, ok := coder.NextRune(src, atEOF)
	switch {
	case !ok:
		return dst, size, state, size == 0
	case r < 0x80:
		dst = end(state, dst)
		if r == '~' {
			dst = append(dst, '~')
		}
		return append(dst, byte(r)), 1, ascii, true
	}
	lead, trail, ok := gb18030.EncodeGB2312(r)
	if !ok {
		return dst, size, state, false
	}
	if state == ascii {
		dst = append(dst, "~{"...)
	}
	return append(dst, lead&0x7F, trail&0x7F), size, gb, true
}

func end(state uint64, dst []byte) []byte {
	if state == gb {
		dst = append(dst, "~}"...)
	}
	return dst
}
