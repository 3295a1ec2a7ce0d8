package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// Proof by form. UTF-8 is so strict that much of it, without an error, is no
// chance, whatever the result reads like. It may be the next wrong decoding, with losses
// of its own, which the language model can not tell from the one above it.

// proven returns the longest runs of characters of a charset of pairs that are UTF-8 of characters
// below U+0100 from end to end. Clean text in these has none, and they mean that the UTF-8 was made
// of text that had been read wrongly before.
func (f *fixer) proven(located *scores) (list []reading) {
	f.steps -= len(f.w.runes)
	for y := decoder.GBK; y < decoder.NumPages; y++ {
		if located[decoder.FromUTF8][y] > 0 && !has(y, charset.LoneKana) {
			list = f.formOf(y, list)
		}
	}
	return list
}

// formOf adds the runs that are UTF-8 read as y to list, if they prove enough and overlap with none in it.
func (f *fixer) formOf(y page, list []reading) []reading {
	w, s := &f.w, as(decoder.FromUTF8, y)
	w.encode(y)
	for i := 0; i < len(w.runes); {
		if c := &w.codes[i]; w.runes[i] < utf8.RuneSelf || c.N == 0 || c.B[0]>>1 != 0xC2>>1 { // all such letters begin with C2 or C3
			i++
			continue
		}
		from := i
		to, points, next := w.form(y, from, 0xFF)
		i = next
		l := judge.Ledger{Kind: judge.FormTwice, Gain: points * judge.FormGain}
		if !judge.Decide(&l).Made() {
			continue
		}
		r := reading{From: w.offs[from], To: w.offs[to], Steps: []step{s}, Ledger: l}
		b, ok := y.AppendEncoded(nil, w.line[r.From:r.To])
		if !ok || !decoder.Clean(b, false) {
			continue
		}
		r.Text = b
		said := []rune(string(b))
		if lone(said) || oneRow(said) {
			continue
		}
		r.Ledger.Set(judge.SortedOld, sorted(w.runes[from:to], near))
		r.Ledger.Set(judge.SortedNew, sorted(said, near))
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

// oneRow reports whether all characters of text beyond ASCII are of the same half, letters or what stands before these. Bytes of text are
// of both, but characters that are pronounced alike stand in one row of GBK: 毛帽冒猫茂.
func oneRow(text []rune) bool {
	var half [2]bool
	for _, r := range text {
		if r >= utf8.RuneSelf {
			half[r>>6&1] = true
		}
	}
	return half[0] != half[1]
}

// form returns where the UTF-8 of characters up to limit ends that begins at character from, what it
// counts, and where to go on.
func (w *walker) form(y page, from int, limit rune) (to, points, next int) {
	var p decoder.Char
	to = from
	for i := from; i < len(w.runes); i++ {
		if w.runes[i] < utf8.RuneSelf && p.N == 0 {
			continue // text in between; it counts if more follows
		}
		if w.masks[i]>>y&1 == 0 {
			return to, points, i
		}
		c := w.code(y, i)
		for _, b := range c.B[:c.N] {
			r, st := decoder.FromUTF8.Feed(&p, b)
			if st == decoder.Bad || st == decoder.Done && r > limit {
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
	return to, points, len(w.runes)
}
