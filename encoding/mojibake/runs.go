package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
)

// Parts of a line that lost bytes without a mark. The decoder counts what is missing where, as in
// whole lines, if it knows where the part begins and ends: of a page of single bytes, which has no
// Chinese characters, that is plain; of pairs, a search finds it, but for what it can not read.

// runs returns the runs of characters of page s.Page, of single bytes, that the decoder reads from end
// to end though they lost bytes.
func (f *fixer) runs(s step) (list []span) {
	if !f.fillable(s) || s.Source != decoder.FromUTF8 || !s.Page.Single() {
		return nil
	}
	w := &f.w
	in := func(i int) bool { return w.runes[i] >= utf8.RuneSelf && w.masks[i]>>s.Page&1 != 0 }
	for i := 0; i < len(w.runes); i++ {
		if !in(i) {
			continue
		}
		var p span
		p.From = i
		for i++; i < len(w.runes) && (in(i) || w.runes[i] == ' ' && i+1 < len(w.runes) && in(i+1) || w.mark(i)); i++ {
		}
		p.To = i
		for p.From < p.To && typographic(w.runes[p.From]) {
			p.From++
		}
		if p.From > 0 && p.To > p.From && closes(w.runes[p.From-1], w.runes[p.To-1]) {
			p.To-- // a page of Windows has quotation marks, which are of the line here
		}
		if p.To-p.From < minWhole {
			continue
		}
		res, ok := f.fill.Fill(s, w.runes[:p.From], w.runes[p.From:p.To], w.runes[p.To:])
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
	if s.Source != decoder.FromUTF8 || !has(s.Page, charset.Drops) || f.every || f.w.work <= 0 {
		return best
	}
	if s.Page.Single() {
		if r := f.judge(s, f.runs(s)); len(r.readings) > 0 && (r.gain > best.gain || f.w.covers(r.readings)) {
			return r
		}
		return best
	}
	var all partly
	for k := 0; k < len(best.spans); {
		n := k + 1
		for n < len(best.spans) && f.w.mayBelong(s, best.spans[n-1].To, best.spans[n].From) {
			n++
		}
		part := partly{readings: best.readings[k:n], spans: best.spans[k:n]}
		for i := range part.readings {
			part.gain += part.readings[i].Gain()
		}
		low, high := 0, len(f.w.runes)
		if last := len(all.spans) - 1; last >= 0 {
			low = all.spans[last].To
		}
		if n < len(best.spans) {
			high = best.spans[n].From
		}
		all.join(f.extended(s, part, low, high))
		k = n
	}
	return all
}

// join adds the readings of another part of the line.
func (p *partly) join(o partly) {
	p.readings, p.spans, p.gain = append(p.readings, o.readings...), append(p.spans, o.spans...), p.gain+o.gain
}

// mayBelong reports whether characters from..to, a few, may be what s made.
func (w *walker) mayBelong(s step, from, to int) bool {
	for i := from; i < to; i++ {
		if w.runes[i] < utf8.RuneSelf || w.masks[i]>>s.Page&1 == 0 || punctuation(w.runes[i]) {
			return false
		}
	}
	return to-from <= beside
}

// extended reads the spans of part and what is between them as one, with as much on either side as makes
// the likeliest text, from character low on and up to high.
func (f *fixer) extended(s step, part partly, low, high int) partly {
	w := &f.w
	from, to := part.spans[0].From, part.spans[len(part.spans)-1].To
	best := part
	try := func(i, j int) bool {
		p := span{Span: decoder.Span{From: i, To: j}}
		res, ok := f.fill.Fill(s, w.runes[:i], w.runes[i:j], w.runes[j:])
		if !ok {
			return false
		}
		w.work -= workPerLost * len(res.Lost)
		p.text, p.lost = res.Text, res.Lost
		r := f.judge(s, []span{p})
		if len(r.readings) == 0 || net(&r) <= net(&best) {
			return false
		}
		best = r
		return true
	}
	if len(part.spans) > 1 || part.spans[0].guesses() > 0 {
		try(from, to)
	}
	odd := func(i int) bool { return i >= 0 && i < len(w.runes) && w.raw[i] >= judge.OddCost }
	if odd(to) || odd(to+1) {
		end := to
		for n := 1; n <= beside && to+n <= high && w.mayBelong(s, to, to+n); n++ {
			if try(from, to+n) {
				end = to + n
			}
		}
		to = end
	}
	if odd(from-1) || odd(from-2) {
		for n := 1; n <= beside && low+n <= from && w.mayBelong(s, from-n, from); n++ {
			try(from-n, to)
		}
	}
	return best
}
