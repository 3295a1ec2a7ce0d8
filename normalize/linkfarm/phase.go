package linkfarm

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// A phase-shifted run is text whose GBK bytes were paired one byte off. It
// begins where a cut or an inserted reading took one byte of a character away,
// and ends where the pairs fall into step again. Nearly all its bytes are on
// the page; the search below pairs them again, and fills the few that are not.
//
// The search walks the tokens of a line with a beam of hypotheses. A
// hypothesis is in step, and then reads the tokens as they stand, or it holds
// a pending byte: the lead byte of a character whose trail byte comes next.

// Costs in nats, beside those of the language model.
const (
	costOpen     = 9.0 // to suppose a run on a page that shows no other damage
	costOpenFarm = 3.0 // on a page with annotations
	costNote     = 1.0 // to suppose a reading inserted across two characters
	costLost     = 4.0 // a swallowed ASCII character
	costStrip    = 2.0 // a private-use character that a later tool removed
	costQuote    = 3.0 // a guessed quotation mark that opens, or closes nothing
	gainQuote    = 2.0 // one that closes an open quotation
	beamWidth    = 32
	guessBest    = 8       // hypotheses that a lost byte is filled in for
	beamDepth    = 30.0    // nats behind the best
	stripTrails  = 8       // trail bytes tried for a removed character
	stripBest    = 3       // hypotheses tried with a removed character
	maxRegion    = 2000    // tokens
	maxWork      = 1 << 23 // hypotheses made in a block; no real page comes near it
	glance       = 8       // tokens looked at before a search
	hopelessGain = 10.0
)

// cell is one step of a hypothesis: the text it restores and where from.
type cell struct {
	text [2]rune // restored characters; 0 where there is none
	gbk  [4]byte // what it adds to the bytes that the rewriter had
	n    int     // how many of them
	note [2]int  // offsets of an inserted reading that follows them
	tok  int     // first token it accounts for
	end  int     // token behind it
	how  how
}

// how tells how a cell was found.
type how uint8

const (
	asIs     how = iota // the token as it stands
	seen                // every byte is on the page
	guessed             // a byte was filled in by the model
	lost                // a swallowed ASCII character; U+FFFD stands for it
	stripped            // two bytes were filled in by the model
)

// hypothesis is a state of the search.
type hypothesis struct {
	cell
	score float64
	prev  lm.Token
	pend  byte // the lead byte that waits for its trail byte; 0: in step
	quote int8 // quotations that are open
	back  int  // index of the one before
}

// search looks for runs in a line.
type search struct {
	line   []byte
	tokens []token
	farm   bool // the page shows annotations
	folded bool // the page has no full-width marks
	pua    bool // the line has private-use characters: none were removed
	all    []hypothesis
	beams  []beam // by token
	base   int    // token of beams[0]
	work   int    // hypotheses that may still be made in this block
}

// beam is what stands before a token: hypotheses, as indexes into search.all.
type beam struct {
	live []int
	best float64
}

// sites tells whether a run may begin at token i: a lost byte before a mark or
// before an orphan reading.
func (s *search) site(i int) bool {
	t := s.tokens[i]
	if !t.lost() || i+1 >= len(s.tokens) {
		return false
	}
	if _, ok := s.tokens[i+1].mark(); ok {
		return true
	}
	return i > 0 && s.tokens[i-1].n == 2 && s.orphanK(s.tokens[i-1].gbk[1], i) != 0
}

// orphanK returns the trail byte of the annotated character that begins with
// lead and whose reading stands behind the lost token i, or 0.
func (s *search) orphanK(lead byte, i int) byte {
	n, ok := orphanAt(s.line, s.tokens[i].end)
	if !ok {
		return 0
	}
	for trail := 0x40; trail <= 0xFE; trail++ {
		if y, _, ok := pinyin.Farm(pair(lead, byte(trail))); ok && y == n.syllable {
			return byte(trail)
		}
	}
	return 0
}

// hopeless tells at little cost that no run begins at the mark behind the lost
// token i: up to where it could end at the earliest, the text reads well as it
// stands and badly when shifted.
func (s *search) hopeless(i int) bool {
	m, ok := s.tokens[i+1].mark()
	if !ok {
		return false
	}
	pend := m[1]
	raw, shifted := lm.Start, lm.Start
	gain := 0.0
	for j := i + 2; j < min(i+2+glance, len(s.tokens)); j++ {
		t := s.tokens[j]
		b, ok := t.wide()
		if t.lost() || t.n == 1 && t.gbk[0] >= 0x40 || !ok {
			break
		}
		x, y := lm.TokenOf(t.r), lm.TokenOf(pair(pend, b[0]))
		if j > i+2 { // the first follows something different in either reading
			gain += float64(lm.LogProb(shifted, y) - lm.LogProb(raw, x))
		}
		raw, shifted, pend = x, y, b[1]
	}
	return gain < -hopelessGain
}

