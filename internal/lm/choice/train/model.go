package main

import (
	"math"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/texts"
)

const dim = choice.Dim

type vector [dim]float32

// model is what is learned, in nats, each part with the sum of its squared
// gradients: the more there has been, the smaller the steps (AdaGrad, Duchi et
// al. 2011).
type model struct {
	words []word // by index
	bias  [choice.Rows]number
	own   [choice.Rows]feature // what a character is like
	seen  [choice.Rows]feature // what it says of others
	sides [choice.Sides]feature
	dice  texts.Dice
	rate  float32 // of the steps, falling from 1
	few   bool    // words are picked already: no others
	skip  int     // of the templates, those left out at this place
}

// number is something learned by itself.
type number struct{ w, g float32 }

// word is a choice.Word. Where several have the same index, the one that is
// seen most has it: each time it is, it gets a vote, and each time another one
// is, it loses one, until it has none left.
type word struct {
	number
	check, votes uint8
}

type feature struct {
	v vector
	g float32
}

func newModel() *model {
	m := &model{words: make([]word, 1<<choice.IndexBits), dice: 2}
	for i := range m.own {
		m.own[i].v.fill(&m.dice, 0, 0.1)
		m.seen[i].v.fill(&m.dice, 0, 0.1)
	}
	for i := range m.sides {
		if m.sides[i].v.fill(&m.dice, 1, 0.5); i >= 2*choice.Near {
			m.sides[i].v.fill(&m.dice, 0.3, 0)
		}
	}
	return m
}

func (v *vector) fill(d *texts.Dice, middle, spread float64) {
	for i := range v {
		v[i] = float32(middle + spread*(2*d.Roll()-1))
	}
}

func (v *vector) dot(u *vector) (sum float32) {
	for i := range v {
		sum += v[i] * u[i]
	}
	return sum
}

// addProduct adds the products of the elements of a and b to v.
func (v *vector) addProduct(a, b *vector) {
	for i := range v {
		v[i] += a[i] * b[i]
	}
}

