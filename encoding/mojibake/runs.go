package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/judge"
)

// Parts of a line that lost bytes without a mark. The decoder counts what is missing where, as in
// whole lines, if it knows where the part begins and ends: of a page of single bytes, which has no
// Chinese characters, that is plain; of pairs, a search finds it, but for what it can not read.

// runs returns the runs of characters of page s.y, of single bytes, that the decoder reads from end
// to end though they lost bytes.
func (f *fixer) runs(s step) (list []span) {
	if !f.fillable(s) || s.x != utf8Source || !s.y.single() {
		return nil
	}
	w := &f.w
	in := func(i int) bool { return w.runes[i] >= utf8.RuneSelf && w.masks[i]>>s.y&1 != 0 }
	for i := 0; i < len(w.runes); i++ {
		if !in(i) {
			continue
		}
		var p span
		p.From = i
		for i++; i < len(w.runes) && (in(i) || w.runes[i] == ' ' && i+1 < len(w.runes) && in(i+1) || w.mark(i)); i++ {
		}
		if p.To = i; p.To-p.From < minWhole {
			continue
		}
		res, ok := f.fill.Fill(s.decoded(), w.runes[:p.From], w.runes[p.From:p.To], w.runes[p.To:])
		if !ok || len(res.Lost) == 0 {
			continue
		}
		w.work -= workPerLost * len(res.Lost)
		p.text, p.lost = res.Text, res.Lost
		list = append(list, p)
	}
	return list
}

// completed returns the readings of a step in parts of the line, of which best is what the search
// found, with what the search could not read between or beside them read as well, as far as
// the decoder can: of a part that is proved, half is not left as it was.
func (f *fixer) completed(s step, best partly) partly {
	if r := f.judge(s, f.runs(s)); len(r.readings) > 0 && (r.gain > best.gain || f.w.covers(r.readings)) {
		return r
	}
	return best
}

var _ = judge.OddCost
