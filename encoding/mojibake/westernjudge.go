package mojibake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// runKind says what a run was found to be.
type runKind uint8

const (
	kept   runKind = iota // written as it stands
	doubly                // may have been written as it stands, even if that is unlikely
	broken                // UTF-8
)

// judge decides about the runs that scan found for page y: each by itself, and then
// beside those that are sure. It returns what undoing the broken ones gains, and how
// many glyphs they have.
func (w *western) judge(y page) (gain, covered int) {
	if len(w.seqs) == 1 && w.footnote(y) {
		return 0, 0
	}
	if w.byChance() {
		return 0, 0
	}
	w.operators = 0
	for k, within := range w.within {
		if w.operator(k) || !within && unicode.Is(unicode.Sm, w.glyphs[k].r) {
			w.operators++
		}
	}
	sure := 0
	for i := range w.runs {
		r := &w.runs[i]
		r.kind = kept
		switch {
		case w.nothing(r):
			r.ledger, r.gain = judge.Ledger{Gain: judge.Hopeless}, judge.Hopeless
			continue
		case w.unwritten(r, y):
			r.ledger, r.gain = judge.Ledger{Gain: judge.Hopeless}, judge.Hopeless
			continue
		}
		if w.measure(r, y); w.ambiguous(r, y) {
			r.kind = doubly
			continue
		}
		if r.made(judge.RunAlone) {
			sure += r.gain
		}
	}
	if sure == 0 {
		return 0, 0
	}
	line := judge.Ledger{Gain: sure, Chars: len(w.seqs)}
	line.Note(judge.Whole, !slices.Contains(w.within, false))
	plain, doubtful := line.Beside()
	for i := range w.runs {
		r := &w.runs[i]
		if r.kind == kept && r.made(plain) || r.kind == doubly && r.made(doubtful) {
			r.kind = broken
			gain += r.gain
			covered += int(w.seqs[r.to-1].to - w.seqs[r.from].from)
		}
	}
	return gain, covered
}

// byChance reports whether all that is UTF-8 is letters of two bytes that touch many other characters of pages: bytes
// of another charset, or in capitals, are so by chance.
func (w *western) byChance() bool {
	if slices.ContainsFunc(w.seqs, func(q sequence) bool { return q.r >= 0x800 }) {
		return false
	}
	strays, all := 0, 0
	for k := 0; k < len(w.glyphs); {
		in, out := 0, 0
		for first := k; k < len(w.glyphs) && (k == first || w.appended(k)); k++ {
			switch r := w.glyphs[k].r; {
			case w.within[k]:
				in++
			case !eastAsian(r) && !punctuating(r) && r != utf8.RuneError:
				out++
			}
		}
		if all += in; in > 0 {
			strays += out
		}
	}
	return strays >= minStrays && 4*strays > all
}

// made reports whether a run is undone by the bar of a kind.
func (r *run) made(kind judge.Kind) bool {
	r.ledger.Kind = kind
	return judge.Decide(&r.ledger).Made()
}

// footnote reports whether the only sequence of a line may be a letter and a mark behind
// it, in pages that are met seldom.
func (w *western) footnote(y page) bool {
	if !y.has(charset.Seldom) {
		return false
	}
	q := w.seqs[0]
	return q.to-q.from == 2 && unicode.IsLetter(w.glyphs[q.from].r) && w.lettersAround(int(q.from), int(q.to)) == 0
}

// caseRun reports whether text beyond ASCII is, so many by so many, the same letter small and
// capital, as tables of case have it: тТТ, æÆ.
func caseRun(text []rune, each int) bool {
	var first rune
	n := 0
	for _, r := range text {
		if r < 0x80 {
			continue
		}
		r = unicode.ToLower(r)
		if n%each == 0 {
			first = r
		} else if r != first {
			return false
		}
		n++
	}
	return n > 0 && n%each == 0
}

