package decoder

import (
	"cmp"
	"math"
	"slices"

	"github.com/fixtext/fixtext/internal/lm"
)

// Again chooses the characters of a result of s once more, which stands between before and after,
// with what the text around says elsewhere. The result is the caller's.
func (f *Filler) Again(s Step, before []rune, res Result, after []rune, m *Memory) Result {
	f.memory = m
	defer func() { f.memory = nil }()
	if f.last == nil || len(res.Lost) == 0 || f.last != &res.Lost[0] {
		f.chars = f.reload(s, before, res, after)
	}
	f.recall(s, f.chars)
	return f.result(f.chars)
}

// reload takes in a result.
func (f *Filler) reload(s Step, before []rune, res Result, after []rune) []Char {
	chars := make([]Char, len(res.Text))
	for i, r := range res.Text {
		chars[i].R = r
	}
	for _, l := range res.Lost {
		c := &chars[l.At]
		if *c = l.Char; c.Gap[0] > GapAfter && l.At > 0 && chars[l.At-1].Lost() {
			c.Gap[0] = GapAfter // what the one before is may change
		}
	}
	f.load(s, before, chars, after)
	lost := res.Lost
	for k := range f.places {
		pl := &f.places[k]
		for lost[0].At < pl.at {
			lost = lost[1:]
		}
		pl.best, pl.n, pl.chance = lost[0].best, lost[0].n, lost[0].Chance
		f.put(chars, pl, res.Text[pl.at], lm.TokenOf(res.Text[pl.at]))
	}
	for k := range f.places {
		f.places[k].around = f.around(&f.places[k])
	}
	return chars
}

// recall chooses for the places once more.
func (f *Filler) recall(s Step, chars []Char) {
	for pass := range 2 {
		changed, open, done := false, f.open, 0
		for k := range f.places {
			pl := &f.places[k]
			for ; done < pl.at; done++ {
				open.turn(chars[done].R)
			}
			moved := pl.around != f.around(pl)
			if pass > 0 && !moved {
				continue
			}
			was := chars[pl.at].R
			if pl.second {
				f.after(s, chars, k)
			}
			if moved || !f.reweigh(pl) {
				f.fit(s, chars, k)
				f.decide(pl, open)
			}
			f.put(chars, pl, pl.best[0].R, lm.TokenOf(pl.best[0].R))
			changed = changed || pl.best[0].R != was
		}
		if !changed {
			break
		}
	}
}

// sureAnyway is how likely a character is that no other can be likelier than, whatever the text
// says elsewhere: that makes another likelier by five sequences at most.
const sureAnyway = 0.9985

// reweigh adds what the text says elsewhere to the costs of the best characters of a place, which is
// all that it can change there, unless it says much of another: then nothing is done, and it is not ok.
func (f *Filler) reweigh(pl *place) (ok bool) {
	m, around := f.memory, pl.around
	best := pl.best[:pl.n]
	says := func(c *Choice) int32 {
		both := [...]lm.Token{lm.TokenOf(c.R), c.mate}
		if pl.joint {
			return m.says(around[0], around[1], both[:], around[2], around[3])
		}
		return m.says(around[0], around[1], both[:1], around[2], around[3])
	}
	if !pl.joint && pl.chance > sureAnyway {
		return true
	}
	all := pl.all
	if pl.joint {
		all = nil // nobody reminds of two
	}
	may := m.mayStand(around[1], around[2])
	for i := range all {
		c := &all[i]
		if !may.mayHave(c.t) || !m.beside(around[1], c.t, around[2]) {
			continue // most of them
		}
		if m.says(around[0], around[1], []lm.Token{c.t}, around[2], around[3]) >= 2*reminded &&
			!slices.ContainsFunc(best, func(x Choice) bool { return x.R == c.r }) {
			return false
		}
	}
	base, total, any := best[0].Cost, 1/max(pl.chance, math.SmallestNonzeroFloat32), false // of all, where that of the best is 1
	weight := func(cost int32) float64 { return likelihood(cost - base) }
	for i := range best {
		c := &best[i]
		said := says(c)
		if said == 0 {
			continue
		}
		any = true
		total -= weight(c.Cost)
		c.Cost -= said
		total += weight(c.Cost)
	}
	if !any {
		return true
	}
	slices.SortStableFunc(best, func(a, b Choice) int { return cmp.Compare(a.Cost, b.Cost) })
	pl.chance = min(1, weight(best[0].Cost)/total)
	return true
}
