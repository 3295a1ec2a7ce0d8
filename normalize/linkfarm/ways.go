package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// What stands on the page may have been made of bytes in more than one way, and some of
// the bytes may be gone. A way is such bytes, and the search pairs them as it goes along.

// byteSign is a byte on the page, or what is known of one that is not there.
type byteSign uint16

const (
	lostByte  byteSign = 0x100 + iota // the first or second byte of a character
	gapByte                           // the second one of a character, and then the first one of the next: a pair that has none
	swallowed                         // a character of ASCII, which the byte before took along
	ofReading                         // the second one of a character with this reading, and the parenthesis that it took along
)

// Pairs of bytes without a character come up only where bytes are paired one
// off. Decoders show them as private-use characters, which are evidence like
// others, or as one question mark, or a later tool drops them: a gap.

// way is a way in which tokens may have come about.
type way struct {
	tok, end int32
	cost     int
	kinds    charKind // what pairs its gaps may be: charPrivate, charNone
	gone     gone     // what became of the private ones
	ate      rune     // what was swallowed; utf8.RuneError: unknown
}

// step extends hypothesis h, the rank-th best, over token j.
func (s *search) step(h int32, j, rank int) {
	t := &s.tokens[j]
	if s.all[h].pend == 0 {
		s.stay(h, j)
		if m, ok := s.markAt(j + 1); t.orphan() {
			s.openReading(h, j)
		} else if ok && t.lost() {
			w := way{tok: int32(j), end: int32(j + 2), cost: costOpen}
			s.take(h, &w, lostByte, byteSign(m[0]), byteSign(m[1]))
		}
		return
	}
	if b, ok := t.trail(); ok {
		s.onPage(h, j, rank, byteSign(b))
	}
	if b, ok := t.wide(); ok {
		s.onPage(h, j, rank, byteSign(b[0]), byteSign(b[1]))
	}
	if t.lost() && rank < beamWidth {
		s.stepLost(h, j)
	}
}

// markAt returns the bytes of the mark that token j is, if it is one.
func (s *search) markAt(j int) (b [2]byte, ok bool) {
	if j < len(s.tokens) {
		return s.tokens[j].mark()
	}
	return b, false
}

// stay reads token j as it stands.
func (s *search) stay(h int32, j int) {
	n := s.after(h, j, j+1)
	n.asIs = true
	s.hear(&n, j)
	s.push(&n)
}

// after returns what becomes of hypothesis h behind tokens first to end, before it is known what
// they are.
func (s *search) after(h int32, first, end int) hypothesis {
	from := &s.all[h]
	return hypothesis{
		cell: cell{tok: int32(first), end: int32(end), shifted: from.pend != 0}, cost: from.cost, back: h,
		first: from.first, prev: from.prev, pend: from.pend, quote: from.quote, supposes: from.supposes,
	}
}

// hear says to h what token j shows; readings are nothing to the model.
func (s *search) hear(h *hypothesis, j int) {
	t := &s.tokens[j]
	switch {
	case t.note():
	case t.orphan():
		for _, r := range string(s.line[t.off:t.end]) {
			h.say(r, lm.TokenOf(r))
		}
	default:
		h.say(t.r, t.lm)
	}
}

// openReading begins a run at a lost byte that took the parenthesis of a reading: the tool found the
// character across two others.
func (s *search) openReading(h int32, j int) {
	lead := s.trailOf(h, j)
	for _, c := range s.readersOf(s.tokens[j].reading, lead, lead) {
		if c.trail >= 0x81 {
			n := s.after(h, j, j+1)
			n.cost += c.cost
			n.pend = c.trail
			n.add(c.trail, false)
			n.add('(', false)
			s.push(&n)
		}
	}
}