// unwritten reports whether run r is better left: letters around it, Thai, letters in the
// order of an alphabet, one letter again and again, as a line of signs says, or letters of one
// script that say letters of several, as words do that are UTF-8 by chance.
func (w *western) unwritten(r *run, y page) bool {
	if judge.Holds(judge.Crowded, w.crowd(r, !y.deepens())) {
		return true
	}
	text := w.original(r)
	if judge.Holds(judge.Jumbled, jumbled(text, w.said(r))) || w.affix(r, y, text) || !y.deepens() && w.besideForeign(r) {
		return true
	}
	if y.has(charset.Thai) && w.lettersAround(int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)) == 0 {
		if points, thai := thaiFaults(text); !judge.Holds(judge.BrokenThai, judge.Share{N: points, Of: thai}) {
			return true
		}
	}
	if r.to-r.from == 1 && eastAsian(w.seqs[r.from].r) {
		from, to := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
		if from > 0 && w.appended(from) && w.glyphs[from-1].r < 0x2000 || to < len(w.glyphs) && w.appended(to) && w.glyphs[to].r < 0x2000 {
			return true // amid bytes of something else
		}
	}
	if r.to-r.from == 1 && w.seqs[r.from].r == '\uFEFF' && w.glyphs[w.seqs[r.from].from].at > 0 {
		return true // a byte order mark begins something
	}
	if r.to-r.from == 1 && (w.amidDebris(r) || w.withinWord(r) || w.inFormula(r, text) || w.power(r, text)) {
		return true
	}
	first := w.seqs[r.from].r
	for _, q := range w.seqs[r.from:r.to] {
		if q.r != first {
			return false
		}
	}
	return first < 0x800 && judge.Holds(judge.SameAgain, judge.Share{N: r.to - r.from})
}

// withinWord reports whether the only character of run r is a letter of another alphabet within a word of
// Latin ones.
func (w *western) withinWord(r *run) bool {
	q := w.seqs[r.from]
	from, to := int(w.glyphs[q.from].at), int(w.glyphs[q.to-1].end)
	return from > 0 && to < len(w.line) && foreignTo(rune(w.line[from-1]), q.r) && foreignTo(rune(w.line[to]), q.r)
}

// amidDebris reports whether the only character of run r is no Latin letter and no mark of text, and
// touches bytes that are not of its script: of those of another charset some are UTF-8 by chance.
func (w *western) amidDebris(r *run) bool {
	q := w.seqs[r.from]
	if script(q.r) == script('À') || q.r >= 0x2000 || q.r < 0xC0 && !unicode.IsSymbol(q.r) {
		return false
	}
	lead := int(w.bytes[q.from])
	debris := func(k int) bool {
		b, g := int(w.bytes[k]), w.glyphs[k].r
		return b != 0 && g != utf8.RuneError && (b < 0xC2 || max(b-lead, lead-b) > 1) || b == 0 && ruled(g) // of DOS
	}
	from, to := int(q.from), int(q.to)
	return from > 0 && w.appended(from) && debris(from-1) || to < len(w.glyphs) && w.appended(to) && debris(to)
}

// inFormula reports whether run r is symbols without a letter, and one that its page does not have touches it, or several
// that are no part of UTF-8 stand in the line: programs in languages of symbols (0↕×´𝕩) and formulas are no bytes.
func (w *western) inFormula(r *run, text []rune) bool {
	if slices.ContainsFunc(text, unicode.IsLetter) {
		return false
	}
	from, to := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	return w.operators >= 2 || from > 0 && w.appended(from) && w.operator(from-1) || to < len(w.glyphs) && w.appended(to) && w.operator(to)
}

// operator reports whether glyph k is a symbol or a letter of mathematics that the page does not have.
func (w *western) operator(k int) bool {
	r := w.glyphs[k].r
	return w.bytes[k] == 0 && (unicode.IsSymbol(r) || r >= 0x1D400 && r < 0x1D800)
}

// power reports whether run r is a letter with an exponent that would become a single letter of a script that has none
// but in words: Ω³ is no Arabic.
func (w *western) power(r *run, text []rune) bool {
	said := w.seqs[r.from].r
	return len(text) == 2 && text[0] >= 0x370 && unicode.IsLetter(text[0]) && strings.ContainsRune("¹²³", text[1]) && said >= 0x530 && said < 0x1D00
}

// original returns the characters that run r stands for in the line.
func (w *western) original(r *run) (text []rune) {
	for _, g := range w.glyphs[w.seqs[r.from].from:w.seqs[r.to-1].to] {
		text = append(text, g.r)
	}
	return text
}

// said returns what run r says; it is valid until the next call.
func (w *western) said(r *run) []rune {
	w.text = w.text[:0]
	for _, q := range w.seqs[r.from:r.to] {
		w.text = append(w.text, q.r)
	}
	return w.text
}

// nothing reports whether a run is of U+FFFD: ï¿½. By itself it is better left, as what
// shows that something is lost.
func (w *western) nothing(r *run) bool {
	for _, q := range w.seqs[r.from:r.to] {
		if q.r != utf8.RuneError {
			return false
		}
	}
	return true
}

