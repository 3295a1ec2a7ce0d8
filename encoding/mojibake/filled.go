package mojibake

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// Lines that went wrong as a whole and lost bytes. The decoder counts which bytes are
// missing where, and fills in what fits; a search, hypothesis by hypothesis, is for what
// it can not read.

// fillable reports whether the decoder may read the line as s from end to end.
func (f *fixer) fillable(s step) bool {
	return f.w.work > 0 && s.Source < numSources && !s.OutOfStep() && s.Fills() && !f.every
}

// filled reads all of the line from its first to its last odd character as s; ok is false
// if it can not be read that way.
func (f *fixer) filled(s step) (p span, ok bool) {
	if !f.fillable(s) {
		return p, false
	}
	if w, was := &f.w, &f.refused; was.s == s && len(was.line) > 0 && len(was.line) == len(w.line) && &was.line[0] == &w.line[0] {
		was.line = nil
		w.work -= workPerLost * len(was.p.lost)
		return was.p, true
	}
	return f.filledBy(s, f.fill.Fill)
}

// refused is what refilled found, and did not take: mostly it is asked for again.
type refused struct {
	line []byte
	s    step
	p    span
}

// filledBy is filled, by one or another reading of the decoder.
func (f *fixer) filledBy(s step, fill func(s decoder.Step, before, text, after []rune) (decoder.Result, bool)) (p span, ok bool) {
	w := &f.w
	wide := func(r rune) bool { return r >= utf8.RuneSelf || r == '?' }
	p.From, p.To = slices.IndexFunc(w.runes, wide), len(w.runes)
	if p.From < 0 {
		return p, false
	}
	for p.To > p.From && !wide(w.runes[p.To-1]) {
		p.To--
	}
	if s.Source == decoder.FromBig5 && p.To > p.From && p.To < len(w.runes) && w.mark(p.To-1) {
		p.To++ // the mark stood for the first byte of a character, and this is the second
	}
	if s.Source != decoder.FromUTF8 && f.lossy(s, p.From, p.To) {
		return p, false
	}
	res, ok := fill(s, w.runes[:p.From], w.runes[p.From:p.To], w.runes[p.To:])
	if !ok {
		return p, false
	}
	f.w.work -= workPerLost * len(res.Lost)
	p.text, p.lost = res.Text, res.Lost
	return p, !crosses(s) || !partClean(w.runes[:p.From], w.runes[p.From:p.To], p.text)
}

// lossy reports whether of characters from..to, pairs of s.Source, so many are lost that what is
// left may be paired in many ways. Only a search tells which is right then; and wherever
// bytes are characters by themselves, in the page or in the source.
func (f *fixer) lossy(s step, from, to int) bool {
	marks := 0
	for i := from; i < to; i++ {
		if f.w.mark(i) {
			marks++
		}
	}
	if s.Source == decoder.FromBig5 && s.Page == decoder.GBK { // the marks of Big5 among others: its ， and 。
		return 2*marks >= to-from
	}
	return muchLost*marks >= to-from || marks > 0 && (has(s.Page, charset.LoneKana) || s.Source == decoder.FromBig5)
}

// recognised undoes in the line the likeliest step, as the decoder has it, that reads all
// of the line and is accepted. Others that do may gain more, since they have more
// characters to choose from where bytes were lost: windows-1254 beside windows-1252.
func (f *fixer) recognised() (list []reading, ok bool) {
	first := 0
	for _, g := range f.guesses(f.w.line) {
		s := g.Step
		if g.Score < first-clearLead || !f.fillable(s) {
			continue
		}
		if p, ok := f.filled(s); ok {
			first = max(first, g.Score)
			if len(f.under.Line([]byte(string(p.text)))) == 0 { // else nothing may be guessed: there is another layer
				if list = f.filling(s, p); len(list) > 0 {
					return list, true
				}
			}
		}
		if list, ok = f.twice(s); ok { // or parts of it were read so once, and others twice
			return list, ok
		}
	}
	return nil, false
}

