package linkfarm

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Suspicious tells whether block may hold anything this package repairs. It
// looks for a few characters in places where clean text hardly has them, so a
// clean block is nearly always told at the speed of a search for bytes.
func Suspicious(block []byte) bool {
	return lostMark(block) || suspiciousNote(block) || comma(block) || wideSign(block, true, true)
}

// suspiciousNote looks for a syllable of pinyin in parentheses behind a
// character that is not ASCII.
func suspiciousNote(b []byte) bool {
	for i := 1; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], '(')
		if n < 0 {
			return false
		}
		i += n
		if b[i-1] >= utf8.RuneSelf && i+1 < len(b) && letter(b[i+1]) {
			if _, ok := noteAt(b, i); ok {
				return true
			}
		}
	}
	return false
}

// letter tells whether a reading may begin with b.
func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xC3 && b < 0xE0 }

// suspiciousMark looks for a lost byte before a cut mark or a reading.
func suspiciousMark(b []byte) bool { return lostMark(b) || wideSign(b, true, false) }

// lostMark looks for a lost byte that became a question mark.
func lostMark(b []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '?')
		if n < 0 {
			return false
		}
		i += n + 1
		if lostBefore(b, i-1, i) {
			return true
		}
	}
}

// wideSign looks for a lost byte that became U+FFFD, EF BF BD, and for a
// full-width comma, EF BC 8C, before a stop. Every full-width mark begins with
// EF, so eight bytes are searched for it at a time, without a call for each.
func wideSign(b []byte, lost, comma bool) bool {
	const ones, highs, ef = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080, 0xEFEF_EFEF_EFEF_EFEF
	for at := 0; at < len(b); at += 8 {
		var w uint64
		if at+8 <= len(b) {
			w = binary.LittleEndian.Uint64(b[at:])
		} else {
			var tail [8]byte
			copy(tail[:], b[at:])
			w = binary.LittleEndian.Uint64(tail[:])
		}
		w ^= ef
		// The lowest bit set is right; those above it may be wrong, and are looked at.
		for hits := (w - ones) &^ w & highs; hits != 0; hits &= hits - 1 {
			i := at + bits.TrailingZeros64(hits)/8
			if i+2 >= len(b) || b[i] != 0xEF {
				continue
			}
			switch {
			case lost && b[i+1] == 0xBF && b[i+2] == 0xBD && lostBefore(b, i, i+3),
				comma && b[i+1] == 0xBC && b[i+2] == 0x8C && inserted(b, i, i+3):
				return true
			}
		}
	}
	return false
}

// lostBefore tells whether the lost byte shown at b[from:to] stands before a
// cut mark, with a character beside them that is not ASCII, or before a reading.
func lostBefore(b []byte, from, to int) bool {
	if to >= len(b) {
		return false
	}
	r, n := utf8.DecodeRune(b[to:])
	wide := from > 0 && b[from-1] >= utf8.RuneSelf
	if _, ok := (token{r: r}).mark(); ok {
		return wide || n > 1 || to+n < len(b) && (b[to+n] >= utf8.RuneSelf || b[to+n] == '?' || letter(b[to+n]))
	}
	if !letter(b[to]) || !wide && (from == 0 || b[from-1] != ')') {
		return false // behind a parenthesis there may be two readings: 當(dāng)?shù)地
	}
	_, ok := orphanAt(b, to)
	return ok
}

// suspiciousComma looks for a comma, of either width, before 、 or 。.
func suspiciousComma(b []byte) bool { return comma(b) || wideSign(b, false, true) }

// comma looks for an ASCII comma before a stop.
func comma(b []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], ',')
		if n < 0 {
			return false
		}
		i += n + 1
		if inserted(b, i-1, i) {
			return true
		}
	}
}

// inserted tells whether the comma b[from:to] stands before a stop, and behind
// something it can follow.
func inserted(b []byte, from, to int) bool {
	return stopAt(b[to:]) && from > 0 && !opens(b[from-1])
}

// stopAt tells whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}

// opens tells whether b begins a list of characters, in which a comma and a
// full stop may stand side by side.
func opens(b byte) bool { return bytes.IndexByte([]byte("[({\"'`<,\n"), b) >= 0 }
