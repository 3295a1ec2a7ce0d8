package charset

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/coder"
)

// unicodeForm describes an encoding form of all of Unicode, in units of so many
// bytes. get reads a character of a whole unit or more: it returns utf8.RuneError
// and the size of what is none, and a size that is larger than p if more is needed.
func unicodeForm(name string, put func(rune) ([4]byte, int), get func(p []byte) (rune, int), unit int) *coder.Charset {
	return &coder.Charset{
		Name:   name,
		Encode: coder.Encoding(put),
		Decode: func(_ uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
			r, n := utf8.RuneError, unit
			if len(src) >= unit {
				r, n = get(src)
			}
			switch {
			case n > len(src) && !atEOF:
				return dst, 0, 0, true
			case n > len(src):
				return dst, min(unit, len(src)), 0, false
			case r < 0:
				return dst, n, 0, false
			}
			return utf8.AppendRune(dst, r), n, 0, true
		},
	}
}

// none is what get functions return for what is no character.
const none = rune(-1)

func getUTF8(p []byte) (r rune, n int) {
	if r, n = utf8.DecodeRune(p); r != utf8.RuneError || n > 1 {
		return r, n
	}
	if !utf8.FullRune(p) {
		return none, len(p) + 1
	}
	return none, 1
}

func putUTF8(r rune) (b [4]byte, n int) {
	n = utf8.EncodeRune(b[:], r)
	return b, n
}

// getUTF16 reads a character of big-endian units that at returns.
func getUTF16(p []byte, at func(p []byte) rune) (r rune, n int) {
	r = at(p)
	switch {
	case !utf16.IsSurrogate(r):
		return r, 2
	case r >= 0xDC00:
		return none, 2
	case len(p) < 4:
		return none, 4
	}
	if r = utf16.DecodeRune(r, at(p[2:])); r == utf8.RuneError {
		return none, 2
	}
	return r, 4
}

func getUTF16BE(p []byte) (rune, int) {
	return getUTF16(p, func(p []byte) rune { return rune(p[0])<<8 | rune(p[1]) })
}

func getUTF16LE(p []byte) (rune, int) {
	return getUTF16(p, func(p []byte) rune { return rune(p[1])<<8 | rune(p[0]) })
}

func putUTF16BE(r rune) (b [4]byte, n int) {
	if hi, lo := utf16.EncodeRune(r); hi != utf8.RuneError {
		return [4]byte{byte(hi >> 8), byte(hi), byte(lo >> 8), byte(lo)}, 4
	}
	return [4]byte{byte(r >> 8), byte(r)}, 2
}

func putUTF16LE(r rune) (b [4]byte, n int) {
	b, n = putUTF16BE(r)
	return [4]byte{b[1], b[0], b[3], b[2]}, n
}

func getUTF32BE(p []byte) (rune, int) {
	return valid(rune(p[0])<<24 | rune(p[1])<<16 | rune(p[2])<<8 | rune(p[3])), 4
}

func getUTF32LE(p []byte) (rune, int) {
	return valid(rune(p[3])<<24 | rune(p[2])<<16 | rune(p[1])<<8 | rune(p[0])), 4
}

func valid(r rune) rune {
	if !utf8.ValidRune(r) {
		return none
	}
	return r
}

func putUTF32BE(r rune) (b [4]byte, n int) {
	return [4]byte{byte(r >> 24), byte(r >> 16), byte(r >> 8), byte(r)}, 4
}

func putUTF32LE(r rune) (b [4]byte, n int) {
	return [4]byte{byte(r), byte(r >> 8), byte(r >> 16), byte(r >> 24)}, 4
}
