package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
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
	if f.sure || f.hinted || len(f.last) > 0 {
		return true
	}
	from, to := utf8scan.Back(block, i, 6), utf8scan.Forward(block, i, 6)
	if j := bytes.LastIndexByte(block[from:i], '\n'); j >= 0 {
		from += j + 1
	}
	if j := bytes.IndexByte(block[i:to], '\n'); j >= 0 {
		to = i + j
	}
	near := block[from:to]
	if f.isDull(near) {
		return false
	}
	if bytes.IndexByte(near, '?') >= 0 || !utf8.Valid(near) {
		return true
	}
	misread := gate.FirstMisread(near, 0) >= 0
	if misread {
		if f.west.found {
			return true
		}
		if list, _ := f.western(near); len(list) > 0 {
			return true
		}
	}
	w := &f.w
	w.load(near)
	w.mask()
	letters, foreign := false, false
	for i, r := range w.runes {
		class := runeclass.Of(r)
		if r == utf8.RuneError || class == runeclass.Private || gate.Lost(near[w.offs[i]:]) {
			return true
		}
		letters = letters || r >= 0x80 && r < 0x2000
		foreign = foreign || class == runeclass.Common || gate.Mixed(r) // letters beside these are no language
	}
	if misread && !foreign && lm.Unlikely(near, gate.Limit) < 0 { // that was all
		f.noteDull(near)
		return false
	}
	for y := range numPages {
		if !w.hasOdd(y) {
			continue
		}
		w.encode(y)
		for x := range numSources {
			if s := (step{x, y}); possible(x, y) && w.near(s, letters) {
				return true
			}
		}
	}
	f.noteDull(near)
	return false
}

// near reports whether a few characters read better by far if s is undone, or, where
// there are letters of an alphabet among them, just better.
func (w *walker) near(s step, letters bool) bool {
	switch {
	case s.y.phased():
		return w.glimpse(s) && (letters || judge.Enough(judge.NearOutOfStep, w.gainOutOfStep(s)))
	case letters || s.y.single() || s.y == partial:
		return w.mayBe(s)
	case s.x == utf8Source:
		return w.nearer(s, false, judge.NearRoughUTF8, judge.NearUTF8) || w.valid(s)
	}
	return w.nearer(s, false, judge.NearRoughPairs, judge.NearPairs) || w.nearer(s, true, judge.NearRoughPairs, judge.NearPairs)
}

// nearer reports whether gainOf is enough. It asks a coarser model first, which takes
// half the time and says no to nearly all of clean text.
func (w *walker) nearer(s step, late bool, roughly, enough judge.Kind) bool {
	return judge.Enough(roughly, w.gainBy(lm.ClassCost, s, late)) && judge.Enough(enough, w.gainBy(lm.Cost, s, late))
}

// mayBe reports at little cost whether s may have made some of the line.
func (w *walker) mayBe(s step) bool {
	if s.y.phased() {
		return true
	}
	w.encode(s.y)
	switch {
	case s.y.single() || s.y == partial:
		return judge.Enough(judge.FirstSingle, w.gainOf(s, false)) || s.x == utf8Source && w.valid(s)
	case s.x == utf8Source:
		return judge.Enough(judge.FirstUTF8, w.gainOf(s, false)) || w.valid(s)
	}
	return judge.Enough(judge.FirstPairs, w.gainOf(s, false)) || judge.Enough(judge.FirstPairs, w.gainOf(s, true))
}

// valid reports whether most bytes of the line are UTF-8, and not a few; what it
// says may need another step to be text. It takes the codes that encode left.
func (w *walker) valid(s step) bool {
	good, wrong := 0, 0
	var p pending
	for _, c := range w.codes {
		for _, b := range c.b[:c.n] {
			if b < utf8.RuneSelf {
				continue
			}
			switch _, st := s.x.feed(&p, b); st {
			case bad:
				wrong++
				p = pending{}
			case char:
				good++
			}
		}
	}
	return judge.Holds(judge.ValidUTF8, judge.Share{N: good, Of: wrong})
}

