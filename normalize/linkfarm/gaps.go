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
			firsts := &s.private
			if kinds&charNone != 0 {
				firsts = &s.none
			}
			if k == 0 {
				s.grow(y, e, firsts.of(from.pend), bar, intoGap)
				continue
			}
			second, last := s.hidden(e, kinds)
			if kinds == charPrivate {
				s.grow(y, e, firsts.between(second, last), bar, intoGap)
				continue
			}
			for ; second <= last; second++ {
				if s.isHidden(e, second, kinds) {
					s.grow(y, e, firsts.of(second), bar, intoGap)
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
	if bar < noBar {
		bar -= costGap * n
	}
	return bar
}

// gapsToOrphan supposes n gaps from the tokens of c on, behind which a character
// begins that has the orphan reading of the last of them.
func (s *search) gapsToOrphan(h int32, c cell, n int, kinds charKind) {
	j := int(c.end) - 1
	instead := s.instead(&c)
	note, _ := orphanAt(s.line, s.tokens[j].end)
	c.note = [2]int32{int32(s.tokens[j].end), int32(note.end)}
	c.end = int32(s.tokenAt(note.end, j))
	bar := s.gapBar(c.end, n)
	x, y := s.intoGaps(h, n, bar, kinds)
	y.n = 0
	all := s.allOrphans(j)
	var one [1]candidate
	for _, r := range all {
		for i := range x.n {
			e := x.best[i]
			if first, last := s.hidden(&e, kinds); first <= r.lead && r.lead <= last && s.isHidden(&e, r.lead, kinds) {
				e.cost += r.cost
				if c := s.char(r.lead, r.trail); s.possible(c) && c.kind&charMark == 0 {
					class, within := lm.Class(c.tok)
					one[0] = candidate{lead: r.lead, trail: r.trail, class: class, own: within}
					s.grow(y, &e, one[:], bar, guessing)
				}
			}
		}
	}
	s.work -= len(all) * x.n / lookUps
	s.fill(h, c, y, []byte{'('}, instead)
}

// instead says what became of the pairs of c, before its end is known.
func (s *search) instead(c *cell) gone {
	if s.tokens[c.tok].lost() && c.end > c.tok+1 {
		return marked
	}
	return removed
}

// fill goes on from hypothesis h with readings of gaps and b, which is on the page behind them.
func (s *search) fill(h int32, c cell, l *readings, b []byte, instead gone) {
	c.how = hidden
	for i := range l.n {
		e := &l.best[i]
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
}

// mayBeTakenOut reports whether pairs may have been removed behind hypothesis h.
func (s *search) mayBeTakenOut(h int32) bool { return !s.pua && s.all[h].supposes != marked }

// takenOut supposes that a pair before b, the bytes of the token that ends c, was removed
// from the page.
func (s *search) takenOut(h int32, c cell, b []byte) {
	if s.mayBeTakenOut(h) {
		s.gaps(h, c, 1, b, charPrivate)
	}
}

// gaps supposes n gaps before b, the bytes of the token that ends cell c: two
// of them, or one trail byte that ends the run, or none if that is lost. kinds says which pairs a gap
// can be: charPrivate, charNone.
func (s *search) gaps(h int32, c cell, n int, b []byte, kinds charKind) {
	bar := s.gapBar(c.end, n)
	how := onPage
	if len(b) == 0 {
		how = guessing
	} else if _, cut := s.tokens[c.end-1].mark(); cut {
		how = atMark
	}
	x, y := s.intoGaps(h, n, bar, kinds)
	y.n = 0
	for i := range x.n {
		e := &x.best[i]
		first, last := s.hidden(e, kinds)
		if len(b) == 0 {
			for second := first; second <= last; second++ {
				if s.isHidden(e, second, kinds) {
					s.grow(y, e, s.byLead.of(second), bar, how)
				}
			}
			continue
		}
		all := startingAt(s.byTrail.of(b[0]), first)
		all = all[:len(all)-len(startingAt(all, last+1))]
		if _, noted := noteAt(s.line, s.tokens[c.end-1].end); kinds != charPrivate || noted && len(b) == 1 {
			s.some = s.some[:0]
			for _, x := range all {
				if s.isHidden(e, x.lead, kinds) && (len(b) == 2 || s.noted(s.char(x.lead, x.trail), int(c.end-1)) < costUnread) {
					s.some = append(s.some, x)
				}
			}
			all = s.some
		}
		s.grow(y, e, all, bar, how)
	}
	s.fill(h, c, y, b, s.instead(&c))
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

// The first bytes of pairs that have no character: of the user-defined areas,
// and the others.
const (
	firstPrivate = "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xAA\xAB\xAC\xAD\xAE\xAF\xF8\xF9\xFA\xFB\xFC\xFD\xFE"
	firstNone    = firstPrivate + "\xA8\xA9\xD7"
)

// growth says which bytes of a candidate are not on the page, and so are added to a reading.
type growth uint8

const (
	intoGap  growth = iota // its second byte is the first of a gap
	onPage                 // its second byte is on the page
	atMark                 // it is that of a mark, which took it from a full stop
	guessing               // it is guessed
)

// grow adds the candidates to reading e.
func (s *search) grow(l *readings, e *reading, list []candidate, bar int, how growth) {
	s.work -= 1 + len(list)/lookUps
	row, never := lm.After(e.prev), s.script.never()
	if how != atMark {
		never |= charMark
	}
	worst := l.worst(bar)
	most := worst - e.cost
	for i := range list {
		if c := &list[i]; int(row[c.class])+int(c.own) < most && c.kind&never == 0 {
			if s.growBy(l, e, c, worst, how) {
				worst = l.worst(bar)
				most = worst - e.cost
			}
		}
	}
}

// growBy adds a candidate to reading e, if that costs less than worst.
func (s *search) growBy(l *readings, e *reading, c *candidate, worst int, how growth) bool {
	x := s.char(c.lead, c.trail)
	if c.kind&charMark != 0 && x.r != '。' {
		return false
	}
	s.work--
	cost := e.cost + lm.Cost3(e.first, e.prev, x.tok)
	if cost >= worst {
		return false
	}
	n := *e
	n.cost, n.first, n.prev = cost, e.prev, x.tok
	n.text[n.chars] = x.r
	n.chars++
	if e.n > 0 {
		n.gbk[n.n] = c.lead
		n.n++
	}
	if how == intoGap || how == guessing {
		n.gbk[n.n] = c.trail
		n.n++
	}
	l.add(&n)
	return true
}
