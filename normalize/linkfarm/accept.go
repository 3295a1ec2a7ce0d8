package linkfarm

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// repair is a run: bytes from..to of the line become text if that is decided.
type repair struct {
	from, to   int
	first, end int // the tokens there
	text       []byte
	ledger
}

// runs returns the parts of cells that restore something.
func runs(cells []cell) (list [][]cell) {
	for i, j := 0, 0; i < len(cells); i = j {
		for j = i; j < len(cells) && (cells[j].how == asIs) == (cells[i].how == asIs); j++ {
		}
		if cells[i].how != asIs {
			list = append(list, cells[i:j])
		}
	}
	return list
}

// measure weighs one run against the text as it stands.
func (s *search) measure(run []cell) (r repair) {
	first, end := int(run[0].tok), int(run[len(run)-1].end)
	r.first, r.end = first, end
	r.from, r.to = s.tokens[first].off, s.offset(end)
	for _, c := range run {
		chars := 0
		for _, x := range c.text {
			if x != 0 {
				r.text = utf8.AppendRune(r.text, s.width(x))
				chars++
			}
		}
		switch c.how {
		case seen:
			r.ledger[spare]++
		case guessed, lost:
			r.ledger[guesses]++
		case hidden:
			r.ledger[guesses] += float64(2 * (chars - 1))
		}
	}
	r.ledger[spare] -= r.ledger[guesses]
	r.ledger[gain] = float64(s.cost(first, s.standing(first, end))-s.cost(first, run)) / nat
	if s.proved(run) {
		r.ledger[proved] = 1
	}
	return r
}

// standing returns the cells that leave tokens first..end as they are.
func (s *search) standing(first, end int) []cell {
	var cells []cell
	for j := first; j < end; j++ {
		if e := s.noteEnd(j); e > 0 {
			cells = append(cells, cell{tok: int32(j), end: int32(e)})
			j = e - 1
			continue
		}
		cells = append(cells, cell{text: [4]rune{s.tokens[j].r}, tok: int32(j), end: int32(j + 1)})
	}
	return cells
}

// cost returns what the model asks for cells between the text before token
// first and the two characters behind them.
func (s *search) cost(first int, cells []cell) (cost int) {
	x, y := s.before(first)
	add := func(r rune) {
		t := tokenOf(r)
		cost += lm.Cost3(x, y, t)
		x, y = y, t
	}
	for _, c := range cells {
		for _, r := range c.text {
			if r != 0 {
				add(r)
			}
		}
	}
	end := int(cells[len(cells)-1].end)
	for i := end; i < min(end+2, len(s.tokens)) && s.tokens[i].r != '('; i++ {
		add(s.tokens[i].r)
	}
	return cost
}

// width gives a restored full-width form the width that the page has.
func (s *search) width(r rune) rune {
	if s.folded {
		return narrow(r)
	}
	return r
}

// proved does the damage again: the text around the run with its bytes put
// right must give the text as it stands.
func (s *search) proved(run []cell) bool {
	var gbk []byte
	var want strings.Builder
	first, end := int(run[0].tok), int(run[len(run)-1].end)
	for j := max(0, first-proofContext); j < min(end+proofContext, len(s.tokens)); j++ {
		t := s.tokens[j]
		switch {
		case t.lost():
			want.WriteByte('?')
		case t.n == 0:
			want.WriteByte(noByte)
		default:
			want.WriteRune(narrow(t.r))
		}
		if m, ok := t.mark(); ok && (j < first || j >= end) {
			gbk = append(gbk, m[:]...) // in its narrow form it would be swallowed
			continue
		}
		if j < first || j >= end {
			gbk = append(gbk, t.bytes()...)
		} else if j == first {
			gbk = s.rebuild(gbk, run)
		}
	}
	got := fold(lostPairs(rewrite(gbk)))
	shown := lostPairs(want.String())
	if s.pua {
		return got == shown
	}
	return dropPrivate(got, -1) == shown || dropPrivate(got, '?') == shown
}

// lastUserDefined is the last private-use character that stands for a pair of
// the user-defined areas.
const lastUserDefined = 0xE765

// lostPairs puts question marks where a decoder may put them: for pairs without
// a character, some of which have a private-use character in newer tables.
func lostPairs(s string) string {
	return strings.Map(func(r rune) rune {
		if lastUserDefined < r && r <= 0xF8FF || r == utf8.RuneError {
			return '?'
		}
		return r
	}, s)
}

// dropPrivate puts instead, or nothing if it is negative, where s has
// private-use characters.
func dropPrivate(s string, instead rune) string {
	return strings.Map(func(r rune) rune {
		if 0xE000 <= r && r <= lastUserDefined {
			return instead
		}
		return r
	}, s)
}

// bytes returns what a token in step was made of.
func (t token) bytes() []byte {
	switch {
	case t.lost():
		return []byte{'?'}
	case t.n == 0:
		return []byte{noByte}
	}
	return t.gbk[:t.n]
}

// rebuild appends the bytes that the rewriter had for a run.
func (s *search) rebuild(gbk []byte, run []cell) []byte {
	for _, c := range run {
		gbk = append(gbk, c.gbk[:c.n]...)
		for j := s.tokenAt(int(c.note[0]), int(c.tok)); c.note[1] > 0 && s.offset(j) < int(c.note[1]); j++ {
			gbk = append(gbk, s.tokens[j].bytes()...)
		}
	}
	return gbk
}
