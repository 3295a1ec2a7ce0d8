package mojibake

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/encoding/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Lines that went wrong as a whole and lost bytes. The decoder counts which bytes are
// missing where, and fills in what fits; a search, hypothesis by hypothesis, is for what
// it can not read.

// workPerLost is what a character costs that the decoder fills in, in the units of work.
const workPerLost = 64

// fillable reports whether the decoder may read the line as s from end to end.
func (f *fixer) fillable(s step) bool {
	return f.w.work > 0 && s.x < numSources && s.y != partial && !s.y.phased() && s.fillsIn() && !f.every
}

// filled reads all of the line from its first to its last odd character as s; ok is false
// if it can not be read that way.
func (f *fixer) filled(s step) (p span, ok bool) {
	w := &f.w
	if !f.fillable(s) {
		return p, false
	}
	wide := func(r rune) bool { return r >= utf8.RuneSelf || r == '?' }
	p.from, p.to = slices.IndexFunc(w.runes, wide), len(w.runes)
	if p.from < 0 {
		return p, false
	}
	for p.to > p.from && !wide(w.runes[p.to-1]) {
		p.to--
	}
	if s.x != utf8Source && f.lossy(s, p.from, p.to) {
		return p, false
	}
	res, ok := f.fill.Fill(s.decoded(), w.runes[:p.from], w.runes[p.from:p.to], w.runes[p.to:])
	if !ok {
		return p, false
	}
	f.w.work -= workPerLost * len(res.Lost)
	p.text, p.lost = res.Text, res.Lost
	for _, l := range res.Lost {
		p.guesses = append(p.guesses, guessed{at: l.At, lost: pendingOf(l.Char)})
	}
	return p, true
}

// lossy reports whether of characters from..to, pairs of s.x, so many are lost that what is
// left may be paired in many ways. Only a search tells which is right then; and wherever
// bytes are characters by themselves, in the page or in the source.
func (f *fixer) lossy(s step, from, to int) bool {
	marks := 0
	for i := from; i < to; i++ {
		if f.w.mark(i) {
			marks++
		}
	}
	return 8*marks >= to-from || marks > 0 && (s.y.has(charset.LoneKana) || s.x == big5Source)
}

// pendingOf returns what is known of a character that lost bytes.
func pendingOf(c decoder.Char) (p pending) {
	p.b, p.n = c.B, c.N
	for i, g := range c.Gap {
		p.gap[i] = gap(g)
	}
	return p
}

// settleFilled is settle for a span that the decoder has read.
func (w *walker) settleFilled(r *reading, p *span) {
	s := r.Steps[0]
	kept := 0
	r.Lost.Margin = math.MaxInt32
	marked := w.mark(p.from)
	var note []byte
	text := p.text
	for k := range p.lost {
		lost := &p.lost[k]
		list := lost.Best()
		l := judge.Ledger{Kind: s.lossKind(&p.guesses[k].lost, marked), Chance: lost.Chance}
		if len(list) > 0 {
			l.Mean = lm.UnigramCost(lm.TokenOf(list[0].R))
			if judge.Decide(&l).Made() {
				kept++
				r.Lost.Margin = min(r.Lost.Margin, judge.Lead(lost.Chance))
				text[lost.At] = list[0].R
				continue
			}
		}
		if text[lost.At] = utf8.RuneError; len(list) == 0 {
			continue
		}
		note = append(note, "; lost: one of"...)
		for _, c := range list {
			note = append(note, ' ')
			note = utf8.AppendRune(note, c.R)
		}
	}
	if kept > 0 {
		note = fmt.Appendf(note, "; inferred: %d", kept)
	}
	r.Text, r.Lost.Note = []byte(string(text)), string(note)
}

// recognised undoes in the line the likeliest step, as the decoder has it, that reads all
// of the line and is accepted. Others that do may gain more, since they have more
// characters to choose from where bytes were lost: windows-1254 beside windows-1252.
func (f *fixer) recognised() (list []reading, ok bool) {
	first := 0
	for _, g := range f.guesses(f.w.line) {
		s := step{source(g.Step.Source), page(g.Step.Page)}
		if g.Score < first-clearLead || g.Layered || !f.fillable(s) || !f.w.hasOdd(s.y) {
			continue
		}
		p, ok := f.filled(s)
		if !ok {
			continue
		}
		first = max(first, g.Score)
		if len(f.under.Line([]byte(string(p.text)))) > 0 {
			continue // there is another layer, for which nothing may be guessed in this one
		}
		f.steps -= len(f.w.runes)
		if r := f.judge(s, []span{p}); len(r.readings) > 0 && f.explained(&r) {
			f.made(s)
			return f.settle(&r), true
		}
	}
	return nil, false
}
