package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// Proof by form. UTF-8 is so strict that much of it, without an error, is no
// chance: what a single-byte page makes of it can be undone whatever the result
// reads like. It may be the next wrong decoding, with losses of its own, which the
// language model can not tell from the one above it.

// What valid UTF-8 proves: a character of two bytes counts 1, of three or four
// bytes 2.
const (
	provesSingle = 8  // read in a single-byte page
	provesThai   = 20 // in windows-874: a vowel and two consonants look like three bytes
	provesDouble = 20 // in a double-byte charset, without anything but ASCII beside it
	provesTwice  = 8  // in a double-byte charset, of characters below U+0100 only
)

// proven returns the longest runs of characters of a page that are UTF-8 from end to
// end; and those that are UTF-8 of characters below U+0100 read in a double-byte
// charset. Clean text in these has none, and they mean that the UTF-8 was made of text
// that had been read wrongly before.
func (f *fixer) proven() (list []repair) {
	for y := range gbkPhase {
		switch {
		case y == partial || y.has(charset.LoneKana): // the first has everything, the second single bytes
		case y.has(charset.Thai):
			list = f.formOf(y, provesThai, utf8.MaxRune, list)
		case y.single():
			list = f.formOf(y, provesSingle, utf8.MaxRune, list)
		default:
			list = f.formOf(y, provesDouble, utf8.MaxRune, list)
			list = f.formOf(y, provesTwice, 0xFF, list)
		}
	}
	return list
}

// formOf adds the runs that are UTF-8 read as y, of characters up to limit, to list, if
// they prove enough and overlap with none in it.
func (f *fixer) formOf(y page, enough int, limit rune, list []repair) []repair {
	w := &f.w
	for i := 0; i < len(w.runes); {
		if w.runes[i] < utf8.RuneSelf || w.masks[i]>>y&1 == 0 {
			i++
			continue
		}
		from := i
		to, points, next := w.form(y, from, limit)
		i = next
		if points < enough {
			continue
		}
		text := w.line[w.offs[from]:w.offs[to]]
		b, ok := y.appendEncoded(nil, text)
		if !ok || !clean(bytes.ReplaceAll(b, []byte("\uFFFD"), nil), false) || isSnowball(text) || quoted(w.line, w.offs[from], w.offs[to]) {
			continue
		}
		said := []rune(string(b))
		if limit < utf8.MaxRune && (tabular(said) || !f.goesOn(b)) {
			continue
		}
		if limit == utf8.MaxRune && innocent(step{utf8Source, y}, w.runes[:from], w.runes[from:to], w.runes[to:], said, 0) {
			continue
		}
		r := repair{from: w.offs[from], to: w.offs[to], text: b, chain: []step{{utf8Source, y}}, gain: points * 6 * nat}
		if f.trace != nil {
			f.trace(Candidate{Plan: planOf(r.chain), From: r.from, To: r.to, Text: string(b), Gain: float64(r.gain) / nat,
				Need: float64(enough * 6), Accepted: true})
		}
		if !overlaps(list, r) {
			list = insertRepair(list, r)
		}
	}
	return list
}

// goesOn tells whether text, of characters below U+0100, can be undone in turn to what
// is plausible. If not, the bytes of some characters in a row say letters by chance.
func (f *fixer) goesOn(text []byte) bool {
	d := deep{f: f, best: cost(text)}
	d.descend(text, make([]step, 0, maxLayers))
	if d.chain == nil {
		return false
	}
	out := []rune(string(d.text))
	return survey(out).han >= 2 && costOf(out) <= 9*nat*len(out)
}

// form returns where the UTF-8 ends that begins at character from, what it counts,
// and where to go on. If something stands behind it that is in the page and does not
// go on with the UTF-8, it counts nothing, unless limit tells the two apart: it is the
// last character that the UTF-8 may hold.
func (w *walker) form(y page, from int, limit rune) (to, points, next int) {
	var p pending
	to = from
	partly := limit < utf8.MaxRune
	for i := from; i < len(w.runes); i++ {
		if w.runes[i] < utf8.RuneSelf && p.n == 0 {
			continue // text in between; it counts if more follows
		}
		if w.masks[i]>>y&1 == 0 {
			if p.n > 0 && !partly {
				points = 0
			}
			return to, points, i
		}
		c := w.code(y, i)
		for _, b := range c.b[:c.n] {
			r, st := utf8Source.feed(&p, b)
			if st == bad || st == char && r > limit {
				if !partly && !typographic(w.runes[i]) {
					points = 0
				}
				return to, points, max(i, from+1)
			}
			if st == char && r >= utf8.RuneSelf {
				points++
				if r >= 0x800 {
					points++
				}
			}
		}
		if p.n == 0 {
			to = i + 1
		}
	}
	if p.n > 0 && !partly {
		points = 0
	}
	return to, points, len(w.runes)
}

// overlaps tells whether a repair in list shares text with r.
func overlaps(list []repair, r repair) bool {
	for _, o := range list {
		if r.from < o.to && o.from < r.to {
			return true
		}
	}
	return false
}

// insertRepair adds r to list, which is in order.
func insertRepair(list []repair, r repair) []repair {
	i := len(list)
	list = append(list, r)
	for ; i > 0 && list[i-1].from > r.from; i-- {
		list[i] = list[i-1]
	}
	list[i] = r
	return list
}
