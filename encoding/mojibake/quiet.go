package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// quiet reports whether nothing in a line is odd but U+FFFD: characters whose bytes are
// gone, in text that reads well on both sides of them. Nothing is to be undone there, as a
// reading explains odd characters. Of a line that was repaired, this is what is left: it
// depends on the line alone, so that no later look, at whatever else, finds more.
func quiet(line []byte) bool { return lacking(line) && oddAt(line, 0) < 0 }

// lacking reports whether characters of a line are gone that is well-formed.
func lacking(line []byte) bool { return bytes.Contains(line, []byte("\uFFFD")) && utf8.Valid(line) }

// oddAt returns the offset of the first character of a line, from offset from on, that is
// odd beside U+FFFD; -1 if there is none.
func oddAt(line []byte, from int) int {
	a, b := 0, 0 // the costs of the two characters before beyond ASCII
	prev, behind := lm.Start, from > 0
	odd := -1
	for i := from; i < len(line); {
		r, n := rune(line[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(line[i:])
		}
		i += n
		if r == utf8.RuneError {
			behind = true
			continue
		}
		t := lm.TokenOf(r)
		cost := 0
		if behind { // the character before is not known
			cost = lm.UnigramCost(t)
		} else {
			cost = lm.Cost(prev, t)
		}
		prev, behind = t, false
		if r < utf8.RuneSelf { // likely everywhere, and in damaged text as well
			continue
		}
		if a+b+cost > judge.QuietThree {
			odd = i - n
			break
		}
		a, b = b, cost
	}
	end := len(line)
	if odd >= 0 {
		end = odd
	}
	if i := gate.FirstMisread(line[:end], from); i >= 0 {
		return i
	}
	return odd
}