// gainOf returns how much less the best part of the line costs if s is undone in
// it as it stands, byte after byte; or, with late, from the second byte on. It
// takes the codes that encode left.
func (w *walker) gainOf(s step, late bool) int { return w.gainBy(lm.Cost, s, late) }

// gainBy is gainOf by a model.
func (w *walker) gainBy(cost func(prev, cur lm.Token) int, s step, late bool) (most int) {
	if s.x == utf8Source && !w.anyUTF8() {
		return 0
	}
	var p pending
	sum, before, best := int32(0), int32(0), int32(0)
	prev := lm.Start
	skip := late
	for i, r := range w.runes {
		c := w.codes[i]
		if c.n == 0 {
			p, skip, prev, before = pending{}, late, lm.Start, 0
			if sum -= 3 * nat; sum < 0 || r < utf8.RuneSelf {
				sum = 0
			}
			continue
		}
		before += w.raw[i]
		for _, b := range c.b[:c.n] {
			if skip {
				skip = false
				continue
			}
			switch r, st := s.x.next(&p, b); st {
			case bad:
				p, before, prev = pending{}, 0, lm.Start
				sum = max(0, sum-6*nat)
			case char:
				t := lm.TokenOf(r)
				sum = max(0, sum+before-int32(cost(prev, t)))
				best = max(best, sum)
				before, prev = 0, t
			}
		}
	}
	return int(best)
}

// next is feed, faster where two bytes are a character.
func (x source) next(p *pending, b byte) (r rune, s status) {
	if p.n != 1 || x == utf8Source || x == gbkSource && b-'0' < 10 {
		return x.feed(p, b)
	}
	p.n = 0
	ok := false
	if x == gbkSource {
		r, ok = gb18030.WHATWG.DecodePair(p.b[0], b)
	} else {
		r, ok = big5.WHATWG.DecodePair(p.b[0], b)
	}
	if !ok {
		return 0, bad
	}
	return r, char
}

// anyUTF8 tells whether the codes that encode left may hold a character of UTF-8
// that is not ASCII, wherever characters begin.
func (w *walker) anyUTF8() bool {
	need := 0 // bytes 80 to BF that the character still takes
	for _, c := range w.codes {
		if c.n == 0 {
			need = 0
		}
		for _, b := range c.b[:c.n] {
			switch {
			case b >= 0xC2 && b < 0xF5:
				need = utf8Len(b) - 1
			case b&0xC0 != 0x80:
				need = 0
			case need > 0:
				if need--; need == 0 {
					return true
				}
			}
		}
	}
	return false
}

// gainOutOfStep returns how much less the best part of the line costs if it is
// read one byte off.
func (w *walker) gainOutOfStep(s step) int {
	sum, best, prev := int32(0), int32(0), lm.Start
	for i := 0; i+1 < len(w.runes); i++ {
		a, b := w.codes[i], w.codes[i+1]
		gain := int32(-4 * nat)
		if a.n == 2 && a.b[1] >= 0x80 && b.n > 0 {
			p := pending{b: [4]byte{a.b[1]}, n: 1}
			if r, st := s.x.feed(&p, b.b[0]); st == char && printable(r) {
				t := lm.TokenOf(r)
				gain = w.raw[i+1] - int32(lm.Cost(prev, t))
				prev = t
			} else {
				gain = -8 * nat
			}
		} else {
			prev = lm.Start
		}
		sum = max(0, sum+gain)
		best = max(best, sum)
	}
	return int(best)
}

// maxDull bounds how many texts are remembered, so that memory is bounded.
const maxDull = 1 << 10

// isDull reports whether text was looked at before in this block and held nothing.
// Lines of real pages often come many times. It matters only as long as nothing
// was found in the block: what was found is evidence for the rest.
func (f *fixer) isDull(text []byte) bool {
	return !f.sure && !f.hinted && len(f.last) == 0 && f.dull[string(text)]
}

func (f *fixer) noteDull(text []byte) {
	if f.sure || f.hinted || len(f.last) > 0 || len(f.dull) >= maxDull {
		return
	}
	if f.dull == nil {
		f.dull = make(map[string]bool)
	}
	f.dull[string(text)] = true
}
