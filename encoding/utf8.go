package encoding

import "unicode/utf8"

// utf8Len returns the length of the well-formed UTF-8 character that p begins
// with, 0 if there is none.
func utf8Len(p []byte) int {
	r, n := utf8.DecodeRune(p)
	if r == utf8.RuneError && n <= 1 {
		return 0
	}
	return n
}

// validLines returns the length of the longest prefix of whole lines of src that
// is well-formed UTF-8; len(src) if all is.
func validLines(src []byte) int {
	if utf8.Valid(src) {
		return len(src)
	}
	n := 0
	for n < len(src) {
		end := n + lineLen(src[n:])
		if !utf8.Valid(src[n:end]) {
			break
		}
		n = end
	}
	return n
}

// lineLen returns the length of the first line of p with its newline.
func lineLen(p []byte) int {
	for i, b := range p {
		if b == '\n' {
			return i + 1
		}
	}
	return len(p)
}
