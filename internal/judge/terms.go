package judge

import "math/bits"

// whole is the value of a term that holds in full: terms are in 16ths.
const whole = 16

// A model is one of the sums that decide: of spans, or of lines of UTF-8 in single bytes.
type model struct {
	weights   [maxTerms]int // in 1/16 nat
	intercept int           // the score of nothing
	bar       int           // the score that is asked for
	curve     []float64     // how many readings are right, by nats above the bar
}

// Models are how many models there are.
const Models = 2

// Model returns which model judges readings of the kind, or -1 if thresholds do.
func (k Kind) Model() int {
	switch {
	case k.span():
		return 0
	case k == WesternLine:
		return 1
	}
	return -1
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

// log2 is the binary logarithm of n/16 + 1, in 16ths.
func log2(n int) int {
	n = max(n, 0) + whole
	k := bits.Len(uint(n)) - 1
	return whole*(k-4) + (n<<4>>k - whole)
}

// The terms of spans.
const (
	meanCost = iota
	rare
	gained
	gainedEach
	length
	single
	allOfIt
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
	atMark
	inParts
	inSingle
	oldVaried
	oldSymbols
	accented
	spanTerms
)

// The terms of lines.
const (
	lineMean = iota
	lineRare
	lineGained
	lineEach
	lineLength
	lineOne
	lineLonger
	lineControls
	lineSymbols
	lineRepeated
	lineExotic
	lineLone
	lineMixed
	lineScattered
	lineAll
	lineProved
	lineLikely
	lineSeldom

	lineTerms
)

// maxTerms is how many terms a model has at most.
const maxTerms = max(spanTerms, lineTerms)

// terms are all that the fit weighs.
var terms = [Models][maxTerms]term{{
	meanCost:    {"what a character of the reading costs", -1},
	rare:        {"characters that are rare", -1},
	gained:      {"what it gains", 1},
	gainedEach:  {"what each character gains", 1},
	length:      {"how long it is", 0},
	single:      {"it is a single character", -1},
	allOfIt:     {"it is all of the line that is not ASCII", 1},
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
	atMark:      {"a mark says that a byte was lost", 1},
	inParts:     {"parts were read as UTF-8", 0},
	inSingle:    {"UTF-8 was read in single bytes", 0},
	oldVaried:   {"the text has many different characters", 1},
	oldSymbols:  {"symbols in the text", 0},
	accented:    {"symbols where UTF-8 has them", 1},
}, {
	lineMean:      {"what a character of the reading costs", -1},
	lineRare:      {"characters that are rare", -1},
	lineGained:    {"what it gains", 1},
	lineEach:      {"what each character gains", 1},
	lineLength:    {"how long it is", 0},
	lineOne:       {"it is a single character", -1},
	lineLonger:    {"characters of three bytes and more", 1},
	lineControls:  {"controls in the text", 1},
	lineSymbols:   {"symbols in the text", 0},
	lineRepeated:  {"the text repeats itself", -1},
	lineExotic:    {"characters that are seldom seen", -1},
	lineLone:      {"letters of other alphabets that stand alone", -1},
	lineMixed:     {"letters of other alphabets within words", -1},
	lineScattered: {"places that it is of, for its characters", 0},
	lineAll:       {"it is all of the line that is not ASCII", 1},
	lineProved:    {"the same damage is proved elsewhere", 1},
	lineLikely:    {"UTF-8 is often read in that charset", 1},
	lineSeldom:    {"UTF-8 is seldom read in that charset", -1},
}}

// Terms returns the values of all terms of the model of the kind.
func (l *Ledger) Terms() [maxTerms]int {
	if l.Kind == WesternLine {
		return l.ofLine()
	}
	return [maxTerms]int{
		meanCost:    min(l.Mean, 16*nat),
		rare:        min(max(l.Mean-8*nat, 0), 8*nat),
		gained:      log2(l.Gain),
		gainedEach:  min(l.Gain/max(l.N(NewWide), 1), 16*nat),
		length:      log2(whole * l.N(NewWide)),
		single:      flag(l.N(NewWide) == 1),
		allOfIt:     flag(l.Has(AllOfLine)),
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
		atMark:      flag(l.Has(AtMark)),
		inParts:     flag(l.Kind == PairsInParts),
		inSingle:    flag(l.Kind == UTF8InSingle),
		oldVaried:   whole * l.N(OldDistinct) / max(1, min(l.N(OldWide), 8)),
		oldSymbols:  l.part(OldSymbols, OldWide),
		accented:    flag(l.Counts(Accented)),
	}
}

func (l *Ledger) ofLine() [maxTerms]int {
	return [maxTerms]int{
		lineMean:      min(l.Mean, 16*nat),
		lineRare:      min(max(l.Mean-8*nat, 0), 8*nat),
		lineGained:    log2(l.Gain),
		lineEach:      min(max(l.Gain, 0)/max(l.N(NewWide), 1), 16*nat),
		lineLength:    log2(whole * l.N(NewWide)),
		lineOne:       flag(l.N(NewWide) == 1),
		lineLonger:    l.part(LongerUTF8, NewWide),
		lineControls:  l.part(OldControls, OldWide),
		lineSymbols:   l.part(OldSymbols, OldWide),
		lineRepeated:  l.part(OldRepeated, OldWide),
		lineExotic:    l.part(NewExotic, NewWide),
		lineLone:      l.part(NewLone, NewWide),
		lineMixed:     l.part(NewMixed, NewWide),
		lineScattered: l.part(Runs, NewWide),
		lineAll:       flag(l.Has(AllOfLine)),
		lineProved:    flag(l.Has(Proved)),
		lineLikely:    flag(l.Has(LikelyPage)),
		lineSeldom:    flag(l.Has(SeldomPage)),
	}
}

// TermWords returns what the terms of a model are, and their signs.
func TermWords(model int) (words []string, signs []int) {
	for _, t := range terms[model][:[...]int{spanTerms, lineTerms}[model]] {
		words, signs = append(words, t.Words), append(signs, t.Sign)
	}
	return words, signs
}

// Score returns the logarithm of the odds that a reading is right, in 1/16 nat.
func (l *Ledger) Score() int {
	m := &models[l.Kind.Model()]
	s := whole * m.intercept
	for i, x := range l.Terms() {
		s += m.weights[i] * x
	}
	return s >> 4
}

// Likely returns how often readings are right that have the score of this one. Readings
// of kinds without a score have none.
func (l *Ledger) Likely() float64 {
	k := l.Kind.Model()
	if k < 0 {
		return 1
	}
	m := &models[k]
	i := (l.Score() - m.bar) / nat
	return m.curve[min(max(i, 0), len(m.curve)-1)]
}
