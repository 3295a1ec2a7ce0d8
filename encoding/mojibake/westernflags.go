package mojibake

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// Letters that stand at words without being a part of them, as in word lists, or that
// touch letters of another page: what is UTF-8 of them is so by chance.

// affix reports whether run r, which says text, is letters behind one of ASCII or a slash, as word
// lists have them for flags, in a page in which words of Western languages have symbols
// there: what it would be is a letter or two of another alphabet within a word.
func (w *western) affix(r *run, y page, text []rune) bool {
	from := int(w.glyphs[w.seqs[r.from].from].at)
	if has(y, charset.Layers) || from == 0 || slices.ContainsFunc(text, func(g rune) bool { return !unicode.IsLetter(g) }) {
		return false
	}
	if w.flags(from) {
		return true
	}
	if !isLetter(w.line[from-1]) && w.line[from-1] != '/' {
		return false
	}
	for _, q := range w.seqs[r.from:r.to] {
		if q.r < 0x250 && !exotic(q.r) || q.r >= 0x2000 && q.r < 0x2C00 || !unicode.IsLetter(q.r) && !unicode.IsMark(q.r) {
			return false
		}
	}
	return true
}

// besideForeign reports whether a letter touches run r that the page has not: a word that
// was not read in it.
func (w *western) besideForeign(r *run) bool {
	from, to := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	return from > 0 && w.appended(from) && w.bytes[from-1] == 0 && w.letter(from-1) ||
		to < len(w.glyphs) && w.appended(to) && w.bytes[to] == 0 && w.letter(to)
}

// flags reports whether what ends before line[to:] is flags behind a word and a slash, as
// word lists have them: letters and digits.
func (w *western) flags(to int) bool {
	for low := max(0, to-4*wordLimit); to > low; {
		r, n := utf8.DecodeLastRune(w.line[:to])
		to -= n
		switch {
		case r == '/':
			before, _ := utf8.DecodeLastRune(w.line[:to])
			return unicode.IsLetter(before)
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			return false
		}
	}
	return false
}
