package linkfarm

import (
	"math/bits"
	"strings"
	"unicode/utf8"
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
		for j = i; j < len(cells) && cells[j].asIs == cells[i].asIs; j++ {
		}
		if !cells[i].asIs {
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
		for _, x := range c.text[:c.chars] {
			r.text = utf8.AppendRune(r.text, s.width(x))
		}
		if c.filled == 0 {
			r.ledger[spare]++
		}
		r.ledger[guesses] += float64(bits.OnesCount8(c.filled))
	}
	r.ledger[spare] -= r.ledger[guesses]
	stands, restored := s.context(first), s.context(first)
	for j := first; j < end; j++ {
		s.hear(&stands, j)
	}
	for _, c := range run {
		for _, x := range c.text[:c.chars] {
			restored.say(x, tokenOf(x))
		}
	}
	for j := end; j < min(end+2, len(s.tokens)) && !s.tokens[j].note(); j++ {
		s.hear(&stands, j)
		s.hear(&restored, j)
	}
	r.ledger[gain] = float64(stands.cost-restored.cost) / nat
	if s.proved(run) {
		r.ledger[proved] = 1
	}
	return r
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
	var gbk, want []byte
	first, end := int(run[0].tok), int(run[len(run)-1].end)
	from, to := max(0, first-proofContext), min(end+proofContext, len(s.tokens))
	for j := from; j < first; j++ {
		gbk = s.tokens[j].appendBytes(gbk, s.line)
	}
	for _, c := range run {
		gbk = append(gbk, c.gbk[:c.n]...)
		if t := &s.tokens[c.end-1]; t.note() {
			gbk = append(gbk, encode(s.line[t.off:t.end])...)
		} else if t.orphan() {
			gbk = append(gbk, encode(s.line[t.first():t.end])...)
		}
	}
	for j := end; j < to; j++ {
		gbk = s.tokens[j].appendBytes(gbk, s.line)
	}
	for j := from; j < to; j++ {
		want = s.tokens[j].appendShown(want, s.line)
	}
	got := rewrite(gbk)
	if s.pua {
		return shape(got, keepPrivate) == shape(string(want), keepPrivate)
	}
	shown := shape(string(want), keepPrivate)
	return shape(got, -1) == shown || shape(got, '?') == shown
}

// lastUserDefined is the last private-use character that stands for a pair of
// the user-defined areas.
const lastUserDefined = 0xE765

// keepPrivate asks shape to keep private-use characters.
const keepPrivate = 0

// shape returns s as proofs compare it: narrow, since two texts that are equal then differ in the width of marks
// only, with question marks where a decoder may put them, for pairs without a character, some of which have a
// private-use character in newer tables, and with private-use characters replaced, or removed if private is negative.
func shape(s string, private rune) string {
	return strings.Map(func(r rune) rune {
		switch {
		case lastUserDefined < r && r <= 0xF8FF || r == utf8.RuneError:
			return '?'
		case 0xE000 <= r && r <= lastUserDefined && private != keepPrivate:
			return private
		}
		return narrow(r)
	}, s)
}

// appendBytes appends what a token in step was made of.
func (t *token) appendBytes(gbk, line []byte) []byte {
	if m, ok := t.mark(); ok {
		return append(gbk, m[:]...) // in its narrow form it would be swallowed
	}
	return append(gbk, encode(t.appendShown(nil, line))...)
}

// appendShown appends what a page shows of a token, in the form that proofs compare.
func (t *token) appendShown(dst, line []byte) []byte {
	switch {
	case t.lost():
		return append(append(dst, '?'), line[t.first():t.end]...)
	case t.n == 0:
		return append(dst, noByte)
	case t.reading != 0:
		return append(dst, line[t.off:t.end]...)
	}
	return utf8.AppendRune(dst, t.r)
}
