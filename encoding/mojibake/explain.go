package mojibake

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// An Explanation says what may have happened to a text, and what speaks for it.
type Explanation struct {
	Text     string      // the line that was looked at: the first that looks odd, or the first
	Fixed    string      // what Fix makes of it; Text if it stays
	Edits    []edit.Edit // how Fix gets there, with offsets into Text
	Lost     []LostChar  // the characters of Fixed that lost bytes, filled in or not, with what they may be
	Readings []Reading   // what was weighed, the best first; the last may make no sense at all
	Reason   string      // why the text was repaired or not, in a sentence
}

// A Reading is one way to read the bytes of a text.
type Reading struct {
	Plan     Plan       // the wrong decodings that are supposed
	From, To int        // the part of the text, in bytes
	Text     string     // what that part says then
	Stages   []Stage    // what it looked like after each step of the plan
	Gain     float64    // how much likelier the text becomes, in nats: at 10, about e^10 times
	Evidence []Evidence // what counted for it and against it
	Made     bool       // whether that is enough
}

// Evidence is one thing that speaks for a reading or against it.
type Evidence struct {
	Words  string
	Weight float64 // in nats, less than 0 if it speaks against it; −Inf forbids it, 0 decides what is asked for
}

// A Stage is a text on the way back through a chain of wrong decodings.
type Stage struct {
	Step  Step
	Bytes []byte // the bytes of the text before this step, in the charset that it was read in
	Text  string // what these bytes say in the charset that they were in; empty where bytes were lost
}

// maxReadings is how many readings an explanation keeps.
const maxReadings = 8

// Explain tells what [Fix] makes of the first line of s that looks odd, and why, with the same options.
func Explain(s string, opts ...Option) Explanation {
	line := []byte(s)
	if i := gate.Next(line, 0); i >= 0 {
		line = line[bytes.LastIndexByte(line[:i], '\n')+1:]
	}
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimSuffix(line, []byte("\r"))
	line = line[:cut(line, 0, len(line))]
	e := Explanation{Text: string(line)}
	e.fix(optionsOf(opts))
	var f fixer
	f.w.work, f.steps, f.every = workMin, stepsMin, true
	quotes := false
	f.trace = func(r *reading) bool {
		n := public(r)
		same := func(o Reading) bool { return o.Text == n.Text && o.From == n.From }
		if i := slices.IndexFunc(e.Readings, same); i < 0 {
			e.Readings = append(e.Readings, n)
		} else if len(e.Readings[i].Plan) > len(n.Plan) {
			e.Readings[i] = n
		}
		quotes = quotes || r.Ledger.Has(judge.Quoted)
		return n.Made
	}
	if len(line) > 1 {
		f.west.load(line)
		f.layer()
		f.inSingle(line, lm.Sum(line))
		f.w.load(line)
		f.w.mask()
		located, _ := f.locate()
		f.proven(&located)
		f.wide()
		f.parts(&located)
	}
	slices.SortStableFunc(e.Readings, func(a, b Reading) int {
		if a.Made != b.Made {
			if a.Made {
				return -1
			}
			return 1
		}
		if a.Gain > b.Gain {
			return -1
		}
		return 1
	})
	e.Readings = e.Readings[:min(len(e.Readings), maxReadings)]
	for i := range e.Readings {
		r := &e.Readings[i]
		r.Stages = stages(e.Text[r.From:r.To], r.Plan)
	}
	e.Reason = e.reason(quotes)
	return e
}

// fix is [Fix] for the line.
func (e *Explanation) fix(o options) {
	e.Fixed = e.Text
	if gate.Next([]byte(e.Text), 0) < 0 {
		return
	}
	log := edit.Log{Keep: true}
	f := fixer{exact: o.exact, tells: true}
	f.use(o.model)
	out := string(f.append(nil, []byte(e.Text), &log))
	if e.Edits = log.Edits; log.Changed() {
		e.Fixed = out
	}
	for _, l := range f.chars { // later rounds may have moved some
		if l.At < 0 || l.At >= len(e.Fixed) {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(e.Fixed[l.At:]); r == utf8.RuneError || slices.Contains(l.May, r) {
			e.Lost = append(e.Lost, l)
		}
	}
}

// public returns the reading in the words of an explanation.
func public(r *reading) Reading {
	list, d := judge.Explain(&r.Ledger)
	n := Reading{Plan: planOf(r.Steps), From: r.From, To: r.To, Text: string(r.Text), Gain: float64(r.Gain()) / nat, Made: d.Made()}
	for _, x := range list {
		n.Evidence = append(n.Evidence, Evidence(x))
	}
	return n
}

// stages follows a plan.
func stages(text string, p Plan) (list []Stage) {
	for _, named := range p {
		s, _ := named.parse()
		b, ok := s.Page.AppendEncoded(nil, []byte(text))
		if !ok {
			return append(list, Stage{Step: named})
		}
		out, ok := s.Source.AppendDecoded(nil, b)
		if !ok {
			return append(list, Stage{Step: named, Bytes: b})
		}
		text = string(out)
		list = append(list, Stage{named, b, text})
	}
	return list
}

func (e *Explanation) reason(quotes bool) string {
	lost := false
	for _, x := range e.Edits {
		lost = lost || x.Rule == RuleLost || x.Rule == RuleSnowball
	}
	switch {
	case e.Fixed != e.Text && strings.ContainsRune(e.Fixed, '\uFFFD'):
		return "It was repaired as far as its bytes are left; where too many characters are possible, U+FFFD stands."
	case e.Fixed != e.Text:
		return "It was repaired: read this way, it is far more plausible, by more than chance explains."
	case lost:
		return "It cannot be repaired: the bytes that it was made of are gone."
	case len(e.Readings) == 0:
		return "It stays: nothing looks wrong, or its characters do not come from the bytes of any other text."
	case e.Readings[0].Made:
		return "It stays: another reading is plausible, but the text does not look broken enough to be searched for one."
	case quotes:
		return "It stays: it is an example in text about encodings."
	case e.Readings[0].Gain <= 0:
		return "It stays: it reads better as it is than in any other charset."
	}
	return "It stays: another reading is possible, but not plausible enough to be more than chance."
}
