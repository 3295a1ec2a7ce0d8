package main

import (
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/judge"
)

// model is a logistic regression.
type model struct {
	words []string
	signs []int
	w     []float64 // in nats; the last is the intercept
	whole []int     // in 1/16 nat
	bars  [judge.Classes]int
}

func newModel(words []string, signs []int) *model {
	m := &model{words: words, signs: append(slices.Clone(signs), 0), w: make([]float64, len(signs)+1)}
	return m
}

// score is the log of the odds that a reading is right.
func (m *model) score(x []float64) float64 {
	s := m.w[len(x)]
	for i, v := range x {
		s += m.w[i] * v
	}
	return s
}

func (m *model) loss(rows []*row) (sum float64) {
	for _, r := range rows {
		s := m.score(r.x)
		if r.right {
			s = -s
		}
		if s > 30 {
			sum += r.weight * s
		} else {
			sum += r.weight * math.Log1p(math.Exp(s))
		}
	}
	return sum
}

// ridge keeps weights small that little speaks for.
const ridge = 2.0

// hessian returns the gradient of the loss and its second derivatives.
func (m *model) hessian(rows []*row) (g []float64, h [][]float64) {
	n := len(m.w)
	g, h = make([]float64, n), make([][]float64, n)
	for i := range h {
		h[i] = make([]float64, n)
	}
	x := make([]float64, n)
	x[n-1] = 1
	for _, r := range rows {
		copy(x, r.x)
		p := 1 / (1 + math.Exp(-m.score(r.x)))
		d := p
		if r.right {
			d--
		}
		d *= r.weight
		v := r.weight * max(p*(1-p), 1e-6)
		for i, xi := range x {
			if xi == 0 {
				continue
			}
			g[i] += d * xi
			row, vx := h[i], v*xi
			for j := 0; j <= i; j++ {
				row[j] += vx * x[j]
			}
		}
	}
	for i := range h {
		for j := i + 1; j < n; j++ {
			h[i][j] = h[j][i]
		}
		h[i][i] += ridge
		if i < n-1 {
			g[i] += ridge * m.w[i]
		}
	}
	return g, h
}

// fit finds the weights of least loss, of the signs that are demanded: Newton's steps,
// each of which is found one weight after the other.
func (m *model) fit(rows []*row) {
	last := m.loss(rows)
	for range 40 {
		g, h := m.hessian(rows)
		before := slices.Clone(m.w)
		for range 200 {
			most := 0.0
			for i := range m.w {
				slope := g[i]
				for j := range m.w {
					slope += h[i][j] * (m.w[j] - before[j])
				}
				w := m.w[i] - slope/h[i][i]
				if m.signs[i] > 0 {
					w = max(w, 0)
				} else if m.signs[i] < 0 {
					w = min(w, 0)
				}
				most = max(most, math.Abs(w-m.w[i]))
				m.w[i] = w
			}
			if most < 1e-4 {
				break
			}
		}
		after := slices.Clone(m.w)
		for step := 1.0; ; step /= 2 {
			for i := range m.w {
				m.w[i] = before[i] + step*(after[i]-before[i])
			}
			if now := m.loss(rows); now < last || step < 1e-3 {
				if last-now < 1e-4*last {
					return
				}
				last = now
				break
			}
		}
	}
}

// round makes integers of the weights.
func (m *model) round() {
	m.whole = nil
	for _, w := range m.w {
		m.whole = append(m.whole, int(math.Round(16*w)))
	}
}

// points is the score in integers.
func (m *model) points(x []float64) int {
	s := 16 * m.whole[len(x)]
	for i, v := range x {
		s += m.whole[i] * int(math.Round(16*v))
	}
	return s >> 4
}

// setBars finds for each class the least score that lets so few readings of clean text
// pass: one of so many, but at least the score at which a reading is as likely as not.
func (m *model) setBars(rows []*row, of int) {
	var all [judge.Classes][]int
	for _, r := range rows {
		if r.clean {
			all[r.class] = append(all[r.class], m.points(r.x))
		}
	}
	for k, list := range all {
		slices.Sort(list)
		if n := len(list) - 1 - len(list)/of; n >= 0 {
			m.bars[k] = max(0, list[n]+1)
		}
	}
}

// above is by how much the score of a reading is more than is asked for.
func (m *model) above(r *row) int { return m.points(r.x) - m.bars[r.class] }
