package mojibake

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// openCost is what it costs to suppose that a span begins.
func openCost(s step) int32 {
	switch {
	case s.OutOfStep():
		return 0 // it depends on where; see package decoder
	case s.Source == decoder.FromUTF8 && has(s.Page, charset.Likely):
		return openLikely
	case s.Source == decoder.FromUTF8:
		return openUTF8
	case s.Page.Single() || s.Page == decoder.Partial:
		return openSingle
	}
	return openPairs
}

// walker looks at one line. Its buffers are used again.
type walker struct {
	line    []byte
	runes   []rune
	offs    []int // where each begins, and the length of the line
	toks    []lm.Token
	raw     []int32               // what each costs as it stands
	strange []bool                // which are of another script than the line
	lacks   bool                  // controls of ISO-8859-1 may have been left out
	masks   []uint32              // the pages that have it, as bits
	odd     int                   // how many characters are odd
	oddIn   [decoder.NumPages]int // and are in a page
	codes   []decoder.Code        // what they are in page coded
	coded   page
	known   [2048]met // characters that were met
	starts  []bool    // where bytes may have fallen out of step
	gains   []int32   // scratch
	units   []byte    // scratch: characters side by side, in a page
	unitAt  []int     // and which of them each byte is of
	work    int       // characters that may still be tried for lost bytes, in this block
}

// load takes in a line.
func (w *walker) load(line []byte) {
	w.spell(line)
	first, prev := lm.Start, lm.Start
	for _, r := range w.runes {
		t := lm.TokenOf(r)
		w.toks = append(w.toks, t)
		w.raw = append(w.raw, int32(lm.Cost3(first, prev, t)))
		first, prev = prev, t
	}
}

// hasControls reports whether the line has a byte 80 to 9F, for which codes must be those of a page of
// single bytes: else these were left out, as controls of ISO-8859-1 often are.
func (w *walker) hasControls() bool {
	return slices.ContainsFunc(w.codes, func(c decoder.Code) bool { return c.N == 1 && c.B[0] >= 0x80 && c.B[0] < 0xA0 })
}

// strangers tells which characters of a line no simplified text has, if what lies outside the spans is simplified
// Chinese; else it returns nil.
func (w *walker) strangers(spans []decoder.Span) []bool {
	var n [scripts]int
	at := 0
	for i := range len(spans) + 1 {
		from, to := len(w.runes), len(w.runes)
		if i < len(spans) {
			from, to = spans[i].From, spans[i].To
		}
		for k, more := range scriptsOf(w.runes[at:from]) {
			n[k] += more
		}
		at = to
	}
	if 2*n[simplifiedHan] < max(1, n[traditionalHan]) {
		return nil
	}
	w.strange = w.strange[:0]
	for _, r := range w.runes {
		w.strange = append(w.strange, gate.Foreign(r))
	}
	return w.strange
}

// spell takes in the characters of a line, and nothing about them.
func (w *walker) spell(line []byte) {
	w.line = line
	w.runes, w.offs, w.toks, w.raw, w.codes = w.runes[:0], w.offs[:0], w.toks[:0], w.raw[:0], w.codes[:0]
	for i := 0; i < len(line); {
		r, n := utf8.DecodeRune(line[i:])
		w.runes, w.offs = append(w.runes, r), append(w.offs, i)
		i += n
	}
	w.offs = append(w.offs, len(line))
}

// mark reports whether character i stands for lost bytes.
func (w *walker) mark(i int) bool { return w.runes[i] == utf8.RuneError || w.runes[i] == '?' }

// span is a part of a line and what it is in a hypothesis.
type span struct {
	decoder.Span
	text []rune
	lost []decoder.Lost // characters that lost bytes, once they were chosen
}

// guesses counts the characters of the span that lost bytes.
func (p *span) guesses() (n int) {
	for i := range p.Chars {
		if p.Chars[i].Lost() {
			n++
		}
	}
	return max(n, len(p.lost))
}

// guessed is how many guesses these are worth: two characters of which the second byte is
// left, and the first among a few, are one, and two of several of UTF-8 that lack one byte of three in a
// page of single bytes.
func (p *span) guessed(s step) int {
	halves := 0
	thirds := s.Page.Single() && s.Source == decoder.FromUTF8 && len(p.lost) >= minWhole
	for i := range p.lost {
		c := &p.lost[i].Char
		if lossKind(s, c, false) == judge.LostLead || thirds && c.N == 3 && c.Missing() == 1 {
			halves++
		}
	}
	return p.guesses() - halves/2
}

// walk returns the spans of the line in which a step is undone, in the likeliest way.
func (f *fixer) walk(s step, open int32) (list []span) {
	w := &f.w
	if w.encode(s.Page); s.OutOfStep() && !w.glimpse(s) {
		return nil
	}
	q := decoder.Search{Step: s, Open: open, Starts: w.starts, Work: w.work, Controls: w.lacks || s == as(decoder.FromUTF8, decoder.Latin) && !w.hasControls()}
	paired := crosses(s) && !s.OutOfStep()
	if paired {
		q.Strange = w.strangers(nil)
	}
	spans := f.fill.Spans(&q, w.runes, w.toks, w.raw)
	if paired {
		f.fill.Ends(&q, w.runes, w.toks, spans, w.strangers(spans))
	}
	for _, p := range spans {
		text := make([]rune, 0, len(p.Chars))
		for i := range p.Chars {
			text = append(text, p.Chars[i].R)
		}
		list = append(list, span{Span: p, text: text})
	}
	w.work = q.Work
	return list
}
