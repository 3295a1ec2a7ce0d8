package linkfarm

import "github.com/fixtext/fixtext/internal/lm"

// Pairs of bytes without a character come up only where bytes are paired one
// off. Decoders show them as private-use characters, which are evidence like
// others, or as one question mark, or a later tool drops them: a gap. Then two
// bytes are gone: one ended the pending character, the other began the next
// one.

// A reading of gaps ends at the first byte of the last of them.
type reading struct {
	cost        int
	first, prev lm.Token
	text        [maxGaps + 1]rune
	chars       int
	gbk         [2*maxGaps + 1]byte
	n           int
}

// readings are the likeliest few, the best first.
type readings struct {
	n    int
	best [gapReading]reading
}

// worst returns the cost that a reading must be below to get in.
func (l *readings) worst(bar int) int {
	if l.n < len(l.best) {
		return bar
	}
	return min(bar, l.best[l.n-1].cost)
}

// add puts e among the best, if it belongs there.
func (l *readings) add(e *reading) {
	i := l.n
	for i > 0 && l.best[i-1].cost > e.cost {
		i--
	}
	if i == len(l.best) {
		return
	}
	l.n = min(l.n+1, len(l.best))
	copy(l.best[i+1:l.n], l.best[i:l.n-1])
	l.best[i] = *e
}

// intoGaps supposes n gaps behind hypothesis h and returns the readings up to the first
// byte of the last of them, and the other list.
func (s *search) intoGaps(h int32, n, bar int, kinds charKind) (x, y *readings) {
	from := &s.all[h]
	x, y = &s.readings[0], &s.readings[1]
	x.n, x.best[0] = 1, reading{cost: from.cost, first: from.first, prev: from.prev}
	for k := range n {
		y.n = 0
		for i := range x.n {
			e := &x.best[i]
			if k == 0 {
				s.intoGap(y, e, from.pend, bar, kinds)
				continue
			}
			for second, last := s.hidden(e, kinds); second <= last; second++ {
				if s.isHidden(e, second, kinds) {
					s.intoGap(y, e, second, bar, kinds)
				}
			}
		}
		x, y = y, x
	}
	return x, y
}

// gapBar returns what a reading of n gaps before token j may cost.
func (s *search) gapBar(j int32, n int) int {
	bar := s.bar(j)
	if bar < 1<<40 {
		bar -= costGap * n
	}
	return bar
}

// gapsToOrphan supposes n gaps from the tokens of c on, behind which a character
// begins that has the orphan reading of the last of them.
func (s *search) gapsToOrphan(h int32, c cell, n int, kinds charKind) {
	j := int(c.end) - 1
	instead := removed
	if j > int(c.tok) {
		instead = marked
	}
	note, _ := orphanAt(s.line, s.tokens[j].end)
	c.note = [2]int32{int32(s.tokens[j].end), int32(note.end)}
	c.end = int32(s.tokenAt(note.end, j))
	c.how = hidden
	bar := s.gapBar(c.end, n)
	x, y := s.intoGaps(h, n, bar, kinds)
	y.n = 0
	for lead := byte(0x81); lead <= 0xFE; lead++ {
		for trail, cost := range s.orphans(lead, j) {
			for i := range x.n {
				e := x.best[i]
				if first, last := s.hidden(&e, kinds); first <= lead && lead <= last && s.isHidden(&e, lead, kinds) {
					e.cost += cost
					s.append(y, &e, lead, trail, trail, false, bar)
				}
			}
		}
	}
	s.work -= 126 * 190 / lookUps
	for i := range y.n {
		e := &y.best[i]
		copy(c.text[:], e.text[:])
		c.gone = unknown
		if userDefined(e.gbk[0], e.gbk[1]) {
			c.gone = instead
		}
		c.n = uint8(copy(c.gbk[:], e.gbk[:e.n]))
		c.gbk[c.n] = '('
		c.n++
		s.extend(h, c, 0, costGap*n)
	}
}

