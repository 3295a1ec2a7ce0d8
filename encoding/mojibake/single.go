package mojibake

import (
	"bytes"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// Lines that were read in a page of single bytes that is met seldom, from end to end. Pages
// differ in a few characters, so that another that is met often explains parts of such a
// line, and half of it would be repaired, and wrongly: who has all its characters is asked
// before anybody looks for parts.

// inSingle returns what a line says in the page of single bytes that makes the likeliest text of
// it, from end to end; nil if none makes any. Which pages explain it that are met often was seen
// before, and what they make of it costs known.
func (f *fixer) inSingle(line []byte, known int) []reading {
	if len(line) < 2*minWhole || bytes.Contains(line, []byte("\uFFFD")) {
		return nil
	}
	best := math.MaxInt
	var text []byte
	var s step
	var seen [][]byte
	decoder.SinglesOf(line).Pages(func(y decoder.Page) bool {
		b, ok := y.AppendEncoded(nil, line)
		if !ok || slices.ContainsFunc(seen, func(o []byte) bool { return bytes.Equal(o, b) }) {
			return true
		}
		seen = append(seen, b)
		for x := range numSources {
			if x != utf8Source && utf8.Valid(b) {
				break
			}
			out, ok := x.appendDecoded(nil, b)
			if !ok || !clean(out, true) {
				continue
			}
			if c := cost(out); c < best {
				best, text, s = c, out, step{x, pageOf(y)}
			}
		}
		return true
	})
	if text == nil || best+judge.SecondPage >= known {
		return nil
	}
	from := bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
	old := []rune(string(line[from:]))
	r := reading{From: from, To: len(line), Text: text[from:], Steps: []step{s}}
	r.Ledger = weigh(s, []rune(string(line[:from])), old, []rune(string(r.Text)), nil, 0, f.isProved(s))
	f.w.line = line
	if r.Trim(line); !f.accepts(&r) {
		return nil
	}
	f.last = r.Steps
	return []reading{r}
}
