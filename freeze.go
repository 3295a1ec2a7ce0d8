package fixtext

import (
	"bytes"
	"iter"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/misread"
)

// Damage freezes: of text that was read in a wrong charset, and lost too much for that
// to be undone, no stage makes something else. Its characters were never written, and
// what they would be converted to leads nowhere.

// misreadLines returns the lines with such text, of those in which the gate found a place
// unlikely. What it says of a line depends on nothing but the line.
func misreadLines(text []byte, places []int32) (lines chain.Lines) {
	number, start := 0, 0 // of the last such line
	for from, to := range linesWith(places, text) {
		if misread.In(text[from:to]) {
			number += bytes.Count(text[start:from], newline)
			lines.Add([]int{number})
			start = from
		}
	}
	return lines
}

var newline = []byte{'\n'}

// tellMisread is a stage that reports such text in the lines with these places, and changes
// nothing: who reads the report learns where text was left that nobody wrote.
func tellMisread(dst, src []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	for from, to := range linesWith(places, src) {
		for {
			i, j, ok := misread.Find(src[from:to])
			if !ok {
				break
			}
			text := src[from+i : from+j]
			log.Add(Edit{Offset: int64(from + i), In: text, Out: text, Rule: mojibake.RuleLost, Verdict: Unrepairable,
				Note: "utf-8 read in another charset, with bytes lost: left as it is"})
			from += j
		}
	}
	return dst, false
}

// linesWith returns where the lines of text are that have one of the places.
func linesWith(places []int32, text []byte) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from, to := 0, 0
		for _, place := range places {
			at := int(place)
			if at < to {
				continue
			}
			from = to + bytes.LastIndexByte(text[to:at], '\n') + 1
			if to = at + toLineEnd(text[at:]); !yield(from, to) {
				return
			}
		}
	}
}

// toLineEnd returns how many bytes of p are in its first line, the newline included.
func toLineEnd(p []byte) int {
	if i := bytes.IndexByte(p, '\n'); i >= 0 {
		return i + 1
	}
	return len(p)
}
