package fixtext

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
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
		if at < start {
			continue
		}
		if from, to := around(text, at); !misread.In(text[from:to]) {
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

// tellMisread is a stage that reports such text at these places, and changes nothing: who
// reads the report learns where text was left that nobody wrote.
func tellMisread(dst, src []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	done := 0
	for _, place := range places {
		if int(place) < done {
			continue
		}
		from, to := around(src, int(place))
		from = max(from, done)
		i, j, ok := misread.Find(src[from:to])
		if !ok {
			continue
		}
		i, done = from+i, from+j
		log.Add(Edit{Offset: int64(i), In: src[i:done], Out: src[i:done], Rule: mojibake.RuleLost, Verdict: Unrepairable,
			Note: "utf-8 read in another charset, with bytes lost: left as it is"})
	}
	return dst, false
}

// around returns the part of the line at an offset that a place stands for.
func around(text []byte, at int) (from, to int) {
	const before, behind = 32, 64
	from, to = max(0, at-before), min(len(text), at+behind)
	for from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	for to < len(text) && to > at && !utf8.RuneStart(text[to]) {
		to--
	}
	from += bytes.LastIndexByte(text[from:at], '\n') + 1
	return from, at + toLineEnd(text[at:to])
}

// toLineEnd returns how many bytes of p are in its first line, the newline included.
func toLineEnd(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	return len(p)
}