// gaps supposes n gaps before b, the bytes of the token that ends cell c: two
// of them, or one trail byte that ends the run, or none if that is lost. kinds says which pairs a gap
// can be: charPrivate, charNone. It reports whether one of them reads well.
func (s *search) gaps(h int32, c cell, n int, b []byte, kinds charKind) (found bool) {
	cost := s.all[h].cost
	bar := s.gapBar(c.end, n)
	_, cut := s.tokens[c.end-1].mark()
	x, y := s.intoGaps(h, n, bar, kinds)
	y.n = 0
	if len(b) == 0 {
		x.n = min(x.n, gapGuess)
	}
	for i := range x.n {
		e := &x.best[i]
		for second, last := s.hidden(e, kinds); second <= last; second++ {
			if !s.isHidden(e, second, kinds) {
				continue
			}
			if len(b) > 0 {
				s.append(y, e, second, b[0], 0, cut, bar)
				continue
			}
			for trail := byte(0x81); trail <= 0xFE; trail++ {
				s.append(y, e, second, trail, trail, false, bar)
			}
			s.work -= 126 / lookUps
		}
		s.work -= 126 / lookUps
	}
	c.how = hidden
	instead := removed
	if s.tokens[c.tok].lost() && c.end > c.tok+1 {
		instead = marked
	}
	found = y.n > 0 && y.best[0].cost < cost+farGap
	for i := range y.n {
		e := &y.best[i]
		c.gone = unknown
		if userDefined(e.gbk[0], e.gbk[1]) || e.n > 2 && userDefined(e.gbk[2], e.gbk[3]) {
			c.gone = instead
		}
		copy(c.text[:], e.text[:])
		copy(c.gbk[:], e.gbk[:])
		c.n = uint8(e.n + copy(c.gbk[e.n:], b))
		next := byte(0)
		if len(b) == 2 {
			next = b[1]
		}
		if next != 0 && next < 0x80 {
			c.text[e.chars], next = rune(next), 0
		}
		s.extend(h, c, next, costGap*(e.n/2))
	}
	return found
}

// hidden returns the range of the second bytes of the pair that e ends in.
func (s *search) hidden(e *reading, kinds charKind) (first, last byte) {
	switch lead := e.gbk[e.n-1]; {
	case kinds != charPrivate:
		return 0x81, 0xFE
	case lead <= 0xA7:
		return 0x81, 0xA0
	}
	return 0xA1, 0xFE
}

// isHidden reports whether the pair that e ends in and second is one of kinds.
func (s *search) isHidden(e *reading, second byte, kinds charKind) bool {
	return kinds == charPrivate || s.char(e.gbk[e.n-1], second).kind&kinds != 0
}

// takenOut supposes that pairs before b, the bytes of the token that ends c, were
// removed from the page: one, or two in a row if one does not read well.
func (s *search) takenOut(h int32, c cell, b []byte) {
	if !s.mayBeTakenOut(h) || s.gaps(h, c, 1, b, charPrivate) || s.behind(h) > gapDepth2 {
		return
	}
	s.gaps(h, c, 2, b, charPrivate)
}

// mayBeTakenOut reports whether pairs may have been removed behind hypothesis h.
func (s *search) mayBeTakenOut(h int32) bool {
	return !s.pua && s.all[h].supposes != marked && s.gone != marked && s.behind(h) <= gapDepth
}

// behind returns how far hypothesis h is behind the best.
func (s *search) behind(h int32) int {
	return s.all[h].cost - s.beams[int(s.all[h].end)-s.base].best
}

// The first bytes of pairs that have no character: of the user-defined areas,
// and the others.
const (
	firstPrivate = "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xAA\xAB\xAC\xAD\xAE\xAF\xF8\xF9\xFA\xFB\xFC\xFD\xFE"
	firstNone    = firstPrivate + "\xA8\xA9\xD7"
)

// intoGap adds the readings in which lead is completed by the first byte of a
// gap.
func (s *search) intoGap(l *readings, e *reading, lead byte, bar int, kinds charKind) {
	s.work -= len(firstPrivate) / lookUps
	firsts := firstPrivate
	if kinds&charNone != 0 {
		firsts = firstNone
	}
	for i := range len(firsts) {
		if c := s.char(lead, firsts[i]); s.possible(c) && c.kind&charMark == 0 { // it would have been cut
			s.grow(l, e, c, lead, firsts[i], bar)
		}
	}
}

// append adds the reading in which the second byte of a gap begins a character
// that trail ends; guess is trail again if it is not on the page. cut reports whether the token of trail is a mark, which took
// the second byte of a full stop.
func (s *search) append(l *readings, e *reading, second, trail, guess byte, cut bool, bar int) {
	if c := s.char(second, trail); s.possible(c) && (c.kind&charMark == 0 || cut && c.r == '。') {
		s.grow(l, e, c, second, guess, bar)
	}
}

// grow adds c to reading e. Its bytes are lead, if it comes out of a gap, and
// next, unless that is on the page and so 0.
func (s *search) grow(l *readings, e *reading, c *char, lead, next byte, bar int) {
	worst := l.worst(bar)
	cost := e.cost + c.cost()
	if c.kind&charRare != 0 {
		cost += costRare
	}
	if cost+lm.ClassCost(e.prev, c.tok)-classSlack >= worst {
		return
	}
	s.work--
	if cost += lm.Cost3(e.first, e.prev, c.tok); cost >= worst {
		return
	}
	n := *e
	n.cost, n.first, n.prev = cost, e.prev, c.tok
	n.text[n.chars] = c.r
	n.chars++
	if e.n > 0 {
		n.gbk[n.n] = lead
		n.n++
	}
	if next != 0 {
		n.gbk[n.n] = next
		n.n++
	}
	l.add(&n)
}
