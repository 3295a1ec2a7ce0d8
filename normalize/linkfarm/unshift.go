package linkfarm

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
)

// unshift repairs the phase-shifted runs of a line.
func (p *page) unshift(l *line) {
	l.farm = p.farmNear(l)
	p.start(l)
	claim := &shiftAlone
	if l.farm {
		claim = &shiftFarm
	}
	s := &p.search
	s.enter(p.block, l)
	if l.lost > fewLosses && lossShare*l.lost > s.han() {
		return // no page has so many: it is no text
	}
	var edits []edit.Edit
	for i := 0; i < len(s.tokens); {
		if s.work <= 0 || !s.site(i) || s.hopeless(i) {
			i++
			continue
		}
		cells, next := s.run(i)
		for _, run := range runs(cells) {
			s.choose(run)
			r := s.measure(run)
			e := edit.Edit{Offset: int64(r.from), In: l.text[r.from:r.to], Out: r.text, Rule: RulePhase}
			if !claim.judge(&r.ledger, &e) {
				continue
			}
			if r.lost {
				e.Note = p.restore(&e, l.text[r.to:])
			}
			edits = append(edits, e)
			l.proved += r.notes
			s.repaired(r)
			if r.gone != unknown {
				s.gone, s.goneAt = r.gone, l.from
			}
		}
		i = max(next, i+1)
	}
	l.do(edits)
}

// enter makes the search ready for line l of block.
func (s *search) enter(block []byte, l *line) {
	s.look(block, l.from)
	s.farm, s.line = l.farm, bytes.TrimRight(l.text, "\r\n")
	s.tokens = tokenize(s.tokens[:0], s.line)
	s.quote, s.quoteAt, s.last = 0, 0, repair{}
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
// if the block has evidence for it, and returns what to note.
func (p *page) restore(e *edit.Edit, rest []byte) string {
	d := byte(0)
	if p.witnesses < maxWitnesses {
		p.witnesses++
		d = witness(p.block, rest)
	}
	if d == 0 {
		return "one ASCII character was swallowed here and is lost"
	}
	e.Out = bytes.Replace(e.Out, []byte("\uFFFD"), []byte{d}, 1)
	return "the swallowed digit stands in the same words elsewhere in the text"
}
