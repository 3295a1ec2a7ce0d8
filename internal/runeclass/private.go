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
		for i+9 <= len(text) { // they begin with EE, or with EF and less than A4; full-width marks do with EF
			w := binary.LittleEndian.Uint64(text[i:])
			x := w&(0xFE*ones) ^ 0xEE*ones
			hits := (x - ones) &^ x & highs
			if hits != 0 {
				next := binary.LittleEndian.Uint64(text[i+1:])
				hits &^= (next&(0x3F*ones) + (0x40-0x24)*ones) << 1 & (w << 7)
			}
			if hits != 0 {
				i += bits.TrailingZeros64(hits) >> 3
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
