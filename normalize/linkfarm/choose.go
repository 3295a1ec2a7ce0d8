package linkfarm

import (
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// The search looks at two characters behind each. What it filled in is chosen again
// when both sides are known, among all characters that have the bytes on the page:
// package choice is made for that.

// choose fills in the characters of cells again that lost a byte, or two between them.
func (s *search) choose(cells []cell) {
	text, at := s.around(cells)
	var p choice.Place
	for i := range cells {
		c := &cells[i]
		token := func(offset int) lm.Token {
			if j := at[i] + offset; 0 <= j && j < len(text) {
				return text[j]
			}
			return lm.Start
		}
		switch {
		case !han(c.text[0]):
		case c.how == guessed && c.n == 1, c.how == lost:
			p.At(token)
			s.chooseOne(&p, c, token)
			text[at[i]] = lm.TokenOf(c.text[0])
		case c.how == hidden && c.text[1] != 0 && han(c.text[1]) && c.n == 3 && (c.text[2] == 0 || c.text[2] < 0x80):
			p.At(token)
			s.chooseTwo(&p, c, token)
			text[at[i]], text[at[i]+1] = lm.TokenOf(c.text[0]), lm.TokenOf(c.text[1])
		}
	}
}

// around returns the characters of cells with those on both sides of them, and where
// the text of each cell begins there.
func (s *search) around(cells []cell) (text []lm.Token, at []int) {
	first, end := int(cells[0].tok), int(cells[len(cells)-1].end)
	for j := max(0, first-contextRunes); j < first; j++ {
		if e := s.noteEnd(j); e > 0 && j > 0 {
			j = e - 1
		} else if r := s.last; r.first <= j && j < r.end {
			if j = r.end - 1; text == nil { // the text of the repair before
				for _, x := range string(r.text) {
					text = append(text, tokenOf(x))
				}
			}
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
	cost := x.cost()
	if x.kind&charRare != 0 {
		cost += costRare
	}
	if s.words.has(before, x.tok) {
		cost -= gainWord
	}
	if s.words.has(x.tok, after) {
		cost -= gainWord
	}
	return cost
}

// chooseOne chooses the trail byte of a character.
func (s *search) chooseOne(p *choice.Place, c *cell, token func(int) lm.Token) {
	lead, _, _ := unpair(c.text[0])
	least := 0
	for trail := byte(0x81); trail <= 0xFE; trail++ {
		x := s.char(lead, trail)
		if !s.possible(x) || !han(x.r) {
			continue
		}
		cost := p.Cost(x.tok) + s.beside(x, token(-1), token(1))
		if least == 0 || cost < least {
			least = cost
			c.text[0], c.gbk[0] = x.r, trail
		}
	}
	s.work -= 126 / lookUps
}

// pairing is what two characters may be that lost the bytes between them.
type pairing struct {
	x, y          *char
	first, second byte
	cost          int
}

// chooseTwo chooses the trail byte of a character and the lead byte of the next.
func (s *search) chooseTwo(p *choice.Place, c *cell, token func(int) lm.Token) {
	lead, first, _ := unpair(c.text[0])
	second, trail, _ := unpair(c.text[1])
	private := userDefined(first, second)
	var best []pairing
	for _, first := range []byte(firstNone) {
		x := s.char(lead, first)
		if !s.possible(x) || !han(x.r) {
			continue
		}
		start := lm.Cost3(token(-2), token(-1), x.tok) + s.beside(x, token(-1), lm.Start)
		for second := byte(0x81); second <= 0xFE; second++ {
			if userDefined(first, second) != private || !private && s.char(first, second).kind&charNone == 0 {
				continue
			}
			y := s.char(second, trail)
			if !s.possible(y) || !han(y.r) {
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
			c.text[0], c.text[1], c.gbk[0], c.gbk[1] = b.x.r, b.y.r, b.first, b.second
		}
	}
}

// keep puts b among the best pairings, which are in order.
func keep(best []pairing, b pairing) []pairing {
	if len(best) < pairings {
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
