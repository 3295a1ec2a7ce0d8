package judge

import "math/bits"

// whole is the value of a term that holds in full: terms are in 16ths.
const whole = 16

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

// log2 is the binary logarithm of n/16 + 1, in 16ths.
func log2(n int) int {
	n = max(n, 0) + whole
	k := bits.Len(uint(n)) - 1
	return whole*(k-4) + (n<<4>>k - whole)
}

// The terms.
const (
	meanCost = iota
	highCost
	gained
	gainedEach
	length
	single
	guessed
	isUTF8
	fromPairs
	fromParts
	outOfStep
	proved
	varied
	oldSorted
	oldRepeated
	oldCased
	oldAlphabet
	oldHalf
	oldInRow
	oldFaults
	newLetters
	newMarks
	newKana
	newHangul
	newSymbols
	newSorted
	newRepeated
	touches
	kanaNear
	accented
	numTerms
)

// terms are all that the fit weighs.
var terms = [numTerms]term{
	meanCost:    {"what a character of the reading costs", -1},
	highCost:    {"the same, above 8", -1},
	gained:      {"what it gains", 1},
	gainedEach:  {"what a character gains", 1},
	length:      {"how long it is", 0},
	single:      {"it is a single character", -1},
	guessed:     {"guesses", -1},
	isUTF8:      {"it is UTF-8", 0},
	fromPairs:   {"the text was read in pairs", 0},
	fromParts:   {"it was read as UTF-8 in parts", 0},
	outOfStep:   {"it is out of step", 0},
	proved:      {"the same damage is proved elsewhere", 1},
	varied:      {"different characters in the text", 0},
	oldSorted:   {"the text is sorted", -1},
	oldRepeated: {"the text repeats itself", -1},
	oldCased:    {"capital and small letters in the text", 0},
	oldAlphabet: {"letters of an alphabet in the text", 0},
	oldHalf:     {"half-width kana in the text", -1},
	oldInRow:    {"the text follows the table of a charset", -1},
	oldFaults:   {"the text is no word of its script", 1},
	newLetters:  {"letters in the reading", 0},
	newMarks:    {"punctuation in the reading", 0},
	newKana:     {"kana in the reading", 0},
	newHangul:   {"Hangul in the reading", 0},
	newSymbols:  {"symbols in the reading", -1},
	newSorted:   {"the reading is sorted", -1},
	newRepeated: {"the reading repeats itself", -1},
	touches:     {"Chinese text beside it", 0},
	kanaNear:    {"kana beside it", -1},
	accented:    {"symbols where UTF-8 has them", 1},
}

// Terms returns the values of all terms.
func (l *Ledger) Terms() [numTerms]int {
	return [numTerms]int{
		meanCost:    min(l.Mean, 16*nat),
		highCost:    min(max(l.Mean-8*nat, 0), 8*nat),
		gained:      log2(l.Gain),
		gainedEach:  min(max(l.Gain, 0)/max(l.N(NewWide), 1), 12*nat),
		length:      log2(whole * l.N(NewWide)),
		single:      flag(l.N(NewWide) == 1),
		guessed:     l.part(Guesses, NewWide),
		isUTF8:      flag(l.Kind.utf8()),
		fromPairs:   flag(l.Kind == UTF8InPairs || l.Kind == PairsInPairs),
		fromParts:   flag(l.Kind == PairsInParts),
		outOfStep:   flag(l.Kind == OutOfStep),
		proved:      flag(l.Has(Proved)),
		varied:      whole * l.N(OldDistinct) / max(1, min(8, l.N(OldWide))),
		oldSorted:   l.part(OldSorted, OldWide),
		oldRepeated: l.part(OldRepeated, OldWide),
		oldCased:    l.part(OldCased, OldWide),
		oldAlphabet: l.part(OldAlphabet, OldWide),
		oldHalf:     l.part(OldHalf, OldWide),
		oldInRow:    l.part(OldInRow, OldWide),
		oldFaults:   l.part(OldFaults, OldWide),
		newLetters:  l.part(NewLetters, NewWide),
		newMarks:    l.part(NewMarks, NewWide),
		newKana:     l.part(NewKana, NewWide),
		newHangul:   l.part(NewHangul, NewWide),
		newSymbols:  l.part(NewSymbols, NewWide),
		newSorted:   l.part(NewSorted, NewWide),
		newRepeated: l.part(NewRepeated, NewWide),
		touches:     flag(l.Has(Touches)),
		kanaNear:    flag(l.Kind == PairsInPairs && l.N(KanaNear) >= 3),
		accented:    flag(l.Counts(Accented)),
	}
}

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
	i := (l.Score() - bar) / nat
	return curve[min(max(i, 0), len(curve)-1)]
}
