package linkfarm

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// The search looks at two characters behind each. What it filled in is chosen again
// when both sides are known, among all characters that have the bytes on the page:
// package choice is made for that.

// choose fills in the characters of cells again that lost a byte, or two between them,
// one after the other.
func (s *search) choose(cells []cell) {
	text, at := s.around(cells)
	var p choice.Place
	p.Use(s.model)
	for i := range cells {
		c := &cells[i]
		for k := 0; k < len(c.text) && c.text[k] != 0; k++ {
			token := func(offset int) lm.Token {
				if j := at[i] + k + offset; 0 <= j && j < len(text) {
					return text[j]
				}
				return lm.Start
			}
			s.chooseAt(&p, cells, i, k, token)
			for n, r := range c.text {
				if r != 0 {
					text[at[i]+n] = tokenOf(r)
				}
			}
		}
	}
}

// chooseAt chooses character k of cell i again, or it and the next, if bytes of them
// are not on the page.
func (s *search) chooseAt(p *choice.Place, cells []cell, i, k int, token func(int) lm.Token) {
	c := &cells[i]
	last := k+1 == len(c.text) || c.text[k+1] == 0 || c.text[k+1] < 0x80 || c.text[k+1] == utf8.RuneError
	switch {
	case c.how == guessed && c.n == 3:
		trail := byte(0)
		if i > 0 {
			trail = cells[i-1].gbk[max(1, cells[i-1].n)-1]
		} else if c.tok > 0 && s.tokens[c.tok-1].r != ')' {
			trail = s.trailBefore(int(c.tok))
		}
		p.At(token)
		s.chooseLead(p, c, trail, token)
	case !han(c.text[k]):
	case c.how == guessed, c.how == lost:
		p.At(token)
		s.chooseTrail(p, c, 0, token)
	case c.how != hidden:
	case !last && han(c.text[k+1]):
		p.At(token)
		s.chooseTwo(p, c, k, token)
	}
}

// around returns the characters of cells with those on both sides of them, and where
// the text of each cell begins there.
func (s *search) around(cells []cell) (text []lm.Token, at []int) {
	first, end := int(cells[0].tok), int(cells[len(cells)-1].end)
	for j := max(0, first-contextRunes); j < first; j++ {
		if e := s.noteEnd(j); e > 0 && j > 0 {
			j = e - 1
		} else {
			text = append(text, s.tokens[j].lm)
		}
	}
	for _, c := range cells {
		at = append(at, len(text))
		for _, r := range c.text {
			if r != 0 {
				text = append(text, tokenOf(r))
			}
		}
	}
	for j, n := end, 0; j < len(s.tokens) && n < choice.Reach; j, n = j+1, n+1 {
		if e := s.noteEnd(j); e > 0 && j > 0 {
			j, n = e-1, n-1
		} else if s.site(j) { // what stands there is known later; mostly it is a full stop
			return append(text, lm.TokenOf('。')), at
		} else {
			text = append(text, s.tokens[j].lm)
		}
	}
	return text, at
}

// beside returns what x costs beside the models, between two characters.
func (s *search) beside(x *char, before, after lm.Token) int {
	cost := 0
	if s.words.has(before, x.tok) {
		cost -= gainWord
	}
	if s.words.has(x.tok, after) {
		cost -= gainWord
	}
	return cost
}

// option is a character that may have stood at a place, and what it costs beside the models.
type option struct {
	x    *char
	byte // the one that was lost
	cost int
}

// pick returns the option that fits best at p; there is one, at least.
func (s *search) pick(p *choice.Place, options []option) option {
	s.toks, s.costs = s.toks[:0], slices.Grow(s.costs[:0], len(options))
	for _, o := range options {
		s.toks = append(s.toks, o.x.tok)
	}
	costs := s.costs[:len(options)]
	p.Costs(s.toks, costs)
	best := 0
	for i, o := range options {
		if costs[i] += o.cost; costs[i] < costs[best] {
			best = i
		}
	}
	return options[best]
}

// chooseLead chooses the lead byte of the character that a cut mark ended, behind a
// character that ends with trail.
func (s *search) chooseLead(p *choice.Place, c *cell, trail byte, token func(int) lm.Token) {
	options := s.options[:0]
	for _, lead := range s.shortlist(s.byTrail.of(c.gbk[1]), token) {
		x := s.char(lead.lead, c.gbk[1])
		if !han(x.r) && x.r != '。' || s.char(trail, lead.lead).kind&charMark != 0 {
			continue
		}
		cost := s.beside(x, token(-1), token(1))
		if x.r == '。' {
			cost += s.costStop(int(c.tok))
			if quoted(token) {
				cost += costEmpty
			}
		}
		options = append(options, option{x, lead.lead, cost})
	}
	if s.options = options; len(options) > 0 {
		best := s.pick(p, options)
		c.text[0], c.gbk[0] = best.x.r, best.byte
	}
	s.work -= 126 / lookUps
}

