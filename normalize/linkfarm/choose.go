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
			c := &run[i]
			for at := range c.n {
				if c.filled>>at&1 != 0 {
					s.chooseByte(c, int(at))
				}
			}
		}
	}
}

// restored appends the characters of the line with runs in it to text, and notes in the
// cells where theirs begin.
func (s *search) restored(text []lm.Token, runs [][]cell) []lm.Token {
	for j := 0; j < len(s.tokens); j++ {
		switch {
		case len(runs) > 0 && int(runs[0][0].tok) == j:
			for i := range runs[0] {
				c := &runs[0][i]
				c.at, j = len(text), int(c.end)-1
				for _, r := range c.text[:c.chars] {
					text = append(text, tokenOf(r))
				}
			}
			runs = runs[1:]
		case s.tokens[j].note():
		case s.site(j): // mostly
			text = append(text, lm.TokenOf('。'))
		default:
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

// chooseByte chooses the lost byte of cell c again that is the i-th of its bytes.
func (s *search) chooseByte(c *cell, i int) {
	k, isLead := i/2, i%2 == 0 // of the text of the cell
	if c.shifted {
		k, isLead = (i+1)/2, i%2 != 0
	}
	lead, trail, _ := unpair(c.text[k])
	if !han(c.text[k]) && (i > 0 || !isLead) {
		return
	}
	// The pair that the page would show with it, or did not.
	shown, keep := func(*char) charKind { return 0 }, ^charKind(0)
	switch {
	case isLead && i > 0:
		shown = func(x *char) charKind { return s.char(c.gbk[i-1], x.lead).kind }
	case isLead:
		keep = charMark // it would have been cut
		shown = func(x *char) charKind { return s.char(c.before, x.lead).kind }
	case i+1 < int(c.n) && c.filled>>(i+1)&1 != 0:
		shown = func(x *char) charKind { return s.char(x.trail, c.gbk[i+1]).kind }
	}
	list := s.withLead(lead)
	if isLead {
		list = s.withTrail(trail)
	}
	was := shown(s.char(lead, trail)) & keep
	at := c.at + k
	token := func(i int) lm.Token { return s.token(at + i) }
	s.shortlist(list, token, func(x *char) bool {
		return shown(x)&keep == was && (han(x.r) || x.r == '。' && i == 0 && isLead)
	})
	if len(s.some) == 0 {
		return
	}
	best, least := 0, noBar
	for i, cost := range s.fit(token) {
		if s.some[i].r == '。' {
			cost += s.costStop(int(c.tok)) + costBefore(token)
		}
		if cost < least {
			best, least = i, cost
		}
	}
	x := s.some[best]
	c.text[k], s.text[at] = x.r, x.tok
	if c.gbk[i] = x.trail; isLead {
		c.gbk[i] = x.lead
	}
}

// fit returns what s.some cost at a place. Quotation marks stand in the midst of words, too,
// 海“鮮”: half of it is what they cost where there are none.
func (s *search) fit(token func(int) lm.Token) []int {
	n := len(s.some)
	s.costs = slices.Grow(s.costs[:0], 2*n)[:2*n]
	costs, bare := s.costs[:n], s.costs[n:]
	s.toks = s.toks[:0]
	for i, o := range s.some {
		s.toks, costs[i] = append(s.toks, o.tok), o.cost
	}
	s.place.Use(s.model)
	s.place.At(token)
	s.place.Weigh(s.toks, costs)
	if quoted(token) {
		s.place.At(unquoted(token))
		s.place.Costs(s.toks, bare)
		for i := range costs {
			costs[i] = (costs[i] + bare[i]) / 2
		}
	}
	return costs
}

// quoted reports whether a quotation mark stands beside a place.
func quoted(token func(int) lm.Token) bool { return quoteMark(token(-1)) || quoteMark(token(1)) }

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

// shortlist finds those of list that may fit between their neighbours, and all marks: by the model's classes,
// and, but for what stands beside a quotation mark, by the model. It enters what they cost.
func (s *search) shortlist(list []char, token func(int) lm.Token, allowed func(*char) bool) {
	s.some = s.some[:0]
	first, prev, next, last := token(-2), token(-1), token(1), token(2)
	row, never := lm.After(prev), s.never|charVariant
	column, _ := lm.Before(next)
	least := noBar
	for i := range list {
		if c := &list[i]; c.kind&(charAssigned|never) == charAssigned && allowed(c) {
			cost := int(row[c.class]) + int(c.own) + int(column[lm.Leading(c.tok)])
			least = min(least, cost)
			s.some = append(s.some, reader{c, cost})
		}
	}
	fits := func(least int) {
		s.some = slices.DeleteFunc(s.some, func(r reader) bool { return r.kind&charMark == 0 && r.cost >= least+chooseDepth })
	}
	fits(least)
	least = noBar
	for i := range s.some {
		o := &s.some[i]
		o.cost = lm.Cost3(first, prev, o.tok) + lm.Cost3(prev, o.tok, next)
		if next != lm.Start {
			o.cost += lm.Cost3(o.tok, next, last)
		}
		least = min(least, o.cost)
	}
	if !quoted(token) {
		fits(least)
	}
	s.work -= 1 + (len(list)+len(s.some))/lookUps
}
