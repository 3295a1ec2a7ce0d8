package linkfarm

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
)

// enter makes the search ready for the line of block at from. farm says whether
// the page shows annotations.
func (s *search) enter(block []byte, from int, farm bool) {
	s.look(block, from)
	s.from, s.farm = from, farm
	s.quote, s.quoteAt = 0, 0
}

// unshift repairs the phase-shifted runs of a line.
func (p *page) unshift(line []byte) (edits []edit.Edit) {
	s := &p.search
	s.line = bytes.TrimRight(line, "\r\n")
	s.tokens = tokenize(s.tokens[:0], s.line)
	claim := &shiftAlone
	if s.farm {
		claim = &shiftFarm
	}
	for i := 0; i < len(s.tokens); {
		if s.work <= 0 || !s.site(i) || s.hopeless(i) {
			i++
			continue
		}
		cells, next := s.run(i)
		for _, run := range runs(cells) {
			r := s.measure(run)
			e := edit.Edit{Offset: int64(r.from), In: line[r.from:r.to], Out: r.text, Rule: RulePhase}
			if !claim.judge(&r.ledger, &e) {
				continue
			}
			if r.lost {
				e.Note = p.restore(&e, line[r.to:])
			}
			edits = append(edits, e)
			s.repaired(r.first, r.end, r.text)
			if r.gone != unknown {
				s.gone, s.goneAt = r.gone, s.from
			}
		}
		i = max(next, i+1)
	}
	return edits
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
