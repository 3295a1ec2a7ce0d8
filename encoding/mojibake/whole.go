package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// Lines that went wrong as a whole and lost nothing need no search, however long they
// are: the decoder tells which steps may have made them, and undoes these. Whether that
// is right, the same judge says.

// whole returns the readings of a line that a chain of steps explains from end to end;
// nil if none does.
func (f *fixer) whole(line []byte) []reading {
	if f.every || noText(line) {
		return nil
	}
	if list, ok := f.changed(line); ok {
		return list
	}
	if len(f.guesses(line)) == 0 {
		return f.inSingle(line, asItStands) // neither a chain nor a single step is likely
	}
	d := inverse{f: f, best: -1}
	if !bytes.Contains(line, []byte("\uFFFD")) { // else a byte was lost
		d.descend(line, nil)
	}
	if d.chain == nil {
		if list := f.inSingle(line, asItStands); list != nil {
			return list
		}
		if len(line) <= 2*around || f.steps <= 0 {
			return nil // the search sees all of it, or may not
		}
		f.w.load(line)
		f.w.mask()
		list, _ := f.recognised()
		return list
	}
	if list, ok := f.marked(line, &d); ok {
		return list
	}
	if list, ok := f.withoutControls(line); ok {
		return list
	}
	if d.chain[0].Page.Single() {
		if list := f.inSingle(line, d.best); list != nil {
			return list
		}
	}
	worst, plain := d.chain[0], true
	proved := true
	for _, s := range d.chain {
		if s.Source != decoder.FromUTF8 {
			worst = s
		}
		plain = plain && s.Source == decoder.FromUTF8 && s.Page.Single()
		proved = proved && f.isProved(s)
	}
	layers := plain && len(d.chain) > 1     // which western.go undoes one by one
	if plain && !layers && f.trace == nil { // it knows more about that, and needs help with long lines only
		if len(line) <= 2*around {
			return nil
		}
		list, covered := f.western(line)
		if !covered {
			return nil
		}
		f.west.found = f.west.found || len(list) > 0
		return list
	}
	beneath := line // what lies beneath the layers that are UTF-8 in single bytes
	n := max(0, slices.IndexFunc(d.chain, func(s step) bool { return s.Source != decoder.FromUTF8 || !s.Page.Single() }))
	if mid, ok := f.undoer.Undo(d.chain[:n], line); ok {
		beneath = bytes.Clone(mid)
	}
	if !layers && d.chain[n].Page.Single() && f.trace == nil && f.west.mayCover(beneath) {
		if list, covered := f.western(beneath); covered && len(list) > 0 && !strange(list) {
			return nil // it is UTF-8 of some language, which the recogniser does not know
		}
	}
	r, ok := f.throughout(line, d.text, d.chain, worst, proved)
	if !ok || len(d.chain) == decoder.MaxLayers && snowball(d.text) || r.Ledger.Kind == judge.PairsInPairs && partClean(nil, []rune(string(line)), []rune(string(d.text))) {
		return nil
	}
	f.last = d.chain
	f.made(d.chain[0])
	return []reading{r}
}

// throughout returns the reading that chain made line of text, which is judged as s, and whether it is made.
func (f *fixer) throughout(line, text []byte, chain []step, s step, proved bool) (r reading, ok bool) {
	from := bytes.IndexFunc(line, func(r rune) bool { return r >= utf8.RuneSelf })
	r = reading{From: from, To: len(line), Text: text[from:], Steps: chain}
	r.Ledger = weigh(s, []rune(string(line[:from])), []rune(string(line[from:])), []rune(string(r.Text)), nil, 0, proved)
	f.w.line = line
	r.Trim(line)
	return r, f.accepts(&r)
}

// marked returns the readings of a line of Big5 in which question marks stand for lost bytes,
// if that is likelier than that they were written: what is left of a character is a letter
// then, and ?A says nothing.
func (f *fixer) marked(line []byte, d *inverse) (list []reading, ok bool) {
	s := d.chain[0]
	if len(d.chain) > 1 || s.Source != decoder.FromBig5 || s.Page.Single() || bytes.IndexByte(line, '?') < 0 {
		return nil, false
	}
	f.w.load(line)
	f.w.mask()
	p, ok := f.filled(s)
	if !ok || lm.Sum([]byte(string(p.text)))+len(p.lost)*perLost >= lm.Sum(d.text) {
		return nil, false
	}
	list, _ = f.recognised()
	return list, len(list) > 0
}

// guesses returns what the decoder takes for likely of a line of the block. The result is
// valid until it is asked about another line.
func (f *fixer) guesses(line []byte) []decoder.Guess {
	if len(f.about) != len(line) || &f.about[0] != &line[0] {
		f.about, f.likely = line, f.rec.Line(line)
	}
	return f.likely
}

// made tells that the step made the line that guesses was asked about last.
func (f *fixer) made(s step) {
	f.rec.Found(s)
	f.about = nil
}

// inverse looks for the chain that undoes a text to what is likeliest.
type inverse struct {
	f     *fixer
	best  int
	chain []step
	text  []byte
}

// descend undoes one layer of text by the steps that are likely, and what is beneath it.
func (d *inverse) descend(text []byte, chain []step) {
	var list [4]decoder.Guess
	n := 0
	if len(chain) == 0 {
		n = copy(list[:], d.f.guesses(text))
	} else {
		n = copy(list[:], d.f.under.Line(text))
	}
	first := 0
	for _, g := range list[:n] {
		s := g.Step
		if s.Source >= numSources || g.Score < first-clearLead {
			continue
		}
		out, ok := d.f.undoer.Undo([]step{s}, text)
		if !ok || bytes.IndexByte(out, '\n') >= 0 || bytes.Equal(out, text) {
			continue
		}
		if d.best < 0 {
			d.best = lm.Sum(text)
		}
		first = max(first, g.Score)
		out = bytes.Clone(out)
		sub := append(slices.Clone(chain), s)
		if total := lm.Sum(out) + len(sub)*perLayer; total < d.best && decoder.Clean(out, true) {
			d.best, d.chain, d.text = total, sub, out
		}
		if s.Source == decoder.FromUTF8 && len(sub) < decoder.MaxLayers {
			d.descend(out, sub)
		}
	}
}
