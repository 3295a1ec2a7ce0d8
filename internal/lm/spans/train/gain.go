package main

import (
	"math"
	"sort"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/spans"
	"github.com/fixtext/fixtext/internal/lm/texts"
)

// losses are the ways of losing a byte, and how often each is picked.
var losses = []struct {
	gap.Kind
	share float64
}{{gap.Third, 0.35}, {gap.Second, 0.15}, {gap.GBKLead, 0.25}, {gap.GBKTrail, 0.25}}

// pick rolls for one of the losses.
func pick(d *texts.Dice) (k int) {
	u := d.Roll()
	for u >= losses[k].share && k < len(losses)-1 {
		u -= losses[k].share
		k++
	}
	return k
}

// options says for each loss and token what else the bytes left allow: simplified
// characters only.
type options []map[lm.Token][]lm.Token

func candidates(f *gap.Finder) options {
	all := make(options, len(losses))
	for k, loss := range losses {
		all[k] = f.Simplified(loss.Kind)
	}
	return all
}

// mixture is how much each part counts.
type mixture struct {
	base   float64
	shares [spans.Templates]float64
}

// place is a place of a text, with its candidates.
type place struct {
	w     spans.Window
	ts    []lm.Token
	costs []float64 // by package choice, in nats
	truth int
	v     spans.Weigher
	score []float64
}

const (
	hopeless = 8 // nats by which a candidate may cost more than the best
	settled  = 6 // nats by which the truth leads where there is nothing to learn
)

// set makes a place ready; false where there is nothing to learn.
func (p *place) set(at func(int) lm.Token, truth lm.Token, list []lm.Token) bool {
	for o := -spans.Far; o <= spans.Far; o++ {
		if o != 0 {
			p.w[spans.Far+o] = at(o)
		}
	}
	var c choice.Place
	c.At(at)
	p.ts, p.costs = p.ts[:0], p.costs[:0]
	least := math.Inf(1)
	for _, t := range list {
		x := float64(c.Cost(t)) * lm.Unit
		p.ts, p.costs = append(p.ts, t), append(p.costs, x)
		least = min(least, x)
	}
	n := 0
	second := math.Inf(1)
	right := 0.0
	for i, t := range p.ts {
		if t == truth || p.costs[i] < least+hopeless && n < spans.Most-1 {
			if p.ts[n], p.costs[n] = t, p.costs[i]; t == truth {
				p.truth, right = n, p.costs[n]
			} else {
				second = min(second, p.costs[n])
			}
			n++
		}
	}
	p.ts, p.costs = p.ts[:n], p.costs[:n]
	return n > 1 && second-right < settled
}

// weigh finds the chances of the candidates.
func (p *place) weigh(c spans.Counter, m *mixture, times int) {
	p.v.Truth, p.v.Times = p.truth, times
	p.v.Weigh(c, &p.w, p.ts)
	m.score(p)
}

// normalise makes the probabilities add up to one.
func normalise(logs []float64) {
	top := math.Inf(-1)
	for _, x := range logs {
		top = max(top, x)
	}
	sum := 0.0
	for _, x := range logs {
		sum += math.Exp(x - top)
	}
	sub := top + math.Log(sum)
	for i := range logs {
		logs[i] -= sub
	}
}

// gains says what each sequence is worth: by how much the surprise grows without it, in
// nats, if what the model says is true. What was there in truth is not asked: of the many
// sequences that were met a few times, those would be kept that happen to be right here, and not
// their rivals.
type gains struct {
	slots []gain
	used  int
}

type gain struct {
	key   uint64
	worth float32
}

func (g *gains) at(key uint64) *gain {
	mask := uint64(len(g.slots) - 1)
	for i := key >> 7 & mask; ; i = (i + 1) & mask {
		if s := &g.slots[i]; s.key == key || s.key == 0 {
			return s
		}
	}
}

// within says which spans are a part of which.
var within = func() (all [spans.Templates][]int) {
	for t, s := range spans.Spans {
		for u, x := range spans.Spans {
			if s[0] <= x[0] && s[1] <= x[1] {
				all[t] = append(all[t], u)
			}
		}
	}
	return all
}()

// note adds up what the sequences were worth at a place. What is looked for only because
// a shorter one was counted adds to the worth of that.
func (g *gains) note(p *place, m *mixture) {
	var around [spans.Templates]uint64
	for t, s := range spans.Spans {
		if p.v.Known[t] {
			around[t] = p.w.Around(s)
		}
	}
	for i, tok := range p.ts {
		var worth [spans.Templates]float64
		any := false
		for t := range worth {
			if w := m.shares[t] * float64(p.v.W[t][i]) / spans.Fine; p.v.Known[t] && w > 0 {
				chance := math.Exp(p.score[i])
				worth[t] = chance*w + math.Log(1-chance+chance*math.Exp(-w))
				any = true
			}
		}
		if !any {
			continue
		}
		for t, s := range spans.Spans {
			if !p.v.Known[t] || p.v.N[t][i] == 0 {
				continue
			}
			x := 0.0
			for _, u := range within[t] {
				x += worth[u]
			}
			if x < 1e-4 {
				continue
			}
			key := spans.Key(around[t]+spans.Term(tok, s[0]), s[0]+s[1]+1)
			slot := g.at(key)
			if slot.key == 0 {
				if g.used > len(g.slots)/8*7 {
					continue
				}
				g.used++
				slot.key = key
			}
			slot.worth += float32(x)
		}
	}
}

// run goes through places spread over the corpus.
func (g *gains) run(c *corpus, counted spans.Counter, all options, m *mixture, total int, step func(string, ...any)) {
	var p place
	d := texts.Dice(2)
	chance := float64(total) / float64(len(c.tokens))
	done, loss, know := 0, 0.0, 0
	for _, l := range c.lines {
		for i := l[0]; i < l[1]; i++ {
			if d.Roll() >= chance {
				continue
			}
			list := all[pick(&d)][c.tokens[i]]
			if done++; done%(total/10+1) == 0 {
				step("%d places: %.4f nats a choice that is open; %d sequences", done, loss/float64(max(know, 1)), g.used)
				loss, know = 0, 0
			}
			if list == nil || !p.set(func(o int) lm.Token { return c.at(l, i+o) }, c.tokens[i], list) {
				continue
			}
			p.weigh(counted, m, 1)
			loss -= p.score[p.truth]
			know++
			g.note(&p, m)
		}
	}
}

// order returns the sequences that gain, the best first.
func (g *gains) order() []gain {
	var all []gain
	for _, s := range g.slots {
		if s.key != 0 && s.worth > 0 {
			all = append(all, s)
		}
	}
	sort.Slice(all, func(i, j int) bool {
		if all[i].worth != all[j].worth {
			return all[i].worth > all[j].worth
		}
		return all[i].key < all[j].key
	})
	return all
}
