package decoder

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
)

// Choice is a character for a place, and its cost; only differences between those at the
// same place mean something.
type Choice struct {
	R    rune
	last byte
	Cost int32
}

// fewest is how many choices are kept of a place.
const fewest = 4

// place is a character that lost bytes.
type place struct {
	at     int            // among the characters
	all    []candidate    // what it may be
	best   [fewest]Choice // the best few, the best first
	n      int            // how many
	chance float64        // of the best, beside all that is possible
	few    [byPair]few    // those that fit their neighbours best, by the model
	fewN   int            // how many
	around [4]lm.Token    // the neighbours that they were compared with
	joint  bool           // with the next place: a refused pair lies across both
	second bool           // it is the second of two such
}

// few is a candidate with its cost by the model, and with the one behind it, if both
// were looked at together.
type few struct {
	c    candidate
	mate candidate
	cost int32
}

// How many candidates are looked at closer: those that fit best by classes, and of those
// the ones that fit best by pairs, which then are told apart by triples.
const (
	byClass = 24
	byPair  = 12
)

// classLead is by how much a candidate may fit worse than the first by classes, and yet
// be looked at closer.
const classLead = 8 * lm.Nat

// leadSure is by how much a character must fit better than the next for the chooser not
// to be asked.
const leadSure = 6 * lm.Nat

// Filler reads lines in which bytes were lost, and fills in the characters that fit best.
// It holds buffers and tables and serves one goroutine. The zero Filler is ready to use.
type Filler struct {
	p      parser
	lists  lists
	codes  [1 << 12]known
	toks   []lm.Token // of the text before, the characters, and the text behind
	first  int        // the token of the first character
	places []place
	none   []int // the characters that nothing can be put for
	style  style
	open   pairs // which marks are open before the first character
	best   [byClass]few
	both   [byClass]few
}

// known is a character that was met and its code in a page.
type known struct {
	r           rune
	page        Page
	code, other Code
}

// Result is what a line says.
type Result struct {
	Text []rune
	Lost []Lost
}

// Lost is a character of the text that lost bytes.
type Lost struct {
	At     int
	Char   Char // what is known of its bytes
	best   [fewest]Choice
	n      int
	Chance float64 // of the first
}

// Best returns the likeliest characters, the best first; none if it was a letter or a
// digit.
func (l *Lost) Best() []Choice { return l.best[:l.n] }

// Fill reads text, which stands between before and after, as what bytes of s.Source look
// like in s.Page. ok is false if it can not be. The result is the caller's.
func (f *Filler) Fill(s Step, before, text, after []rune) (res Result, ok bool) {
	p := &f.p
	p.s, p.syms = s, p.syms[:0]
	for _, r := range text {
		sym := symbol{}
		switch {
		case r == utf8.RuneError:
			sym.mark = true
		case r == '?':
			sym.mark, sym.written = true, true
		default:
			if sym.Code, sym.other = f.code(s.Page, r); sym.N == 0 {
				return res, false
			}
		}
		p.syms = append(p.syms, sym)
	}
	chars, ok := p.parse()
	if !ok {
		return res, false
	}
	f.load(s, before, chars, after)
	f.choose(s, chars)
	res.Text = make([]rune, 0, len(chars))
	for i := range chars {
		res.Text = append(res.Text, chars[i].R)
	}
	res.Lost = make([]Lost, 0, len(f.places))
	for k := range f.places {
		pl := &f.places[k]
		res.Lost = append(res.Lost, Lost{pl.at, chars[pl.at], pl.best, pl.n, pl.chance})
	}
	for _, at := range f.none {
		k, _ := slices.BinarySearchFunc(res.Lost, at, func(l Lost, at int) int { return l.At - at })
		res.Lost = slices.Insert(res.Lost, k, Lost{At: at, Char: chars[at]})
	}
	return res, true
}

// code returns the codes of r in page y, from memory if it can be.
func (f *Filler) code(y Page, r rune) (code, other Code) {
	if r < utf8.RuneSelf {
		return Code{[4]byte{byte(r)}, 1}, Code{}
	}
	k := &f.codes[uint32(r)*0x9E3779B1>>20]
	if k.r != r || k.page != y {
		*k = known{r, y, y.Encode(r), y.Other(r)}
	}
	return k.code, k.other
}