// trailOf returns the trail byte of the last character that hypothesis h has before
// token j, or 0.
func (s *search) trailOf(h int32, j int) byte {
	for ; h >= 0; h = s.all[h].back {
		c := &s.all[h].cell
		switch {
		case c.asIs:
			return s.trailBefore(j)
		case c.n > 1 && c.gbk[c.n-1] == '(':
			return c.gbk[c.n-2] // swallowed by its reading
		case c.n > 0:
			return c.gbk[c.n-1]
		}
	}
	return s.trailBefore(j)
}

// trailBefore returns the trail byte of the character before token i, or 0. A
// reading between them does not count: 當(dāng)?shù)地 has two.
func (s *search) trailBefore(i int) byte {
	if i--; i > 0 && s.tokens[i].note() {
		i--
	}
	if i < 0 {
		return 0
	}
	b, _ := s.tokens[i].wide()
	return b[1]
}

// onPage goes on with a run over token j, which is these bytes, or ends it there.
func (s *search) onPage(h int32, j, rank int, b ...byteSign) {
	w := way{tok: int32(j), end: int32(j + 1), kinds: charPrivate, gone: removed}
	// A reading behind a table character was inserted across two characters, and goes.
	if len(b) == 2 && j+1 < len(s.tokens) && s.tokens[j+1].note() {
		if cost := noteCost(s.char(byte(b[0]), byte(b[1])), s.tokens[j+1].reading); cost >= 0 {
			w.cost = cost
			w.end++
		}
	}
	if spent := s.take(h, &w, b...); rank == 0 && spent >= fluentCost && s.mayBeTakenOut(h) {
		s.take(h, &w, append([]byteSign{gapByte, gapByte}, b...)...)
	}
}

// mayBeTakenOut reports whether pairs may have been removed behind hypothesis h.
func (s *search) mayBeTakenOut(h int32) bool { return !s.pua && s.all[h].supposes != marked }

// stepLost ends a run, or goes on with it, at a byte that was lost.
func (s *search) stepLost(h int32, j int) {
	t := &s.tokens[j]
	w := way{tok: int32(j), end: int32(j + 1), kinds: charPrivate, gone: removed}
	if t.orphan() {
		reading := ofReading + byteSign(t.reading)
		s.take(h, &w, reading)
		if s.mayBeTakenOut(h) {
			s.take(h, &w, gapByte, gapByte, reading)
		}
		return
	}
	if s.atCut(j + 1) {
		s.take(h, &w, lostByte)
	}
	w.cost, w.ate = costLost, utf8.RuneError
	if tag(s.line[t.end:]) {
		w.cost, w.ate = 0, '<'
	}
	s.take(h, &w, lostByte, swallowed)
	s.marked(h, j)
}

