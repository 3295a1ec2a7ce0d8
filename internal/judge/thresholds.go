package judge

import "github.com/fixtext/fixtext/internal/lm"

// nat is one nat in units of costs.
const nat = lm.Nat

// Kind is what is decided.
type Kind uint8

// The kinds. The first few are readings of a span; in rules.go stands what changes
// their bars.
const (
	UTF8InSingle  Kind = iota // UTF-8 that was read in a charset of single bytes
	UTF8InPairs               // in one of pairs
	OutOfStep                 // pairs that were paired one byte off
	PairsInSingle             // pairs that were read in a charset of single bytes
	PairsInParts              // of which parts were read as UTF-8
	PairsInPairs              // pairs of one charset that were read in another

	FormInSingle // much valid UTF-8 that was read in a charset of single bytes
	FormInThai
	FormInPairs
	FormTwice // characters below U+0100 only, which were read twice

	numKinds
)

// Bar is what a reading of a kind is asked for.
type Bar struct {
	Words   string  // what it is, for people
	Gain    int     // how much likelier the text must become
	PerChar int     // the same for each of its characters
	Mean    int     // what a character may cost; 0: anything
	Chance  float64 // how likely it must be
	Told    bool    // it is reported, and not made
}

// Asks is the gain that the bar asks of so many characters.
func (b *Bar) Asks(chars int) int { return max(b.Gain, b.PerChar*chars) }

// bars are the bars of all kinds, before rules.go changes them. Between two charsets of
// pairs, where most bytes are valid, more happens by chance than in UTF-8; and the
// reading must be plausible by itself.
var bars = [numKinds]Bar{
	UTF8InSingle:  {Words: "UTF-8 read in single bytes", Gain: 12 * nat, PerChar: nat, Mean: 10 * nat},
	UTF8InPairs:   {Words: "UTF-8 read in pairs", Gain: 12 * nat, PerChar: nat, Mean: 10 * nat},
	OutOfStep:     {Words: "pairs out of step", Gain: 14 * nat, PerChar: 2 * nat, Mean: 9 * nat},
	PairsInSingle: {Words: "pairs read in single bytes", Gain: 18 * nat, PerChar: 5 * nat / 2, Mean: 17 * nat / 2},
	PairsInParts:  {Words: "pairs read partly as UTF-8", Gain: 18 * nat, PerChar: 5 * nat / 2, Mean: 17 * nat / 2},
	PairsInPairs:  {Words: "pairs read in other pairs", Gain: 20 * nat, PerChar: 5 * nat / 2, Mean: 8 * nat},

	// A character of two bytes counts 1, of three or four 2, and each of these formGain.
	FormInSingle: {Words: "UTF-8 from end to end", Gain: 8 * FormGain},
	FormInThai:   {Words: "UTF-8 from end to end", Gain: 20 * FormGain}, // a vowel and two consonants look like three bytes
	FormInPairs:  {Words: "UTF-8 from end to end", Gain: 20 * FormGain}, // without anything but ASCII beside it
	FormTwice:    {Words: "UTF-8 twice over", Gain: 8 * FormGain},       // of characters below U+0100 only
}

// FormGain is what a point of valid UTF-8 gains, whatever it says.
const FormGain = 6 * nat

// perGuess is what a reading must gain beside for every guess.
const perGuess = 3 * nat

// What a reading of a span must have at least, however likely it is.
const (
	minDistinct      = 2        // different characters, unless it is UTF-8
	minOld           = 3        // characters of a charset of pairs that it is made of: six bytes of UTF-8
	minDistinctPairs = 3        // different characters on either side between charsets of pairs
	minPairs         = 4        // characters between charsets of pairs: fewer are a list of rare ones
	minInStep        = 5        // characters on either side out of step
	minUnmarked      = 7        // the same where no mark says that a byte was lost
	minSymbols       = 4        // characters if what stands there has no letter: fewer are symbols of formulas
	maxRepeated      = 2        // characters that may be the same if they are so few
	manyUTF8         = 3        // so many characters in valid UTF-8 are no chance
	fewGuesses       = 6        // between charsets of pairs, one guess in so many characters is nothing
	someGuesses      = 2        // and one in so many too much, if not
	gainGuesses      = 60 * nat // is gained
)

