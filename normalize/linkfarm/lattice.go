package linkfarm

import (
	"slices"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// A phase-shifted run is text whose GBK bytes were paired one byte off. It
// begins where a cut or an inserted reading took one byte of a character away,
// and ends where the pairs fall into step again. Nearly all its bytes are on
// the page; the search below pairs them again, and fills the few that are not.
//
// The search walks the tokens of a line with a beam of hypotheses. A
// hypothesis is in step, and then reads the tokens as they stand, or it holds
// a pending byte: the lead byte of a character whose trail byte comes next.

// cell is one step of a hypothesis: the text it restores and where from.
type cell struct {
	tok, end int32   // the tokens it accounts for
	asIs     bool    // they stay
	text     [4]rune // restored characters; U+FFFD is a swallowed character of ASCII
	chars    uint8   // how many of them
	gbk      [6]byte // what it adds to the bytes that the rewriter had
	n        uint8   // how many of them
	filled   uint8   // a bit for each of these that is not on the page
	before   byte    // which the page has before it, if the cell begins with a lost byte
	shifted  bool    // a byte was pending before it, which is the first of its text
	at       int     // where its text begins in that of the line, once all is known
}

// hypothesis is a state of the search.
type hypothesis struct {
	cell
	cost        int
	first, prev lm.Token // the two characters before
	pend        byte     // the lead byte that waits for its trail byte; 0: in step
	open        bool     // a lead byte waits that is not known
	quote       int8     // quotations that are open
	supposes    gone     // what its gaps suppose
	back        int32    // index of the one before
}

// say goes on behind character r, at the cost that the model asks for it.
func (h *hypothesis) say(r rune, t lm.Token) {
	h.cost += lm.Cost3(h.first, h.prev, t)
	h.first, h.prev = h.prev, t
	h.quote = max(0, h.quote+quoteSide(r))
}

// restore adds character r to the text that is restored.
func (h *hypothesis) restore(r rune, t lm.Token) {
	h.text[h.chars] = r
	h.chars++
	h.say(r, t)
}

// add adds b to the bytes that the rewriter had.
func (h *hypothesis) add(b byte, filled bool) {
	h.gbk[h.n] = b
	if filled {
		h.filled |= 1 << h.n
	}
	h.n++
}

// quoteSide is 1 for what opens a quotation, -1 for what closes one, else 0.
func quoteSide(r rune) int8 {
	switch r {
	case '“':
		return 1
	case '”':
		return -1
	}
	return 0
}

// search looks for runs in a line.
type search struct {
	surroundings
	line   []byte
	tokens []token
	all    []hypothesis
	beams  []beam // by token
	base   int    // token of beams[0]
	work   int    // steps that may still be made in this block
	*charTable
	model *choice.Model // what lost bytes are chosen by; nil: what is in the program

	farm bool // the line is one of a page of the tool

	recogniser decoder.Recogniser

	// What is known of the line before the run.
	quote   int8 // quotations that are open before token quoteAt
	quoteAt int

	paths [2]paths
	text  []lm.Token // of the line with its runs restored
	place choice.Place
	some  []reader // what may have lost a byte
	toks  []lm.Token
	costs []int
}

// beam is what stands before a token: hypotheses, as indexes into search.all.
type beam struct {
	live []int32
	best int
}

// quoteTo counts the quotations that are open before token i, in the text as
// it was repaired up to s.quoteAt.
func (s *search) quoteTo(i int) int8 {
	for ; s.quoteAt < i; s.quoteAt++ {
		s.quoteIn(s.tokens[s.quoteAt].r)
	}
	return s.quote
}

// quoteIn takes note of one character.
func (s *search) quoteIn(r rune) { s.quote = max(0, min(s.quote+quoteSide(r), 3)) }

// repaired takes note of a repair.
func (s *search) repaired(r repair) {
	s.quoteTo(r.first)
	for _, x := range string(r.text) {
		s.quoteIn(x)
	}
	s.quoteAt = r.end
}

// offset returns where token j begins.
func (s *search) offset(j int) int {
	if j < len(s.tokens) {
		return s.tokens[j].off
	}
	return len(s.line)
}

// run searches from the site at token i. It returns the cells of the best
// reading, nil when leaving the text is best. next is the token to go on from.
func (s *search) run(i int) (cells []cell, next int) {
	s.all = s.all[:0]
	s.base = i
	s.beams = s.beams[:0]
	h := s.context(i)
	h.tok, h.end, h.asIs, h.quote, h.back = int32(i), int32(i), true, s.quoteTo(i), -1
	s.push(&h)
	j := i
	for ; j < len(s.tokens) && j < i+maxRegion && s.work > 0; j++ {
		live := s.prune(j)
		if j > i && j-i == len(s.beams)-1 && s.settled(live) && !s.tokens[j].orphan() {
			break
		}
		for rank, h := range live {
			s.step(h, j, rank)
		}
	}
	if s.work <= 0 {
		return nil, i + 1 // what is behind may still tell
	}
	live := s.prune(j)
	best := slices.IndexFunc(live, func(h int32) bool { return s.all[h].pend == 0 }) // the first is the best
	if best < 0 {
		return nil, i + 1
	}
	for h := live[best]; h >= 0; h = s.all[h].back {
		if c := s.all[h].cell; c.end > c.tok {
			cells = append(cells, c)
		}
	}
	slices.Reverse(cells)
	return cells, j
}

// context returns a hypothesis behind the two characters before token i; readings are
// nothing to the model.
func (s *search) context(i int) (h hypothesis) {
	for h.prev = lm.Start; i > 0 && h.first == lm.Start; {
		if i--; s.tokens[i].note() {
			continue
		}
		if h.prev == lm.Start {
			h.prev = s.tokens[i].lm
		} else {
			h.first = s.tokens[i].lm
		}
	}
	return h
}

// settled reports whether all hypotheses are in step and agree on what is next,
// so that the rest of the line can not tell them apart.
func (s *search) settled(live []int32) bool {
	return len(live) > 0 && !slices.ContainsFunc(live, func(h int32) bool {
		x, y := &s.all[h], &s.all[live[0]]
		return x.pend != 0 || x.prev != y.prev || x.first != y.first
	})
}

// bar returns the cost that a hypothesis before token j may have at most.
func (s *search) bar(j int32) int {
	if at := int(j) - s.base; at < len(s.beams) && s.beams[at].best < noBar {
		return s.beams[at].best + beamDepth
	}
	return noBar
}

// noBar is a bar above all costs.
const noBar = 1 << 40

// push puts a hypothesis before token h.end, unless better ones are there.
func (s *search) push(h *hypothesis) {
	at := int(h.end) - s.base
	for len(s.beams) <= at {
		if len(s.beams) < cap(s.beams) {
			s.beams = s.beams[:len(s.beams)+1]
			b := &s.beams[len(s.beams)-1]
			b.live, b.best = b.live[:0], noBar
		} else {
			s.beams = append(s.beams, beam{best: noBar})
		}
	}
	s.work--
	if h.cost > s.bar(h.end) {
		return
	}
	b := &s.beams[at]
	b.best = min(b.best, h.cost)
	s.all = append(s.all, *h)
	b.live = append(b.live, int32(len(s.all)-1))
}

// prune keeps the best hypotheses before token j, one for each state.
func (s *search) prune(j int) []int32 {
	if j-s.base >= len(s.beams) {
		return nil
	}
	live := s.beams[j-s.base].live
	bar := s.bar(int32(j))
	live = slices.DeleteFunc(live, func(h int32) bool { return s.all[h].cost > bar })
	slices.SortFunc(live, func(a, b int32) int {
		if d := s.all[a].cost - s.all[b].cost; d != 0 {
			return d
		}
		return int(a - b)
	})
	kept := live[:0]
	var kinds [2]int // in step, and not: neither crowds the other out
	for _, h := range live {
		kind := 0
		if s.all[h].pend != 0 {
			kind = 1
		}
		if kinds[kind] == beamWidth {
			continue
		}
		if !slices.ContainsFunc(kept, func(k int32) bool { return s.same(k, h) }) {
			kept = append(kept, h)
			kinds[kind]++
		}
	}
	s.beams[j-s.base].live = kept
	return kept
}

func (s *search) same(a, b int32) bool {
	x, y := &s.all[a], &s.all[b]
	return x.prev == y.prev && x.first == y.first && x.pend == y.pend && x.quote == y.quote && x.supposes == y.supposes
}
