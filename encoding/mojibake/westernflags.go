package mojibake

import (
	"slices"
	"unicode"
	"unicode/utf8"
)

// Letters that stand at words without being a part of them, as in word lists, or that
// touch letters of another page: what is UTF-8 of them is so by chance.

// affix reports whether a run is letters behind one of ASCII or a slash, as word
// lists have them for flags, in a page in which words of Western languages have symbols
// there: what it would be is a letter or two of another alphabet within a word.
func (s *suspect) affix() bool {
	from := len(s.head)
	if from == 0 || slices.ContainsFunc(s.old, func(r rune) bool { return !unicode.IsLetter(r) }) {
		return false
	}
	if s.flags(from) {
		return true
	}
	return (isLetter(s.line[from-1]) || s.line[from-1] == '/') && !slices.ContainsFunc(s.said, func(r rune) bool {
		return r < 0x250 && !exotic(r) || r >= 0x2000 && r < 0x2C00 || !unicode.IsLetter(r) && !unicode.IsMark(r)
	})
}

// besideForeign reports whether a letter touches a run that the page has not: a word that
// was not read in it.
func (s *suspect) besideForeign() bool {
	return s.touch(s.from, s.to, func(k int) bool { return s.bytes[k] == 0 && s.glyphs[k].letter })
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
