package mojibake

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// partly is what a line says if one step is undone in parts of it.
type partly struct {
	readings []reading
	spans    []span // of the readings
	gain     int
}

// parts looks for broken spans in the line. What was found on the line before,
// or is proved for the block, is tried first, and alone if it explains all. Of the other
// steps, those are that the decoder takes for likeliest: few others ever gain most.
func (f *fixer) parts(located *scores) []reading {
	var best partly
	f.known.line = f.known.of(f.w.line)
	try := func(s step) (found bool) {
		r := f.readOnce(s)
		if r.gain > best.gain {
			best = r
		}
		return r.gain > 0
	}
	least := 1
	var others []step
	for y := range decoder.NumPages {
		for x := range numSources {
			switch s := as(x, y); {
			case !possible(s) || !f.w.hasOdd(s.Page) || !f.mayHold(s, located):
			case f.isMet(s):
				if try(s) {
					least = max(least, located[s.Source][s.Page]-clearLead)
				}
			default:
				others = append(others, s)
			}
		}
	}
	if !f.every && f.explains(best.readings) {
		return f.settle(&best)
	}
	slices.SortStableFunc(others, func(a, b step) int { return located[b.Source][b.Page] - located[a.Source][a.Page] })
	for n, s := range others {
		score := located[s.Source][s.Page]
		if unscored := s.OutOfStep() || s.Page == decoder.Partial || score == 0; !unscored && !f.every && (n >= mostTries || score < least) {
			continue
		}
		if try(s) {
			least = max(least, score-clearLead)
		}
	}
	return f.settle(&best)
}

// read undoes one step in parts of the line, where that makes it plausible.
func (f *fixer) read(s step) (best partly) {
	f.steps -= len(f.w.runes)
	if p, ok := f.filled(s); ok {
		if best = f.judge(s, []span{p}); len(best.readings) > 0 {
			return best
		}
	}
	open := openCost(s)
	if f.isProved(s) && !s.OutOfStep() {
		open = openLikely
	}
	return f.completed(s, f.judge(s, f.walk(s, open)))
}

// judge returns those spans of a hypothesis that are plausible.
func (f *fixer) judge(s step, spans []span) (best partly) {
	w := &f.w
	allProved, within := f.isProved(s), []span(nil)
	if !allProved && s.Page == decoder.Partial && len(spans) > 0 {
		inPage := as(decoder.FromGBK, decoder.Latin)
		within = f.judge(inPage, f.walk(inPage, openCost(inPage))).spans
	}
	for _, p := range spans {
		proved := allProved || p.provedBy(within)
		if crosses(s) && p.lost == nil && p.guesses() == 0 {
			w.strip(&p)
		}
		if s.Page == decoder.Partial && !allProved {
			w.stripHalves(&p)
		}
		r := reading{From: w.offs[p.From], To: w.offs[p.To], Text: []byte(string(p.text)), Steps: []step{s}, Lost: judge.Lost{Places: p.guesses()}}
		r.Ledger = weigh(s, w.runes[:p.From], w.runes[p.From:p.To], p.text, w.runes[p.To:], p.guessed(s), proved)
		bare := r
		if bare.Trim(w.line); !f.accepts(&bare) {
			continue
		}
		best.gain += r.Gain()
		best.readings = append(best.readings, r)
		best.spans = append(best.spans, p)
	}
	return best
}

// provedBy reports whether one of list, parts of the line read in the page alone and made, is a part of p, and says
// the same: the letters beside it then are UTF-8 by chance rather than what was written.
func (p *span) provedBy(list []span) bool {
	return slices.ContainsFunc(list, func(q span) bool {
		return p.From <= q.From && q.To <= p.To && strings.Contains(string(p.text), string(q.text))
	})
}

// strip leaves out of both ends of a span what it says as well without it: marks that two
// charsets of pairs have in the same place, which are no evidence that one was taken for
// the other.
func (w *walker) strip(p *span) {
	for len(p.text) > 0 && p.From < p.To && w.runes[p.From] == p.text[0] {
		p.From++
		p.text = p.text[1:]
	}
	for len(p.text) > 0 && p.From < p.To && w.runes[p.To-1] == p.text[len(p.text)-1] {
		p.To--
		p.text = p.text[:len(p.text)-1]
	}
}

// stripHalves leaves out of the ends of a span of page Partial a letter of Latin-1, which the page has in two ways, where no
// other letter in the span, or line of the block, tells that there was UTF-8: at the end of a line that was cut, it is half of a character.
func (w *walker) stripHalves(p *span) {
	sure := func(i int) bool { return w.runes[i] >= utf8.RuneSelf && w.code(decoder.Partial, i).N > 1 }
	for i := p.From; i < p.To; i++ {
		if sure(i) {
			return
		}
	}
	both := func(i int, says rune) bool {
		b, _ := decoder.FromGBK.AppendEncoded(nil, []byte(string(says)))
		return string(b) == string(w.runes[i])
	}
	if n := len(p.text); n > 0 && both(p.To-1, p.text[n-1]) {
		p.To, p.text = p.To-1, p.text[:n-1]
	}
	if len(p.text) > 0 && both(p.From, p.text[0]) {
		p.From, p.text = p.From+1, p.text[1:]
	}
}

// accepts reports whether a reading of the line is made. It asks last whether an example
// is quoted.
func (f *fixer) accepts(r *reading) bool {
	if judge.Decide(&r.Ledger).Made() {
		e := examples{line: f.w.line}
		r.Ledger.Note(judge.Quoted, e.shown(r.From, r.To, []reading{*r}))
	}
	if f.trace != nil {
		return f.trace(r)
	}
	return judge.Decide(&r.Ledger).Made()
}

// hasOdd reports whether enough of the odd characters of the line are in page y.
func (w *walker) hasOdd(y page) bool {
	odd := judge.Share{N: w.oddIn[y], Of: w.odd}
	return odd.N > 0 && (judge.Holds(judge.OddInPage, odd) || judge.Holds(judge.FewOddInPage, odd))
}
