package linkfarm

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/decoder"
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
	if s.idle(l) {
		return
	}
	s.enter(l)
	first := s.next(0)
	if first == len(s.tokens) || s.misread() || l.lost > fewLosses && lossShare*l.lost > s.han() {
		return // no page has so many losses: it is no text
	}
	s.look(p.block, l.from)
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
			e.Note = p.restore(e, l.text[r.to:])
		}
	}
	l.do(edits)
}

// next returns the first token from i on at which a run may begin, or how many there are.
func (s *search) next(i int) int {
	for i < len(s.tokens) && (!s.site(i) || s.hopeless(i)) {
		i++
	}
	return i
}

// glanceTokens are what idle asks hopeless about: a lost byte, a mark, a row, and what stands behind.
const glanceTokens = 2 + rowLost + glance + 1

// idle reports at little cost that no run begins in a line of a page that shows nothing
// else: behind each lost byte it looks at a few characters only.
func (s *search) idle(l *line) bool {
	if s.farm = l.farm; l.farm {
		return false
	}
	s.chars = allChars()
	text := bytes.TrimRight(l.text, "\r\n")
	for off := 0; off < len(text); {
		i := nextLost(text[off:])
		if i < 0 {
			return true
		}
		off += i
		end := min(len(text), off+glanceBytes)
		for end < len(text) && !utf8.RuneStart(text[end]) {
			end++
		}
		s.line = text[off:end]
		noted := bytes.IndexByte(s.line, '(') >= 0
		if s.tokens = tokenize(s.tokens[:0], s.line, glanceTokens); noted || len(s.tokens) == glanceTokens && s.tokens[2+rowLost].lost() {
			s.tokens = tokenize(s.tokens, s.line, len(s.line)) // hopeless looks farther
		}
		if len(s.tokens) == 1 && end == len(text) {
			return true
		}
		all := end == len(text) || len(s.tokens) >= glanceTokens && !noted // that hopeless asks for
		if _, cut := s.tokens[1].mark(); s.orphan(0) || cut && !(all && s.hopeless(0)) {
			return false
		}
		off += s.tokens[0].end
	}
	return true
}

// nextLost returns where in text a byte may be lost, -1 if it is nowhere.
func nextLost(text []byte) int {
	i := bytes.IndexByte(text, '?')
	if i < 0 {
		i = len(text)
	}
	if j := bytes.Index(text[:i], []byte("\uFFFD")); j >= 0 {
		return j
	}
	if i == len(text) {
		return -1
	}
	return i
}

// enter makes the search ready for line l.
func (s *search) enter(l *line) {
	s.chars, s.candidateTable = allChars(), allCandidates()
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
