package mojibake

import "unicode/utf8"

// reading is what a line says if one step is undone in parts of it.
type reading struct {
	repairs []repair
	spans   []span // of the repairs
	gain    int
	style   style
}

// parts looks for broken spans in the line. What was found on the line before,
// or is proved for the block, is tried first, and alone if it explains all.
func (f *fixer) parts() []repair {
	var best reading
	tried := [numSources][numPages]bool{}
	try := func(s step) {
		if tried[s.x][s.y] || !possible(s.x, s.y) || !f.w.fits(s.y) || !f.w.promising(s) {
			return
		}
		tried[s.x][s.y] = true
		if r := f.read(s); r.gain > best.gain {
			best = r
		}
	}
	for pass := range 2 {
		for y := range numPages {
			for x := range numSources {
				if s := (step{x, y}); pass > 0 || f.hinted && s == f.hint || f.isProved(s) {
					try(s)
				}
			}
		}
		if f.explained(&best) && f.trace == nil {
			break
		}
	}
	return f.settle(&best)
}

// explained tells whether what was seen before explains the line as well: nothing odd
// is left in it, or hardly anything and much is gained.
func (f *fixer) explained(r *reading) bool {
	odd, left := f.w.leftBy(r.repairs)
	return left == 0 || 5*left <= odd && r.gain >= 40*nat
}

// asHinted undoes in the line what was undone in parts of the line before it, if
// that was UTF-8 and leaves nothing odd.
func (f *fixer) asHinted() (list []repair, ok bool) {
	s := f.hint
	if !f.hinted || s.x != utf8Source || f.trace != nil || !f.w.fits(s.y) || !f.w.promising(s) {
		return nil, false
	}
	r := f.read(s)
	if len(r.repairs) == 0 || !f.explained(&r) {
		return nil, false
	}
	return f.settle(&r), true
}

// settle decides about the lost bytes of a reading, and returns its repairs.
func (f *fixer) settle(best *reading) []repair {
	f.w.style = best.style
	for i := range best.repairs {
		r := &best.repairs[i]
		f.hint, f.hinted = r.chain[0], true
		settle := f.w.settle
		if best.spans[i].lost != nil {
			settle = f.w.settleFilled
		}
		text, margin, note := settle(r.chain[0], &best.spans[i])
		r.text, r.margin, r.note = []byte(string(text)), margin, string(note)
		r.trim(f.w.line)
	}
	return best.repairs
}

// read undoes one step in parts of the line, where that makes it plausible.
func (f *fixer) read(s step) (best reading) {
	f.steps -= len(f.w.runes)
	if p, ok := f.filled(s); ok {
		return f.judge(s, []span{p})
	}
	open := s.openCost()
	if f.isProved(s) && !s.y.phased() {
		open = nat
	}
	return f.judge(s, f.w.walkInStyle(s, open))
}

// judge returns those spans of a hypothesis that are plausible.
func (f *fixer) judge(s step, spans []span) (best reading) {
	w := &f.w
	proved := f.isProved(s)
	for _, p := range spans {
		v := weigh(s, w.runes[:p.from], w.runes[p.from:p.to], p.text, w.runes[p.to:], proved)
		v.gain -= len(p.guesses) * perGuess
		v.ok = v.ok && v.gain >= v.bar
		from, to := w.offs[p.from], w.offs[p.to]
		if f.trace != nil {
			f.trace(Candidate{Plan: planOf([]step{s}), From: from, To: to, Text: string(p.text), Gain: float64(v.gain) / nat,
				Need: float64(v.bar) / nat, Accepted: v.ok})
		}
		if !v.ok || s.crosses() && !s.y.phased() && 6*len(p.guesses) > v.chars && (v.gain < 60*nat || 2*len(p.guesses) > v.chars) {
			continue
		}
		bare := repair{from: from, to: to, text: []byte(string(p.text))}
		if bare.trim(w.line); quoted(w.line, bare.from, bare.to) {
			continue
		}
		best.gain += v.gain
		best.repairs = append(best.repairs, repair{from: from, to: to, chain: []step{s}, gain: v.gain, guesses: len(p.guesses)})
		best.spans = append(best.spans, p)
	}
	best.style = w.style
	return best
}

// fits tells whether some of the odd characters of the line are in page y, or most of
// a few.
func (w *walker) fits(y page) bool {
	odd, in := 0, 0
	for i, r := range w.runes {
		if r >= utf8.RuneSelf && w.raw[i] >= 8*nat {
			odd++
			if w.masks[i]>>y&1 != 0 && (y != partial || r < 0x800) {
				in++
			}
		}
	}
	return in >= 3 || in >= 1 && 2*in >= odd
}
