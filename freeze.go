package fixtext

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/misread"
)

// Damage freezes: of text that was read in a wrong charset, and lost too much for that
// to be undone, no stage makes something else. Its characters were never written, and
// what they would be converted to leads nowhere.

// misreadLines returns the lines with such text at one of the places where the gate
// found it unlikely. What it says of a line depends on nothing but the line.
func misreadLines(text []byte, places []int32) (lines chain.Lines) {
	number, start := 0, 0 // of the line at hand
	for _, place := range places {
		at := int(place)
		if at < start || !misread.In(around(text, at)) {
			continue
		}
		number += bytes.Count(text[start:at], newline)
		lines.Add([]int{number})
		start = at + toLineEnd(text[at:])
		number++
	}
	return lines
}

var newline = []byte{'\n'}

// around returns the part of the line at an offset that a place stands for.
func around(text []byte, at int) []byte {
	const before, behind = 32, 64
	from, to := max(0, at-before), min(len(text), at+behind)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && to > at && !utf8.RuneStart(text[to]) {
		to--
	}
	from += bytes.LastIndexByte(text[from:at], '\n') + 1
	return text[from : at+min(to-at, toLineEnd(text[at:]))]
}

// toLineEnd returns how many bytes of p are in its first line, the newline included.
func toLineEnd(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	return len(p)
}
