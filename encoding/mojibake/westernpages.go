package mojibake

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
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
	w.best.gain, w.best.page, w.best.all = 0, decoder.NumPages, false
	w.best.seqs, w.best.runs = w.best.seqs[:0], w.best.runs[:0]
	for _, y := range westernPages {
		f.try(y)
	}
	if w.best.all {
		return f.broken(), true, true
	}
	list, ok = w.incomplete(f.broken())
	return list, false, ok
}

// try looks at the line as page y, which is taken if it explains all and no page before it does, or if it
// explains as much and makes likelier text.
func (f *fixer) try(y page) {
	w := &f.west
	if !w.may(y) {
		return
	}
	f.steps -= len(w.glyphs)
	w.scan(y)
	second := has(y, charset.Second)
	if len(w.seqs) == 0 || slices.Equal(w.seqs, w.best.seqs) || second && len(w.seqs) == 1 && w.alsoFirst() {
		return
	}
	gain, covered := w.judge(y)
	rank := gain
	if second {
		rank -= judge.SecondPage
	}
	l := judge.Ledger{Kind: judge.LineClear, Gain: gain, Chars: covered}
	all := covered == len(w.glyphs) && judge.Decide(&l).Made()
	if gain == 0 || w.best.all && !all || w.best.all == all && w.best.gain != 0 && rank <= w.best.rank {
		return
	}
	w.best.page, w.best.gain, w.best.rank, w.best.all = y, gain, rank, all
	w.best.seqs, w.seqs = w.seqs, w.best.seqs
	w.best.runs, w.runs = w.runs, w.best.runs
}

// alsoFirst reports whether the first sequence is a character of the page that is met first as well: alone,
// it does not tell which of both it was.
func (w *western) alsoFirst() bool {
	var b []byte
	for _, g := range w.glyphs[w.seqs[0].from:w.seqs[0].to] {
		b = append(b, byteOf(westernPages[0], g.r))
	}
	r, n := utf8.DecodeRune(b)
	return n == len(b) && writable(r)
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
