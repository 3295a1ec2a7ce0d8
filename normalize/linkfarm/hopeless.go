package linkfarm

import "github.com/fixtext/fixtext/internal/lm"

// site reports whether a run may begin at token i: a lost byte before a mark or
// before an orphan reading.
func (s *search) site(i int) bool {
	t := &s.tokens[i]
	if t.orphan() {
		lead := s.trailBefore(i)
		return len(s.readersOf(t.reading, lead, lead)) > 0
	}
	_, ok := s.markAt(i + 1)
	return ok && t.lost()
}

// hopeless tells at little cost that no run begins at the mark behind the lost
// token i: up to where it could end at the earliest, the text reads well as it
// stands and badly when shifted.
func (s *search) hopeless(i int) bool {
	m, ok := s.markAt(i + 1)
	if !ok || !s.tokens[i].lost() || s.tokens[i].orphan() {
		return false
	}
	if !s.farm && s.inStepAt(i+2) {
		return true
	}
	raw, shifted, pend, gain := lm.Start, lm.Start, m[1], 0
	for j := i + 2; j < min(i+2+glance, len(s.tokens)); j++ {
		t := &s.tokens[j]
		if t.note() {
			continue
		}
		b, ok := t.wide()
		if _, end := t.trail(); end || t.lost() || !ok {
			break
		}
		y := s.char(pend, b[0]).tok
		if j > i+2 { // the first follows something different in either reading
			gain += lm.Cost(raw, t.lm) - lm.Cost(shifted, y)
		}
		raw, shifted, pend = t.lm, y, b[1]
	}
	return gain < -hopelessLoss
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
