package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// The first look, which tells at little cost what is worth a search.

// worthALook reports, at little cost, whether the suspicious place block[i:] may be a
// part of something that can be undone or is to be reported: whether a few
// characters around it read better in any way, roughly. Rare words of clean text
// hardly do.
func (f *fixer) worthALook(block []byte, i int) bool {
	if f.sure || f.hinted || len(f.last) > 0 || f.steps <= 0 {
		return true
	}
	near, cut := lineAround(block, i, 6)
	f.cut = cut
	if f.isDull(near, asPlace) {
		return false
	}
	if !utf8.Valid(near) {
		return true
	}
	if bytes.ContainsFunc(near, control) && f.mayBeUnits(block, i) {
		return true
	}
	misread := gate.FirstMisread(near, 0) >= 0
	if misread {
		if list, _ := f.western(near); len(list) > 0 {
			return true
		}
	}
	w := &f.w
	w.load(near)
	w.mask()
	weak, foreign := gate.Stranger(block, i), false // of a place that is one in itself, less is a sign
	marked := bytes.IndexByte(near, '?') >= 0
	for i, r := range w.runes {
		class := runeclass.Of(r)
		if r == utf8.RuneError || class == runeclass.Private || gate.Lost(near[w.offs[i]:]) || marked && runeclass.IsHan(r) && w.isOdd(i) {
			return true
		}
		weak = weak || r >= 0x80 && r < 0x2000
		foreign = foreign || class == runeclass.Common || gate.Mixed(r) // letters beside these are no language
	}
	located, units := f.locate()
	if misread && !foreign && lm.Unlikely(near, gate.Limit) < 0 && !pairsInSingle(&located) && !f.nearSeldom() { // that was all
		f.noteDull(near, asPlace)
		return false
	}
	if units && w.mayBeWide() || f.anyWord() {
		return true
	}
	for y := range decoder.NumPages {
		if !w.hasOdd(y) {
			continue
		}
		for x := range numSources {
			if s := as(x, y); possible(s) && f.near(s, weak, &located) {
				return true
			}
		}
	}
	if f.nearSeldom() {
		return true
	}
	f.noteDull(near, asPlace)
	return false
}

// pairsInSingle reports whether a part is much likelier if pairs were read in single bytes.
func pairsInSingle(located *scores) bool {
	for x := decoder.FromUTF8 + 1; x < numSources; x++ {
		for y := range decoder.NumPages {
			if y.Single() && judge.Enough(judge.Near, located[x][y]) {
				return true
			}
		}
	}
	return false
}

// control reports whether r is a control that text does not have: bytes of UTF-16 are.
func control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\r' && r != '\f' && r != '\x1b' || r >= 0x7F && r < 0xA0
}

// lineAround returns the line around block[i:], so many characters of it on either side at most, and
// whether more stands before them and behind.
func lineAround(block []byte, i, most int) (line []byte, cut [2]bool) {
	from, to := utf8scan.Back(block, i, most), utf8scan.Forward(block, i, most)
	cut = [2]bool{from > 0, to < len(block)}
	if j := bytes.LastIndexByte(block[from:i], '\n'); j >= 0 {
		from, cut[0] = from+j+1, false
	}
	if j := bytes.IndexByte(block[i:to], '\n'); j >= 0 {
		to, cut[1] = i+j, false
	}
	return block[from:to], cut
}

// mayBeUnits reports whether the line around block[i:], or as much of it as is looked at, may
// hold UTF-16: of few characters nothing can be said.
func (f *fixer) mayBeUnits(block []byte, i int) bool {
	line, _ := lineAround(block, i, around)
	f.w.load(line)
	f.w.mask()
	return f.w.mayBeWide()
}

// nearSeldom is near for the pages of single bytes that are met seldom. All characters must be
// in one.
func (f *fixer) nearSeldom() (found bool) {
	decoder.SinglesOf(f.w.line).Pages(func(y decoder.Page) bool {
		for x := range numSources {
			found = found || y >= decoder.NumPages && f.gains(as(x, y))
		}
		return !found
	})
	return found
}
