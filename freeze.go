package fixtext

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/misread"
)

// Damage freezes: of text that was read in a wrong charset, and lost too much for that
// to be undone, no stage makes something else. Its characters were never written, and
// what they would be converted to leads nowhere.

// isMisread reports whether text[from:to], a line, has such text at one of the places where the
// gate found it unlikely. What it says of a line depends on nothing but the line.
func isMisread(text []byte, places []int32, from, to int) bool {
	i, _ := slices.BinarySearch(places, int32(from))
	j, _ := slices.BinarySearch(places, int32(to))
	for a, b := range stretches(text, places[i:j]) {
		if misread.In(text[a:b]) {
			return true
		}
	}
	return false
}

// mostTold is how many bytes of a stretch are looked at together: whoever looks again behind what was found
// must not look at all of a long line each time.
const mostTold = 1 << 10

// tellMisread is a stage that reports such text at these places, and changes nothing: who
// reads the report learns where text was left that nobody wrote.
func tellMisread(dst, src []byte, places []int32, log *edit.Log) (out []byte, changed bool) {
	for from, to := range stretches(src, places) {
		for from < to {
			end := min(to, from+mostTold)
			for end < to && !utf8.RuneStart(src[end]) {
				end++
			}
			i, j, what := misread.Find(src[from:end])
			if what == "" {
				from = end
				continue
			}
			text := src[from+i : from+j]
			log.Add(Edit{Offset: int64(from + i), In: text, Out: text, Rule: mojibake.RuleLost, Verdict: Unrepairable,
				Note: what + ": left as it is"})
			from += j
		}
	}
	return dst, false
}

// stretches returns the parts of lines that places stand for, each once: those of places
// side by side are one.
func stretches(text []byte, places []int32) iter.Seq2[int, int] {
	return func(yield func(from, to int) bool) {
		from, to := 0, 0
		for _, place := range places {
			a, b := around(text, int(place))
			if a < to {
				to = max(to, b)
				continue
			}
			if from < to && !yield(from, to) {
				return
			}
			from, to = a, b
		}
		if from < to {
			yield(from, to)
		}
	}
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
	from += linescan.Start(text[from:], at-from)
	return from, at + linescan.Len(text[at:to])
}
