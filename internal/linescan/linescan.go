// Package linescan finds where lines of a text begin and end, and where very long ones may be cut.
package linescan

import "bytes"

// Start returns where the line begins in which text[i] stands, or which begins at i.
func Start(text []byte, i int) int {
	// Package bytes looks for the last newline byte by byte, for the first one in vectors: lines may be long.
	const step = 64
	from := i
	for ; from > step && bytes.IndexByte(text[from-step:from], '\n') < 0; from -= step {
	}
	return bytes.LastIndexByte(text[:from], '\n') + 1
}

// End returns where the line ends that holds text[i:], behind its newline.
func End(text []byte, i int) int { return i + Len(text[i:]) }

// Len returns how long the line is that p begins with, with its newline.
func Len(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	return len(p)
}

// LongPiece is how many bytes a piece of a line has at most, where it can be cut.
const LongPiece = 16 << 10

// Piece returns where the first piece ends of the line text[from:to], or the rest of one: at to, if it is not long.
// It is cut behind a mark of ASCII or a blank, so that no damaged character is.
func Piece(text []byte, from, to int) int {
	if to-from <= LongPiece {
		return to
	}
	for i := from + LongPiece; i > from+LongPiece/2; i-- {
		if cutBefore(text, i) {
			return i
		}
	}
	for i := from + LongPiece; i < to; i++ {
		if cutBefore(text, i) {
			return i
		}
	}
	return to
}

// cutBefore reports whether a mark of ASCII or a blank stands before text[i:] that is itself in all damage: no byte of
// a character, none of UTF-16, and none that stands for lost ones.
func cutBefore(text []byte, i int) bool {
	b := text[i-1]
	return b >= ' ' && b < '?' && (b < '0' || b > '9') && text[i-2] >= ' ' && text[i] >= ' '
}
