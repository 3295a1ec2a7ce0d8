package judge

import "math/bits"

// whole is the value of a term that holds in full: terms are in 16ths.
const whole = 16

// A term is a number that the fit weighs, made of what was measured.
type term struct {
	Words string // for those who ask why
	Sign  int    // -1 or 1 if it must not speak for the reading, or against it
	of    func(l *Ledger) int
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

func oldPart(f Feature) func(*Ledger) int { return func(l *Ledger) int { return l.part(f, OldWide) } }
func newPart(f Feature) func(*Ledger) int { return func(l *Ledger) int { return l.part(f, NewWide) } }

// terms are all that the fit weighs.
var terms = [...]term{
	{"what a character of the reading costs", -1, func(l *Ledger) int { return min(l.Mean, 16*nat) }},
	{"the same, above 8", -1, func(l *Ledger) int { return min(max(l.Mean-8*nat, 0), 8*nat) }},
	{"what it gains", 1, func(l *Ledger) int { return log2(l.Gain) }},
	{"what a character gains", 1, func(l *Ledger) int { return min(max(l.Gain, 0)/max(l.N(NewWide), 1), 12*nat) }},
	{"how long it is", 0, func(l *Ledger) int { return log2(whole * l.N(NewWide)) }},
	{"it is a single character", -1, func(l *Ledger) int { return flag(l.N(NewWide) == 1) }},
	{"guesses", -1, newPart(Guesses)},
	{"it is UTF-8", 0, func(l *Ledger) int { return flag(l.Kind.utf8()) }},
	{"the text was read in pairs", 0, func(l *Ledger) int { return flag(l.Kind == UTF8InPairs || l.Kind == PairsInPairs) }},
	{"it was read as UTF-8 in parts", 0, func(l *Ledger) int { return flag(l.Kind == PairsInParts) }},
	{"it is out of step", 0, func(l *Ledger) int { return flag(l.Kind == OutOfStep) }},
	{"the same damage is proved elsewhere", 1, func(l *Ledger) int { return flag(l.Has(Proved)) }},
	{"different characters in the text", 0, func(l *Ledger) int { return whole * l.N(OldDistinct) / max(1, min(8, l.N(OldWide))) }},
	{"the text is sorted", -1, oldPart(OldSorted)},
	{"the text repeats itself", -1, oldPart(OldRepeated)},
	{"capital and small letters in the text", 0, oldPart(OldCased)},
	{"letters of an alphabet in the text", 0, oldPart(OldAlphabet)},
	{"half-width kana in the text", -1, oldPart(OldHalf)},
	{"the text follows the table of a charset", -1, oldPart(OldInRow)},
	{"the text is no word of its script", 1, oldPart(OldFaults)},
	{"letters in the reading", 0, newPart(NewLetters)},
	{"punctuation in the reading", 0, newPart(NewMarks)},
	{"kana in the reading", 0, newPart(NewKana)},
	{"Hangul in the reading", 0, newPart(NewHangul)},
	{"symbols in the reading", -1, newPart(NewSymbols)},
	{"the reading is sorted", -1, newPart(NewSorted)},
	{"the reading repeats itself", -1, newPart(NewRepeated)},
	{"Chinese text beside it", 0, func(l *Ledger) int { return flag(l.Has(Touches)) }},
	{"kana beside it", -1, func(l *Ledger) int { return flag(l.Kind == PairsInPairs && l.N(KanaNear) >= 3) }},
	{"symbols where UTF-8 has them", 1, func(l *Ledger) int { return flag(l.Counts(Accented)) }},
}

// Terms returns the values of all terms.
func (l *Ledger) Terms() (x [len(terms)]int) {
	for i := range terms {
		x[i] = terms[i].of(l)
	}
	return x
}

// TermWords returns what the terms are, and their signs.
func TermWords() (words []string, signs []int) {
	for _, t := range terms {
		words, signs = append(words, t.Words), append(signs, t.Sign)
	}
	return words, signs
}

// Impossible reports whether a reading of a span lacks something of itself.
func (l *Ledger) Impossible() bool { return l.Gain <= 0 || l.hardFact() != none }

// hardFact returns what makes a reading of a span impossible, whatever it says.
func (l *Ledger) hardFact() Feature {
	old, wide, distinct := l.N(OldWide), l.N(NewWide), l.N(NewDistinct)
	switch {
	case wide == 0, !l.Kind.utf8() && distinct < minDistinct:
		return TooShort
	case l.Kind != UTF8InSingle && l.Kind != PairsInSingle && old < minOld:
		return TooShort
	case l.Kind == UTF8InSingle && (2*l.N(NewEast) < wide || wide == 2 && l.N(NewEast) == 1):
		return NotEastAsian // the search for letters knows more about that
	case l.Kind == PairsInSingle && l.N(OldCased) == 0 && wide < minSymbols:
		return Symbols
	}
	return none
}
