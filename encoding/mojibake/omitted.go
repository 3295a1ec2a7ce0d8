package mojibake

import (
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
	var kept [allSources][allPages]bool
	each := func(do func(r *reading, s step)) {
		for _, l := range lines {
			for i := range l.readings {
				if r := &l.readings[i]; len(r.Steps) == 1 && r.Steps[0].crosses() && r.Steps[0].x < numSources && !r.Steps[0].y.phased() && r.Lost.Places == 0 {
					do(r, r.Steps[0])
				}
			}
		}
	}
	each(func(r *reading, s step) {
		if kept[s.x][s.y] {
			return
		}
		o := s.decoded().Omits()
		for _, c := range string(r.Text) {
			kept[s.x][s.y] = kept[s.x][s.y] || o.Has(c)
		}
	})
	each(func(r *reading, s step) {
		if !kept[s.x][s.y] && s.omitted([]rune(string(r.Text))) {
			r.Ledger.Note(judge.Omitted, true)
		}
	})
}

// omitted reports whether characters that s leaves out are missing from text: it has none
// of them, and another would make it likelier somewhere.
func (s step) omitted(text []rune) bool {
	o := s.decoded().Omits()
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
