package canonical

import "unicode/utf8"

// Compatibility ideographs (FT502) are second codes of ideographs, which Unicode
// has for the sake of Korean, Japanese and Taiwanese standards. Each becomes the
// unified ideograph of its canonical decomposition, where something says that
// the text is Chinese. In Japanese and Korean they tell names and readings apart
// and stay, and in a line of which nothing is known too. So they do in text that is
// about them: quoted alone, beside their other form, in tables of characters.

// compatibility reports whether the ideograph at src[from:to] may become repl.
func (l *line) compatibility(from, to int, repl rune) bool {
	return l.surelyChinese() && !enclosed(l.before(from), l.after(to)) && !l.codes.is(l.talksCodes) && !l.described.is(l.describes) && !l.besides(from, to, repl)
}

// besides reports whether the line sets the character at src[from:to] beside its
// other form, as in 神/神, 神（神） or a table of both: it is about the forms.
func (l *line) besides(from, to int, other rune) bool {
	const most = 8 // characters between them
	for p, k := to, 0; k < most; k++ {
		r, n := utf8.DecodeRune(l.src[p:l.to])
		if n == 0 || isHan(r) || isLetterOrDigit(r) {
			if k > 0 && r == other {
				return true
			}
			break
		}
		p += n
	}
	for p, k := from, 0; k < most; k++ {
		r, n := utf8.DecodeLastRune(l.src[l.from:p])
		if n == 0 || isHan(r) || isLetterOrDigit(r) {
			return k > 0 && r == other
		}
		p -= n
	}
	return false
}
