package mojibake

import (
	"fmt"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// lossKind returns what is known of a character that lost bytes: how sure its guess must
// be depends on it. marked tells whether a mark stands where bytes fell out of step.
func (s step) lossKind(p *pending, marked bool) judge.Kind {
	first, last := p.gap[0], gap(0)
	if p.n > 0 {
		last = p.gap[p.n-1]
	}
	switch {
	case s.y.phased() && (first >= gapAfter || first != 0 && !marked):
		return judge.LostFirstUnmarked
	case s.y.phased() && (last == gapFirst || !marked):
		return judge.LostUnmarked
	case s.y.phased() && first != 0:
		return judge.LostFirst
	case s.y.phased():
		return judge.LostSecond
	case s.y.single() && (last == gapDropped || first == gapDropped || p.gap[1] == gapDropped):
		return judge.LostSilently
	case s.x == utf8Source && s.y.single():
		return judge.LostUndefined
	case s.x == utf8Source && !s.y.has(charset.Hangul):
		switch {
		case last == gapEnd:
			return judge.LostLast
		case p.unknown() > 1:
			return judge.LostTwo
		case first >= gapAfter, last == gapFirst:
			return judge.LostPair
		}
		return judge.LostOne
	}
	return judge.LostOther
}

// settle weighs the guesses of reading r, which is span p, again, with all of its text
// known. What is not sure becomes U+FFFD, and the likeliest characters are noted.
func (w *walker) settle(r *reading, p *span) {
	s, kept := r.Steps[0], 0
	var note []byte
	r.Lost.Margin = math.MaxInt32
	marked := w.mark(p.from)
	for range 2 {
		for k := range p.guesses {
			w.choose(s, p, k)
		}
	}
	text := slices.Clone(p.text)
	for k := range p.guesses {
		g := &p.guesses[k]
		list, chance := w.choose(s, p, k)
		l := judge.Ledger{Kind: s.lossKind(&g.lost, marked), Chance: chance}
		if len(list) > 0 {
			l.Mean = lm.UnigramCost(lm.TokenOf(list[0].r))
			if judge.Decide(&l).Made() {
				kept++
				r.Lost.Margin = min(r.Lost.Margin, judge.Lead(chance))
				continue
			}
		}
		text[g.at] = utf8.RuneError
		note = append(note, "; lost: one of"...)
		for _, c := range list {
			note = append(note, ' ')
			note = utf8.AppendRune(note, c.r)
		}
	}
	if kept > 0 {
		note = fmt.Appendf(note, "; inferred: %d", kept)
	}
	r.Text, r.Lost.Note = []byte(string(text)), string(note)
}

// choose puts the likeliest character in the place of guess k, and returns the
// best few, the best first. Where a refused pair was the end of one character
// and the beginning of the next, both are chosen together.
func (w *walker) choose(s step, p *span, k int) (best []guess, chance float64) {
	g := &p.guesses[k]
	if g.lost.gap[0] >= gapAfter && k > 0 && p.guesses[k-1].at == g.at-1 {
		q := &p.guesses[k-1].lost
		if q.gap[q.n-1] == gapFirst {
			b := w.lastByte(s, &p.guesses[k-1].lost, p.text[g.at-1])
			if b != 0 {
				g.lost.gap[0] = gapAfter + gap(b)
			}
		}
	}
	var next *guessed
	if k+1 < len(p.guesses) && p.guesses[k+1].at == g.at+1 {
		if l := &p.guesses[k+1].lost; l.gap[0] >= gapAfter && l.unknown() == 1 && g.lost.unknown() == 1 {
			next = &p.guesses[k+1]
		}
	}
	var place choice.Place
	place.At(func(offset int) lm.Token { return w.tokenAt(p, g.at+offset) })
	open := w.quotesOpen(p, g.at)
	base, sum := int32(math.MaxInt32), 0.0 // the least cost, and the chances relative to it
	add := func(r rune, last byte, c int32) {
		best = insert(best, guess{r, last, c})
		if base == math.MaxInt32 {
			base = c
		}
		if c < base {
			sum *= math.Exp(float64(c-base) / nat)
			base = c
		}
		sum += math.Exp(float64(base-c) / nat)
	}
	all := w.candidates(s, &g.lost)
	if next == nil {
		a, b, d, e := w.tokenAt(p, g.at-2), w.tokenAt(p, g.at-1), w.tokenAt(p, g.at+1), w.tokenAt(p, g.at+2)
		all = w.likeliest(all, manyAlone, func(c *candidate) int { return lm.Cost3(a, b, c.t) + lm.Cost3(b, c.t, d) + lm.Cost3(c.t, d, e) })
		for _, one := range all {
			add(one.r, one.last, w.taste(one.kind)+balance(one.r, open)+int32(place.Cost(one.t)))
		}
	} else {
		a, b, e := w.tokenAt(p, g.at-2), w.tokenAt(p, g.at-1), w.tokenAt(p, g.at+2)
		for _, one := range w.likeliest(all, manyFirst, func(c *candidate) int { return lm.Cost3(a, b, c.t) }) {
			lost := next.lost
			lost.gap[0] = gapAfter + gap(one.last)
			low := int32(math.MaxInt32)
			others := w.likeliest(w.candidates(s, &lost), manySecond, func(c *candidate) int { return lm.Cost3(b, one.t, c.t) + lm.Cost3(one.t, c.t, e) })
			for _, two := range others {
				low = min(low, w.taste(two.kind)+int32(place.PairCost(one.t, two.t)))
			}
			if low < math.MaxInt32 {
				add(one.r, one.last, w.taste(one.kind)+balance(one.r, open)+low)
			}
		}
	}
	if len(best) > 0 {
		p.text[g.at] = best[0].r
		chance = 1 / sum
	}
	return best, chance
}

// How many characters are weighed with all of the text around them, of those that
// fit their neighbours best: for one by itself, and for each of two that are chosen
// together.
const (
	manyAlone  = 40
	manyFirst  = 24
	manySecond = 8
)

// likeliest returns the n candidates that cost least, by cost and taste.
func (w *walker) likeliest(all []candidate, n int, cost func(*candidate) int) []candidate {
	w.work -= len(all)
	if len(all) <= n {
		return all
	}
	type priced struct {
		c    candidate
		cost int32
	}
	var few []priced
	for i := range all {
		c := int32(cost(&all[i])) + w.taste(all[i].kind)
		if len(few) == n {
			if c >= few[n-1].cost {
				continue
			}
			few = few[:n-1]
		}
		k := len(few)
		for k > 0 && few[k-1].cost > c {
			k--
		}
		few = slices.Insert(few, k, priced{all[i], c})
	}
	list := make([]candidate, 0, n)
	for _, f := range few {
		list = append(list, f.c)
	}
	return list
}

// quotesOpen tells which marks that come in pairs are open before character at of the
// text of a span.
func (w *walker) quotesOpen(p *span, at int) (open pairs) {
	turn := func(text []rune) {
		for _, r := range text {
			switch r {
			case '“':
				open.quote = true
			case '”':
				open.quote = false
			case '（':
				open.round = true
			case '）':
				open.round = false
			case '《':
				open.title = true
			case '》':
				open.title = false
			}
		}
	}
	turn(w.runes[:p.from])
	turn(p.text[:at])
	return open
}

// pairs says which marks that come in pairs are open.
type pairs struct{ quote, round, title bool }

// balance is what a mark costs beside that closes what is not open, or opens what is;
// less than nothing where it fits.
func balance(r rune, open pairs) int32 {
	switch {
	case r == '”' && open.quote, r == '）' && open.round, r == '》' && open.title:
		return -2 * nat
	case r == '”', r == '“' && open.quote, r == '）', r == '（' && open.round, r == '》', r == '《' && open.title:
		return 4 * nat
	}
	return 0
}

// insert adds a guess to the best few.
func insert(list []guess, g guess) []guess {
	const few = 4
	if len(list) == few {
		if g.cost >= list[few-1].cost {
			return list
		}
		list = list[:few-1]
	}
	i := len(list)
	for i > 0 && list[i-1].cost > g.cost {
		i--
	}
	return slices.Insert(list, i, g)
}

// lastByte returns the last byte of r, which fills p.
func (w *walker) lastByte(s step, p *pending, r rune) (b byte) {
	for _, c := range w.candidates(s, p) {
		if c.r == r {
			b = c.last
		}
	}
	return b
}

// tokenAt returns the token of character i of the text of a span, which may
// lie beyond its ends.
func (w *walker) tokenAt(p *span, i int) lm.Token {
	switch {
	case i < 0:
		if i += p.from; i >= 0 {
			return w.toks[i]
		}
	case i < len(p.text):
		return lm.TokenOf(p.text[i])
	default:
		if i += p.to - len(p.text); i < len(w.toks) {
			return w.toks[i]
		}
	}
	return lm.Start
}
