package decoder

import (
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
)

// Characters side by side that lost bytes. Each of them depends on the others, and what fits best
// behind the one before may be a mistake that all others then follow; so the likeliest few rows of
// characters are kept, up to the first that is known, and what the best one has is put there. It is
// a sketch: both sides of every place are known then, and it is looked at anew.

// sketchRows is how many rows go on.
const sketchRows = 12

// sketched is a row of characters: the last one, which candidate of the place that is, and the row before.
type sketched struct {
	cost        int32
	first, prev lm.Token
	which, back int32
}

// sketch puts characters in the places from k on that stand side by side, if there are several.
// It returns the first place behind them.
func (f *Filler) sketch(chars []Char, k int) int {
	end := k + 1
	for end < len(f.places) && f.places[end].at == f.places[end-1].at+1 {
		end++
	}
	if end == k+1 {
		return end
	}
	rows := f.rows[:0]
	rows = append(rows, sketched{first: f.token(f.places[k].at - 2), prev: f.token(f.places[k].at - 1), back: -1})
	from := 0
	next := f.token(f.places[end-1].at + 1)
	for i := k; i < end; i++ {
		pl := &f.places[i]
		to := len(rows)
		for h := from; h < to; h++ {
			row := rows[h]
			for _, l := range f.likeliest(pl.all, row.prev, unknown) {
				c := &pl.all[l.which]
				cost := row.cost + int32(lm.Cost3(row.first, row.prev, c.t)) + f.style.taste(c.costs.kind())
				if i == end-1 && next != unknown {
					cost += int32(lm.Cost3(row.prev, c.t, next))
				}
				rows = append(rows, sketched{cost, row.prev, c.t, l.which, int32(h)})
			}
		}
		slices.SortFunc(rows[to:], func(a, b sketched) int { return int(a.cost - b.cost) })
		pl.rivals = pl.rivals[:0]
		for _, row := range rows[to:] {
			if len(pl.rivals) == maxRivals {
				break
			}
			if !slices.ContainsFunc(pl.rivals, func(r rival) bool { return r.t == row.prev }) {
				pl.rivals = append(pl.rivals, rival{t: row.prev, taste: f.style.taste(pl.all[row.which].costs.kind())})
			}
		}
		rows = rows[:min(len(rows), to+sketchRows)]
		from = to
	}
	f.rows = rows
	f.rivalry(f.places[k:end], next)
	for i, h := end-1, int32(from); i >= k; i-- {
		pl := &f.places[i]
		c := &pl.all[rows[h].which]
		f.put(chars, pl, c.r, c.t)
		h = rows[h].back
	}
	return end
}

// rival is a character that may stand in a place beside others, and how likely it is, whatever these are.
type rival struct {
	t      lm.Token
	taste  int32
	chance float64
}

// maxRivals is how many are compared; they are so by pairs alone, and what is known of both neighbours
// counts for more: so the chance that they leave counts to the power of doubtful.
const (
	maxRivals = 16
	doubtful  = 0.3
)

// rivalry finds out how likely the rivals in places side by side are, by pairs: from the first
// to the last, and back.
func (f *Filler) rivalry(list []place, next lm.Token) {
	if cap(f.steps) < len(list) {
		f.steps = make([][maxRivals][maxRivals]float64, 2*len(list))
	}
	steps := f.steps[:len(list)] // how likely each is behind each of the place before
	before := []rival{{t: f.token(list[0].at - 1), chance: 1}}
	for i := range list {
		rivals := list[i].rivals
		for k := range rivals {
			r := &rivals[k]
			r.chance = 0
			ahead := 1.0
			if i == len(list)-1 && next != unknown {
				ahead = likelihood(int32(lm.Cost(r.t, next)))
			}
			for j := range before {
				steps[i][j][k] = ahead * likelihood(int32(lm.Cost(before[j].t, r.t))+r.taste)
				r.chance += before[j].chance * steps[i][j][k]
			}
		}
		share(rivals)
		before = rivals
	}
	behind := [maxRivals]float64{}
	for k := range behind {
		behind[k] = 1
	}
	for i := len(list) - 1; i > 0; i-- {
		var b [maxRivals]float64
		sum := 0.0
		prev := list[i-1].rivals
		for j := range prev {
			for k := range list[i].rivals {
				b[j] += steps[i][j][k] * behind[k]
			}
			sum += b[j]
		}
		for j := range prev {
			b[j] /= max(sum, math.SmallestNonzeroFloat64)
			prev[j].chance *= b[j]
		}
		share(prev)
		behind = b
	}
}

// share makes the chances of rivals one together.
func share(rivals []rival) {
	sum := 0.0
	for k := range rivals {
		sum += rivals[k].chance
	}
	for k := range rivals {
		rivals[k].chance /= max(sum, math.SmallestNonzeroFloat64)
	}
}

// doubt lowers the chances of places beside others, which were chosen as if what was put there were known, and of
// what suits the line least.
func (f *Filler) doubt(chars []Char) {
	for k := range f.places {
		pl := &f.places[k]
		if f.style.taste(kindOf(pl.best[0].R)) >= foreign { // of another script than the line: conversion would change it
			pl.chance = 0
			continue
		}
		if len(pl.rivals) == 0 || slices.Contains(chars[pl.at].Gap[:], GapUndefined) { // one of five bytes leaves little choice
			continue
		}
		t, chance := lm.TokenOf(pl.best[0].R), 0.0
		for _, r := range pl.rivals {
			if r.t == t {
				chance = r.chance
			}
		}
		pl.chance *= math.Pow(chance, doubtful)
	}
}
