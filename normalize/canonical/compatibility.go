package canonical

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/normalize/script"
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

// Private-use characters (FT503) stand for what the table of a charset had in
// their place before Unicode had the character. GB18030 has used U+E766 to
// U+E864 so; Windows reads the codes of HKSCS as U+E000 to U+F848. Icons of
// fonts are private-use characters too, so they change only beside Han
// characters, in a line that something says is Chinese. In a traditional line the
// place is that of HKSCS; since nothing but the text says so, that is inferred.

// private returns what the private-use character c at src[from:to] stands for, 0
// if that is not known.
func (l *line) private(c rune, from, to int) (repl rune, v edit.Verdict, confidence float64) {
	if fromGB(c) == 0 && fromHKSCS(c) == 0 {
		return 0, 0, 0
	}
	if !l.besideHan(from, to) || !l.surelyChinese() || l.codes.is(l.talksCodes) {
		return 0, 0, 0
	}
	if l.class == script.Traditional {
		return fromHKSCS(c), edit.Inferred, 0.9
	}
	return fromGB(c), edit.Exact, 1
}

// besideHan tells whether src[from:to], or the few private-use characters it
// stands among, touches a Han character.
func (l *line) besideHan(from, to int) bool {
	const most = 8
	p := from
	for range most {
		r, n := utf8.DecodeLastRune(l.src[l.from:p])
		if isHan(r) {
			return true
		}
		if !isPrivate(r) && !invisible(r) {
			break
		}
		p -= n
	}
	p = to
	for range most {
		r, n := utf8.DecodeRune(l.src[p:l.to])
		if isHan(r) {
			return true
		}
		if !isPrivate(r) && !invisible(r) {
			break
		}
		p += n
	}
	return false
}
