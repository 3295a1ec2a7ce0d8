package main

import (
	"bufio"
	"math"
	"os"
	"path/filepath"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

// examples are places of sentences that nothing was counted of.
func examples(dir string, all options, most int) (list []*place, kinds []gap.Kind, err error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return nil, nil, err
	}
	c := &corpus{}
	for _, p := range paths {
		f, err := os.Open(p)
		if err != nil {
			return nil, nil, err
		}
		for sc := bufio.NewScanner(f); sc.Scan(); {
			from := len(c.tokens)
			for _, r := range sc.Text() {
				c.tokens = append(c.tokens, lm.TokenOf(r))
			}
			c.lines = append(c.lines, [2]int{from, len(c.tokens)})
		}
		if err := f.Close(); err != nil {
			return nil, nil, err
		}
	}
	for k := range losses {
		var found [][3]int
		for _, l := range c.lines {
			for i := l[0]; i < l[1]; i++ {
				if all[k][c.tokens[i]] != nil {
					found = append(found, [3]int{l[0], l[1], i})
				}
			}
		}
		n := min(most, len(found))
		for j := range n {
			x := found[j*len(found)/n]
			l, p := [2]int{x[0], x[1]}, &place{}
			p.set(func(o int) lm.Token { return c.at(l, x[2]+o) }, c.tokens[x[2]], all[k][c.tokens[x[2]]])
			list, kinds = append(list, p), append(kinds, losses[k].Kind)
		}
	}
	return list, kinds, nil
}

// fit finds how much each part should count for the examples to be likeliest.
func (m *mixture) fit(list []*place, c spans.Counter, step func(string, ...any)) {
	var squares [spans.Templates + 1]float64
	for _, p := range list {
		p.v.Truth = -1
		p.v.Weigh(c, &p.w, p.ts)
	}
	const rounds = 40
	for round := range rounds {
		for _, p := range list {
			m.score(p)
			var g [spans.Templates + 1]float64
			for i, x := range p.score {
				d := -math.Exp(x)
				if i == p.truth {
					d++
				}
				for t := range p.v.Known {
					if p.v.Known[t] {
						g[t] += d * float64(p.v.W[t][i]) / spans.Fine
					}
				}
				g[spans.Templates] -= d * p.costs[i]
			}
			for t, x := range g {
				squares[t] += x * x
				move := 0.3 * x / math.Sqrt(squares[t]+100) / (1 + float64(round))
				if t == spans.Templates {
					m.base += move
				} else {
					m.shares[t] = max(0, m.shares[t]+move)
				}
			}
		}
	}
	step("base %.2f, shares %.2f", m.base, m.shares)
}

// score finds the chances of the candidates of a place that was weighed.
func (m *mixture) score(p *place) {
	p.score = p.score[:0]
	for i := range p.ts {
		x := -m.base * p.costs[i]
		for t := range p.v.Known {
			if p.v.Known[t] {
				x += m.shares[t] * float64(p.v.W[t][i]) / spans.Fine
			}
		}
		p.score = append(p.score, x)
	}
	normalise(p.score)
}

// tell prints how many of the examples are right.
func (m *mixture) tell(what string, list []*place, kinds []gap.Kind, c spans.Counter, step func(string, ...any)) {
	var n, right [gap.Kinds]int
	var loss [gap.Kinds]float64
	for k, p := range list {
		p.v.Truth = -1
		p.v.Weigh(c, &p.w, p.ts)
		m.score(p)
		best := 0
		for i, x := range p.score {
			if x > p.score[best] {
				best = i
			}
		}
		n[kinds[k]]++
		loss[kinds[k]] -= p.score[p.truth]
		if best == p.truth {
			right[kinds[k]]++
		}
	}
	for kind := range n {
		if n[kind] > 0 {
			step("%s %-10s %5d: %.2f %%, %.4f nats", what, gap.Kind(kind), n[kind], 100*float64(right[kind])/float64(n[kind]), loss[kind]/float64(n[kind]))
		}
	}
}
