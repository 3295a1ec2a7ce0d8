package canonical

import (
	"strings"
	"unicode/utf8"
)

// Compatibility ideographs (FT502) are second codes of ideographs, which Unicode
// has for the sake of Korean, Japanese and Taiwanese standards. Each becomes the
// unified ideograph of its canonical decomposition, where something says that
// the text is Chinese. In Japanese and Korean they tell names and readings apart
// and stay, and in a line of which nothing is known too.

// compatibility tells whether the ideograph at src[from:to] may become repl.
func (l *line) compatibility(from, to int, repl rune) bool {
	return l.surelyChinese() && !l.codes.is(l.talksCodes) && !l.described.is(l.describes) && !l.besides(from, to, repl)
}

// besides tells whether the line sets the character at src[from:to] beside its
// other form, as in 神/神 or 神（神）: it is about the forms.
func (l *line) besides(from, to int, other rune) bool {
	const marks = "/(（=≠→、，,:：和与與"
	if r, n := utf8.DecodeRune(l.src[to:l.to]); n > 0 && strings.ContainsRune(marks, r) {
		if r, _ := utf8.DecodeRune(l.src[to+n : l.to]); r == other {
			return true
		}
	}
	if r, n := utf8.DecodeLastRune(l.src[l.from:from]); n > 0 && strings.ContainsRune(marks, r) {
		if r, _ := utf8.DecodeLastRune(l.src[l.from : from-n]); r == other {
			return true
		}
	}
	return false
}
