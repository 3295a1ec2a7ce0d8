package runeclass

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// HasPrivate reports whether text has a character of private use of the basic plane.
func HasPrivate(text []byte) bool {
	const ones, highs = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	for i := 0; i+3 <= len(text); i++ {
		for i+8 <= len(text) { // they begin with EE, or with EF, as full-width marks do
			x := binary.LittleEndian.Uint64(text[i:])&(0xFE*ones) ^ 0xEE*ones
			n := bits.TrailingZeros64((x-ones)&^x&highs) >> 3
			if n < 8 {
				i += n
				break
			}
			i += 8
		}
		if i+3 > len(text) || text[i]&0xFE != 0xEE || text[i] == 0xEF && text[i+1] >= 0xA4 {
			continue
		}
		if r, _ := utf8.DecodeRune(text[i:]); r >= 0xE000 && r < 0xF900 {
			return true
		}
	}
	return false
}