// run searches from the site at token i. It returns the cells of the best
// reading, and how much better it is than the line as it stands, in nats; nil
// when leaving the text is best. next is the token to go on from.
func (s *search) run(i int) (cells []cell, gain float64, next int) {
	s.all = s.all[:0]
	s.base = i
	s.beams = s.beams[:0]
	start := lm.Start
	if i > 0 {
		start = lm.TokenOf(s.tokens[i-1].r)
	}
	s.push(hypothesis{cell: cell{tok: i, end: i}, prev: start, quote: s.quotesBefore(i), back: -1})
	raw := 0.0
	prev := start
	j := i
	for ; j < len(s.tokens) && j < i+maxRegion && s.work > 0; j++ {
		live := s.prune(j)
		if j > i && j-i == len(s.beams)-1 && s.settled(live) {
			break
		}
		for rank, h := range live {
			s.step(h, j, rank)
		}
	}
	best := -1
	for _, h := range s.prune(j) {
		if s.all[h].pend == 0 && (best < 0 || s.all[h].score > s.all[best].score) {
			best = h
		}
	}
	if best < 0 {
		return nil, 0, i + 1
	}
	for k := i; k < j; k++ {
		if end := s.noteEnd(k); end > 0 && k > 0 {
			k = end - 1
			continue
		}
		t := lm.TokenOf(s.tokens[k].r)
		raw += float64(lm.LogProb(prev, t))
		prev = t
	}
	for h := best; h >= 0; h = s.all[h].back {
		if c := s.all[h].cell; c.end > c.tok {
			cells = append(cells, c)
		}
	}
	slices.Reverse(cells)
	if !slices.ContainsFunc(cells, func(c cell) bool { return c.how != asIs }) {
		return nil, 0, j
	}
	return cells, s.all[best].score - raw, j
}

// settled tells whether all hypotheses are in step and agree on what is next,
// so that the rest of the line can not tell them apart.
func (s *search) settled(live []int) bool {
	return len(live) > 0 && !slices.ContainsFunc(live, func(h int) bool {
		return s.all[h].pend != 0 || s.all[h].prev != s.all[live[0]].prev
	})
}

// quotesBefore counts the quotations that are open before token i.
func (s *search) quotesBefore(i int) (open int8) {
	for _, t := range s.tokens[:i] {
		open = max(0, min(open+quoteSide(t.r), 3))
	}
	return open
}

func quoteSide(r rune) int8 {
	switch r {
	case '“':
		return 1
	case '”':
		return -1
	}
	return 0
}

// push puts a hypothesis before token h.end, unless better ones are there.
func (s *search) push(h hypothesis) {
	at := h.end - s.base
	for len(s.beams) <= at {
		if len(s.beams) < cap(s.beams) {
			s.beams = s.beams[:len(s.beams)+1]
			b := &s.beams[len(s.beams)-1]
			b.live, b.best = b.live[:0], math.Inf(-1)
		} else {
			s.beams = append(s.beams, beam{best: math.Inf(-1)})
		}
	}
	s.work--
	b := &s.beams[at]
	if h.score < b.best-beamDepth {
		return
	}
	b.best = max(b.best, h.score)
	s.all = append(s.all, h)
	b.live = append(b.live, len(s.all)-1)
}

// prune keeps the best hypotheses before token j, one for each state.
func (s *search) prune(j int) []int {
	if j-s.base >= len(s.beams) {
		return nil
	}
	live := s.beams[j-s.base].live
	slices.SortFunc(live, func(a, b int) int {
		switch d := s.all[b].score - s.all[a].score; {
		case d < 0:
			return -1
		case d > 0:
			return 1
		}
		return a - b
	})
	kept := live[:0]
	for _, h := range live {
		if len(kept) == beamWidth || len(kept) > 0 && s.all[h].score < s.all[kept[0]].score-beamDepth {
			break
		}
		if !slices.ContainsFunc(kept, func(k int) bool { return s.same(k, h) }) {
			kept = append(kept, h)
		}
	}
	return kept
}

