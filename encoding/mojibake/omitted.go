package mojibake

import (
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Characters that a wrong decoding left out without a trace: see package decoder. The text
// is right as far as it goes, and the damage, done again, makes what stood there; but it
// is not all that was written.

// omitting notes in the readings between charsets of pairs that characters seem to be
// missing from them. A decoder that left out none in one line of the block has left out
// none in another.
func (f *fixer) omitting(lines []found) {
	var kept [decoder.NumSources][decoder.AllPages]bool
	each := func(do func(r *reading, s step)) {
		for _, l := range lines {
			for i := range l.readings {
				if r := &l.readings[i]; len(r.Steps) == 1 && crosses(r.Steps[0]) && r.Steps[0].Source < numSources && !r.Steps[0].OutOfStep() && r.Lost.Places == 0 {
					do(r, r.Steps[0])
				}
			}
		}
	}
	each(func(r *reading, s step) {
		if kept[s.Source][s.Page] {
			return
		}
		o := s.Omits()
		for _, c := range string(r.Text) {
			kept[s.Source][s.Page] = kept[s.Source][s.Page] || o.Has(c)
		}
	})
	each(func(r *reading, s step) {
		if !kept[s.Source][s.Page] && omitted(s, []rune(string(r.Text))) {
			r.Ledger.Note(judge.Omitted, true)
		}
	})
}

// omitted reports whether characters that s leaves out are missing from text: it has none
// of them, and another would make it likelier somewhere.
func omitted(s step, text []rune) bool {
	o := s.Omits()
	prev, han, gain := lm.Start, 0, 0
	for i, r := range text {
		t := lm.TokenOf(r)
		if runeclass.IsHan(r) {
			if han++; lm.Cost(prev, t) >= judge.OddCost {
				gain = max(gain, o.Gain(text, i))
			}
		}
		prev = t
	}
	return judge.Enough(judge.LeftOut, gain+o.Without(han))
}
