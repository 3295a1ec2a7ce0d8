package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// step extends hypothesis h, the rank-th best, over token j.
func (s *search) step(h int32, j, rank int) {
	if s.all[h].pend == 0 {
		s.stepInStep(h, j)
	} else {
		s.stepShifted(h, j, rank)
	}
}

// extend adds a hypothesis that restores c.text at cost. It returns what the
// model asks for the text.
func (s *search) extend(h int32, c cell, pend byte, cost int) (spent int) {
	from := &s.all[h]
	n := hypothesis{cell: c, cost: from.cost + cost, first: from.first, prev: from.prev, pend: pend, quote: from.quote, supposes: max(from.supposes, c.gone), back: h}
	for _, r := range c.text {
		if r == 0 {
			break
		}
		t := tokenOf(r)
		spent += lm.Cost3(n.first, n.prev, t)
		if c.how >= guessed && s.words.has(n.prev, t) {
			n.cost -= gainWord
		}
		n.first, n.prev = n.prev, t
		if q := quoteSide(r); q != 0 {
			if c.how >= guessed && q < 0 && n.quote > 0 {
				n.cost -= gainQuote
			}
			n.quote = max(0, n.quote+q)
		}
	}
	n.cost += spent
	s.push(n)
	return spent
}

// tokenOf is lm.TokenOf, with a digit for a swallowed character: most are.
func tokenOf(r rune) lm.Token {
	if r == utf8.RuneError {
		r = '0'
	}
	return lm.TokenOf(r)
}

// stepInStep reads token j as it stands, or begins a run there.
func (s *search) stepInStep(h int32, j int) {
	t := s.tokens[j]
	if end := s.noteEnd(j); end > 0 && j > 0 { // readings are nothing to the model
		s.extend(h, cell{note: [2]int32{int32(t.off), int32(s.offset(end))}, tok: int32(j), end: int32(end)}, 0, 0)
	} else {
		s.extend(h, cell{text: [4]rune{t.r}, gbk: [6]byte{t.gbk[0], t.gbk[1]}, n: uint8(t.n), tok: int32(j), end: int32(j + 1)}, 0, 0)
	}
	if !t.lost() || j+1 >= len(s.tokens) {
		return
	}
	if m, ok := s.tokens[j+1].mark(); ok {
		s.openCut(h, j, m)
		return
	}
	n, _ := orphanAt(s.line, t.end)
	for _, r := range s.orphans(s.trailOf(h, j), j) {
		if r.trail >= 0x81 {
			s.extend(h, cell{
				gbk: [6]byte{r.trail, '('}, n: 2, note: [2]int32{int32(t.end), int32(n.end)},
				tok: int32(j), end: int32(s.tokenAt(n.end, j)), how: seen,
			}, r.trail, r.cost)
		}
	}
}

// openCut begins a run at a lost byte before the mark m.
func (s *search) openCut(h int32, j int, m [2]byte) {
	trail := byte(0)
	if j > 0 && s.tokens[j-1].r != ')' {
		trail = s.trailOf(h, j)
	}
	within := s.within(h, int32(j+2), costOpen)
	for i, list := 0, s.byTrail.of(m[0]); i < len(list); i++ {
		x := &list[i]
		if !within.likely(x) {
			continue
		}
		c := s.char(x.lead, m[0])
		if !han(c.r) && c.r != '。' || s.char(trail, x.lead).kind&charMark != 0 { // that would have been cut
			continue
		}
		cost := costOpen
		if c.r == '。' {
			cost += s.costStop(j)
		}
		s.extend(h, cell{
			text: [4]rune{c.r}, gbk: [6]byte{x.lead, m[0], m[1]}, n: 3,
			tok: int32(j), end: int32(j + 2), how: guessed,
		}, m[1], cost)
	}
}

// costStop corrects the model's view of a full stop at the beginning of a run,
// behind token j-1: it is the likeliest character by far (1,520 of 1,550 runs
// counted), unless there are no words for it to end.
func (s *search) costStop(j int) int {
	if j == 0 || !endsWords(s.tokens[j-1].r) {
		return costEmpty
	}
	return -gainStop
}

// endsWords reports whether a full stop can stand behind r.
func endsWords(r rune) bool {
	switch r {
	case '“', '‘', '(', '（', '《', '、':
		return false
	}
	return textual(r)
}

// stepShifted goes on with a run over token j, or ends it there.
func (s *search) stepShifted(h int32, j, rank int) {
	lead := s.all[h].pend
	t := s.tokens[j]
	if b, ok := t.trail(); ok {
		spent := fluentCost
		if c := s.char(lead, b); s.possible(c) {
			cost := s.noted(c, j)
			spent = cost + s.extend(h, cell{text: [4]rune{c.r}, gbk: [6]byte{b}, n: 1, tok: int32(j), end: int32(j + 1), how: seen}, 0, cost)
		}
		if rank == 0 && spent >= fluentCost {
			s.takenOut(h, cell{tok: int32(j), end: int32(j + 1)}, []byte{b})
		}
	}
	if b, ok := t.wide(); ok {
		s.shiftOn(h, j, rank, b)
	}
	if t.lost() && rank < beamWidth {
		s.stepLost(h, j)
	}
}

