package mojibake

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// What becomes of characters that lost bytes, once a reading is made.

// settle decides about the lost bytes of readings, and returns these.
func (f *fixer) settle(best *partly) []reading {
	w := &f.w
	for i := range best.readings {
		r, p := &best.readings[i], &best.spans[i]
		f.hint, f.hinted = r.Steps[0], true
		if p.lost == nil && r.Lost.Places > 0 {
			res := f.fill.Choose(r.Steps[0], w.runes[:p.From], p.Chars, w.runes[p.To:])
			p.text, p.lost = res.Text, res.Lost
		}
		f.decide(r, p)
	}
	return best.readings
}

// decide decides about the lost bytes of a reading.
func (f *fixer) decide(r *reading, p *span) {
	f.recall(r, p)
	f.w.settle(r, p)
	from := r.From
	if f.tells {
		at, k := 0, 0
		for i := range p.lost {
			for l := &p.lost[i]; k <= l.At; k++ {
				if k == l.At {
					r.Lost.Chars = append(r.Lost.Chars, may(l, at))
				}
				at += utf8.RuneLen(p.text[k])
			}
		}
	}
	r.Trim(f.w.line)
	for i := range r.Lost.Chars {
		r.Lost.Chars[i].At -= r.From - from
	}
}

// recall chooses the characters of a reading that lost bytes once more, with what the text around
// says elsewhere, and what was read in the lines before. That it was made does not depend on that: a second run, in
// which more of the block can be read, finds the same lines.
func (f *fixer) recall(r *reading, p *span) {
	if len(p.lost) == 0 {
		return
	}
	f.memory.Near(f.text, f.at, func(from, to int) {
		for i := range f.lines {
			if l := &f.lines[i]; l.from >= from && l.from < to {
				f.remember(l)
			}
		}
	})
	res := f.fill.Again(r.Steps[0], f.w.runes[:p.From], decoder.Result{Text: p.text, Lost: p.lost}, f.w.runes[p.To:], &f.memory)
	p.text, p.lost = res.Text, res.Lost
}

// remember takes in what the readings of a line say, if it is near what was recalled.
func (f *fixer) remember(l *found) {
	for i := range l.readings {
		f.memory.Add(l.from, l.readings[i].Text)
	}
}

// lossKind returns what is known of a character that lost bytes: how sure its guess must
// be depends on it. marked tells whether a mark stands where bytes fell out of step.
func lossKind(s step, c *decoder.Char, marked bool) judge.Kind {
	first, last := c.Gap[0], decoder.Gap(0)
	if c.N > 0 {
		last = c.Gap[c.N-1]
	}
	switch {
	case s.OutOfStep() && (first >= decoder.GapAfter || first != 0 && !marked):
		return judge.LostFirstUnmarked
	case s.OutOfStep() && (last == decoder.GapFirst || !marked):
		return judge.LostUnmarked
	case s.OutOfStep() && first != 0:
		return judge.LostFirst
	case s.OutOfStep():
		return judge.LostSecond
	case s.Page.Single() && last == decoder.GapDroppedNear:
		return judge.LostOne
	case s.Page.Single() && slices.ContainsFunc(c.Gap[:], decoder.Gap.Silent):
		return judge.LostSilently
	case s.Source == decoder.FromUTF8 && s.Page.Single():
		return judge.LostUndefined
	case s.Source == decoder.FromUTF8 && !has(s.Page, charset.Hangul):
		switch {
		case last == decoder.GapEnd:
			return judge.LostLast
		case c.Missing() > 1:
			return judge.LostTwo
		case first >= decoder.GapAfter, last == decoder.GapFirst:
			return judge.LostPair
		}
		return judge.LostOne
	case last == 0:
		return judge.LostLead
	case first != 0 && s.Source == decoder.FromBig5:
		return judge.LostBoth
	}
	return judge.LostOther
}

// unsure reports whether a character is rare, as in a name, and not as likely as such must be, of which the model knows little.
func unsure(lost *decoder.Lost, r rune) bool {
	return lost.Chance < judge.RareChance && !decoder.Often(r) && lm.UnigramCost(lm.TokenOf(r)) > judge.RareGuess
}

// settle decides about the characters of reading r, which is span p, that lost bytes: each by itself,
// or, if it is likely that all of them are right together, all, as then nothing is left to be done by
// hand. What is not sure becomes U+FFFD, and the likeliest characters are noted.
func (w *walker) settle(r *reading, p *span) {
	s := r.Steps[0]
	kept := 0
	r.Lost.Margin = math.MaxInt32
	marked := w.mark(p.From)
	made, honest := make([]bool, len(p.lost)), make([]float64, len(p.lost))
	rest := 1.0 // how likely all that are not sure by themselves are right
	for k := range p.lost {
		lost := &p.lost[k]
		l := judge.Ledger{Kind: lossKind(s, &lost.Char, marked), Chance: lost.Chance}
		list := lost.Best()
		if len(list) == 0 {
			rest = 0
			continue
		}
		honest[k] = judge.Honest(l.Kind, lost.Chance)
		if made[k] = judge.Decide(&l).Made() && !unsure(lost, list[0].R); !made[k] {
			rest *= honest[k]
			if l.Chance = 1; !judge.Decide(&l).Made() || unsure(lost, list[0].R) { // none of the kind is made, or no such character
				rest = 0
			}
		}
	}
	whole := judge.Ledger{Kind: judge.LostRest, Chance: rest}
	all := judge.Decide(&whole).Made()
	if all && rest < 1 {
		r.Lost.Margin = judge.Lead(rest)
	}
	var note []byte
	text := p.text
	for k := range p.lost {
		lost := &p.lost[k]
		list := lost.Best()
		if made[k] || all {
			kept++
			r.Lost.Margin = min(r.Lost.Margin, judge.Lead(honest[k]))
			text[lost.At] = list[0].R
			continue
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
