// Package linescan finds where lines of a text begin and end.
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
