package linkfarm

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
)

// unshift repairs the phase-shifted runs of line l of a block.
func (s *search) unshift(block []byte, l *line, farm bool) {
	s.farm = farm
	claim := &shiftAlone
	if farm {
		claim = &shiftFarm
	}
	if !farm && len(l.edits) == 0 && s.idle(l) { // in a line with edits they stand elsewhere now
		return
	}
	s.enter(l)
	if lost := len(l.lost); lost > fewLosses && lossShare*lost > s.han() {
		return // no page has so many losses: it is no text
	}
	first := s.next(0)
	if first == len(s.tokens) || s.misread() {
		return
	}
	s.look(block, l.from)
	var edits []edit.Edit
	var done [][]cell // what they make
	for i := first; i < len(s.tokens) && s.work > 0; {
		cells, next := s.run(i)
		for _, run := range runs(cells) {
			r := s.measure(run)
			e := edit.Edit{Offset: int64(r.from), In: l.text[r.from:r.to], Rule: RulePhase}
			if !claim.judge(&r.ledger, &e) {
				continue
			}
			e.Out = r.text
			edits, done = append(edits, e), append(done, run)
			s.repaired(r)
			s.work += workEarned * (r.to - r.from)
		}
		i = s.next(max(next, i+1))
	}
	s.choose(done)
	for i, run := range done {
		e, r := &edits[i], s.measure(run)
		if r.ledger[proved] == 1 {
			e.Out = r.text
		}
		if bytes.Contains(e.Out, []byte("\uFFFD")) {
			e.Note = restore(e, block, l.from, l.text[r.to:])
		}
	}
	l.do(edits)
}

// idle reports, by a few characters behind each lost byte, that no run begins in a line of a page that shows
// nothing else: most lines need not be split into characters for that.
func (s *search) idle(l *line) bool {
	s.charTable = allChars()
	for _, off := range l.lost {
		s.line = bytes.TrimRight(l.text[off:min(len(l.text), off+glanceBytes)], "\r\n")
		s.tokens = tokenize(s.tokens[:0], s.line, glance+2)
		if !s.hopeless(0) {
			return false
		}
	}
	return true
}

// next returns the first token from i on at which a run may begin, or how many there are.
func (s *search) next(i int) int {
	for i < len(s.tokens) && (!s.site(i) || s.hopeless(i)) {
		i++
	}
	return i
}

// enter makes the search ready for line l.
func (s *search) enter(l *line) {
	s.charTable = allChars()
	s.line = bytes.TrimRight(l.text, "\r\n")
	s.tokens = tokenize(s.tokens[:0], s.line, len(s.line))
	s.quote, s.quoteAt = 0, 0
}

// misread reports whether the line is rather UTF-8 that was read as GBK: it has lost
// bytes before marks, too.
func (s *search) misread() bool {
	for _, g := range s.recogniser.Line(s.line) {
		return g.Step == decoder.Step{Source: decoder.FromUTF8, Page: decoder.GBK}
	}
	return false
}

// han returns how many of the tokens are Han characters.
func (s *search) han() (n int) {
	for _, t := range s.tokens {
		if han(t.r) {
			n++
		}
	}
	return n
}

// restore puts a swallowed digit in place of the U+FFFD at the end of e.Out,
// if the text near it has evidence for it, and returns what to note.
func restore(e *edit.Edit, block []byte, from int, rest []byte) string {
	d := witness(block[max(0, from-pageBytes):min(len(block), from+pageBytes)], rest)
	if d == 0 {
		return "one ASCII character was swallowed here and is lost"
	}
	e.Out = bytes.Replace(e.Out, []byte("\uFFFD"), []byte{d}, 1)
	return "the swallowed digit stands in the same words elsewhere in the text"
}
