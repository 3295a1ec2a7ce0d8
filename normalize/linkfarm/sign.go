package linkfarm

import (
	"bytes"
	"unicode/utf8"
)

// sign is a first sign of what the rewriter leaves.
type sign uint8

const (
	noSign     sign = iota
	lostSign        // a lost byte before a cut mark or a reading
	noteSign        // a reading in parentheses
	commaSign       // a comma before another mark
	strewnSign      // a symbol between two Han characters
	blankSign       // a question mark and a blank, behind a comma
	signKinds
)

// signAt tells which sign stands at offset i of b, where there is a question mark,
// U+FFFD, a parenthesis, a symbol or a comma of either width.
func signAt(b []byte, i int) sign {
	r, n := utf8.DecodeRune(b[i:])
	switch {
	case r == '(':
		if noted(b, i) {
			return noteSign
		}
	case r == '?' || r == utf8.RuneError:
		if lostBefore(b, i, i+n) {
			return lostSign
		}
		if blankAt(b, i) {
			return blankSign
		}
	case symbol(r):
		if strewn(b, i) {
			return strewnSign
		}
	case inserted(b, i, i+n):
		return commaSign
	}
	return noSign
}

// noted reports whether a reading begins at the parenthesis b[i].
func noted(b []byte, i int) bool {
	if i == 0 || b[i-1] < utf8.RuneSelf || i+1 >= len(b) || !letter(b[i+1]) {
		return false
	}
	_, ok := noteAt(b, i)
	return ok
}

// letter reports whether a reading may begin with b.
func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xC3 && b < 0xE0 }

// lostBefore reports whether the lost byte shown at b[from:to] stands before a
// cut mark, with a character beside them that is not ASCII, or before a reading.
func lostBefore(b []byte, from, to int) bool {
	if to >= len(b) {
		return false
	}
	r, n := utf8.DecodeRune(b[to:])
	wide := from > 0 && b[from-1] >= utf8.RuneSelf
	if _, ok := cutMark(r); ok {
		return wide || n > 1 || to+n < len(b) && (b[to+n] >= utf8.RuneSelf || b[to+n] == '?' || letter(b[to+n]))
	}
	if !letter(b[to]) {
		return false
	}
	note, ok := orphanAt(b, to)
	switch {
	case !ok:
		return false
	case wide, from > 0 && b[from-1] == ')': // there may be two readings: 當(dāng)?shù)地
		return true
	}
	return from > 0 && bytes.IndexByte([]byte(",:;!?"), b[from-1]) >= 0 && note.syllable.Tone() != 0 // of full width once
}

// inserted reports whether the comma b[from:to] stands before a stop, and behind
// something it can follow.
func inserted(b []byte, from, to int) bool {
	return stopAt(b[to:]) && from > 0 && !opens(b[from-1])
}

// stopAt reports whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}

// opens reports whether b begins a list of characters, in which a comma and a
// full stop may stand side by side.
func opens(b byte) bool { return bytes.IndexByte([]byte("[({\"'`<,\n"), b) >= 0 }