// load takes in the characters.
func (f *Filler) load(s Step, before []rune, chars []Char, after []rune) {
	f.toks, f.places, f.none = f.toks[:0], f.places[:0], f.none[:0]
	var open pairs
	for _, r := range before {
		f.toks = append(f.toks, lm.TokenOf(r))
		open.turn(r)
	}
	f.first = len(f.toks)
	for i := range chars {
		c := &chars[i]
		f.toks = append(f.toks, lm.TokenOf(c.R))
		if !c.Lost() {
			continue
		}
		pl := place{at: i}
		if n := len(f.places); n > 0 && c.Gap[0] == GapAfter && f.places[n-1].at == i-1 {
			pl.second = true
			f.places[n-1].joint = true
		}
		if pl.all = f.lists.candidates(s, c); len(pl.all) == 0 { // a letter, which nobody invents
			c.R = utf8.RuneError
			f.toks[len(f.toks)-1] = lm.TokenOf(utf8.RuneError)
			if n := len(f.places); n > 0 && pl.second {
				f.places[n-1].joint = false
			}
			f.none = append(f.none, i)
			continue
		}
		f.places = append(f.places, pl)
		f.toks[len(f.toks)-1] = unknown
	}
	for _, r := range after {
		f.toks = append(f.toks, lm.TokenOf(r))
	}
	f.style = styleOf(chars)
	f.open = open
}

// unknown is the token of a character that nothing was put for yet.
const unknown = lm.Token(math.MaxUint16)

// token returns the token of character i, which may lie beyond the ends.
func (f *Filler) token(i int) lm.Token {
	if i += f.first; i < 0 || i >= len(f.toks) {
		return lm.Start
	}
	return f.toks[i]
}

// put puts choice c in a place.
func (f *Filler) put(chars []Char, pl *place, r rune, t lm.Token) {
	chars[pl.at].R = r
	f.toks[f.first+pl.at] = t
}

// choose fills in all places: first by what is known on the left, then by both sides,
// and where that leaves a doubt by the chooser.
func (f *Filler) choose(s Step, chars []Char) {
	for pass := range 2 {
		for k := range f.places {
			pl := &f.places[k]
			if pass > 0 && pl.around == f.around(pl) {
				continue
			}
			if pl.second { // the byte before is known now
				f.after(s, chars, k)
			}
			f.fit(s, chars, k)
			f.put(chars, pl, pl.few[0].c.r, pl.few[0].c.t)
		}
	}
	for pass := range 2 {
		changed, open, done := false, f.open, 0
		for k := range f.places {
			pl := &f.places[k]
			for ; done < pl.at; done++ {
				open.turn(chars[done].R)
			}
			if pass > 0 && pl.around == f.around(pl) {
				continue
			}
			if pl.around != f.around(pl) {
				if pl.second {
					f.after(s, chars, k)
				}
				f.fit(s, chars, k)
			}
			was := chars[pl.at].R
			f.decide(pl, open)
			f.put(chars, pl, pl.best[0].R, lm.TokenOf(pl.best[0].R))
			changed = changed || pl.best[0].R != was
		}
		if !changed {
			break
		}
	}
}

// around returns the neighbours of a place, or of two that are looked at together.
func (f *Filler) around(pl *place) [4]lm.Token {
	if pl.joint {
		return [4]lm.Token{f.token(pl.at - 2), f.token(pl.at - 1), f.token(pl.at + 2), f.token(pl.at + 3)}
	}
	return [4]lm.Token{f.token(pl.at - 2), f.token(pl.at - 1), f.token(pl.at + 1), f.token(pl.at + 2)}
}

// after finds the candidates of the second of two places that a refused pair lies
// across, now that the first is filled in.
func (f *Filler) after(s Step, chars []Char, k int) {
	pl, before := &f.places[k], &f.places[k-1]
	r := chars[before.at].R
	for i := range before.all {
		if c := &before.all[i]; c.r == r {
			b := chars[pl.at]
			b.Gap[0] = GapAfter + Gap(c.last)
			if list := f.lists.candidates(s, &b); len(list) > 0 {
				chars[pl.at].Gap[0] = b.Gap[0]
				pl.all = list
			}
			return
		}
	}
}