// filling returns the readings of a line that p is of and s made, if they leave nothing odd in it.
func (f *fixer) filling(s step, p span) (list []reading) {
	f.steps -= len(f.w.runes)
	r := f.judge(s, []span{p})
	if len(r.readings) == 0 || !f.w.covers(r.readings) {
		return nil
	}
	if s.Page.Single() {
		list = f.lostInSingle(net(&r))
	}
	if len(list) == 0 {
		f.made(s)
		list = f.settle(&r)
	}
	f.refill, f.refills = list[0].Steps[0], true
	return list
}

// twice undoes step s twice, where bytes were lost on the way; it is for UTF-8 that was
// read as GBK, of which each step loses a few.
func (f *fixer) twice(s step) (list []reading, ok bool) {
	if s != as(decoder.FromUTF8, decoder.GBK) {
		return nil, false
	}
	f.steps -= len(f.w.runes)
	p, ok := f.filledBy(s, f.fill.FillTwice)
	if !ok {
		return nil, false
	}
	r := f.judge(s, []span{p})
	if len(r.readings) == 0 {
		return nil, false
	}
	r.readings[0].Steps = []step{s, s}
	return f.settle(&r), true
}

// twiceInParts undoes UTF-8 that was read as GBK twice in parts of the line. A part says UTF-8 in
// the bytes of the first step, which as it stands is no likelier than what stands there, so that
// no search would find it; but so much of it is no chance.
func (f *fixer) twiceInParts() (list []reading) {
	w, s := &f.w, as(decoder.FromUTF8, decoder.GBK)
	if !f.fillable(s) {
		return nil
	}
	for i := 0; i < len(w.runes); {
		if w.runes[i] < utf8.RuneSelf || w.masks[i]>>decoder.GBK&1 == 0 {
			i++
			continue
		}
		var p span
		var points int
		p.From = i
		if p.To, points, i = w.form(decoder.GBK, i, utf8.MaxRune-1); !judge.Enough(judge.FormInParts, points*judge.FormGain) {
			continue
		}
		bytes, ok := decoder.GBK.AppendEncoded(nil, w.line[w.offs[p.From]:w.offs[p.To]])
		if !ok {
			continue
		}
		once := []rune(string(bytes))
		for len(once) > 0 && once[len(once)-1] < 0x800 { // a pair beside is such a character by chance
			once = once[:len(once)-1]
			p.To--
		}
		for len(once) > 0 && once[0] < 0x800 {
			once = once[1:]
			p.From++
		}
		res, ok := f.fill.Fill(s, w.runes[:p.From], once, w.runes[p.To:])
		if !ok {
			continue
		}
		w.work -= workPerLost * len(res.Lost)
		p.text, p.lost = res.Text, res.Lost
		if r := f.judge(s, []span{p}); len(r.readings) > 0 {
			r.readings[0].Steps = []step{s, s}
			list = append(list, f.settle(&r)...)
		}
	}
	return list
}

// refilled is likeLast for lines that lost bytes: it reads the line as the last one that
// recognised undid. More characters than lost some must have all their bytes, and
// what the line says then is not weighed against other readings, unless it gains little.
func (f *fixer) refilled(line []byte) (list []reading, ok bool) {
	if !f.refills || len(line) < 2*minWhole {
		return nil, false
	}
	w, s := &f.w, f.refill
	w.spell(line)
	p, ok := f.filled(s)
	if !ok {
		return nil, false
	}
	wide := 0
	for _, r := range p.text {
		if r >= utf8.RuneSelf {
			wide++
		}
	}
	l := judge.Ledger{Chars: wide - 2*len(p.lost)}
	f.refused = refused{w.line, s, p}
	if l.Kind, l.Gain = judge.AgainUTF8, l.Chars*judge.FormGain; !judge.Decide(&l).Made() {
		return nil, false
	}
	r := reading{From: w.offs[p.From], To: w.offs[p.To], Text: []byte(string(p.text)), Steps: []step{s}}
	if l.Chars = wide; !again(&l, line[r.From:r.To], r.Text) {
		return nil, false
	}
	f.refused.line = nil
	f.steps -= len(w.runes)
	r.Ledger, r.Lost.Places = l, len(p.lost)
	f.decide(&r, &p)
	if r.Lost.Places == 0 { // likeLast needs no counting
		f.last = r.Steps
	}
	return []reading{r}, true
}
