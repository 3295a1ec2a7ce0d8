package mojibake

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// suspect is a run that may have been written as it stands, in a page.
type suspect struct {
	*western
	*run
	y              page
	old, said      []rune // what stands there, and what it says
	head, tail     []byte // the line before it and behind it
	before, behind rune   // of that, the characters beside it
}

// suspect returns what is known of run r in page y. It is valid until the next call.
func (w *western) suspect(r *run, y page) *suspect {
	w.old, w.said = w.old[:0], w.said[:0]
	for _, g := range w.glyphs[r.from:r.to] {
		w.old = append(w.old, g.r)
	}
	for _, q := range r.seqs {
		w.said = append(w.said, q.r)
	}
	s := &suspect{western: w, run: r, y: y, old: w.old, said: w.said, head: w.line[:w.glyphs[r.from].at], tail: w.line[w.glyphs[r.to-1].end:]}
	s.before, _ = utf8.DecodeLastRune(s.head)
	s.behind, _ = utf8.DecodeRune(s.tail)
	return s
}

// judge decides about the runs that scan found for page y: each by itself, and then
// beside those that are sure. It returns what undoing the broken ones gains, and how
// many glyphs they have.
func (w *western) judge(y page) (gain, covered int) {
	w.operators = 0
	for k, within := range w.within {
		if w.operator(k) || !within && unicode.Is(unicode.Sm, w.glyphs[k].r) {
			w.operators++
		}
	}
	sure := 0
	for i := range w.runs {
		r := &w.runs[i]
		w.suspect(r, y).measure()
		if r.decide(judge.RunAlone) {
			sure += r.ledger.Net()
		}
	}
	if sure == 0 {
		return 0, 0
	}
	kind := judge.RunBeside
	whole := len(w.seqs) >= judge.RunsInWhole && !slices.Contains(w.within, false)
	if whole {
		kind = judge.RunInWhole
	}
	for i := range w.runs {
		r := &w.runs[i]
		r.ledger.Note(judge.Whole, whole)
		r.ledger.Note(judge.MuchSure, whole || judge.Enough(judge.SureBeside, sure))
		if r.decide(kind) {
			gain += r.ledger.Net()
			covered += r.to - r.from
		}
	}
	return gain, covered
}