// What makes what stood there far less likely than the reading, so that the reading may
// have rarer words.
const (
	strongGain, strongPerChar, strongMean    = 30 * nat, 5 * nat, 10 * nat // between charsets of pairs
	strongSingle, strongEach, strongLikeness = 40 * nat, 8 * nat, 11 * nat // in single bytes
	strongChars                              = 4
)

// Bars that take the place of those of the kind.
const (
	alphabetGain, alphabetPerChar       = 35 * nat, 7 * nat / 2 // words of the languages that write so are less known
	certainMean                         = 64 * nat              // of valid UTF-8: any
	accentedGain, accentedMean          = 5 * nat, 14 * nat     // symbols where UTF-8 has them say as much as the words do
	provedGain, provedMean              = 4 * nat, 10 * nat     // the damage is known to be there
	provedPairsGain, provedPairsPerChar = 10 * nat, 3 * nat / 2 // between charsets of pairs chance still is
	japaneseFactor                      = 2                     // in a Japanese line rare characters are words
)

// Limit is from where on a feature counts: it was seen N times or more, of Of or
// more, in Num of Den of them; in more than that if it must be Over.
type Limit struct {
	N, Of    int
	Num, Den int
	Over     bool
	Mean     int // what a character of the reading may cost; 0: anything
}

func (m *Limit) reached(c count, mean int) bool {
	n, of := int(c.n), int(c.of)
	if n < m.N || of < m.Of || m.Mean > 0 && mean > m.Mean {
		return false
	}
	if m.Over {
		return n*m.Den > of*m.Num
	}
	return n*m.Den >= of*m.Num
}

// limits are the limits of features. Those of vetoes were found in clean text that
// was "repaired".
var limits = [numFeatures]Limit{
	Accented: {Num: 1, Den: 1},             // as many symbols as letters: a byte 80 to BF for each lead
	KanaNear: {N: 3},                       // fewer are ornaments
	Odd:      {Num: 1, Den: 5, Over: true}, // a fifth left of what was odd is more than a slip

	BrokenKana:       {N: 4, Num: 1, Den: 6},             // points for what no syllable has, by kana
	BrokenKanaBeside: {N: 2, Num: 1, Den: 6},             // Japanese touches Chinese less often
	BrokenThai:       {N: 4, Num: 1, Den: 4},             // points for what no syllable has, by letters
	BrokenThaiBeside: {N: 1},                             // any letter
	MostlyLatin:      {N: 4, Num: 1, Den: 2, Over: true}, // two bytes in a row are seldom UTF-8
	SomeLatinBeside:  {N: 2, Num: 1, Den: 4},             // Western letters touch Chinese less often
	Words:            {N: 5, Of: 6, Mean: 6 * nat},       // different letters, of so many
	Snowball:         {Of: 32, Num: 3, Den: 4},           // one character after five wrong decodings, at least

	SortedNew:      {Of: 4, Num: 1, Den: 2, Over: true}, // most follow close behind the one before
	SortedOld:      {Of: 4, Num: 1, Den: 2, Over: true}, // the same
	Uncased:        {Num: 3, Den: 4, Over: true},        // two in three bytes of GBK are letters in a Western page
	Alternating:    {N: 8},                              // characters of which every other is the same
	Doubled:        {N: 2, Num: 1, Den: 4},              // a quarter are leads of Western letters
	Drawing:        {Num: 1, Den: 1},                    // all of it
	Monotonous:     {Of: 3, Num: 3, Den: 4},             // one letter again and again is no lead byte
	Ascending:      {Of: 3, Num: 1, Den: 1},             // each behind the one before
	Ruled:          {Num: 1, Den: 2, Over: true},        // more than half
	HalfWidth:      {N: 1, Num: 1, Den: 2},              // half of it
	SameRow:        {Of: 3, Num: 1, Den: 2, Over: true}, // most neighbours share a lead byte
	LettersOnly:    {Num: 1, Den: 2},                    // half of it has two bytes in UTF-8
	Bopomofo:       {N: 2, Num: 1, Den: 2},              // one for two Han characters
	KanaOnly:       {N: 2, Num: 3, Den: 1, Over: true},  // three for each Han character
	NotIdeographic: {Num: 2, Den: 3, Over: true},        // more than two in three
}