func (s *search) same(a, b int) bool {
	x, y := &s.all[a], &s.all[b]
	return x.prev == y.prev && x.pend == y.pend && x.quote == y.quote
}

// noteEnd returns the token behind the annotation that begins at token j, or 0.
func (s *search) noteEnd(j int) int {
	if s.tokens[j].r != '(' {
		return 0
	}
	n, ok := noteAt(s.line, s.tokens[j].off)
	if !ok {
		return 0
	}
	return s.tokenAt(n.end, j)
}

// tokenAt returns the token at or behind j that begins at offset off.
func (s *search) tokenAt(off, j int) int {
	for j < len(s.tokens) && s.tokens[j].off < off {
		j++
	}
	return j
}

// offset returns where token j begins.
func (s *search) offset(j int) int {
	if j < len(s.tokens) {
		return s.tokens[j].off
	}
	return len(s.line)
}

// step extends hypothesis h over token j.
func (s *search) step(h, j, rank int) {
	if s.all[h].pend == 0 {
		s.stepInStep(h, j)
	} else {
		s.stepShifted(h, j, rank)
	}
}

// extend adds a hypothesis that restores text (one or two characters) at cost.
func (s *search) extend(h int, c cell, pend byte, cost float64) {
	from := &s.all[h]
	n := hypothesis{cell: c, score: from.score - cost, prev: from.prev, pend: pend, quote: from.quote, back: h}
	for _, r := range c.text {
		if r == 0 {
			break
		}
		t := tokenOf(r)
		n.score += float64(lm.LogProb(n.prev, t))
		n.prev = t
		if q := quoteSide(r); q != 0 {
			switch {
			case c.how < guessed: // it is on the page
			case q < 0 && n.quote > 0:
				n.score += gainQuote
			default:
				n.score -= costQuote
			}
			n.quote = max(0, n.quote+q)
		}
	}
	s.push(n)
}

// tokenOf is lm.TokenOf, with a digit for a swallowed character: most are.
func tokenOf(r rune) lm.Token {
	if r == utf8.RuneError {
		r = '0'
	}
	return lm.TokenOf(r)
}

func (s *search) stepInStep(h, j int) {
	t := s.tokens[j]
	if end := s.noteEnd(j); end > 0 && j > 0 { // readings are nothing to the model
		s.extend(h, cell{note: [2]int{t.off, s.offset(end)}, tok: j, end: end}, 0, 0)
	} else {
		s.extend(h, cell{text: [2]rune{t.r}, gbk: [4]byte{t.gbk[0], t.gbk[1]}, n: t.n, tok: j, end: j + 1}, 0, 0)
	}
	if !s.site(j) {
		return
	}
	open := costOpen
	if s.farm {
		open = costOpenFarm
	}
	if m, ok := s.tokens[j+1].mark(); ok {
		for lead := 0x81; lead <= 0xFE; lead++ {
			if r := pair(byte(lead), m[0]); plain(r) {
				s.extend(h, cell{text: [2]rune{r}, gbk: [4]byte{byte(lead), m[0], m[1]}, n: 3, tok: j, end: j + 2, how: guessed}, m[1], open)
			}
		}
		return
	}
	if trail := s.orphanK(s.tokens[j-1].gbk[1], j); trail >= 0x81 {
		n, _ := orphanAt(s.line, t.end)
		s.extend(h, cell{
			gbk: [4]byte{trail, '('}, n: 2, note: [2]int{t.end, n.end},
			tok: j, end: s.tokenAt(n.end, j), how: seen,
		}, trail, costNote)
	}
}

func (s *search) stepShifted(h, j, rank int) {
	lead := s.all[h].pend
	t := s.tokens[j]
	if t.n == 1 && t.gbk[0] >= 0x40 && t.gbk[0] != 0x7F {
		s.inStepAgain(h, j, t.gbk[0], seen)
	}
	if b, ok := t.wide(); ok {
		s.shiftOn(h, j, rank, b)
	}
	if !t.lost() || rank >= guessBest {
		return
	}
	if trail := s.orphanK(lead, j); trail != 0 {
		n, _ := orphanAt(s.line, t.end)
		s.extend(h, cell{
			text: [2]rune{pair(lead, trail)}, gbk: [4]byte{trail, '('}, n: 2, note: [2]int{t.end, n.end},
			tok: j, end: s.tokenAt(n.end, j), how: seen,
		}, 0, 0)
		return
	}
	atCut := j+1 == len(s.tokens)
	if !atCut {
		_, atCut = s.tokens[j+1].mark()
	}
	for trail := 0x40; trail <= 0xFE; trail++ {
		r := pair(lead, byte(trail))
		if !plain(r) {
			continue
		}
		c := cell{text: [2]rune{r}, gbk: [4]byte{byte(trail)}, n: 1, tok: j, end: j + 1, how: guessed}
		if atCut {
			s.extend(h, c, 0, 0)
		}
		if trail >= 0x80 { // it swallowed an ASCII character
			c.text[1], c.gbk[1], c.n, c.how = utf8.RuneError, '0', 2, lost
			s.extend(h, c, 0, costLost)
		}
	}
}