// marked supposes that token j, and as many lost ones behind it as can be,
// stand for pairs of bytes that have no character.
func (s *search) marked(h int32, j int) {
	w := way{tok: int32(j), kinds: charNone, gone: marked}
	if !s.pua && s.all[h].supposes != removed {
		w.kinds |= charPrivate
	}
	gaps := make([]byteSign, 0, 2*maxGaps+2)
	n := 1
	for ; n <= maxGaps && j+n < len(s.tokens) && s.tokens[j+n].lost(); n++ {
		gaps = append(gaps, gapByte, gapByte)
		w.end = int32(j + n + 1)
		if last := &s.tokens[j+n]; last.orphan() {
			s.take(h, &w, append(gaps, ofReading+byteSign(last.reading))...)
			return
		}
	}
	if n > 1 && s.atCut(j+n) { // and the last for a lost byte
		s.take(h, &w, append(gaps, lostByte)...)
	}
	if n > maxGaps || j+n == len(s.tokens) {
		return
	}
	gaps = append(gaps, gapByte, gapByte)
	w.end = int32(j + n + 1)
	if b, ok := s.tokens[j+n].trail(); ok {
		s.take(h, &w, append(gaps, byteSign(b))...)
	}
	if b, ok := s.tokens[j+n].wide(); ok {
		s.take(h, &w, append(gaps, byteSign(b[0]), byteSign(b[1]))...)
	}
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

// paths are the likeliest few, the best first.
type paths struct {
	n    int
	best [beamPaths]hypothesis
}

// bar returns the cost that a path must be below to get in.
func (l *paths) bar(bar int) int {
	if l.n < len(l.best) {
		return bar
	}
	return min(bar, l.best[l.n-1].cost)
}

// add puts e among the best, if it belongs there.
func (l *paths) add(e *hypothesis) {
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

// take goes on from hypothesis h along a way of these bytes. It returns what the best of what
// comes of it costs more than h.
func (s *search) take(h int32, w *way, bytes ...byteSign) (spent int) {
	x, y := &s.paths[0], &s.paths[1]
	x.n, x.best[0] = 1, s.after(h, int(w.tok), int(w.end))
	x.best[0].cost += w.cost
	bar := s.bar(w.end)
	for _, b := range bytes {
		y.n = 0
		for i := range x.n {
			s.pair(y, &x.best[i], w, b, bar)
		}
		x, y = y, x
	}
	spent = noBar
	for i := range x.n {
		n := &x.best[i]
		if next := int(n.end); n.pend == 0 && n.chars > 0 && next < len(s.tokens) && s.tokens[next].note() && !s.tokens[next-1].lost() {
			n.cost += s.noted(n.text[n.chars-1], s.tokens[next].reading)
		}
		spent = min(spent, n.cost-s.all[h].cost)
		s.push(n)
	}
	return spent
}

// noted returns what it costs that reading y stands behind r.
func (s *search) noted(r rune, y pinyin.Syllable) int {
	lead, trail, _ := unpair(r)
	if cost := noteCost(s.char(lead, trail), y); cost >= 0 {
		return cost
	}
	return costUnread
}

// pair adds to l what becomes of path e with one more byte.
func (s *search) pair(l *paths, e *hypothesis, w *way, b byteSign, bar int) {
	switch {
	case b == swallowed:
		e.add('0', false)
		e.restore(w.ate, tokenOf(w.ate))
	case e.pend == 0 && !e.open && (b == 0x80 || b == 0xFF): // no character begins so
		return
	case e.pend == 0 && !e.open && b >= 0x80:
		if e.open = b >= lostByte; !e.open {
			e.add(byte(b), false)
			e.pend = byte(b)
		}
	case e.pend == 0 && !e.open: // the second byte of a token ends the run
		e.add(byte(b), false)
		e.restore(rune(b), lm.TokenOf(rune(b)))
	case e.open || b >= lostByte:
		s.fill(l, e, w, b, bar)
		return
	default:
		c := s.char(e.pend, byte(b))
		if !s.possible(c) {
			return
		}
		e.pend = 0
		e.add(byte(b), false)
		e.restore(c.r, c.tok)
	}
	if e.cost < bar {
		l.add(e)
	}
}

// fill is pair where a byte of a character is not on the page: it tries all characters that
// may have been there.
func (s *search) fill(l *paths, e *hypothesis, w *way, b byteSign, bar int) {
	first, last := e.pend, e.pend
	gap, atMark := e.open && e.n > 0, false
	if gap {
		e.before = e.gbk[e.n-1]
		first, last = gapTrails(e.before, w.kinds)
		bar -= costGap
	} else if e.open {
		if j := int(e.tok); j > 0 && s.tokens[j-1].reading == 0 {
			e.before = s.trailOf(e.back, j)
		}
		first, last = 0x81, 0xFE
	} else if from := &s.all[e.back]; !from.asIs && !from.shifted || s.tokens[e.tok-1].reading != 0 {
		atMark = true // there was a cut or a reading between its bytes
	}
	if e.open && b < lostByte { // it may be the mark's, which took it from a full stop
		_, atMark = s.tokens[w.end-1].mark()
	}
	worst := l.bar(bar)
	s.scan(e.prev, b, w.kinds, first, last, worst-e.cost, func(lead byte) bool {
		return !gap || s.char(e.before, lead).kind&w.kinds != 0
	})
	row := lm.After(e.prev)
	for _, o := range s.some {
		c, more, supposes := o.char, o.cost, e.supposes
		if c.kind&charMark != 0 {
			if !atMark || c.r != '。' {
				continue // it would have been cut
			}
		} else if e.cost+int(row[c.class])+int(c.own) >= worst {
			continue
		}
		s.work--
		if e.open {
			switch kind := s.char(e.before, c.lead).kind; {
			case gap && kind&charPrivate != 0:
				supposes = max(supposes, w.gone)
			case gap:
			case kind&charMark != 0:
				continue
			case c.kind&charMark != 0:
				more += s.costStop(int(e.tok))
			case !han(c.r):
				continue
			}
		}
		if s.words.has(e.prev, c.tok) {
			more -= gainWord
		}
		if quoteSide(c.r) < 0 && e.quote > 0 {
			more -= gainQuote
		}
		if e.cost+more+lm.Cost3(e.first, e.prev, c.tok) >= worst {
			continue
		}
		n := *e
		n.cost += more
		n.pend, n.open, n.supposes = 0, false, supposes
		if e.open {
			n.add(c.lead, true)
		}
		n.add(c.trail, b == lostByte || b == gapByte)
		if b >= ofReading {
			n.add('(', false)
		}
		n.restore(c.r, c.tok)
		if gap {
			n.cost += costGap
		}
		l.add(&n)
		worst = l.bar(bar)
	}
}

// scan finds characters that may stand behind prev, by what is known of their second byte and by the range of
// the first, those that the model's classes alone do not rule out.
func (s *search) scan(prev lm.Token, b byteSign, kinds charKind, first, last byte, most int, allowed func(lead byte) bool) {
	s.some = s.some[:0]
	row, never := lm.After(prev), s.never|charVariant
	try := func(c *char) {
		if c.kind&(charAssigned|never) == charAssigned && (int(row[c.class])+int(c.own) < most || c.kind&charMark != 0) {
			s.some = append(s.some, reader{char: c})
		}
	}
	switch {
	case b >= ofReading:
		for _, r := range s.readersOf(pinyin.Syllable(b-ofReading), first, last) {
			if r.kind&s.never == 0 && allowed(r.lead) {
				s.some = append(s.some, r)
			}
		}
	case b < lostByte:
		list := s.withTrail(byte(b))[first-0x81 : last-0x80]
		for i := range list {
			if allowed(list[i].lead) {
				try(&list[i])
			}
		}
		s.work -= len(list) / lookUps
	default:
		n := len(gapLeads)
		if kinds == charPrivate {
			n = privateLeads
		}
		for ; first <= last; first++ {
			if !allowed(first) {
				continue
			}
			list := s.withLead(first)
			if b == lostByte {
				for i := range list {
					try(&list[i])
				}
				s.work -= len(list) / lookUps
				continue
			}
			for _, trail := range []byte(gapLeads[:n]) {
				try(&list[trail-0x81])
			}
			s.work--
		}
	}
	s.work--
}

// gapLeads are the first bytes of pairs that have no character: first those of the user-defined areas.
const (
	gapLeads     = "\xA1\xA2\xA3\xA4\xA5\xA6\xA7\xAA\xAB\xAC\xAD\xAE\xAF\xF8\xF9\xFA\xFB\xFC\xFD\xFE\xA8\xA9\xD7"
	privateLeads = 20 // of them
)

// gapTrails returns the range of the second bytes of pairs without a character that begin
// with lead.
func gapTrails(lead byte, kinds charKind) (first, last byte) {
	switch {
	case kinds != charPrivate:
		return 0x81, 0xFE
	case lead <= 0xA7:
		return 0x81, 0xA0
	}
	return 0xA1, 0xFE
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