// noted returns what it costs that the reading behind token j, if there is one, stands
// behind c.
func (s *search) noted(c *char, j int) int {
	n, ok := noteAt(s.line, s.tokens[j].end)
	if !ok {
		return 0
	}
	if cost := noteCost(c, n.syllable); cost >= 0 {
		return cost
	}
	return costUnread
}

// stepLost ends a run, or goes on with it, at a byte that was lost.
func (s *search) stepLost(h int32, j int) {
	lead := s.all[h].pend
	t := s.tokens[j]
	if n, ok := orphanAt(s.line, t.end); ok {
		for _, r := range s.orphans(lead, j) {
			x := s.char(lead, r.trail)
			s.extend(h, cell{
				text: [4]rune{x.r}, gbk: [6]byte{r.trail, '('}, n: 2, note: [2]int32{int32(t.end), int32(n.end)},
				tok: int32(j), end: int32(s.tokenAt(n.end, j)), how: seen,
			}, 0, r.cost)
		}
		if s.mayBeTakenOut(h) {
			s.gapsToOrphan(h, cell{tok: int32(j), end: int32(j + 1)}, 1, charPrivate)
		}
		return
	}
	atCut := s.atCut(j + 1)
	swallowed, cost := utf8.RuneError, costLost
	if tag(s.line[t.end:]) {
		swallowed, cost = '<', 0
	}
	within := s.within(h, int32(j+1), 0)
	for i, list := 0, s.byLead.of(lead); i < len(list); i++ {
		if !within.likely(&list[i]) {
			continue
		}
		trail := list[i].trail
		x := s.char(lead, trail)
		if !s.uncut(h, j, x) {
			continue
		}
		c := cell{text: [4]rune{x.r}, gbk: [6]byte{trail}, n: 1, tok: int32(j), end: int32(j + 1), how: guessed}
		if atCut {
			s.extend(h, c, 0, 0)
		}
		c.text[1], c.gbk[1], c.n, c.how = swallowed, '0', 2, lost // it swallowed an ASCII character
		s.extend(h, c, 0, cost)
	}
	s.unassigned(h, j)
}

// uncut reports whether c, which goes from the pending byte of h into token j, can
// be there: a mark would have been cut out, unless an earlier cut or a reading
// came between its bytes.
func (s *search) uncut(h int32, j int, c *char) bool {
	if c.kind&charMark == 0 {
		return true
	}
	from := &s.all[h].cell
	if from.note[1] > 0 {
		return true
	}
	_, cut := s.tokens[j].mark()
	opened := from.how == guessed && from.n == 3
	return c.r == '。' && (cut && !s.tokens[j].lost() || opened)
}

// atCut reports whether a piece ends before token j: at a mark, at a character
// without GBK bytes, or with the line.
func (s *search) atCut(j int) bool {
	if j == len(s.tokens) || s.tokens[j].n == 0 {
		return true
	}
	_, ok := s.tokens[j].mark()
	return ok
}

// unassigned supposes that token j, and as many lost ones behind it as can be,
// stand for pairs of bytes that have no character.
func (s *search) unassigned(h int32, j int) {
	n := 1
	for n <= maxGaps && j+n < len(s.tokens) && s.tokens[j+n].lost() {
		n++
	}
	kinds := charNone
	if !s.pua && s.all[h].supposes != removed {
		kinds |= charPrivate
	}
	c := cell{tok: int32(j), end: int32(j + n)}
	if n > 1 && s.orphan(j+n-1) {
		s.gapsToOrphan(h, c, n-1, kinds)
		return
	}
	if n > 1 && s.atCut(j+n) {
		s.gaps(h, c, n-1, nil, kinds) // and the last for a lost byte
	}
	if n > maxGaps || j+n == len(s.tokens) {
		return
	}
	c.end++
	if b, ok := s.tokens[j+n].trail(); ok {
		s.gaps(h, c, n, []byte{b}, kinds)
	}
	if b, ok := s.tokens[j+n].wide(); ok {
		s.gaps(h, c, n, b[:], kinds)
	}
}

// shiftOn completes the pending character with the first byte of a token and
// leaves its second byte pending, or in step if it was ASCII. A reading behind
// a token that is a table character was inserted across two characters, and
// goes.
func (s *search) shiftOn(h int32, j, rank int, b [2]byte) {
	c := cell{gbk: [6]byte{b[0], b[1]}, n: 2, tok: int32(j), end: int32(j + 1), how: seen}
	cost := 0
	if n, ok := noteAt(s.line, s.tokens[j].end); ok {
		if cost = noteCost(s.char(b[0], b[1]), n.syllable); cost >= 0 {
			c.note = [2]int32{int32(s.tokens[j].end), int32(n.end)}
			c.end = int32(s.tokenAt(n.end, j))
		}
	}
	cost = max(cost, 0)
	spent := fluentCost
	if x := s.char(s.all[h].pend, b[0]); s.possible(x) {
		c.text[0] = x.r
		pend := b[1]
		if pend < 0x80 {
			c.text[1], pend = rune(pend), 0
		}
		spent = s.extend(h, c, pend, cost)
		c.text[1] = 0
	}
	if rank == 0 && spent >= fluentCost {
		s.takenOut(h, c, b[:])
	}
}