// decide decides by the bar of a kind whether a run is undone.
func (r *run) decide(kind judge.Kind) bool {
	r.ledger.Kind = kind
	r.broken = judge.Decide(&r.ledger).Made()
	return r.broken
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

// written reports whether text has such a run: flags of a word list, a mark or a letter that touches what is of another charset,
// Thai, a part of a formula, or one letter again and again, as a line of signs says.
func (s *suspect) written() bool {
	if !has(s.y, charset.Layers) && (s.affix() || s.besideForeign()) { // where words of Western languages have symbols
		return true
	}
	if has(s.y, charset.Thai) && s.lettersAround(s.from, s.to) == 0 && !slices.ContainsFunc(s.old, func(r rune) bool { return !runeclass.Is(r, runeclass.Thai) }) {
		return true
	}
	first := s.said[0]
	if len(s.said) == 1 {
		return first == utf8.RuneError || first == '\uFEFF' && s.glyphs[s.from].at > 0 || // lost by itself is better left, and a byte order mark begins something
			s.footnote() || s.amidDebris() || s.withinWord() || s.inFormula() || s.power()
	}
	return (first < 0x800 && judge.Holds(judge.SameAgain, judge.Share{N: len(s.said)}) || first == utf8.RuneError) &&
		!slices.ContainsFunc(s.said, func(r rune) bool { return r != first })
}

// footnote reports whether the only sequence of a line may be a letter and a mark behind
// it, in pages that are met seldom.
func (s *suspect) footnote() bool {
	return len(s.run.seqs) == len(s.western.seqs) && has(s.y, charset.Seldom) && len(s.old) == 2 && unicode.IsLetter(s.old[0]) && s.lettersAround(s.from, s.to) == 0
}

// withinWord reports whether a character is a letter of another alphabet within a word of
// Latin ones.
func (s *suspect) withinWord() bool {
	return foreignTo(s.before, s.said[0]) && foreignTo(s.behind, s.said[0])
}

// amidDebris reports whether a character touches bytes that are not of its script, and is no Latin letter
// and no mark of text: of those of another charset some are UTF-8 by chance.
func (s *suspect) amidDebris() bool {
	r := s.said[0]
	if eastAsian(r) && s.touch(s.from, s.to, func(k int) bool { return s.glyphs[k].r < 0x2000 }) {
		return true
	}
	if script(r) == script('À') || r >= 0x2000 || r < 0xC0 && !unicode.IsSymbol(r) {
		return false
	}
	lead := int(s.bytes[s.from])
	return s.touch(s.from, s.to, func(k int) bool {
		b, g := int(s.bytes[k]), s.glyphs[k].r
		return b != 0 && g != utf8.RuneError && (b < 0xC2 || max(b-lead, lead-b) > 1) || b == 0 && ruled(g) // of DOS
	})
}

// inFormula reports whether a character is made of symbols without a letter, and one that its page does not have touches
// it, or several that are no part of UTF-8 stand in the line: programs in languages of symbols (0↕×´𝕩) and formulas are no bytes.
func (s *suspect) inFormula() bool {
	return !slices.ContainsFunc(s.old, unicode.IsLetter) && (s.operators >= 2 || s.touch(s.from, s.to, s.operator))
}

// operator reports whether glyph k is a symbol or a letter of mathematics that the page does not have.
func (w *western) operator(k int) bool {
	r := w.glyphs[k].r
	return w.bytes[k] == 0 && (unicode.IsSymbol(r) || r >= 0x1D400 && r < 0x1D800)
}

// power reports whether a letter with an exponent would become a single letter of a script that has none
// but in words: Ω³ is no Arabic.
func (s *suspect) power() bool {
	return len(s.old) == 2 && s.old[0] >= 0x370 && unicode.IsLetter(s.old[0]) && strings.ContainsRune("¹²³", s.old[1]) && s.said[0] >= 0x530 && s.said[0] < 0x1D00
}

// measure measures how much likelier the line becomes if a run is undone, and what speaks against that.
func (s *suspect) measure() {
	s.ledger = judge.Ledger{}
	l := &s.ledger
	first, lead := s.said[0], s.old[0]
	rareLatin := !slices.ContainsFunc(s.said, func(r rune) bool { return r < 0x100 || r >= 0x280 }) // as bytes of another charset are by chance, or in capitals
	crowd := s.crowd(rareLatin || !has(s.y, charset.Layers))
	if l.Set(judge.Crowded, crowd); l.Counts(judge.Crowded) {
		return
	}
	l.Note(judge.CaseRun, len(s.old) >= 4 && caseRun(s.old, 2))
	if l.Note(judge.Written, rareLatin && judge.Holds(judge.StrayBeside, crowd) || s.written()); l.Has(judge.Written) {
		return
	}
	n := medley(s.said)
	if len(s.said) == 1 && (foreignTo(s.before, s.said[0]) || foreignTo(s.behind, s.said[0])) {
		n++
	}
	if n > 0 {
		l.Add(judge.Medley, n, len(s.said))
	}
	rare := 0
	for k, r := range s.said {
		if exotic(r) && !(k > 0 && exotic(s.said[k-1])) {
			rare++
		}
	}
	if rare > 0 {
		l.Add(judge.Exotic, rare, len(s.said))
	}
	l.Note(judge.LoneEast, len(s.said) == 1 && eastAsian(first) && first < 0xFF00)
	// Capitals within words of small letters, and Â where no word is, are not written.
	switch inWord := s.lettersAround(s.from, s.to) > 0; {
	case unicode.IsLower(s.before) && unicode.IsUpper(lead) && !unicode.IsUpper(first):
		l.Note(judge.CapitalInWord, true)
	case inWord && lead >= 0x370 && first < 0x370,
		inWord && lead < 0x370 && unicode.IsLetter(s.before) && symbolic(s.old[1]) && unicode.IsLetter(s.behind):
		l.Note(judge.MixedWord, true)
	case s.bytes[s.from] == 0xC2 && symbolic(s.old[1]):
		l.Note(judge.LeadAlone, true)
	}
	l.Gain = costAmong(s.head, s.old, s.tail) - costAmong(s.head, s.said, s.tail)
	l.Note(judge.Doubtful, s.doubtful(l.Net()))
}

// crowd counts the letters that are no part of UTF-8 and stand around a run, with nothing
// between, for the bytes that it has: if there are many, what is UTF-8 there may be so by
// chance. Symbols count as well where the page has many, as a line of them is what some
// keys type.
func (s *suspect) crowd(symbols bool) judge.Share {
	share := judge.Share{Of: s.to - s.from}
	count := func(k int) {
		if s.within[k] {
			share.Of++
		} else if s.glyphs[k].letter || symbols && s.bytes[k] != 0 && !punctuating(s.glyphs[k].r) {
			share.N++
		}
	}
	for k := s.from - 1; k >= max(0, s.from-nearby) && s.appended(k+1); k-- {
		count(k)
	}
	for k := s.to; k < min(len(s.glyphs), s.to+nearby) && s.appended(k); k++ {
		count(k)
	}
	return share
}

// symbolic reports whether r is a symbol, and no mark that may stand behind a letter.
func symbolic(r rune) bool {
	return r >= 0xA1 && r < 0xC0 && r != '»' && r != '·' && r != '´' && r != 0xAD && !unicode.IsLetter(r)
}

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
