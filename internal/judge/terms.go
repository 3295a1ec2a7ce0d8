package judge

import (
	"math"
	"math/bits"
)

// whole is the value of a term that holds in full: terms are in 16ths.
const whole = 16

// Classes are how many kinds of readings are asked for different scores: of UTF-8, of
// pairs in single bytes, and of pairs in other pairs, each of a character, of two or
// three, of less than eight, and of more. There is more chance in short ones.
const Classes = 3 * lengths

const lengths = 4

// Class returns of which class a reading of n characters is, by the values of its terms.
func Class(x []int, n int) (class int) {
	switch {
	case x[isUTF8] > 0:
	case x[crossing] > 0 || x[outOfStep] > 0:
		class = 2 * lengths
	default:
		class = lengths
	}
	switch {
	case n < 2:
		return class
	case n < 4:
		return class + 1
	case n < 8:
		return class + 2
	}
	return class + 3
}

// Margin returns by how much the score of a reading of a span is more than what is asked
// for. Readings of other kinds have as much as anybody wants.
func (l *Ledger) Margin() int {
	if !l.Kind.span() {
		return math.MaxInt
	}
	return l.Score() - l.asks()
}

// asks returns the score that is asked for.
func (l *Ledger) asks() int {
	x := l.Terms()
	score := asked[Class(x[:], l.N(NewWide))]
	if l.Has(Amid) {
		score -= amidLess
	}
	if l.Kind == PairsInPairs && l.Counts(OldPrivate) {
		score -= privateLess
	}
	return score
}

// A term is a number that the fit weighs, made of what was measured.
type term struct {
	Words string // for those who ask why
	Sign  int    // -1 or 1 if it must not speak for the reading, or against it
}

// part is the share of a feature among so many.
func (l *Ledger) part(f, all Feature) int {
	n, of := l.N(f), l.N(all)
	if n <= 0 || of <= 0 {
		return 0
	}
	return whole * min(n, of) / of
}

// flag is a term that holds or not.
func flag(holds bool) int {
	if holds {
		return whole
	}
	return 0
}

// Log2 is the binary logarithm of n/16 + 1, in 16ths.
func Log2(n int) int {
	n = max(n, 0) + whole
	k := bits.Len(uint(n)) - 1
	return whole*(k-4) + (n<<4>>k - whole)
}

// The terms.
const (
	meanCost = iota
	rare
	gained
	muchGained
	length
	single
	guessed
	isUTF8
	proved
	oldSorted
	oldRepeated
	newLetters
	newMarks
	newKana
	newSorted
	touches
	crossing
	outOfStep
	inParts
	oldSymbols
	accented
	numTerms
)

// terms are all that the fit weighs.
var terms = [numTerms]term{
	meanCost:    {"what a character of the reading costs", -1},
	rare:        {"characters that are rare", -1},
	gained:      {"what it gains", 1},
	muchGained:  {"that it gains much", 1},
	length:      {"how long it is", 0},
	single:      {"it is a single character", -1},
	guessed:     {"guesses", -1},
	isUTF8:      {"it is UTF-8", 0},
	proved:      {"the same damage is proved elsewhere", 1},
	oldSorted:   {"the text is sorted", -1},
	oldRepeated: {"the text repeats itself", -1},
	newLetters:  {"letters in the reading", 0},
	newMarks:    {"punctuation in the reading", 0},
	newKana:     {"kana in the reading", 0},
	newSorted:   {"the reading is sorted", -1},
	touches:     {"Chinese text beside it", 0},
	crossing:    {"pairs were read in other pairs", 0},
	outOfStep:   {"pairs were paired one byte off", 0},
	inParts:     {"parts were read as UTF-8", 0},
	oldSymbols:  {"symbols in the text", 0},
	accented:    {"symbols where UTF-8 has them", 1},
}

// Terms returns the values of all terms.
func (l *Ledger) Terms() [numTerms]int {
	return [numTerms]int{
		meanCost:    min(l.Mean, 16*nat),
		rare:        min(max(l.Mean-8*nat, 0), 8*nat),
		gained:      Log2(l.Gain),
		muchGained:  min(l.Gain, 128*nat) / 8,
		length:      Log2(whole * l.N(NewWide)),
		single:      flag(l.N(NewWide) == 1),
		guessed:     l.part(Guesses, NewWide),
		isUTF8:      flag(l.Kind.utf8()),
		proved:      flag(l.Has(Proved)),
		oldSorted:   l.part(OldSorted, OldWide),
		oldRepeated: l.part(OldRepeated, OldWide),
		newLetters:  l.part(NewLetters, NewWide),
		newMarks:    l.part(NewMarks, NewWide),
		newKana:     l.part(NewKana, NewWide),
		newSorted:   l.part(NewSorted, NewWide),
		touches:     flag(l.Has(Touches)),
		crossing:    flag(l.Kind == PairsInPairs),
		outOfStep:   flag(l.Kind == OutOfStep),
		inParts:     flag(l.Kind == PairsInParts),
		oldSymbols:  l.part(OldSymbols, OldWide),
		accented:    flag(l.Counts(Accented)),
	}
}

// Terms that the fit must know.
const (
	ProvedTerm = proved
	LengthTerm = length
)

// TermWords returns what the terms are, and their signs.
func TermWords() (words []string, signs []int) {
	for _, t := range terms {
		words, signs = append(words, t.Words), append(signs, t.Sign)
	}
	return words, signs
}

// Score returns the logarithm of the odds that a reading of a span is right, in 1/16 nat.
func (l *Ledger) Score() int {
	s := whole * intercept
	for i, x := range l.Terms() {
		s += weights[i] * x
	}
	return s >> 4
}

// Likely returns how often readings of a span are right that have the score of this one.
// Readings of other kinds have none.
func (l *Ledger) Likely() float64 {
	if !l.Kind.span() {
		return 1
	}
	return curve[min(max(l.Margin()/nat, 0), len(curve)-1)]
}
