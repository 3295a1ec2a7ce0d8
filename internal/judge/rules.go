package judge

// The rules of before weights were fitted: what a reading of a span must have of
// itself, and what it must gain. A fit replaces both functions by the sum of what the
// features weigh, which one bar is asked of.

// utf8 reports whether the reading is of UTF-8, which is strict.
func (k Kind) utf8() bool { return k == UTF8InSingle || k == UTF8InPairs }

// span reports whether a reading of the kind is one of a span.
func (k Kind) span() bool { return k <= PairsInPairs }

// changes reports whether rules change the bar of the kind.
func (k Kind) changes() bool { return k.span() || k == LineAsBefore }

// impossible returns what a reading of a span lacks of itself, 0 if it is nothing.
func (l *Ledger) impossible() Feature {
	if !l.Kind.span() {
		return none
	}
	old, wide, distinct := l.N(OldWide), l.N(NewWide), l.N(NewDistinct)
	switch {
	case wide == 0, !l.Kind.utf8() && distinct < minDistinct:
		return TooShort
	case l.Kind != UTF8InSingle && l.Kind != PairsInSingle && old < minOld:
		return TooShort
	}
	switch l.Kind {
	case UTF8InSingle:
		if 2*l.N(NewEast) < wide || wide == 2 && l.N(NewEast) == 1 {
			return NotEastAsian // the search for letters knows more about that
		}
	case OutOfStep:
		if min(wide, old) < minInStep || old < minUnmarked && !l.Has(AtMark) {
			return TooShort
		}
	case PairsInSingle:
		if l.N(OldCased) == 0 && wide < minSymbols {
			return Symbols
		}
	case PairsInPairs:
		if min(distinct, l.N(OldDistinct)) < minDistinctPairs || wide < minPairs && !l.Has(Proved) {
			return TooShort
		}
	}
	if l.Kind.utf8() {
		return none
	}
	switch {
	case !l.Has(Proved) && distinct < minDistinctPairs && wide > maxRepeated:
		return Repeats
	case !l.Has(NewHan) || 2*l.N(NewHan) < wide && l.strange(wide):
		return NotChinese
	case l.Kind == PairsInPairs && fewGuesses*l.N(Guesses) > wide && (l.Net() < gainGuesses || someGuesses*l.N(Guesses) > wide):
		return Guesswork
	}
	return none
}

// strange reports whether a reading of which less than half is Han characters is no
// Chinese: of marks, there are many in some lines.
func (l *Ledger) strange(wide int) bool {
	if l.Kind != PairsInSingle && (!l.strong() || l.N(NewHan) < 2) {
		return true
	}
	return 2*(l.N(NewHan)+l.N(NewMarks)) < wide
}

// strong reports whether what stands there is far less likely than the reading.
func (l *Ledger) strong() bool {
	return l.Gain >= strongGain && l.Gain >= strongPerChar*l.N(NewWide)
}

// Bar returns what the reading is asked for.
func (l *Ledger) Bar() Bar {
	b := bars[l.Kind]
	if l.Kind == LineAsBefore && !l.Has(OddLeft) {
		b.Gain = Hopeless // it explains all
	}
	if !l.Kind.span() {
		return b
	}
	wide := l.N(NewWide)
	switch {
	case l.Kind == PairsInPairs && l.strong():
		b.Mean = strongMean
	case (l.Kind == PairsInSingle || l.Kind == PairsInParts) && wide >= strongChars && l.Gain >= strongSingle && l.Gain >= strongEach*wide:
		b.Mean = strongLikeness
	}
	if !l.Kind.utf8() && l.Kind != OutOfStep && l.Has(OldAlphabet) {
		b.Gain, b.PerChar = alphabetGain, alphabetPerChar
	}
	if l.Kind == UTF8InSingle && wide >= manyUTF8 {
		b.PerChar, b.Mean = 0, certainMean
	}
	if l.Counts(Accented) {
		b.Gain, b.PerChar, b.Mean = accentedGain, 0, accentedMean
	}
	if l.Counts(KanaNear) {
		b.Gain *= japaneseFactor
	}
	if l.Has(Proved) {
		b.Gain, b.PerChar, b.Mean = provedGain, 0, max(b.Mean, provedMean)
		if l.Kind == PairsInPairs || l.Kind == OutOfStep {
			b.Gain, b.PerChar = provedPairsGain, provedPairsPerChar
		}
	}
	return b
}

// Beside returns by which bars runs of a line are judged that are not sure by
// themselves, and those that may have been written as they stand. The ledger has what
// the sure ones gain, how many characters the line has, and whether that is the whole.
func (l *Ledger) Beside() (plain, doubtful Kind) {
	switch {
	case l.Gain > 0 && l.Chars >= wholeSeqs && l.Has(Whole):
		return RunInWhole, DoubtfulInWhole // where all may be UTF-8, and much is, all is
	case l.Gain >= muchSure:
		return RunBesideMuch, DoubtfulBesideMuch
	case l.Gain >= someSure:
		return RunBeside, DoubtfulBeside
	}
	return RunBeside, Doubtful
}