// addTimes adds x times a to v.
func (v *vector) addTimes(x float32, a *vector) {
	for i := range v {
		v[i] += x * a[i]
	}
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// candidate is a token that may stand at a place.
type candidate struct {
	t    lm.Token
	cost float32
	p    float32
	buf  [choice.Templates]choice.Word
	n    int // words in buf
}

const (
	hopeless = 8   // nats by which a candidate may cost more by package lm than the best
	settled  = 5   // nats by which the truth leads where there is nothing to learn
	dropWord = 0.3 // the chance that words of three are left out, so that the rest learns to do without
	picked   = 0.7 // of the way, when words are picked
	reports  = 10
)

// train goes through the corpus once.
func (m *model) train(c *corpus, all options, total int, step func(string, ...any)) {
	var w choice.Window
	var cs []candidate
	n, k, loss := 0, 0, 0.0
	for _, l := range c.lines {
		for i := l.from; i < l.to; i++ {
			if n++; n%(total/reports+1) == 0 {
				step("%d characters: %.4f nats a choice", n, loss/float64(k))
				k, loss = 0, 0
			}
			u, pick := m.dice.Roll(), 0
			for u >= losses[pick].share && pick < len(losses)-1 {
				u -= losses[pick].share
				pick++
			}
			list := all[pick][c.tokens[i]]
			if list == nil {
				continue
			}
			m.rate = float32(1 - 0.95*float64(n)/float64(total))
			m.skip = 0
			if u := m.dice.Roll(); u < dropWord/3 {
				m.skip = 2
			} else if u < dropWord {
				m.skip = 1
			}
			c.window(l, i, &w)
			loss += m.learn(&w, c.tokens[i], list, &cs)
			k++
		}
		if !m.few && float64(n) >= picked*float64(total) {
			step("%d words kept", m.pick())
		}
		if n >= total {
			break
		}
	}
	step("%d characters: %.4f nats a choice", n, loss/float64(max(k, 1)))
}

// learn makes truth likelier in the middle of w, among the list. It returns
// the surprise, in nats.
func (m *model) learn(w *choice.Window, truth lm.Token, list []lm.Token, reuse *[]candidate) float64 {
	cs, right := (*reuse)[:0], float32(0)
	least, second := float32(math.MaxFloat32), float32(math.MaxFloat32)
	for _, t := range list {
		cost := float32(w.Base(t)) * lm.Unit
		cs = append(cs, candidate{t: t, cost: cost})
		if second = min(second, max(least, cost)); cost < least {
			least = cost
		}
		if t == truth {
			right = cost
		}
	}
	*reuse = cs
	if second-right > settled {
		return 0
	}
	n := 0
	for i := range cs {
		if cs[i].t == truth || cs[i].cost <= least+hopeless {
			cs[n] = cs[i]
			n++
		}
	}
	cs = cs[:n]
	var means vector
	m.context(w, &means)
	low := float32(math.MaxFloat32)
	for i := range cs {
		c := &cs[i]
		c.cost -= m.fit(w, c, &means)
		low = min(low, c.cost)
	}
	sum := float32(0)
	for i := range cs {
		cs[i].p = float32(math.Exp(float64(low - cs[i].cost)))
		sum += cs[i].p
	}
	surprise := 0.0
	var back vector // the gradient of means
	for i := range cs {
		c := &cs[i]
		g := -c.p / sum
		if c.t == truth {
			surprise = -math.Log(math.Max(1e-9, float64(c.p/sum)))
			g++
		}
		if g > -0.001 && g < 0.001 {
			continue
		}
		m.move(c, g, &means, &back)
	}
	m.moveContext(w, &back)
	return surprise
}

// fit is choice.Place.fit.
func (m *model) fit(w *choice.Window, c *candidate, means *vector) (sum float32) {
	if c.t < choice.Rows {
		sum = m.bias[c.t].w + m.own[c.t].v.dot(means)
	}
	c.n = len(w.Words(c.t, &c.buf))
	if m.skip > 0 && c.n == choice.Templates {
		c.buf[1] = c.buf[3] // the two words of two
		c.n = 2 * (2 - m.skip)
	}
	for _, x := range c.buf[:c.n] {
		if w := &m.words[x.Index]; w.check == x.Check {
			sum += w.w
		}
	}
	return sum
}

// move makes c likelier by g.
func (m *model) move(c *candidate, g float32, means, back *vector) {
	for _, x := range c.buf[:c.n] {
		w := &m.words[x.Index]
		switch {
		case w.check == x.Check && w.votes > 0:
			if !m.few && w.votes < math.MaxUint8 {
				w.votes++
			}
		case m.few:
			continue
		case w.votes > 0:
			w.votes--
			continue
		default:
			*w = word{check: x.Check, votes: 1}
		}
		w.g += g * g
		w.w += 0.5 * m.rate * g / root(w.g+0.5)
	}
	if c.t >= choice.Rows {
		return
	}
	b, o := &m.bias[c.t], &m.own[c.t]
	b.g += g * g
	b.w += 0.2 * m.rate * g / root(b.g+1)
	o.g += g * g * means.dot(means) / dim
	back.addTimes(g, &o.v)
	o.v.addTimes(0.3*m.rate*g/root(o.g+1), means)
}

// context sums up what the characters around say.
func (m *model) context(w *choice.Window, means *vector) {
	var beyond [2]vector
	for i := -choice.Reach; i <= choice.Reach; i++ {
		if !w.Counts(i) {
			continue
		}
		v := &m.seen[w[choice.Reach+i]].v
		if side := choice.Side(i); side < 2*choice.Near {
			means.addProduct(v, &m.sides[side].v)
		} else {
			beyond[side-2*choice.Near].addTimes(1, v)
		}
	}
	for i := range beyond {
		means.addProduct(&beyond[i], &m.sides[2*choice.Near+i].v)
	}
}

// moveContext changes what the characters around say by the gradient.
func (m *model) moveContext(w *choice.Window, back *vector) {
	q := back.dot(back) / dim
	if q < 1e-9 {
		return
	}
	var change [2]vector // for what is far off, the same for all
	var beyond [2]vector
	for i := range change {
		change[i].addProduct(back, &m.sides[2*choice.Near+i].v)
	}
	for i := -choice.Reach; i <= choice.Reach; i++ {
		if !w.Counts(i) {
			continue
		}
		x, s := &m.seen[w[choice.Reach+i]], choice.Side(i)
		if s >= 2*choice.Near {
			far := s - 2*choice.Near
			beyond[far].addTimes(1, &x.v)
			x.g += q / 4
			x.v.addTimes(0.3*m.rate/root(x.g+1), &change[far])
			continue
		}
		side := &m.sides[s]
		x.g += q
		side.g += q
		a, b := 0.3*m.rate/root(x.g+1), 0.05*m.rate/root(side.g+1)
		for d, g := range back {
			v, u := x.v[d], side.v[d]
			x.v[d] += a * g * u
			side.v[d] += b * g * v
		}
	}
	for i := range beyond {
		side := &m.sides[2*choice.Near+i]
		side.g += q
		b := 0.02 * m.rate / root(side.g+1)
		for d, g := range back {
			side.v[d] += b * g * beyond[i][d]
		}
	}
}
