package judge

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
)

// sentence is the ledger of a reading of UTF-8 that was read in pairs: eight characters.
func sentence() Ledger {
	l := Ledger{Kind: UTF8InPairs, Gain: 60 * nat, Mean: 5 * nat, Chars: 8}
	for _, f := range []Feature{OldWide, OldDistinct, NewWide, NewDistinct, NewHan, NewEast} {
		l.Add(f, 8, 8)
	}
	return l
}

// A reading of which enough is known that speaks for it is made; one that says less, or
// that something forbids, is not.
func TestDecide(t *testing.T) {
	for want, change := range map[Decision][]func(*Ledger){
		Infer: {
			func(*Ledger) {},
			func(l *Ledger) { l.Note(Redone, true); l.Add(Guesses, 1, 8) }, // a guess is no proof
			func(l *Ledger) { l.Note(Quoted, false) },
			func(l *Ledger) { l.Kind = FormTwice; l.Gain = bars[l.Kind].Gain },
		},
		Exact: {func(l *Ledger) { l.Note(Redone, true) }},
		Keep: {
			func(l *Ledger) { l.Gain = 0 },
			func(l *Ledger) { l.Mean = 16 * nat; l.Gain = 4 * nat; l.Add(NewLetters, 4, 8) },
			func(l *Ledger) {
				l.Kind, l.Mean = PairsInSingle, 9*nat
				l.Add(OldSorted, 8, 8)
				l.Add(NewSorted, 8, 8)
				l.Add(NewLetters, 8, 8)
			},
			func(l *Ledger) { l.Note(Quoted, true) },
			func(l *Ledger) { l.Kind = FormTwice; l.Gain = bars[l.Kind].Gain - 1 },
			func(l *Ledger) { l.Kind = FormTwice; l.Gain = bars[l.Kind].Gain; l.Add(SortedNew, 5, 8) },
			func(l *Ledger) { l.Add(NewWide, 0, 0) },
			func(l *Ledger) { l.Kind = PairsInPairs; l.Add(NewDistinct, 1, 8) },
		},
	} {
		for i, do := range change {
			l := sentence()
			do(&l)
			assert.Equal(t, want, Decide(&l), "%v %d", want, i)
		}
	}
}

// What gains more, costs less, is proved or guesses less has no lower score.
func TestScoreIsSensible(t *testing.T) {
	l := sentence()
	l.Gain, l.Mean = 20*nat, 8*nat
	for name, change := range map[string]func(*Ledger){
		"gain":    func(l *Ledger) { l.Gain *= 2 },
		"cost":    func(l *Ledger) { l.Mean -= 3 * nat },
		"proof":   func(l *Ledger) { l.Note(Proved, true) },
		"guesses": func(l *Ledger) { l.Add(Guesses, 0, 8) },
		"order":   func(l *Ledger) { l.Add(OldSorted, 0, 8); l.Add(NewSorted, 0, 8) },
	} {
		l.Add(Guesses, 2, 8)
		l.Add(OldSorted, 4, 8)
		l.Add(NewSorted, 4, 8)
		better := l
		change(&better)
		assert.GreaterOrEqual(t, better.Score(), l.Score(), name)
		assert.GreaterOrEqual(t, better.Likely(), l.Likely(), name)
	}
	for i, term := range terms {
		assert.GreaterOrEqual(t, weights[i]*term.Sign, 0, term.Words)
	}
}

// Where a gain is all that is asked for, Enough says what Decide does.
func TestEnough(t *testing.T) {
	for k := Near; k < numKinds; k++ {
		b := &bars[k]
		if b.Chars > 0 || b.PerChar > 0 || b.Chance > 0 || b.Told || b.Gain == math.MinInt {
			continue
		}
		for _, gain := range []int{b.Gain - 1, b.Gain, b.Gain + 1} {
			assert.Equal(t, Decide(&Ledger{Kind: k, Gain: gain}).Made(), Enough(k, gain), b.Words)
		}
	}
}

// Every feature and every kind has words.
func TestRows(t *testing.T) {
	names := map[string]bool{}
	for f := none + 1; f < numFeatures; f++ {
		assert.NotEmpty(t, rows[f].Words, f)
		assert.False(t, names[rows[f].Name], rows[f].Name)
		names[rows[f].Name] = true
	}
	for k := range numKinds {
		assert.NotEmpty(t, bars[k].Words, k)
	}
}

// What is told adds up to the decision.
func TestExplain(t *testing.T) {
	l := sentence()
	list, d := Explain(&l)
	assert.Equal(t, Infer, d)
	sum := 0.0
	for _, e := range list {
		sum += e.Weight
	}
	assert.GreaterOrEqual(t, sum, 0.0)
	l.Note(Quoted, true)
	list, d = Explain(&l)
	assert.Equal(t, Keep, d)
	last := list[len(list)-1]
	assert.Equal(t, Evidence{rows[Quoted].Words, math.Inf(-1)}, last)
}

func TestLedgerDoesNotAllocate(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		l := sentence()
		Decide(&l)
	}))
}
