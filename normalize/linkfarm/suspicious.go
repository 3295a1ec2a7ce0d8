package linkfarm

import (
	"bytes"
	"unicode/utf8"
)

// Suspicious tells whether block may hold anything this package repairs. It
// looks for a few ASCII characters in places where clean text hardly has them,
// so a clean block is nearly always told at the speed of a search for a byte.
func Suspicious(block []byte) bool {
	return suspiciousMark(block) || suspiciousNote(block) || suspiciousComma(block)
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
func suspiciousMark(b []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], '?')
		if n < 0 {
			break
		}
		i += n + 1
		if lostBefore(b, i-1, i) {
			return true
		}
	}
	for i := 0; ; { // U+FFFD is EF BF BD
		n := bytes.IndexByte(b[i:], 0xEF)
		if n < 0 {
			return false
		}
		i += n + 1
		if i+1 < len(b) && b[i] == 0xBF && b[i+1] == 0xBD && lostBefore(b, i-1, i+2) {
			return true
		}
	}
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

// suspiciousComma looks for a comma before 、 or 。, which are E3 80 81 and
// E3 80 82, behind something it can follow; the full-width comma is EF BC 8C.
func suspiciousComma(b []byte) bool {
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], ',')
		if n < 0 {
			break
		}
		i += n + 1
		if stopAt(b[i:]) && i > 1 && !opens(b[i-2]) {
			return true
		}
	}
	for i := 0; ; {
		n := bytes.IndexByte(b[i:], 0xEF)
		if n < 0 {
			return false
		}
		i += n + 1
		if i+1 < len(b) && b[i] == 0xBC && b[i+1] == 0x8C && stopAt(b[i+2:]) && i > 1 && !opens(b[i-2]) {
			return true
		}
	}
}

// stopAt tells whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}

// opens tells whether b begins a list of characters, in which a comma and a
// full stop may stand side by side.
func opens(b byte) bool { return bytes.IndexByte([]byte("[({\"'`<,\n"), b) >= 0 }
