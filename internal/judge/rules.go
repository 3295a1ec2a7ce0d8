package judge

// utf8 reports whether the reading is of UTF-8, which is strict.
func (k Kind) utf8() bool { return k == UTF8InSingle || k == UTF8InPairs }

// span reports whether a reading of the kind is one of a span, which has a score.
func (k Kind) span() bool { return k <= PairsInPairs }

// Impossible returns what a reading of a span lacks of itself, whatever it says; 0 if
// it is nothing.
func (l *Ledger) Impossible() Feature {
	old, wide, distinct := l.N(OldWide), l.N(NewWide), l.N(NewDistinct)
	switch {
	case l.Gain <= 0:
		return Unlikelier
	case wide == 0, !l.Kind.utf8() && distinct < minDistinct:
		return TooShort
	case !l.Kind.utf8() && (distinct < minVaried && wide > minDistinct || distinct < manyVaried && distinct*minVaried < wide) && !l.Has(Proved),
		(l.Kind == OutOfStep || l.Kind == PairsInPairs) && old > minDistinct && l.N(OldDistinct) < minDistinct:
		return Repeats
	case l.Kind != UTF8InSingle && l.Kind != PairsInSingle && (old < minOld || wide == 1 && old == minOld):
		return TooShort
	case 2*l.N(Guesses) > wide && !l.Has(Proved) && (!l.Kind.utf8() || l.N(Guesses) >= wide):
		return Guesswork
	case l.Kind == UTF8InSingle && (2*l.N(NewEast) < wide || wide == 2 && l.N(NewEast) == 1):
		return NotEastAsian // the search for letters knows more about that
	case !l.Kind.utf8() && (4*l.N(NewHan) < max(4, wide) || 2*(l.N(NewHan)+l.N(NewMarks)) < wide || l.N(NewKana) >= minKana && 4*l.N(NewKana) > wide):
		return NotChinese // EUC-JP has its kana where GBK has them
	case l.Kind == PairsInParts && 3*l.N(OldLatin) < old:
		return NotLatin
	case l.Kind == PairsInPairs && 4*l.N(OldKana) > old:
		return KanaOnly
	case l.Kind == PairsInPairs && l.Counts(Ruled):
		return Ruled
	case l.Kind == PairsInPairs && l.N(OldHalf) == old && old < halfWidthWords && !l.Has(Proved):
		return HalfWidth
	case l.Kind == PairsInPairs && wide < minPairs && !l.Has(Proved):
		return TooShort
	case l.Kind == PairsInSingle && l.N(OldCased) == 0 && wide < minSymbols, l.Kind == PairsInPairs && !l.Has(OldEast) && wide < minSymbols:
		return Symbols
	}
	return l.vetoed()
}
