package simplify

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// Form is a character that is not standard, and the standard character that it is a
// variant of.
type Form struct {
	Offset   int // in bytes
	Rune     rune
	Standard rune
}

// Left returns the variants of standard characters that Append leaves as they are in
// simplified text, since they are most often part of a name there (刘畊宏, 梁靖崑), and no
// word proves that they are slips. It is for telling people, and slower than Append.
func Left(src []byte) (left []Form) {
	log := edit.Log{Keep: true}
	Append(nil, src, &log)
	c := converter{src: src, context: script.NewContext(src)}
	for p := 0; p < len(src); {
		from, to := c.nextUnit(p)
		counts := script.Count(src[from:to])
		if from < to && counts.Simplified > 0 && c.context.Decide(from, to, counts).Chinese() {
			for q := from; q < to; {
				e, r, n := entry(src[q:to])
				if (isVariant(e) || c.own(r, q, n)) && !changed(log.Edits, q) {
					left = append(left, Form{q, r, c.standard(q)})
				}
				q += n
			}
		}
		p = to
	}
	return left
}

// changed reports whether one of the edits, which are in order, is at offset p.
func changed(edits []edit.Edit, p int) bool {
	_, found := slices.BinarySearchFunc(edits, int64(p), func(e edit.Edit, at int64) int { return int(e.Offset - at) })
	return found
}
