package mojibake

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
)

// In which page a line was read: each that may have made some of it is looked at, and the one that explains most is
// undone, one layer at a time.

// western undoes UTF-8 that was read in a single-byte page in the parts of a line where nobody can
// have written what stands there. What lies beneath, the next look at the block sees.
func (f *fixer) western(line []byte) (list []reading, covered bool) {
	w := &f.west
	w.load(line)
	list, covered, ok := f.layer()
	if !ok {
		return nil, false // lost too much
	}
	w.odd = w.remaining(list)
	if len(list) == 0 {
		list = w.controls()
	}
	e := examples{line: line}
	list = slices.DeleteFunc(slices.Clone(list), func(r reading) bool {
		r.Ledger.Note(judge.Quoted, e.shown(r.From, r.To, list))
		return !judge.Decide(&r.Ledger).Made()
	})
	if covered && len(list) > 0 {
		f.last = list[0].Steps
	}
	if !covered && len(list) > 0 && !w.odd {
		w.load(madeIn(line, 0, len(line), list)) // what may begin another one in it?
	}
	return list, covered || w.pages == 0 && !w.odd
}

// layer returns the repairs of one layer, and whether they leave nothing beyond
// ASCII as it was. It is not ok if so much is lost that a search has to decide.
func (f *fixer) layer() (list []reading, all, ok bool) {
	w := &f.west
	w.begin()
	if len(w.glyphs) >= 2 {
		first := w.last
		if all = f.try(first); !all {
			if first != westernPages[0] { // it may be no better than others before it
				first = decoder.NumPages
				w.begin()
			}
			for _, y := range westernPages {
				if all = y != first && f.try(y); all {
					w.last = y
					break
				}
			}
		}
	}
	if all {
		f.trySecond()
		return f.broken(), true, true
	}
	list, ok = w.incomplete(f.broken())
	return list, false, ok
}

// trySecond looks at a line that a page explains as the pages that have most of its letters,
// of which one may make likelier text: ISO-8859-15 has other characters than windows-1252 in
// eight places, and both make UTF-8.
func (f *fixer) trySecond() {
	w := &f.west
	for _, y := range westernPages {
		if !has(y, charset.Second) || y == w.best.page || !w.may(y) {
			continue
		}
		f.steps -= len(w.glyphs)
		if w.scan(y); slices.Equal(w.seqs, w.best.seqs) {
			continue
		}
		gain, covered := w.judge(y)
		if covered == len(w.glyphs) && costOfSeqs(w.seqs)+judge.SecondPage < costOfSeqs(w.best.seqs) {
			w.take(y, gain, gain)
		}
	}
}

// costOfSeqs is what the characters cost.
func costOfSeqs(list []sequence) (sum int) {
	var w lm.Walk
	for _, q := range list {
		sum += w.Next(q.r)
	}
	return sum
}

// begin forgets what pages say of the line.
func (w *western) begin() {
	w.best.gain, w.best.page = 0, decoder.NumPages
	w.best.seqs, w.best.runs = w.best.seqs[:0], w.best.runs[:0]
}

// try looks at the line as page y. It tells whether that explains all of it.
func (f *fixer) try(y page) (all bool) {
	w := &f.west
	if !w.may(y) {
		return false
	}
	f.steps -= len(w.glyphs)
	w.scan(y)
	if len(w.seqs) == 0 {
		return false
	}
	second := has(y, charset.Second) && !f.isProved(as(decoder.FromUTF8, y))
	if second && w.alsoFirst() {
		return false
	}
	gain, covered := w.judge(y)
	rank := gain
	if second {
		rank -= judge.SecondPage
	}
	if gain == 0 || w.best.page < decoder.NumPages && rank <= w.best.rank {
		return false
	}
	w.take(y, gain, rank)
	l := judge.Ledger{Kind: judge.LineClear, Gain: gain, Chars: covered}
	return covered == len(w.glyphs) && judge.Decide(&l).Made()
}

// alsoFirst reports whether all sequences are characters of the page that is met first as well, and
// not far less likely ones: which of both was written, so few do not tell.
func (w *western) alsoFirst() bool {
	var b [6]byte
	cost := 0
	var walk lm.Walk
	for _, q := range w.seqs {
		n := 0
		for k := q.from; k < q.to; k++ {
			b[n] = byteOf(westernPages[0], w.glyphs[k].r)
			n++
		}
		r, size := utf8.DecodeRune(b[:n])
		if size != n || !writable(r) {
			return false
		}
		cost += walk.Next(r)
	}
	return costOfSeqs(w.seqs)+judge.SecondPage >= cost
}

// take makes page y the best.
func (w *western) take(y page, gain, rank int) {
	w.best.page, w.best.gain, w.best.rank = y, gain, rank
	w.best.seqs, w.seqs = w.seqs, w.best.seqs
	w.best.runs, w.runs = w.runs, w.best.runs
}

// broken returns readings for the runs of the best page that were judged broken.
func (f *fixer) broken() (list []reading) {
	w := &f.west
	chain := []step{as(decoder.FromUTF8, w.best.page)}
	for i := range w.best.runs {
		r := &w.best.runs[i]
		if !r.broken && !f.every {
			continue
		}
		p := reading{Steps: chain, Ledger: r.ledger}
		p.From, p.To = int(w.glyphs[r.from].at), int(w.glyphs[r.to-1].end)
		p.Text = make([]byte, 0, r.to-r.from+1)
		again := true // one character for one byte
		for _, q := range r.seqs {
			p.Text = utf8.AppendRune(p.Text, q.r)
			again = again && (q.r < 0x10000 || q.to-q.from == 4) // not CESU-8
		}
		p.Ledger.Note(judge.Redone, again)
		if f.trace != nil {
			f.trace(&p)
		}
		if r.broken {
			if list == nil {
				list = make([]reading, 0, len(w.best.runs)-i)
			}
			list = append(list, p)
		}
	}
	return list
}

// remaining reports whether so much outside of the repairs stands beside what is not
// ASCII that some other wrong decoding may be a better explanation.
func (w *western) remaining(list []reading) bool {
	w.undo(list)
	return judge.Holds(judge.StrayBeside, w.strays(w.undone))
}

// undo takes note of which glyphs are in the readings of list.
func (w *western) undo(list []reading) {
	w.undone = w.undone[:0]
	for _, g := range w.glyphs {
		for len(list) > 0 && list[0].To <= int(g.at) {
			list = list[1:]
		}
		w.undone = append(w.undone, len(list) > 0 && list[0].From <= int(g.at))
	}
}