// fit finds the candidates that fit the neighbours of a place best.
func (f *Filler) fit(s Step, chars []Char, k int) {
	pl := &f.places[k]
	pl.around = f.around(pl)
	if pl.joint {
		f.fitBoth(s, chars, k)
		return
	}
	a, b, d, e := pl.around[0], pl.around[1], pl.around[2], pl.around[3]
	n := 0
	list := &f.best
	limit := int32(math.MaxInt32)
	for i := range pl.all { // by classes
		c := &pl.all[i]
		cost := int32(lm.ClassCost(b, c.t)) + f.style.taste(c.kind)
		if d != unknown {
			cost += int32(lm.ClassCost(c.t, d))
		}
		if cost >= limit {
			continue
		}
		if n == byClass {
			n--
		}
		k := n
		for ; k > 0 && list[k-1].cost > cost; k-- {
			list[k] = list[k-1]
		}
		list[k] = few{c: *c, cost: cost}
		if n++; n == byClass {
			limit = list[n-1].cost
		}
	}
	pl.fewN = 0
	for i := range list[:n] { // by pairs
		c := list[i]
		if c.cost > list[0].cost+classLead {
			break
		}
		c.cost = int32(lm.Cost(b, c.c.t)) + f.style.taste(c.c.kind)
		if d != unknown {
			c.cost += int32(lm.Cost(c.c.t, d))
		}
		if pl.fewN < byPair || c.cost < pl.few[byPair-1].cost {
			pl.insert(c)
		}
	}
	few := pl.few
	n, pl.fewN = pl.fewN, 0
	for _, c := range few[:n] { // by triples
		c.cost -= int32(lm.Triple(a, b, c.c.t))
		if d != unknown {
			c.cost -= int32(lm.Triple(b, c.c.t, d))
			if e != unknown {
				c.cost -= int32(lm.Triple(c.c.t, d, e))
			}
		}
		pl.insert(c)
	}
}

// insert adds c to the few, in order of cost.
func (pl *place) insert(c few) {
	if pl.fewN == byPair {
		pl.fewN--
	}
	k := pl.fewN
	for ; k > 0 && pl.few[k-1].cost > c.cost; k-- {
		pl.few[k] = pl.few[k-1]
	}
	pl.few[k] = c
	pl.fewN++
}

// decide weighs those few with all of the text around the place, and the marks that are
// open before it, unless one leads by far.
func (f *Filler) decide(pl *place, open pairs) {
	lead := pl.few[0].cost + leadSure
	n := 1
	for n < pl.fewN && pl.few[n].cost <= lead {
		n++
	}
	if pl.n = 0; n == 1 {
		for _, c := range pl.few[:min(pl.fewN, fewest)] {
			pl.rank(Choice{c.c.r, c.c.last, c.cost})
		}
		pl.chance = 1
		if pl.fewN > 1 {
			pl.chance = 1 / (1 + math.Exp(-float64(pl.few[1].cost-pl.few[0].cost)/lm.Nat))
		}
		return
	}
	var at choice.Place
	at.At(func(offset int) lm.Token { return f.token(pl.at + offset) })
	sum, base := 0.0, int32(0)
	for i, c := range pl.few[:n] {
		cost := f.style.taste(c.c.kind) + open.balance(c.c.r)
		if pl.joint {
			cost += int32(at.PairCost(c.c.t, c.mate.t)) + f.style.taste(c.mate.kind)
		} else {
			cost += int32(at.Cost(c.c.t))
		}
		if i == 0 {
			base = cost
		}
		if cost < base {
			sum *= math.Exp(float64(cost-base) / lm.Nat)
			base = cost
		}
		sum += math.Exp(float64(base-cost) / lm.Nat)
		pl.rank(Choice{c.c.r, c.c.last, cost})
	}
	pl.chance = 1 / sum
}

// rank adds a choice to the best.
func (pl *place) rank(c Choice) {
	if pl.n == fewest {
		if c.Cost >= pl.best[fewest-1].Cost {
			return
		}
		pl.n--
	}
	k := pl.n
	for ; k > 0 && pl.best[k-1].Cost > c.Cost; k-- {
		pl.best[k] = pl.best[k-1]
	}
	pl.best[k] = c
	pl.n++
}

// pairs says which marks that come in pairs are open.
type pairs struct{ quote, round, title bool }

func (p *pairs) turn(r rune) {
	switch r {
	case '“', '”':
		p.quote = r == '“'
	case '（', '）':
		p.round = r == '（'
	case '《', '》':
		p.title = r == '《'
	}
}

// balance is what a mark costs beside that closes what is not open, or opens what is;
// less than nothing where it fits.
func (p pairs) balance(r rune) int32 {
	switch {
	case r == '”' && p.quote, r == '）' && p.round, r == '》' && p.title:
		return -2 * lm.Nat
	case r == '”', r == '“' && p.quote, r == '）', r == '（' && p.round, r == '》', r == '《' && p.title:
		return 4 * lm.Nat
	}
	return 0
}
