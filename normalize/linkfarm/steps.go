package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// step extends hypothesis h over token j.
func (s *search) step(h, j, rank int) {
	if s.all[h].pend == 0 {
		s.stepInStep(h, j)
	} else {
		s.stepShifted(h, j, rank)
	}
}

// extend adds a hypothesis that restores text (one or two characters) at cost.
// It tells whether the text reads well behind what stands before it.
func (s *search) extend(h int, c cell, pend byte, cost float64) (fluent bool) {
	from := &s.all[h]
	before := from.score
	n := hypothesis{cell: c, score: from.score - cost, prev: from.prev, pend: pend, quote: from.quote, back: h}
	for _, r := range c.text {
		if r == 0 {
			break
		}
		t := tokenOf(r)
		n.score += float64(lm.LogProb(n.prev, t))
		if c.how != asIs && (rare(r) || r == '。' && n.prev == t) {
			n.score -= costRare
		}
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
	return before-n.score < fluentCost
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
			if r, ok := s.pair(byte(lead), m[0]); ok && (han(r) || r == '。') {
				s.extend(h, cell{text: [2]rune{r}, gbk: [4]byte{byte(lead), m[0], m[1]}, n: 3, tok: j, end: j + 2, how: guessed}, m[1], open+s.costStop(j, r, m))
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

// costStop corrects the model's view of a full stop at the beginning of a run,
// behind token j-1: it is the likeliest character by far (1,520 of 1,550 runs
// counted), and even more so before the ！ that it makes with a quotation mark
// (99 of 100), unless there are no words for it to end.
func (s *search) costStop(j int, r rune, mark [2]byte) float64 {
	switch {
	case r != '。':
		return 0
	case j == 0 || !endsWords(s.tokens[j-1].r):
		return costEmpty
	case mark != marks[0]:
		return -gainStop
	case j+2 < len(s.tokens) && s.tokens[j+2].lost():
		return -gainStopQuote - gainStop
	}
	return -gainStopQuote
}

// endsWords tells whether a full stop can stand behind r.
func endsWords(r rune) bool {
	switch r {
	case '“', '‘', '(', '（', '《', '、':
		return false
	}
	return textual(r)
}

func (s *search) stepShifted(h, j, rank int) {
	lead := s.all[h].pend
	t := s.tokens[j]
	if b, ok := t.trail(); ok {
		fluent := s.inStepAgain(h, j, b)
		if !s.pua && rank < stripBest && !fluent {
			s.unstrip(h, cell{tok: j, end: j + 1}, []byte{b}, userDefined)
		}
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
	for trail := 0x81; trail <= 0xFE; trail++ { // below, it would be on the page
		r, ok := s.pair(lead, byte(trail))
		if _, mark := (token{r: r}).mark(); !ok || mark { // a mark would be, too
			continue
		}
		c := cell{text: [2]rune{r}, gbk: [4]byte{byte(trail)}, n: 1, tok: j, end: j + 1, how: guessed}
		if atCut {
			s.extend(h, c, 0, 0)
		}
		c.text[1], c.gbk[1], c.n, c.how = utf8.RuneError, '0', 2, lost // it swallowed an ASCII character
		s.extend(h, c, 0, costLost)
	}
	if j+1 < len(s.tokens) { // or it stands for a pair that has no character
		c := cell{tok: j, end: j + 2}
		if b, ok := s.tokens[j+1].trail(); ok {
			s.unstrip(h, c, []byte{b}, unassigned)
		} else if b, ok := s.tokens[j+1].wide(); ok {
			s.unstrip(h, c, b[:], unassigned)
		}
	}
}

// inStepAgain ends a run with a trail byte that is a token of its own. It tells
// whether the character reads well.
func (s *search) inStepAgain(h, j int, trail byte) (fluent bool) {
	if r, ok := s.pair(s.all[h].pend, trail); ok {
		return s.extend(h, cell{text: [2]rune{r}, gbk: [4]byte{trail}, n: 1, tok: j, end: j + 1, how: seen}, 0, 0)
	}
	return false
}

// shiftOn completes the pending character with the first byte of a token and
// leaves its second byte pending. A reading behind a token that is a table
// character was inserted across two characters, and goes.
func (s *search) shiftOn(h, j, rank int, b [2]byte) {
	c := cell{gbk: [4]byte{b[0], b[1]}, n: 2, tok: j, end: j + 1, how: seen}
	if n, ok := noteAt(s.line, s.tokens[j].end); ok {
		if y, _, ok := pinyin.Farm(s.tokens[j].r); ok && y == n.syllable {
			c.note = [2]int{s.tokens[j].end, n.end}
			c.end = s.tokenAt(n.end, j)
		}
	}
	fluent := false
	if r, ok := s.pair(s.all[h].pend, b[0]); ok {
		c.text[0] = r
		fluent = s.extend(h, c, b[1], 0)
	}
	if !s.pua && rank < stripBest && !fluent {
		s.unstrip(h, c, b[:], userDefined)
	}
}
