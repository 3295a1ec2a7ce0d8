package linkfarm

import (
	"bytes"
	"unicode/utf8"

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
	if s.misread() {
		return
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

// misread reports whether the line is rather UTF-8 that was read as GBK: half of the
// bytes of its characters are Chinese in UTF-8, which text out of step is not.
func (s *search) misread() bool {
	chinese, all := 0, 0
	var b []byte
	for i, t := range s.tokens {
		if t.n == 2 || t.n == 1 && t.r >= utf8.RuneSelf {
			b = append(b, t.gbk[:t.n]...)
			if i+1 < len(s.tokens) {
				continue
			}
		}
		all += len(b)
		for len(b) > 0 {
			r, size := utf8.DecodeRune(b)
			if size == 3 && r >= 0x3000 {
				chinese += size
			}
			b = b[size:]
		}
	}
	return all >= misreadBytes && 2*chinese >= all
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