// quoted reports whether no full stop can stand before the quotation mark behind it.
// What a mark opens behind one has marks in it where it is a sentence, and else may be a
// word, 海“鲜”; and what it closes has no other mark behind it.
func quoted(token func(int) lm.Token) bool {
	switch token(1) {
	case lm.TokenOf('“'):
		for i := 2; i < choice.Reach && !ends(token(i)); i++ {
			if token(i) == lm.TokenOf('”') {
				return true
			}
		}
	case lm.TokenOf('”'):
		return token(2) != lm.Start && ends(token(2))
	}
	return false
}

// ends reports whether a part of a sentence ends with t.
func ends(t lm.Token) bool {
	switch t {
	case lm.Start, lm.TokenOf('，'), lm.TokenOf(','), lm.TokenOf('。'), lm.TokenOf('！'), lm.TokenOf('!'), lm.TokenOf('？'), lm.TokenOf('?'), lm.TokenOf('；'), lm.TokenOf('…'):
		return true
	}
	return false
}

// chooseTrail chooses the trail byte of character k, the last of its cell.
func (s *search) chooseTrail(p *choice.Place, c *cell, k int, token func(int) lm.Token) {
	lead, _, _ := unpair(c.text[k])
	options := s.options[:0]
	for _, l := range s.shortlist(s.byLead.of(lead), token) {
		if x := s.char(lead, l.trail); han(x.r) {
			options = append(options, option{x, l.trail, s.beside(x, token(-1), token(1))})
		}
	}
	if s.options = options; len(options) > 0 {
		best := s.pick(p, options)
		c.text[k], c.gbk[2*k] = best.x.r, best.byte
	}
	s.work -= 126 / lookUps
}

// shortlist returns those of list that may fit between their neighbours by the model's
// classes, and all marks.
func (s *search) shortlist(list []candidate, token func(int) lm.Token) []candidate {
	s.some = s.some[:0]
	row, never := lm.After(token(-1)), s.script.never()
	after, within := lm.Class(token(1))
	least := noBar
	cost := func(c *candidate) int {
		return int(row[c.class]) + int(c.own) + int(lm.After(s.char(c.lead, c.trail).tok)[after]) + int(within)
	}
	for i := range list {
		if list[i].kind&never == 0 {
			least = min(least, cost(&list[i]))
		}
	}
	for i := range list {
		if c := &list[i]; c.kind&never == 0 && (c.lead == fullStop[0] || cost(c) < least+beamDepth) {
			s.some = append(s.some, *c)
		}
	}
	return s.some
}

// fills reports whether c is a Han character that can have been lost.
func (s *search) fills(c *char) bool { return s.possible(c) && c.kind&charFills != 0 && han(c.r) }

// pairing is what two characters may be that lost the bytes between them.
type pairing struct {
	x, y          *char
	first, second byte
	cost          int
}

// chooseTwo chooses the trail byte of character k and the lead byte of the next.
func (s *search) chooseTwo(p *choice.Place, c *cell, k int, token func(int) lm.Token) {
	lead, first, _ := unpair(c.text[k])
	second, trail, _ := unpair(c.text[k+1])
	private, never := userDefined(first, second), s.script.never()
	list := s.byTrail.of(trail)
	var best []pairing
	for _, first := range []byte(firstNone) {
		x := s.char(lead, first)
		if !s.fills(x) {
			continue
		}
		start := lm.Cost3(token(-2), token(-1), x.tok) + s.beside(x, token(-1), lm.Start)
		row := lm.After(x.tok)
		for i := range list {
			second := list[i].lead
			if list[i].kind&never != 0 || len(best) == gapReading && start+int(row[list[i].class])+int(list[i].own) >= best[gapReading-1].cost {
				continue
			}
			if userDefined(first, second) != private || !private && s.char(first, second).kind&charNone == 0 {
				continue
			}
			y := s.char(second, trail)
			if !han(y.r) {
				continue
			}
			cost := start + lm.Cost3(token(-1), x.tok, y.tok) + lm.Cost3(x.tok, y.tok, token(2)) + s.beside(y, x.tok, token(2))
			best = keep(best, pairing{x, y, first, second, cost})
		}
		s.work -= 126 / lookUps
	}
	least := 0
	for i, b := range best {
		cost := p.PairCost(b.x.tok, b.y.tok) + s.beside(b.x, token(-1), lm.Start) + s.beside(b.y, b.x.tok, token(2))
		if i == 0 || cost < least {
			least = cost
			c.text[k], c.text[k+1], c.gbk[2*k], c.gbk[2*k+1] = b.x.r, b.y.r, b.first, b.second
		}
	}
}

// keep puts b among the best gapReading, which are in order.
func keep(best []pairing, b pairing) []pairing {
	if len(best) < gapReading {
		best = append(best, b)
	} else if b.cost >= best[len(best)-1].cost {
		return best
	}
	i := len(best) - 1
	for ; i > 0 && best[i-1].cost > b.cost; i-- {
		best[i] = best[i-1]
	}
	best[i] = b
	return best
}