// measure measures how much likelier the line becomes if a run is undone.
func (w *western) measure(r *run, y page) {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	r.ledger = judge.Ledger{}
	l := &r.ledger
	before, behind := w.line[:w.glyphs[first].at], w.line[w.glyphs[last-1].end:]
	a, _ := utf8.DecodeLastRune(before)
	next, _ := utf8.DecodeRune(behind)
	n := medley(w.said(r))
	if q := w.seqs[r.from]; r.to-r.from == 1 && (foreignTo(a, q.r) || foreignTo(next, q.r)) {
		n++
	}
	if n > 0 {
		l.Add(judge.Medley, n, r.to-r.from)
	}
	if row := (judge.Share{N: r.to - r.from, Of: last - first}); judge.Holds(judge.ManyInRow, row) && !y.has(charset.Thai) { // Thai has many such runs
		l.Set(judge.ManyInRow, row)
		l.Gain = (last - first) * judge.ByteGain
		r.gain = l.Net()
		return
	}
	w.in, w.out = w.in[:0], w.out[:0]
	for _, g := range w.glyphs[first:last] {
		w.in = append(w.in, g.r)
	}
	for _, q := range w.seqs[r.from:r.to] {
		w.out = append(w.out, q.r)
	}
	rare := 0
	for k := range w.out {
		if exotic(w.out[k]) && !(k > 0 && exotic(w.out[k-1])) {
			rare++
		}
	}
	if rare > 0 {
		l.Add(judge.Exotic, rare, len(w.out))
	}
	l.Note(judge.LoneEast, len(w.out) == 1 && eastAsian(w.out[0]) && w.out[0] < 0xFF00)
	// Capitals within words of small letters, and Â where no word is, are not written.
	lead := w.glyphs[first].r
	switch {
	case unicode.IsLower(a) && unicode.IsUpper(lead) && !unicode.IsUpper(w.out[0]):
		l.Note(judge.CapitalInWord, true)
	case lead >= 0x370 && w.lettersAround(first, last) > 0 && w.out[0] < 0x370,
		lead < 0x370 && w.lettersAround(first, last) > 0 && unicode.IsLetter(a) && symbolic(w.glyphs[first+1].r) && unicode.IsLetter(next):
		l.Note(judge.MixedWord, true)
	case w.bytes[first] == 0xC2 && !unicode.IsLetter(a) && symbolic(w.glyphs[first+1].r):
		l.Note(judge.LeadAlone, true)
	}
	l.Gain = costAmong(before, w.in, behind) - costAmong(before, w.out, behind)
	r.gain = l.Net()
}

// crowd counts the letters that are no part of UTF-8 and stand around a run, with nothing
// between, for the bytes that it has: if there are many, what is UTF-8 there may be so by
// chance. Symbols count as well where the page has many, as a line of them is what some
// keys type.
func (w *western) crowd(r *run, symbols bool) judge.Share {
	first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
	bytes, letters := last-first, 0
	i := r.from - 1
	for k := first - 1; k >= max(0, first-wordLimit) && w.appended(k+1); k-- {
		if i >= 0 && int(w.seqs[i].to) == k+1 {
			k = int(w.seqs[i].from)
			bytes += int(w.seqs[i].to) - k
			i--
		} else if w.letter(k) || symbols && w.bytes[k] != 0 && !punctuating(w.glyphs[k].r) {
			letters++
		}
	}
	i = r.to
	for k := last; k < min(len(w.glyphs), last+wordLimit) && w.appended(k); k++ {
		if i < len(w.seqs) && int(w.seqs[i].from) == k {
			k = int(w.seqs[i].to) - 1
			bytes += k + 1 - int(w.seqs[i].from)
			i++
		} else if w.letter(k) || symbols && w.bytes[k] != 0 && !punctuating(w.glyphs[k].r) {
			letters++
		}
	}
	return judge.Share{N: letters, Of: bytes}
}

// symbolic reports whether r is a symbol, and no mark that may stand behind a letter.
func symbolic(r rune) bool {
	return r >= 0xA1 && r < 0xC0 && r != '»' && r != '·' && r != '´' && r != 0xAD && !unicode.IsLetter(r)
}

// letter reports whether glyph k is a letter of a script that has words.
func (w *western) letter(k int) bool { return w.glyphs[k].letter }

// costAmong is the cost of text between what is before and behind it.
func costAmong(before []byte, text []rune, behind []byte) (sum int) {
	var w lm.Walk
	if a, n := utf8.DecodeLastRune(before); n > 0 {
		if b, n := utf8.DecodeLastRune(before[:len(before)-n]); n > 0 {
			w.Next(b)
		}
		w.Next(a)
	}
	for _, r := range text {
		sum += w.Next(r)
	}
	for range 2 {
		r, n := utf8.DecodeRune(behind)
		if n == 0 {
			return sum + w.Next('\n')
		}
		sum += w.Next(r)
		behind = behind[n:]
	}
	return sum
}
