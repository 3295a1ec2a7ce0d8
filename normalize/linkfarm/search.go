package linkfarm

import (
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
)

// hopeless tells at little cost that no run begins at the mark behind the lost
// token i: up to where it could end at the earliest, the text reads well as it
// stands and badly when shifted.
func (s *search) hopeless(i int) bool {
	m, ok := s.tokens[i+1].mark()
	if !ok {
		return false
	}
	pend := m[1]
	raw, shifted := lm.Start, lm.Start
	gain := 0.0
	for j := i + 2; j < min(i+2+glance, len(s.tokens)); j++ {
		t := s.tokens[j]
		b, ok := t.wide()
		if _, end := t.trail(); end || t.lost() || !ok {
			break
		}
		x, y := lm.TokenOf(t.r), lm.TokenOf(pair(pend, b[0]))
		if j > i+2 { // the first follows something different in either reading
			gain += float64(lm.LogProb(shifted, y) - lm.LogProb(raw, x))
		}
		raw, shifted, pend = x, y, b[1]
	}
	return gain < -hopelessGain
}

// run searches from the site at token i. It returns the cells of the best
// reading, and how much better it is than the line as it stands, in nats; nil
// when leaving the text is best. next is the token to go on from.
func (s *search) run(i int) (cells []cell, gain float64, next int) {
	s.all = s.all[:0]
	s.base = i
	s.beams = s.beams[:0]
	start := lm.Start
	if i > 0 {
		start = lm.TokenOf(s.tokens[i-1].r)
	}
	s.push(hypothesis{cell: cell{tok: i, end: i}, prev: start, quote: s.quotesBefore(i), back: -1})
	raw := 0.0
	prev := start
	j := i
	for ; j < len(s.tokens) && j < i+maxRegion && s.work > 0; j++ {
		live := s.prune(j)
		if j > i && j-i == len(s.beams)-1 && s.settled(live) {
			break
		}
		for rank, h := range live {
			s.step(h, j, rank)
		}
	}
	best := -1
	for _, h := range s.prune(j) {
		if s.all[h].pend == 0 && (best < 0 || s.all[h].score > s.all[best].score) {
			best = h
		}
	}
	if best < 0 {
		return nil, 0, i + 1
	}
	for k := i; k < j; k++ {
		if end := s.noteEnd(k); end > 0 && k > 0 {
			k = end - 1
			continue
		}
		t := lm.TokenOf(s.tokens[k].r)
		raw += float64(lm.LogProb(prev, t))
		prev = t
	}
	for h := best; h >= 0; h = s.all[h].back {
		if c := s.all[h].cell; c.end > c.tok {
			cells = append(cells, c)
		}
	}
	slices.Reverse(cells)
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.how != asIs }) {
		return nil, 0, j
	}
	return cells, s.all[best].score - raw, j
}

// settled tells whether all hypotheses are in step and agree on what is next,
// so that the rest of the line can not tell them apart.
func (s *search) settled(live []int) bool {
	return len(live) > 0 && !slices.ContainsFunc(live, func(h int) bool {
		return s.all[h].pend != 0 || s.all[h].prev != s.all[live[0]].prev
	})
}

// push puts a hypothesis before token h.end, unless better ones are there.
func (s *search) push(h hypothesis) {
	at := h.end - s.base
	for len(s.beams) <= at {
		if len(s.beams) < cap(s.beams) {
			s.beams = s.beams[:len(s.beams)+1]
			b := &s.beams[len(s.beams)-1]
			b.live, b.best = b.live[:0], math.Inf(-1)
		} else {
			s.beams = append(s.beams, beam{best: math.Inf(-1)})
		}
	}
	s.work--
	b := &s.beams[at]
	if h.score < b.best-beamDepth {
		return
	}
	b.best = max(b.best, h.score)
	s.all = append(s.all, h)
	b.live = append(b.live, len(s.all)-1)
}

// prune keeps the best hypotheses before token j, one for each state.
func (s *search) prune(j int) []int {
	if j-s.base >= len(s.beams) {
		return nil
	}
	live := s.beams[j-s.base].live
	slices.SortFunc(live, func(a, b int) int {
		switch d := s.all[b].score - s.all[a].score; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return a - b
	})
	kept := live[:0]
	for _, h := range live {
		if len(kept) == beamWidth || len(kept) > 0 && s.all[h].score < s.all[kept[0]].score-beamDepth {
			break
		}
		if !slices.ContainsFunc(kept, func(k int) bool { return s.same(k, h) }) {
			kept = append(kept, h)
		}
	}
	return kept
}

func (s *search) same(a, b int) bool {
	x, y := &s.all[a], &s.all[b]
	return x.prev == y.prev && x.pend == y.pend && x.quote == y.quote
}
