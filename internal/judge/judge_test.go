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

// A reading that gains enough is made; one that gains less, or that something forbids,
// is not.
func TestDecide(t *testing.T) {
	for want, change := range map[Decision][]func(*Ledger){
		Infer: {
			func(*Ledger) {},
			func(l *Ledger) { l.Gain = bars[l.Kind].Gain },
			func(l *Ledger) { l.Gain = provedGain; l.Note(Proved, true) },
			func(l *Ledger) { l.Note(Redone, true); l.Add(Guesses, 1, 8) }, // a guess is no proof
			func(l *Ledger) { l.Note(Quoted, false) },
			func(l *Ledger) { l.Add(HalfWidth, 8, 8); l.Add(BrokenKana, 6, 8) }, // lifted
		},
		Exact: {func(l *Ledger) { l.Note(Redone, true) }},
		Keep: {
			func(l *Ledger) { l.Gain = bars[l.Kind].Gain - 1 },
			func(l *Ledger) { l.Gain = bars[l.Kind].Gain; l.Add(Guesses, 1, 8) },
			func(l *Ledger) { l.Mean = bars[l.Kind].Mean + 1 },
			func(l *Ledger) { l.Note(Quoted, true) },
			func(l *Ledger) { l.Add(SortedNew, 5, 8) },
			func(l *Ledger) { l.Add(HalfWidth, 8, 8); l.Add(BrokenKana, 3, 8) },
			func(l *Ledger) { l.Add(NewWide, 0, 0) },
		},
	} {
		for i, do := range change {
			l := sentence()
			do(&l)
			assert.Equal(t, want, Decide(&l), "%v %d", want, i)
		}
	}
}

// What is measured late only speaks against a reading, so that what is dear to measure
// can be left until the rest speaks for it.
func TestLateFeaturesOnlyForbid(t *testing.T) {
	for f := firstVeto; f < numFeatures; f++ {
		l := sentence()
		l.Gain = 0
		l.Add(f, 8, 8)
		assert.Equal(t, Keep, Decide(&l), rows[f].Name)
		assert.Equal(t, Never, rows[f].Weight, rows[f].Name)
	}
}

// Where a gain is all that is asked for, Enough says what Decide does.
func TestEnough(t *testing.T) {
	for k := FirstSingle; k < numKinds; k++ {
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
	l.Add(SortedNew, 5, 8)
	list, d = Explain(&l)
	assert.Equal(t, Keep, d)
	last := list[len(list)-1]
	assert.Equal(t, Evidence{"the reading is sorted like a table of characters (5 of 8)", math.Inf(-1)}, last)
}

func TestLedgerDoesNotAllocate(t *testing.T) {
	assert.Zero(t, testing.AllocsPerRun(10, func() {
		l := sentence()
		Decide(&l)
	}))
}
