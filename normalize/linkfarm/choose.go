package linkfarm

import (
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// The search looks at two characters behind each. What it filled in is chosen again when all
// runs of the line are known, one lost byte after the other, with what stands on both sides:
// package choice is made for that.

// choose fills in the bytes of runs again that are not on the page. A second time along the line
// it would make nothing better.
func (s *search) choose(runs [][]cell) {
	s.text = s.restored(s.text[:0], runs)
	for _, run := range runs {
		for i := range run {
			before := byte(0)
			if i > 0 {
				before = run[i-1].gbk[max(1, run[i-1].n)-1]
			} else if j := int(run[i].tok); j > 0 && s.tokens[j-1].r != ')' {
				before = s.trailBefore(j)
			}
			s.chooseIn(&run[i], before)
		}
	}
}

// restored appends the characters of the line with runs in it to text, and notes in the
// cells where theirs begin.
func (s *search) restored(text []lm.Token, runs [][]cell) []lm.Token {
	for j := 0; j < len(s.tokens); j++ {
		if len(runs) > 0 && int(runs[0][0].tok) == j {
			for i := range runs[0] {
				c := &runs[0][i]
				c.at, j = len(text), int(c.end)-1
				for _, r := range c.text {
					if r != 0 {
						text = append(text, tokenOf(r))
					}
				}
			}
			runs = runs[1:]
		} else if e := s.noteEnd(j); e > 0 && j > 0 {
			j = e - 1
		} else if s.site(j) { // mostly
			text = append(text, lm.TokenOf('。'))
		} else {
			text = append(text, s.tokens[j].lm)
		}
	}
	return text
}

// token returns what stands at i in the restored line.
func (s *search) token(i int) lm.Token {
	if 0 <= i && i < len(s.text) {
		return s.text[i]
	}
	return lm.Start
}

// chooseIn chooses the lost bytes of cell c again, behind the byte before.
func (s *search) chooseIn(c *cell, before byte) {
	for k, r := range c.text {
		lead, trail, _ := unpair(r)
		switch {
		case c.how == guessed && c.n == 3: // the lead byte before a mark
			s.chooseByte(c, k, &c.gbk[0], s.byTrail.of(trail), func(x *candidate) bool {
				return s.char(before, x.lead).kind&charMark == 0 // that would have been cut
			})
			return
		case r == 0:
			return
		case !han(r):
		case c.how == guessed, c.how == lost:
			s.chooseByte(c, k, &c.gbk[k], s.byLead.of(lead), nil)
		case c.how == hidden:
			s.chooseHidden(c, k)
		}
	}
}

// chooseHidden chooses the bytes of character k again that are in gaps: its lead byte lies at
// 2k-1 in what the cell adds, the trail byte behind it.
func (s *search) chooseHidden(c *cell, k int) {
	if k > 0 {
		first, lead := c.gbk[2*k-2], &c.gbk[2*k-1]
		gap := s.char(first, *lead).kind
		s.chooseByte(c, k, lead, s.byTrail.of(c.gbk[2*k]), func(x *candidate) bool { return s.char(first, x.lead).kind == gap })
	}
	if trail := 2 * k; k+1 < len(c.text) && han(c.text[k+1]) {
		lead, _, _ := unpair(c.text[k])
		second := c.gbk[trail+1]
		gap := s.char(c.gbk[trail], second).kind
		s.chooseByte(c, k, &c.gbk[trail], s.byLead.of(lead), func(x *candidate) bool { return s.char(x.trail, second).kind == gap })
	}
}

// chooseByte chooses the lost byte of character k of cell c again, among those of list that
// are allowed.
func (s *search) chooseByte(c *cell, k int, lost *byte, list []candidate, allowed func(*candidate) bool) {
	at := c.at + k
	token := func(i int) lm.Token { return s.token(at + i) }
	options, toks := s.options[:0], s.toks[:0]
	for _, x := range s.shortlist(list, token) {
		if (allowed == nil || allowed(&x)) && (han(s.char(x.lead, x.trail).r) || x.lead == fullStop[0] && c.n == 3) {
			options, toks = append(options, x), append(toks, s.char(x.lead, x.trail).tok)
		}
	}
	s.options, s.toks = options, toks
	s.work -= 126 / lookUps
	if len(options) == 0 {
		return
	}
	best, least := 0, noBar
	for i, cost := range s.fit(token) {
		x := s.char(options[i].lead, options[i].trail)
		if x.r == '。' {
			cost += s.costStop(int(c.tok)) + costBefore(token)
		}
		if cost < least {
			best, least = i, cost
		}
	}
	x := &options[best]
	c.text[k], s.text[at] = s.char(x.lead, x.trail).r, toks[best]
	if list[0].lead == list[len(list)-1].lead {
		*lost = x.trail
	} else {
		*lost = x.lead
	}
}

// fit returns what s.toks cost at a place. Quotation marks stand in the midst of words, too,
// 海“鮮”: half of it is what they cost where there are none.
func (s *search) fit(token func(int) lm.Token) []int {
	costs := slices.Grow(s.costs[:0], 2*len(s.toks))[:2*len(s.toks)]
	costs, bare := costs[:len(s.toks)], costs[len(s.toks):]
	s.costs = costs
	s.place.Use(s.model)
	s.place.At(token)
	s.place.Costs(s.toks, costs)
	if quoteMark(token(-1)) || quoteMark(token(1)) {
		s.place.At(unquoted(token))
		s.place.Costs(s.toks, bare)
		for i := range costs {
			costs[i] = (costs[i] + bare[i]) / 2
		}
	}
	return costs
}

// unquoted returns token without quotation marks.
func unquoted(token func(int) lm.Token) func(int) lm.Token {
	var list [2*choice.Reach + 1]lm.Token
	for _, d := range [...]int{-1, 1} {
		n := 0
		for i := 1; i <= choice.Reach; i++ {
			if t := token(d * i); !quoteMark(t) {
				n++
				list[choice.Reach+d*n] = t
			}
		}
	}
	return func(i int) lm.Token { return list[choice.Reach+i] }
}

func quoteMark(t lm.Token) bool {
	switch t {
	case lm.TokenOf('“'), lm.TokenOf('”'), lm.TokenOf('‘'), lm.TokenOf('’'):
		return true
	}
	return false
}

// costBefore returns what it costs beside the models that a full stop stands before what is
// behind it: other marks do not, but for quotation marks. What one opens has marks in it where
// it is a sentence, and else may be a word, 海“鮮”; and behind one that closes there is none.
func costBefore(token func(int) lm.Token) int {
	never := false
	switch t := token(1); t {
	case lm.Start, lm.TokenOf('…'):
	case lm.TokenOf('“'):
		for i := 2; i < choice.Reach && !never && !ends(token(i)); i++ {
			never = token(i) == lm.TokenOf('”')
		}
	case lm.TokenOf('”'):
		never = token(2) != lm.Start && ends(token(2))
	case lm.TokenOf('。'): // some write more than one
		never = token(2) == lm.TokenOf('”')
	default:
		never = ends(t) || t == lm.TokenOf('、') || t == lm.TokenOf('：') || t == lm.TokenOf(':')
	}
	if never {
		return costEmpty
	}
	return 0
}

// ends reports whether a part of a sentence ends with t.
func ends(t lm.Token) bool {
	switch t {
	case lm.Start, lm.TokenOf('，'), lm.TokenOf(','), lm.TokenOf('。'), lm.TokenOf('！'), lm.TokenOf('!'), lm.TokenOf('？'), lm.TokenOf('?'), lm.TokenOf('；'), lm.TokenOf('…'):
		return true
	}
	return false
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
