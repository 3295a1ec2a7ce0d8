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
	pend, row := m[1], 0
	if !s.farm { // a row of question marks gives no character, whatever else stands behind it
		row = s.lostFrom(i + 2)
		if s.questions(i) >= 2+rowLost || s.questions(i+1) >= 2+rowLost || s.inStepAt(i+2+row) || s.pairless(i+2) {
			return true
		}
	}
	if row > 0 {
		pend = 0 // what it leaves pending is not known
	}
	raw, shifted, gain := lm.Start, lm.Start, 0
	known := 0 // characters in a row that are known in either reading
	for j := i + 2 + row; j < min(i+2+row+glance, len(s.tokens)); j++ {
		t := &s.tokens[j]
		if t.note() {
			continue
		}
		b, ok := t.wide()
		if _, end := t.trail(); end || t.lost() || !ok {
			break
		}
		if pend != 0 {
			y := s.char(pend, b[0]).tok
			if known > 0 || row == 0 && j > i+2 { // the first follows something different in either reading
				gain += lm.Cost(raw, t.lm) - lm.Cost(shifted, y)
			}
			shifted = y
			known++
		}
		raw, pend = t.lm, b[1]
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

// lostFrom returns how many tokens from i on are lost, one behind the other, none of them
// before an orphan reading.
func (s *search) lostFrom(i int) (n int) {
	for i+n < len(s.tokens) && s.tokens[i+n].lost() && !s.tokens[i+n].orphan() {
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
