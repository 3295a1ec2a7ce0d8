package prose

import "unicode/utf8"

// ordered finds characters in the order of their code points, or of their radicals, which
// is nearly that: tables of encodings, of normalization, of fonts. Nobody reads them, and a
// character that is replaced is missing there. Order is all that says so; in prose, one
// neighbour in forty stands so near.
func (f *finder) ordered() {
	from, chars, near, last := 0, 0, 0, rune(0)
	for at := 0; at <= len(f.line); {
		r, n := utf8.DecodeRune(f.line[at:])
		if n > 0 && isHan(r) {
			if chars == 0 {
				from = at
			} else if d := max(r-last, last-r); d > 0 && d < nearBy {
				near++
			}
			chars++
		} else {
			if chars >= minOrdered && 4*near >= 3*(chars-1) {
				f.add(from, at)
			}
			chars, near = 0, 0
		}
		last = r
		at += max(n, 1)
	}
}

const (
	minOrdered = 8     // fewer may be the names of a few fish
	nearBy     = 0x100 // characters of a radical
)
