package mojibake

import "slices"

// over joins the repairs of a line that made text of it with more of them, of text,
// and returns what these make of it.
func over(list, more []repair, text []byte) (joined []repair, out []byte) {
	at := 0
	for _, m := range more {
		out = append(append(out, text[at:m.from]...), m.text...)
		at = m.to
	}
	out = append(out, text[at:]...)
	if len(list) == 0 {
		return more, out
	}
	shift := 0 // offset in text less that in the line, behind the repairs of list so far
	for len(list) > 0 || len(more) > 0 {
		// The repairs that touch each other become one.
		from, to, first := -1, -1, shift
		var below, above []repair
		for {
			if len(list) > 0 {
				r := list[0]
				lo := r.from + shift
				hi := lo + len(r.text)
				if from < 0 && (len(more) == 0 || lo <= more[0].from) || from >= 0 && lo < to {
					shift += len(r.text) - (r.to - r.from)
					if from < 0 {
						from = lo
					}
					from, to = min(from, lo), max(to, hi)
					below, list = append(below, r), list[1:]
					continue
				}
			}
			if len(more) > 0 && (from < 0 || more[0].from < to) {
				if from < 0 {
					from = more[0].from
				}
				from, to = min(from, more[0].from), max(to, more[0].to)
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

// join makes one repair of those above, of text, and those below, which had made
// text[from:to]. Offsets in text are more than those in the line by before in front
// of them, and by behind at their end.
func join(below, above []repair, text []byte, from, to, before, behind int) (r repair) {
	r.proved = true
	r.from, r.to = from-before, to-behind
	i := from
	for _, m := range above {
		r.text = append(append(r.text, text[i:m.from]...), m.text...)
		i = m.to
	}
	r.text = append(r.text, text[i:to]...)
	for _, b := range below {
		if len(b.chain) > len(r.chain) {
			r.chain = b.chain
		}
	}
	r.chain = append(slices.Clone(r.chain), above[0].chain...)
	for _, b := range append(below, above...) {
		r.gain += b.gain
		r.guesses += b.guesses
		r.proved = r.proved && b.proved
		r.margin = max(r.margin, b.margin)
		if b.note != "" {
			r.note = b.note
		}
	}
	return r
}
