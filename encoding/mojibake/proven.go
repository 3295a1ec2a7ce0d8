package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// Proof by form. UTF-8 is so strict that much of it, without an error, is no
// chance: what a single-byte page makes of it can be undone whatever the result
// reads like. It may be the next wrong decoding, with losses of its own, which the
// language model can not tell from the one above it.

// proven returns the longest runs of characters of a page that are UTF-8 from end to
// end; and those that are UTF-8 of characters below U+0100 read in a double-byte
// charset. Clean text in these has none, and they mean that the UTF-8 was made of text
// that had been read wrongly before.
func (f *fixer) proven(located *scores) (list []reading) {
	f.steps -= len(f.w.runes)
	for y := range gbkPhase {
		switch {
		case y == partial || y.has(charset.LoneKana|charset.Thai): // the first has everything, the second single bytes, and Thai looks like UTF-8
		case located[utf8Source][y] == 0:
		case y.single():
			list = f.formOf(y, judge.FormInSingle, utf8.MaxRune, list)
		default:
			list = f.formOf(y, judge.FormInPairs, utf8.MaxRune, list)
			list = f.formOf(y, judge.FormTwice, 0xFF, list)
		}
	}
	return list
}

// formOf adds the runs that are UTF-8 read as y, of characters up to limit, to list, if
// they prove enough and overlap with none in it.
func (f *fixer) formOf(y page, kind judge.Kind, limit rune, list []reading) []reading {
	w, s := &f.w, step{utf8Source, y}
	for i := 0; i < len(w.runes); {
		if w.runes[i] < utf8.RuneSelf || w.masks[i]>>y&1 == 0 {
			i++
			continue
		}
		from := i
		to, points, next := w.form(y, from, limit)
		i = next
		r := reading{From: w.offs[from], To: w.offs[to], Steps: []step{s}}
		l := &r.Ledger
		l.Kind, l.Gain = kind, points*judge.FormGain
		if !judge.Decide(l).Made() {
			continue
		}
		text := w.line[r.From:r.To]
		b, ok := y.appendEncoded(nil, text)
		if !ok || !clean(bytes.ReplaceAll(b, []byte("\uFFFD"), nil), false) || snowball(text) {
			continue
		}
		r.Text = b
		said := []rune(string(b))
		if limit < utf8.MaxRune {
			if lone(said) {
				continue
			}
			l.Set(judge.SortedNew, sorted(said, near))
		} else {
			object(l, s, w.runes[from:to], said)
		}
		if f.accepts(&r) && !overlaps(list, r) {
			list = inOrder(list, r)
		}
	}
	return list
}

// lone reports whether most characters of text beyond ASCII stand between ASCII. No charset that was
// read wrongly leaves such text; a list of Han characters that are pronounced alike, which GBK has side
// by side, may say it: 路/陆/录.
func lone(text []rune) bool {
	var s judge.Share
	wide := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= utf8.RuneSelf }
	for i := range text {
		if wide(i) {
			if s.Of++; !wide(i-1) && !wide(i+1) {
				s.N++
			}
		}
	}
	return 2*s.N > s.Of
}

// form returns where the UTF-8 ends that begins at character from, what it counts,
// and where to go on. If something stands behind it that is in the page and does not
// go on with the UTF-8, it counts nothing, unless limit tells the two apart: it is the
// last character that the UTF-8 may hold.
func (w *walker) form(y page, from int, limit rune) (to, points, next int) {
	var p decoder.Char
	to = from
	partly := limit < utf8.MaxRune
	for i := from; i < len(w.runes); i++ {
		if w.runes[i] < utf8.RuneSelf && p.N == 0 {
			continue // text in between; it counts if more follows
		}
		if w.masks[i]>>y&1 == 0 {
			if p.N > 0 && !partly {
				points = 0
			}
			return to, points, i
		}
		c := w.code(y, i)
		for _, b := range c.b[:c.n] {
			r, st := decoder.FromUTF8.Feed(&p, b)
			if st == decoder.Bad || st == decoder.Done && r > limit {
				if !partly && !typographic(w.runes[i]) {
					points = 0
				}
				return to, points, max(i, from+1)
			}
			if st == decoder.Done && r >= utf8.RuneSelf {
				points++
				if r >= 0x800 {
					points++
				}
			}
		}
		if p.N == 0 {
			to = i + 1
		}
	}
	if p.N > 0 && !partly {
		points = 0
	}
	return to, points, len(w.runes)
}