// inStepAgain ends a run with a trail byte that is a token of its own.
func (s *search) inStepAgain(h, j int, trail byte, how how) {
	lead := s.all[h].pend
	if r := pair(lead, trail); plain(r) {
		s.extend(h, cell{text: [2]rune{r}, gbk: [4]byte{trail}, n: 1, tok: j, end: j + 1, how: how}, 0, 0)
	}
}

// shiftOn completes the pending character with the first byte of a token and
// leaves its second byte pending. A reading behind a token that is a table
// character was inserted across two characters, and goes.
func (s *search) shiftOn(h, j, rank int, b [2]byte) {
	lead := s.all[h].pend
	c := cell{gbk: [4]byte{b[0], b[1]}, n: 2, tok: j, end: j + 1, how: seen}
	if n, ok := noteAt(s.line, s.tokens[j].end); ok {
		if y, _, ok := pinyin.Farm(s.tokens[j].r); ok && y == n.syllable {
			c.note = [2]int{s.tokens[j].end, n.end}
			c.end = s.tokenAt(n.end, j)
		}
	}
	if r := pair(lead, b[0]); plain(r) {
		c.text[0] = r
		s.extend(h, c, b[1], 0)
	}
	if !s.pua && rank < stripBest {
		s.unstrip(h, c, b)
	}
}

// unstrip supposes that a pair of GBK's user-defined area stood before token j
// and was removed: its first byte ended the pending character, its second
// began the next one.
func (s *search) unstrip(h int, c cell, b [2]byte) {
	from := &s.all[h]
	c.how, c.n = stripped, 4
	for _, trail := range s.likelyTrails(from.pend, from.prev) {
		c.text[0] = pair(from.pend, trail)
		lo, hi := userDefined(trail)
		for next := int(lo); next <= int(hi); next++ {
			if second := pair(byte(next), b[0]); plain(second) {
				c.text[1] = second
				c.gbk = [4]byte{trail, byte(next), b[0], b[1]}
				s.extend(h, c, b[1], costStrip)
			}
		}
	}
}

// likelyTrails returns the few trail bytes that begin a user-defined pair and
// complete lead to the characters most likely behind prev.
func (s *search) likelyTrails(lead byte, prev lm.Token) []byte {
	type scored struct {
		trail byte
		p     float32
	}
	var best [stripTrails]scored
	n := 0
	for trail := 0xA1; trail <= 0xFE; trail++ {
		if lo, _ := userDefined(byte(trail)); lo == 0 {
			continue
		}
		r := pair(lead, byte(trail))
		if !plain(r) {
			continue
		}
		x := scored{byte(trail), lm.LogProb(prev, lm.TokenOf(r))}
		i := n
		for i > 0 && best[i-1].p < x.p {
			i--
		}
		if i == len(best) {
			continue
		}
		n = min(n+1, len(best))
		copy(best[i+1:n], best[i:n-1])
		best[i] = x
	}
	out := make([]byte, n)
	for i := range out {
		out[i] = best[i].trail
	}
	return out
}

// userDefined returns the trail bytes that make a pair with lead part of GBK's
// user-defined area and can be a lead byte; 0 when there are none.
func userDefined(lead byte) (lo, hi byte) {
	switch {
	case 0xAA <= lead && lead <= 0xAF, 0xF8 <= lead && lead <= 0xFE:
		return 0xA1, 0xFE
	case 0xA1 <= lead && lead <= 0xA7:
		return 0x81, 0xA0
	}
	return 0, 0
}

// plain tells whether r can be part of ordinary text: no private use, nothing
// unassigned.
func plain(r rune) bool {
	return r != utf8.RuneError && (r < 0xE000 || r > 0xF8FF)
}
