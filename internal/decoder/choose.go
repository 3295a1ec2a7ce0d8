package decoder

import (
	"math"
	"slices"
	"sync"

	"github.com/fixtext/fixtext/internal/lm"
)

// choose fills in all places: first by what is known on the left, then by both sides,
// and where that leaves a doubt by the chooser.
func (f *Filler) choose(s Step, chars []Char) {
	if s.Page.Single() {
		for k := 0; k < len(f.places); {
			k = f.sketch(chars, k)
		}
	}
	for pass := range 2 {
		for k := range f.places {
			pl := &f.places[k]
			around := f.around(pl)
			if pass > 0 && pl.around == around {
				continue
			}
			if pl.second { // the byte before is known now
				f.after(s, chars, k)
			}
			if around[2] == unknown || around[3] == unknown { // it is fitted when these are filled in
				f.guess(chars, pl)
				continue
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
	if s.Page.Single() {
		f.doubt(chars)
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

// guess puts what fits best behind the character before a place.
func (f *Filler) guess(chars []Char, pl *place) {
	b := f.token(pl.at - 1)
	best, least := &candidate{}, int32(math.MaxInt32)
	for _, l := range f.likeliest(pl.all, b, unknown) {
		if l.cost >= least { // pairs make most cheaper, but this is for a first look
			continue
		}
		c := &pl.all[l.which]
		if cost := int32(lm.Cost(b, c.t)) + f.style.taste(c.costs.kind()); cost < least {
			best, least = c, cost
		}
	}
	f.put(chars, pl, best.r, best.t)
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
	list := f.best[:0]
	for _, l := range f.likeliest(pl.all, b, d) {
		list = append(list, few{c: pl.all[l.which]})
	}
	list = f.reminded(list, pl)
	var pairs [2 * byClass][2]lm.Token
	var costs [2 * byClass]int32 // of three times byPair, too
	for i := range list {
		t := list[i].c.t
		if pairs[2*i] = [2]lm.Token{b, t}; d != unknown {
			pairs[2*i+1] = [2]lm.Token{t, d}
		}
	}
	lm.Costs(pairs[:2*len(list)], costs[:])
	for i := range list { // by pairs
		c := &list[i]
		c.before, c.behind = costs[2*i], 0
		c.cost = c.before + f.style.taste(c.c.costs.kind())
		if d != unknown {
			c.behind = costs[2*i+1]
			c.cost += c.behind
		}
	}
	_, most := closer(len(pl.all))
	var order [byPair]rank
	n := 0
	for i := range list {
		if cost := list[i].cost; n < most || cost < order[n-1].cost {
			n = min(n, most-1)
			k := n
			for ; k > 0 && order[k-1].cost > cost; k-- {
				order[k] = order[k-1]
			}
			order[k] = rank{cost, int32(i)}
			n++
		}
	}
	for n > 1 && order[n-1].cost > order[0].cost+pairLead {
		n--
	}
	next := int32(0)
	if d != unknown && e != unknown {
		next = int32(lm.Cost(d, e))
	}
	var triples [3 * byPair][3]lm.Token
	for k, r := range order[:n] {
		t := list[r.which].c.t
		triples[3*k], triples[3*k+1], triples[3*k+2] = [3]lm.Token{a, b, t}, [3]lm.Token{b, t, d}, [3]lm.Token{t, d, e}
	}
	lm.Triples(triples[:3*n], costs[:])
	for k, r := range order[:n] { // by triples
		c := &list[r.which]
		x, y, z := costs[3*k], int32(0), int32(0)
		c.base = max(0, c.before-x)
		if d != unknown {
			y = costs[3*k+1]
			c.base += max(0, c.behind-y)
			if e != unknown {
				z = costs[3*k+2]
			}
			if d != lm.Start {
				c.base += max(0, next-z)
			}
		}
		c.cost -= x + y + z + f.memory.says(a, b, []lm.Token{c.c.t}, d, e)
	}
	pl.fewN = 0
	for _, r := range order[:n] {
		pl.insert(list[r.which], most)
	}
}

// reminded returns list, of those that fit the neighbours of a place best, with what stands beside
// these elsewhere, too, which may be a rare character of a name.
func (f *Filler) reminded(list []few, pl *place) []few {
	if f.memory == nil {
		return list
	}
	b, d := pl.around[1], pl.around[2]
	may := f.memory.mayStand(b, d)
	for i := range pl.all {
		c := &pl.all[i]
		if !may.mayHave(c.t) || !f.memory.beside(b, c.t, d) {
			continue // most of them
		}
		if f.memory.says(pl.around[0], pl.around[1], []lm.Token{c.t}, pl.around[2], pl.around[3]) < 2*reminded ||
			slices.ContainsFunc(list, func(x few) bool { return x.c.r == c.r }) {
			continue
		}
		if len(list) == byClass {
			list = list[:byClass-1]
		}
		list = append(list, few{c: *c})
	}
	return list
}

// insert adds c to the few, in order of cost, of which there are so many at most.
func (pl *place) insert(c few, most int) {
	if pl.fewN == most {
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
			pl.rank(Choice{c.c.r, c.mate.t, c.c.last, c.cost})
		}
		pl.chance = 1
		if pl.fewN > 1 {
			pl.chance = 1 / (1 + likelihood(pl.few[1].cost-pl.few[0].cost))
		}
		return
	}
	at := &f.at
	at.At(func(offset int) lm.Token { return f.token(pl.at + offset) })
	var ts [byPair]lm.Token
	var both [byPair]lm.Token // the second of two
	var costs [byPair]int
	for i, c := range pl.few[:n] {
		ts[i], costs[i] = c.c.t, int(c.base)
		if pl.joint {
			costs[i] = at.PairCost(c.c.t, c.mate.t)
			both[i] = c.mate.t
		}
	}
	if !pl.joint {
		at.Weigh(ts[:n], costs[:n])
	}
	width := 1
	if pl.joint {
		width = 2
	}
	sum, base := 0.0, int32(0)
	for i, c := range pl.few[:n] {
		cost := int32(costs[i]) + f.style.taste(c.c.costs.kind()) + open.balance(c.c.r)
		cost -= f.memory.says(pl.around[0], pl.around[1], []lm.Token{ts[i], both[i]}[:width], pl.around[2], pl.around[3])
		if pl.joint {
			cost += f.style.taste(c.mate.costs.kind())
		}
		if i == 0 {
			base = cost
		}
		if cost < base {
			sum *= likelihood(base - cost)
			base = cost
		}
		sum += likelihood(cost - base)
		pl.rank(Choice{c.c.r, c.mate.t, c.c.last, cost})
	}
	pl.chance = 1 / sum
}

// likelihood is how likely a character is that costs so much more than another, beside that.
func likelihood(more int32) float64 {
	if known := likelihoods(); uint32(more) < uint32(len(known)) {
		return known[more]
	}
	return math.Exp(-float64(more) / lm.Nat)
}

// likelihoods are those that are asked for, mostly.
var likelihoods = sync.OnceValue(func() *[16 * lm.Nat]float64 {
	list := new([16 * lm.Nat]float64)
	for more := range list {
		list[more] = math.Exp(-float64(more) / lm.Nat)
	}
	return list
})

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
