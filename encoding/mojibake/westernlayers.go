package mojibake

import (
	"slices"

	"github.com/fixtext/fixtext/internal/judge"
)

// over joins the repairs of a line that made text of it with more of them, of text,
// and returns what these make of it.
func over(list, more []reading, text []byte) (joined []reading, out []byte) {
	at := 0
	for _, m := range more {
		out = append(append(out, text[at:m.From]...), m.Text...)
		at = m.To
	}
	out = append(out, text[at:]...)
	if len(list) == 0 {
		return more, out
	}
	shift := 0 // offset in text less that in the line, behind the repairs of list so far
	for len(list) > 0 || len(more) > 0 {
		// The repairs that touch each other become one.
		from, to, first := -1, -1, shift
		var below, above []reading
		for {
			if len(list) > 0 {
				r := list[0]
				lo := r.From + shift
				hi := lo + len(r.Text)
				if from < 0 && (len(more) == 0 || lo <= more[0].From) || from >= 0 && lo < to {
					shift += len(r.Text) - (r.To - r.From)
					if from < 0 {
						from = lo
					}
					from, to = min(from, lo), max(to, hi)
					below, list = append(below, r), list[1:]
					continue
				}
			}
			if len(more) > 0 && (from < 0 || more[0].From < to) {
				if from < 0 {
					from = more[0].From
				}
				from, to = min(from, more[0].From), max(to, more[0].To)
				above, more = append(above, more[0]), more[1:]
				continue
			}
			break
		}
		if len(above) == 0 {
			joined = append(joined, below...) // one
			continue
		}
		joined = append(joined, join(below, above, text, from, to, first, shift))
	}
	return joined, out
}

// join makes one reading of those above, of text, and those below, which had made
// text[from:to]. Offsets in text are more than those in the line by before in front
// of them, and by behind at their end.
func join(below, above []reading, text []byte, from, to, before, behind int) (r reading) {
	r.Ledger.Kind = judge.Layers
	r.From, r.To = from-before, to-behind
	i := from
	for _, m := range above {
		r.Text = append(append(r.Text, text[i:m.From]...), m.Text...)
		i = m.To
	}
	r.Text = append(r.Text, text[i:to]...)
	for _, b := range below {
		if len(b.Steps) > len(r.Steps) {
			r.Steps = b.Steps
		}
	}
	r.Steps = append(slices.Clone(r.Steps), above[0].Steps...)
	again := true
	for _, b := range append(below, above...) {
		r.Ledger.Gain += b.Gain()
		r.Lost.Places += b.Lost.Places
		again = again && b.Ledger.Has(judge.Redone)
		r.Lost.Margin = max(r.Lost.Margin, b.Lost.Margin)
		if b.Lost.Note != "" {
			r.Lost.Note = b.Lost.Note
		}
	}
	r.Ledger.Note(judge.Redone, again)
	return r
}
