package utf8scan

import (
	"encoding/binary"
	"unicode/utf8"
)

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

// Decode is utf8.DecodeRune, and fast for characters of three bytes.
func Decode(p []byte) (r rune, n int) {
	if len(p) >= 4 {
		w := binary.LittleEndian.Uint32(p)
		if r = rune(w&15<<12 | w>>2&0xFC0 | w>>16&63); w&0xC0C0F0 == 0x8080E0 && r >= 0x800 && r>>11 != 0xD800>>11 {
			return r, 3
		}
	}
	return utf8.DecodeRune(p)
}
