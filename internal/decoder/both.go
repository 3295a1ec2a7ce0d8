package decoder

import (
	"math"

	"github.com/fixtext/fixtext/internal/lm"
)

// mates is how many characters are tried at most for the second of two that a refused
// pair lies across.
const mates = 48

// fitBoth is fit for a place whose last byte and the first one of the next place were
// refused as a pair: what the first is says what the second may be, so both are chosen
// together.
func (f *Filler) fitBoth(s Step, chars []Char, k int) {
	pl := &f.places[k]
	a, b, e, g := pl.around[0], pl.around[1], pl.around[2], pl.around[3]
	firsts, tastes := f.likeliest(pl.all, b, unknown), f.style.tastes()
	list, n := &f.both, 0
	limit := int32(math.MaxInt32)
	ahead, within := &free, int32(0)
	if e != unknown {
		row, w := lm.Before(e)
		ahead, within = row, int32(w)
	}
	next := chars[pl.at+1]
	next.Gap[0] = GapAfter // any first byte
	all := f.lists.candidates(s, &next)
	var behind [256][]candidate // by the last byte of the first
	f.mates = f.mates[:0]
	for _, first := range firsts {
		one := &pl.all[first.which]
		others := behind[one.last]
		if others == nil {
			if len(all) < maxChoices { // that is all of them
				others = f.thoseBehind(next.refusedBy(s.Page), one.last, all)
			} else {
				next.Gap[0] = GapAfter + Gap(one.last)
				others = f.lists.candidates(s, &next)
			}
			others = others[:min(len(others), mates)]
			behind[one.last] = others
		}
		row := lm.After(one.t)
		for j := range others {
			two := &others[j]
			cost := first.cost + int32(row[two.costs.class()]) + two.costs.within() + tastes[two.costs.kind()] + int32(ahead[two.costs.leading()]) + within
			if cost >= limit {
				continue
			}
			if n == fewClass {
				n--
			}
			k := n
			for ; k > 0 && list[k-1].cost > cost; k-- {
				list[k] = list[k-1]
			}
			list[k] = few{c: *one, mate: *two, cost: cost}
			if n++; n == fewClass {
				limit = list[n-1].cost
			}
		}
	}
	pl.fewN = 0
	for _, c := range list[:n] {
		if c.cost > list[0].cost+classLead {
			break
		}
		c.cost = int32(lm.Cost(b, c.c.t)+lm.Cost(c.c.t, c.mate.t)-lm.Triple(a, b, c.c.t)-lm.Triple(b, c.c.t, c.mate.t)) +
			f.style.taste(c.c.costs.kind()) + f.style.taste(c.mate.costs.kind())
		if e != unknown {
			c.cost += int32(lm.Cost(c.mate.t, e) - lm.Triple(c.c.t, c.mate.t, e))
			if g != unknown {
				c.cost -= int32(lm.Triple(c.mate.t, e, g))
			}
		}
		pl.insertFirst(c)
	}
	if pl.fewN == 0 { // nothing goes with any
		pl.joint = false
		f.fit(s, chars, k)
		return
	}
	f.put(chars, &f.places[k+1], pl.few[0].mate.r, pl.few[0].mate.t)
}

// thoseBehind returns the candidates whose first byte is refused behind another. They are
// valid as long as the mates are.
func (f *Filler) thoseBehind(page *refused, other byte, all []candidate) []candidate {
	set, from := page.behind(other), len(f.mates)
	for i := range all {
		if set.has(all[i].first) {
			f.mates = append(f.mates, all[i])
		}
	}
	return f.mates[from:]
}

// likeliest returns the candidates of a place that fit best behind token b and before d,
// which may be unknown, by classes, and cost no more than classLead beside the best; in no
// order. They are valid until the next call.
func (f *Filler) likeliest(all []candidate, b, d lm.Token) []rank {
	least, within := int32(math.MaxInt32-classLead), int32(0)
	row, behind, tastes := lm.After(b), &free, f.style.tastes()
	if d != unknown {
		next, w := lm.Before(d)
		behind, within = next, int32(w)
	}
	for k := range tastes {
		tastes[k] += within
	}
	costs := f.costs[:len(all)]
	for i := range all {
		c := all[i].costs
		cost := int32(row[c.class()]) + int32(behind[c.leading()]) + c.within() + tastes[c.kind()]
		costs[i] = cost
		if cost < least { // seldom: min would wait for it
			least = cost
		}
	}
	ranks := f.ranks[:0]
	for i, cost := range costs {
		if cost <= least+classLead {
			ranks = append(ranks, rank{cost, int32(i)})
		}
	}
	f.ranks = ranks
	most, _ := closer(len(all))
	if len(ranks) <= most {
		return ranks
	}
	var with [classLead + 1]int32 // how many cost so much more than the best
	for _, r := range ranks {
		with[r.cost-least]++
	}
	limit, room := least-1, int32(most) // those up to here are taken, and of those at the next so many
	for room > 0 && limit < least+classLead && with[limit+1-least] <= room {
		limit++
		room -= with[limit-least]
	}
	if limit == least+classLead {
		room = 0
	}
	list := ranks[:0]
	for _, r := range ranks {
		if r.cost == limit+1 && room > 0 {
			room--
		} else if r.cost > limit {
			continue
		}
		list = append(list, r)
	}
	return list
}

// free is what comes behind a character costs where that is not known.
var free lm.Row

// rank is one of candidates and what it costs.
type rank struct{ cost, which int32 }

// insertFirst is insert, which keeps the best of those whose first character is the same.
func (pl *place) insertFirst(c few) {
	for k := range pl.few[:pl.fewN] {
		if pl.few[k].c.r == c.c.r {
			if c.cost >= pl.few[k].cost {
				return
			}
			copy(pl.few[k:], pl.few[k+1:pl.fewN])
			pl.fewN--
			break
		}
	}
	if pl.fewN < fewByPair || c.cost < pl.few[fewByPair-1].cost {
		pl.insert(c, fewByPair)
	}
}
