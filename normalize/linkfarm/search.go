package linkfarm

import (
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
	pend, row := m[1], 0
	if !s.farm { // a row of question marks gives no character, whatever else stands behind it
		row = s.lostFrom(i + 2)
		if s.questions(i) >= 2+rowLost || row >= rowLost && s.tokens[i+2].r == '?' && s.tokens[i+1+rowLost].r == '?' || s.inStepAt(i+2+row) || s.pairless(i+2) {
			return true
		}
	}
	if row > 0 {
		pend = 0 // what it leaves pending is not known
	}
	raw, shifted := lm.Start, lm.Start
	gain := 0
	known := 0 // characters in a row that are known in either reading
	for j := i + 2 + row; j < min(i+2+row+glance, len(s.tokens)); j++ {
		t := s.tokens[j]
		if end := s.noteEnd(j); end > 0 {
			j = end - 1
			continue
		}
		b, ok := t.wide()
		if _, end := t.trail(); end || t.lost() || !ok {
			break
		}
		x := t.lm
		if pend != 0 {
			y := s.char(pend, b[0]).tok
			if known > 0 || row == 0 && j > i+2 { // the first follows something different in either reading
				gain += lm.Cost(raw, x) - lm.Cost(shifted, y)
			}
			shifted = y
			known++
		}
		raw, pend = x, b[1]
	}
	return gain < -hopelessLoss
}

// lostFrom returns how many tokens from i on are lost, one behind the other, none of them
// before an orphan reading.
func (s *search) lostFrom(i int) (n int) {
	for i+n < len(s.tokens) && s.tokens[i+n].lost() && !s.orphan(i+n) {
		n++
	}
	return n
}

// questions returns how many question marks stand side by side around tokens i and i+1, if
// these are some.
func (s *search) questions(i int) int {
	from, to := i, i
	for ; from > 0 && s.tokens[from-1].r == '?'; from-- {
	}
	for ; to < len(s.tokens) && s.tokens[to].r == '?'; to++ {
	}
	if to < i+2 {
		return 0
	}
	return to - from
}

// pairless reports whether none of the next tokens from i on is a pair of bytes, up to where bytes are
// in step: of what has none, nothing is restored.
func (s *search) pairless(i int) bool {
	for end := i + glance; i < end && !s.inStepAt(i); i++ {
		if s.tokens[i].n == 2 {
			return false
		}
	}
	return true
}

// inStepAt reports whether bytes before token i are in step there, whatever they are: the line
// ends, or something stands there that is no part of a pair.
func (s *search) inStepAt(i int) bool {
	if i == len(s.tokens) || s.tokens[i].n == 0 {
		return true
	}
	_, trail := s.tokens[i].trail()
	_, wide := s.tokens[i].wide()
	return !trail && !wide
}

// run searches from the site at token i. It returns the cells of the best
// reading, nil when leaving the text is best. next is the token to go on from.
func (s *search) run(i int) (cells []cell, next int) {
	s.all = s.all[:0]
	s.base = i
	s.beams = s.beams[:0]
	h := hypothesis{cell: cell{tok: int32(i), end: int32(i)}, quote: s.quoteTo(i), back: -1}
	h.first, h.prev = s.before(i)
	s.push(h)
	j := i
	for ; j < len(s.tokens) && j < i+maxRegion && s.work > 0; j++ {
		live := s.prune(j)
		if j > i && j-i == len(s.beams)-1 && s.settled(live) && !s.orphan(j) {
			break
		}
		for rank, h := range live {
			s.step(h, j, rank)
		}
	}
	if s.work <= 0 {
		return nil, i + 1 // what is behind may still tell
	}
	best := int32(-1)
	for _, h := range s.prune(j) {
		if s.all[h].pend == 0 {
			best = h // the first is the best
			break
		}
	}
	if best < 0 {
		return nil, i + 1
	}
	for h := best; h >= 0; h = s.all[h].back {
		if c := s.all[h].cell; c.end > c.tok {
			cells = append(cells, c)
		}
	}
	slices.Reverse(cells)
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.how != asIs }) {
		return nil, j
	}
	return cells, j
}

// before returns the tokens of the two characters before token i; readings are
// nothing to the model.
func (s *search) before(i int) (first, prev lm.Token) {
	first, prev = lm.Start, lm.Start
	for j := max(0, i-contextRunes); j < i; j++ {
		if end := s.noteEnd(j); end > 0 && end <= i && j > 0 {
			j = end - 1
			continue
		}
		first, prev = prev, s.tokens[j].lm
	}
	return first, prev
}

// settled reports whether all hypotheses are in step and agree on what is next,
// so that the rest of the line can not tell them apart.
func (s *search) settled(live []int32) bool {
	return len(live) > 0 && !slices.ContainsFunc(live, func(h int32) bool {
		x, y := &s.all[h], &s.all[live[0]]
		return x.pend != 0 || x.prev != y.prev || x.first != y.first
	})
}

// orphan reports whether token j is lost and an orphan reading stands behind it,
// which may belong to what stands before.
func (s *search) orphan(j int) bool {
	if !s.tokens[j].lost() {
		return false
	}
	_, ok := orphanAt(s.line, s.tokens[j].end)
	return ok
}

// bar returns the cost that a hypothesis before token j may have at most.
func (s *search) bar(j int32) int {
	if at := int(j) - s.base; at < len(s.beams) && s.beams[at].best < noBar {
		return s.beams[at].best + beamDepth
	}
	return noBar
}

// noBar is a bar above all costs.
const noBar = 1 << 40

// push puts a hypothesis before token h.end, unless better ones are there.
func (s *search) push(h hypothesis) {
	at := int(h.end) - s.base
	for len(s.beams) <= at {
		if len(s.beams) < cap(s.beams) {
			s.beams = s.beams[:len(s.beams)+1]
			b := &s.beams[len(s.beams)-1]
			b.live, b.best = b.live[:0], noBar
		} else {
			s.beams = append(s.beams, beam{best: noBar})
		}
	}
	s.work--
	if h.cost > s.bar(h.end) {
		return
	}
	b := &s.beams[at]
	b.best = min(b.best, h.cost)
	s.all = append(s.all, h)
	b.live = append(b.live, int32(len(s.all)-1))
}

// prune keeps the best hypotheses before token j, one for each state.
func (s *search) prune(j int) []int32 {
	if j-s.base >= len(s.beams) {
		return nil
	}
	live := s.beams[j-s.base].live
	bar := s.bar(int32(j))
	live = slices.DeleteFunc(live, func(h int32) bool { return s.all[h].cost > bar })
	slices.SortFunc(live, func(a, b int32) int {
		if d := s.all[a].cost - s.all[b].cost; d != 0 {
			return d
		}
		return int(a - b)
	})
	kept := live[:0]
	var kinds [2]int // in step, and not: neither crowds the other out
	for _, h := range live {
		kind := 0
		if s.all[h].pend != 0 {
			kind = 1
		}
		if kinds[kind] == beamWidth {
			continue
		}
		if !slices.ContainsFunc(kept, func(k int32) bool { return s.same(k, h) }) {
			kept = append(kept, h)
			kinds[kind]++
		}
	}
	s.beams[j-s.base].live = kept
	return kept
}

func (s *search) same(a, b int32) bool {
	x, y := &s.all[a], &s.all[b]
	return x.prev == y.prev && x.first == y.first && x.pend == y.pend && x.quote == y.quote && x.supposes == y.supposes
}
