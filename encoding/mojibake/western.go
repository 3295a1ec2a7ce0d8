package mojibake

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// UTF-8 of any language that was read in a single-byte page: Ã© for é, â€™ for ’.
// Nothing has to be searched for here: a page gives each character its byte, and
// bytes that begin a character of UTF-8 say how many follow. What is left to
// decide is whether someone wrote the characters as they stand; westernjudge.go
// does that. westernlost.go restores what is known of characters that lost bytes.

// glyph is a character of a line that is not ASCII.
type glyph struct {
	at, end int32 // its bytes in the line
	r       rune
	letter  bool // of a script that has words
}

// sequence is a character of UTF-8 whose bytes were read one by one.
type sequence struct {
	from, to int32 // glyphs
	r        rune
}

// run is a series of sequences without anything between them.
type run struct {
	seqs     []sequence
	from, to int // glyphs
	kind     runKind
	gain     int // what ledger sums up to
	ledger   judge.Ledger
}

// western holds what is known about one line.
type western struct {
	line   []byte
	glyphs []glyph
	bytes  []byte // of the glyphs, in the page that is looked at; 0 where it has none
	within []bool // which of the glyphs are in sequences of it
	undone []bool // which are in readings
	seqs   []sequence
	runs   []run
	best   struct { // what the page says that explains most
		page page
		seqs []sequence
		runs []run
		gain int
		rank int // the gain, less for a page that is seldom met
	}
	operators int        // glyphs of formulas outside of sequences
	old, said []rune     // scratch: of a run
	pages     sloppy.Set // that may have begun a character of UTF-8 somewhere
	odd       bool       // much else in the line stands side by side
	found     bool       // something was undone in this block
	last      page       // the page of the last line that was all of one
}

// load takes in a line.
func (w *western) load(line []byte) {
	w.line, w.glyphs, w.pages = line, w.glyphs[:0], 0
	before := glyph{end: -1}
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(line[i:])
		g := glyph{int32(i), int32(i + n), r, !eastAsian(r) && unicode.IsLetter(r)}
		if g.at == before.end {
			two, more := sloppy.Misread(before.r, r)
			w.pages |= two | more
		}
		w.glyphs = append(w.glyphs, g)
		before = g
		i += n
	}
}

// appended reports whether glyph k stands directly behind the one before it.
func (w *western) appended(k int) bool { return w.glyphs[k].at == w.glyphs[k-1].end }

// may reports whether the line may hold sequences of page y.
func (w *western) may(y page) bool {
	set := sloppy.Set(1) << sloppyPages[y]
	if y == decoder.Latin {
		set |= 1 << sloppy.Latin1
	}
	return w.pages&set != 0
}

// scan finds the sequences of page y.
func (w *western) scan(y page) {
	w.bytes, w.within, w.seqs, w.runs = w.bytes[:0], append(w.within[:0], make([]bool, len(w.glyphs))...), w.seqs[:0], w.runs[:0]
	leads := false
	for _, g := range w.glyphs {
		b := byteOf(y, g.r)
		w.bytes = append(w.bytes, b)
		leads = leads || b >= 0xC2 && b < 0xF5
	}
	if !leads {
		return
	}
	for k := 0; k < len(w.bytes); {
		r, n := w.character(k)
		if n == 0 || !has(y, charset.Layers) && (r < 0xA0 || runeclass.IsPrivate(r)) {
			k++
			continue
		}
		if len(w.seqs) == 0 || int(w.seqs[len(w.seqs)-1].to) != k || !w.appended(k) {
			w.runs = append(w.runs, run{from: k})
		}
		w.seqs = append(w.seqs, sequence{int32(k), int32(k + n), r})
		last := &w.runs[len(w.runs)-1]
		last.seqs, last.to = w.seqs[len(w.seqs)-1-len(last.seqs):], k+n
		for ; n > 0; n-- {
			w.within[k] = true
			k++
		}
	}
}

// mayCover reports at little cost whether UTF-8 that was read in a single-byte page may
// leave nothing else in line: whether it does if all of it was so.
func (w *western) mayCover(line []byte) bool {
	w.load(line)
	for _, y := range westernPages {
		if !w.may(y) {
			continue
		}
		w.scan(y)
		if s := w.strays(w.within); s.Of > 0 && !judge.Holds(judge.StrayBeside, s) {
			return true
		}
	}
	return false
}

// strays counts the glyphs that stand beside others outside of what was found, and of those inside.
func (w *western) strays(found []bool) (s judge.Share) {
	for k, in := range found {
		switch {
		case in:
			s.Of++
		case !punctuating(w.glyphs[k].r) && w.touch(k, k+1, func(int) bool { return true }):
			s.N++
		}
	}
	return s
}

// touch reports whether such a glyph stands right before glyphs from..to or right behind them.
func (w *western) touch(from, to int, such func(k int) bool) bool {
	return from > 0 && w.appended(from) && such(from-1) || to < len(w.glyphs) && w.appended(to) && such(to)
}

// character returns the character of UTF-8 that glyphs from k on are the bytes of,
// and how many; n is 0 if they are none. A character beyond the first plane may
// also be two surrogates in UTF-8 (CESU-8).
func (w *western) character(k int) (r rune, n int) {
	b := w.bytes[k]
	if b < 0xC2 || b > 0xF4 {
		return 0, 0
	}
	n = utf8Len(b)
	if k+n > len(w.bytes) {
		return 0, 0
	}
	for i := 1; i < n; i++ {
		if w.bytes[k+i]&0xC0 != 0x80 || !w.appended(k+i) {
			return 0, 0
		}
	}
	if b == 0xED && w.bytes[k+1] >= 0xA0 {
		return w.surrogates(k)
	}
	if r, size := utf8.DecodeRune(w.bytes[k : k+n]); size == n && writable(r) { // U+FFFD among them
		return r, n
	}
	return 0, 0
}

// surrogates is character for six bytes of CESU-8.
func (w *western) surrogates(k int) (r rune, n int) {
	if k+6 > len(w.bytes) || w.bytes[k+1] > 0xAF || w.bytes[k+3] != 0xED || w.bytes[k+4] < 0xB0 || w.bytes[k+4] > 0xBF || w.bytes[k+5]&0xC0 != 0x80 {
		return 0, 0
	}
	for i := 3; i < 6; i++ {
		if !w.appended(k + i) {
			return 0, 0
		}
	}
	b := w.bytes[k : k+6]
	high := rune(b[1]&0x0F)<<6 | rune(b[2]&0x3F)
	low := rune(b[4]&0x0F)<<6 | rune(b[5]&0x3F)
	return 0x10000 + high<<10 + low, 6
}

// writable reports whether r may stand in a text, perhaps after another step: it is
// assigned, and no control that a page has no character for either.
func writable(r rune) bool {
	if r < 0xA0 || runeclass.IsPrivate(r) { // bytes of a deeper layer
		return true
	}
	return runeclass.Is(r, runeclass.Common|runeclass.Syllable) || assigned(r)
}

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
		if r.kind != broken && !f.every {
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
		if r.kind == broken {
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
