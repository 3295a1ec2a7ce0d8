package utf8scan

import "unicode/utf8"

// Back returns the offset n characters before i, at most.
func Back(b []byte, i, n int) int {
	for ; n > 0 && i > 0; n-- {
		for i--; i > 0 && !utf8.RuneStart(b[i]); i-- {
		}
	}
	return i
}

// Forward returns the offset n characters behind i, at most.
func Forward(b []byte, i, n int) int {
	for ; n > 0 && i < len(b); n-- {
		_, size := utf8.DecodeRune(b[i:])
		i += size
	}
	return i
}
