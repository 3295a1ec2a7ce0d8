package mojibake

import (
	"unicode"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// plausible reports whether what judge makes of the line as page y may be right, all of
// it together: single letters of rare alphabets in a page that is seldom met are chance.
func (f *fixer) plausible(y page, gain int, proved bool) bool {
	l := f.west.weigh(y, gain, proved)
	if f.lines != nil {
		return f.lines(&l, &f.west)
	}
	return judge.Decide(&l).Made()
}

// weigh measures what speaks for the runs of the line that were judged broken, and
// against them.
func (w *western) weigh(y page, gain int, proved bool) (l judge.Ledger) {
	l.Kind, l.Gain = judge.WesternLine, gain
	var glyphs, controls, symbols, letters, again, runs int
	var seqs, wide, exotics, lone, mixed, cost int
	for i := range w.runs {
		r := &w.runs[i]
		if r.kind != broken {
			continue
		}
		runs++
		first, last := int(w.seqs[r.from].from), int(w.seqs[r.to-1].to)
		for k := first; k < last; k++ {
			glyphs++
			switch g := w.glyphs[k].r; {
			case g < 0xA0:
				controls++
			case !unicode.IsLetter(g):
				symbols++
			default:
				letters++
			}
			if k > 0 && w.glyphs[k].r == w.glyphs[k-1].r {
				again++
			}
		}
		prev := lm.Start
		for k := r.from; k < r.to; k++ {
			q := shown(w.seqs[k].r)
			seqs++
			if w.seqs[k].to-w.seqs[k].from > 2 {
				wide++
			}
			if exotic(q) {
				exotics++
			}
			t := lm.TokenOf(q)
			cost += lm.Cost3(lm.Start, prev, t)
			prev = t
			foreign := (unicode.IsLetter(q) || unicode.IsMark(q)) && q >= 0x250 && (q < 0x1E00 || q >= 0x1F00)
			if foreign && r.to == r.from+1 {
				lone++
			}
			if foreign && w.lettersAround(first, last) > 0 {
				mixed++
			}
		}
	}
	if l.Chars = seqs; seqs == 0 {
		return l
	}
	l.Mean = cost / seqs
	l.Add(judge.NewWide, seqs, seqs)
	l.Add(judge.OldWide, glyphs, len(w.glyphs))
	l.Add(judge.OldControls, controls, glyphs)
	l.Add(judge.OldSymbols, symbols, glyphs)
	l.Add(judge.OldRepeated, again, glyphs)
	l.Add(judge.LongerUTF8, wide, seqs)
	l.Add(judge.NewExotic, exotics, seqs)
	l.Add(judge.NewLone, lone, seqs)
	l.Add(judge.NewMixed, mixed, seqs)
	l.Add(judge.Runs, runs, seqs)
	l.Note(judge.AllOfLine, glyphs == len(w.glyphs))
	l.Note(judge.Proved, proved)
	l.Note(judge.LikelyPage, y.has(charset.Likely))
	l.Note(judge.SeldomPage, !y.has(charset.Likely) && !y.deepens())
	return l
}
