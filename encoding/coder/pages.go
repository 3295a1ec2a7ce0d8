package coder

import "unicode/utf8"

// Decoding makes a Step of a function that reads one character: it returns
// [utf8.RuneError] and the number of bytes to skip where there is none. full says
// whether the bytes are enough to decide, as [utf8.FullRune] does.
func Decoding(decode func([]byte) (r rune, size int), full func([]byte) bool) Step {
	return func(_ uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
		if !atEOF && !full(src) {
			return dst, 0, 0, true
		}
		r, size := decode(src)
		if r == utf8.RuneError {
			return dst, size, 0, false
		}
		return utf8.AppendRune(dst, r), size, 0, true
	}
}

// Encoding makes a Step of a function that writes one character: it returns the
// first n of b, 0 for a character that it does not have.
func Encoding[B [4]byte | [8]byte](encode func(rune) (b B, n int)) Step {
	return func(_ uint64, dst, src []byte, atEOF bool) ([]byte, int, uint64, bool) {
		r, size, ok := NextRune(src, atEOF)
		if !ok {
			return dst, size, 0, size == 0
		}
		b, n := encode(r)
		if n == 0 {
			return dst, size, 0, false
		}
		for i := range n {
			dst = append(dst, b[i])
		}
		return dst, size, 0, true
	}
}

// NextRune reads the first character of UTF-8 text. ok is false if there is none:
// then size is 0 if more input is needed, else the number of bytes, 1, that are
// not UTF-8.
func NextRune(src []byte, atEOF bool) (r rune, size int, ok bool) {
	r, size = utf8.DecodeRune(src)
	if r != utf8.RuneError || size > 1 {
		return r, size, true
	}
	if !atEOF && !utf8.FullRune(src) {
		return r, 0, false
	}
	return r, 1, false
}
