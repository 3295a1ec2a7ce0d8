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

// The first, rough reading. It looks at what a wrong page says byte after byte,
// as it stands, and tells at little cost what is worth a search.

// worthALook reports, at little cost, whether the suspicious place block[i:] may be a
// part of something that can be undone or is to be reported: whether a few
// characters around it read better in any way, roughly. Rare words of clean text
// hardly do.
func (f *fixer) worthALook(block []byte, i int) bool {
	if f.sure || f.hinted || len(f.last) > 0 || f.steps <= 0 {
		return true
	}
	from, to := utf8scan.Back(block, i, 6), utf8scan.Forward(block, i, 6)
	f.cut = [2]bool{from > 0, to < len(block)}
	if j := bytes.LastIndexByte(block[from:i], '\n'); j >= 0 {
		from += j + 1
		f.cut[0] = false
	}
	if j := bytes.IndexByte(block[i:to], '\n'); j >= 0 {
		to = i + j
		f.cut[1] = false
	}
	near := block[from:to]
	if f.isDull(&f.dullPlaces, near) {
		return false
	}
	if bytes.IndexByte(near, '?') >= 0 || !utf8.Valid(near) {
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
	for i, r := range w.runes {
		class := runeclass.Of(r)
		if r == utf8.RuneError || class == runeclass.Private || gate.Lost(near[w.offs[i]:]) {
			return true
		}
		weak = weak || r >= 0x80 && r < 0x2000
		foreign = foreign || class == runeclass.Common || gate.Mixed(r) // letters beside these are no language
	}
	if misread && !foreign && lm.Unlikely(near, gate.Limit) < 0 && !w.nearSeldom() { // that was all
		f.noteDull(&f.dullPlaces, near)
		return false
	}
	located, units := f.locate()
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
	if w.nearSeldom() {
		return true
	}
	f.noteDull(&f.dullPlaces, near)
	return false
}

// control reports whether r is a control that text does not have: bytes of UTF-16 are.
func control(r rune) bool {
	return r < ' ' && r != '\t' && r != '\r' && r != '\f' && r != '\x1b' || r >= 0x7F && r < 0xA0
}

// mayBeUnits reports whether the line around block[i:], or as much of it as is looked at, may
// hold UTF-16: of few characters nothing can be said.
func (f *fixer) mayBeUnits(block []byte, i int) bool {
	from, to := utf8scan.Back(block, i, around), utf8scan.Forward(block, i, around)
	from += bytes.LastIndexByte(block[from:i], '\n') + 1
	if j := bytes.IndexByte(block[i:to], '\n'); j >= 0 {
		to = i + j
	}
	f.w.load(block[from:to])
	f.w.mask()
	return f.w.mayBeWide()
}

// nearSeldom is near for the pages of single bytes that are met seldom. All characters must be
// in one.
func (w *walker) nearSeldom() (found bool) {
	decoder.SinglesOf(w.line).Pages(func(y decoder.Page) bool {
		if y < decoder.NumPages {
			return true
		}
		w.encode(y)
		for x := range numSources {
			found = found || judge.Enough(judge.Near, w.gainOf(as(x, y)))
		}
		return !found
	})
	return found
}

// mayBe reports at little cost whether s may have made some of the line: single bytes of
// something else, which foreign text looks like.
func (w *walker) mayBe(s step) bool {
	w.encode(s.Page)
	return judge.Enough(judge.FirstSingle, w.gainOf(s))
}

// gainOf returns how much less the best part of the line costs if s is undone in it as it
// stands, byte after byte. It takes the codes that encode left.
func (w *walker) gainOf(s step) int {
	var p decoder.Char
	sum, before, best := int32(0), int32(0), int32(0)
	prev := lm.Start
	for i, r := range w.runes {
		c := w.codes[i]
		if c.N == 0 {
			p, prev, before = decoder.Char{}, lm.Start, 0
			if sum -= costForeign; sum < 0 || r < utf8.RuneSelf {
				sum = 0
			}
			continue
		}
		before += w.raw[i]
		for _, b := range c.B[:c.N] {
			switch r, st := s.Source.Feed(&p, b); st {
			case decoder.Bad:
				p, before, prev = decoder.Char{}, 0, lm.Start
				sum = max(0, sum-costBad)
			case decoder.Done:
				t := lm.TokenOf(r)
				sum = max(0, sum+before-int32(lm.Cost(prev, t)))
				best = max(best, sum)
				before, prev = 0, t
			}
		}
	}
	return int(best)
}
