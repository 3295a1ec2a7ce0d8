package judge

import (
	"math"

	"github.com/fixtext/fixtext/internal/lm"
)

// nat is one nat in units of costs.
const nat = lm.Nat

// Bar is what a reading of a kind is asked for.
type Bar struct {
	Words   string  // what it is, for people
	Gain    int     // how much likelier the text must become
	PerChar int     // the same for each of its characters; 0: nothing beside Gain
	Chars   int     // how many characters there must be
	Mean    int     // what a character may cost; 0: anything
	Chance  float64 // how likely it must be
	Odds    float64 // what the logarithm of the odds of its chance is worth; 0: all of it
	Told    bool    // it is reported, and not made
}

// Asks is the gain that the bar asks of so many characters.
func (b *Bar) Asks(chars int) int {
	if b.PerChar == 0 {
		return b.Gain
	}
	return max(b.Gain, b.PerChar*chars)
}

// bars are the bars of all kinds; those of spans are asked for a score, which fitted.go
// has.
var bars = [numKinds]Bar{
	UTF8InSingle:  {Words: "UTF-8 read in single bytes"},
	UTF8InPairs:   {Words: "UTF-8 read in pairs"},
	OutOfStep:     {Words: "pairs out of step"},
	PairsInSingle: {Words: "pairs read in single bytes"},
	PairsInParts:  {Words: "pairs read partly as UTF-8"},
	PairsInPairs:  {Words: "pairs read in other pairs"},

	// A character of two bytes counts 1, of three or four 2, and each of these formGain.
	FormTwice:   {Words: "UTF-8 twice over", Gain: 8 * FormGain},        // of characters below U+0100 only
	FormInParts: {Words: "UTF-8 among other pairs", Gain: 8 * FormGain}, // four characters of three bytes

	// So much valid UTF-8 is no chance once it was seen in the block; other charsets must
	// gain, and be plausible by themselves.
	AgainUTF8: {Words: "as the line before", Chars: 4},
	Again:     {Words: "as the line before", Chars: 4, PerChar: 4 * nat, Mean: 7 * nat},

	BlockProof:      {Words: "proof by the block", Gain: 40 * nat},
	BlockProofPairs: {Words: "proof by the block", Gain: 120 * nat}, // where more happens by chance

	// Around a place at which the text is unlikely there may be rare words
	// of clean Chinese: of damaged sentences, and of sentences with a few damaged
	// characters, all but one in a hundred gain so much at some place; of rare words, one
	// place in thirty. Less is asked of pairs that were read in other pairs.
	Near:           {Words: "a look at a place", Gain: 14 * nat},
	NearInPairs:    {Words: "a look at a place", Gain: 11 * nat},
	FirstOutOfStep: {Words: "a first look", Gain: 10 * nat}, // of six characters at most

	// Measured where guesses are made, beside other guesses, on sentences that no figures
	// are taken from: 97 in 100 of all characters that are filled in are right, and the
	// least sure ones of every kind about as often as those of the others. Odds was fitted to the same: of guesses of such
	// a chance, how many are right.
	LostFirstUnmarked: {Words: "a lost byte", Chance: 0.91, Odds: 0.55},
	LostUnmarked:      {Words: "a lost byte", Chance: 0.87, Odds: 0.55},
	LostFirst:         {Words: "a lost byte", Chance: 0.77, Odds: 0.85},
	LostSecond:        {Words: "a lost byte", Chance: 0.70, Odds: 0.85},
	LostSilently:      {Words: "a lost byte", Chance: 0.96, Odds: 0.7},
	LostUndefined:     {Words: "a lost byte", Chance: 0.55},
	LostLast:          {Words: "a lost byte", Chance: 0.6},
	LostTwo:           {Words: "two lost bytes", Chance: 0.91, Odds: 0.7},
	LostPair:          {Words: "a lost byte", Chance: 0.65, Odds: 0.7},
	LostOne:           {Words: "a lost byte", Chance: 0.89, Odds: 0.7},
	LostLead:          {Words: "a lost byte", Chance: 0.90, Odds: 0.7},
	LostBoth:          {Words: "two lost bytes", Chance: 2}, // never: one in three is right
	LostOther:         {Words: "a lost byte", Chance: 0.94},
	LostRest:          {Words: "all that is not sure", Chance: 0.7},
	LostWord:          {Words: "a word that lost two bytes", Gain: 12 * nat},

	LoneMark:    {Words: "a mark by itself", Gain: 2 * nat}, // the form proves it
	CrossedWord: {Words: "a frequent word", Gain: 14 * nat},

	PartClean: {Words: "a part that reads well as it stands", Gain: 16 * nat},

	LeftOut: {Words: "a character that left no trace", Gain: 3 * nat}, // twenty to one

	LostForGood: {Words: "bytes that are gone", Told: true},

	RunAlone:   {Words: "UTF-8 read in single bytes", Gain: 12 * nat},
	RunInWhole: {Words: "a run where all may be UTF-8", Gain: anything},
	RunBeside:  {Words: "a run beside others", Gain: 2 * nat},
	WordClear:  {Words: "a run that may be a word", Gain: 24 * nat},
	WordHere:   {Words: "a run that may be a word", Gain: 14 * nat},

	SureBeside: {Words: "what is sure in a line", Gain: 24 * nat},

	LineClear: {Words: "a line that is UTF-8 throughout", Chars: 8, PerChar: 6 * nat},
	Restored:  {Words: "a character that lost bytes"},
	Control:   {Words: "a control"},

	BlankInThree: {Words: "a blank for A0", Gain: 4 * nat},
}

// What readings gain that no model was asked about.
const (
	RestoredGain = 2 * nat
	SecondPage   = 6 * nat // less, if a charset that is met more often has most of the letters
	AgainByte    = nat     // what a byte of a line may cost beside its characters beyond ASCII
)

// anything is less than what any reading gains.
const anything = -1 << 20

// WideUnits is how many code units of Chinese text UTF-16 must hold.
const WideUnits = 5

// RareGuess is from which cost on a character is so rare, as in names, that a guess of it must have RareChance, not only what is asked of its kind.
const (
	RareGuess  = 11 * nat
	RareChance = 0.95
)

// OddCost is what makes a character unlikely.
const OddCost = 8 * nat

// StrayCost is what a character costs at least of a pair that was no word: of those that
// frequent words become, nine in ten cost more, and of Japanese words few.
const StrayCost = 10 * nat

// QuietThree is the most that three characters beyond ASCII cost, one behind the other, of text
// that reads well between bytes that are gone.
const QuietThree = 32 * nat

// RestoredMargin is the margin of a character that is restored in part.
const RestoredMargin = 3 * nat

// Unproved is how sure a reading is in which no byte was lost, but that the charset does
// not read back to what stood there: some characters have two codes.
const Unproved = 0.99

// Honest is how often guesses of a kind are right that are said to have some chance.
func Honest(k Kind, chance float64) float64 {
	odds := bars[k].Odds
	if odds == 0 {
		return chance
	}
	return 1 / (1 + math.Pow((1-chance)/chance, odds))
}

// Lead is the margin of a guess of some chance, in units of costs: Confidence of it is that chance.
func Lead(chance float64) int32 { return int32(max(-10, min(10, math.Log(chance/(1-chance)))) * nat) }

// Confidence is how sure a guess with some margin is.
func Confidence(margin int32) float64 {
	return 1 / (1 + math.Exp(-float64(min(margin, 20*nat))/nat))
}

// RunsInWhole is how many characters a line has at least that is UTF-8 throughout: where all may be, and much is, all is.
const RunsInWhole = 3

// FormGain is what a point of valid UTF-8 gains, whatever it says.
const FormGain = 6 * nat

// What a reading of a span must have at least, however likely it is.
const (
	minDistinct    = 2  // different characters, unless it is UTF-8
	halfWidthWords = 16 // characters of half-width kana: fewer are Japanese words
	minVaried      = 3  // different characters, unless it has two
	manyVaried     = 8  // different characters, to which they are counted: a drawing has fewer signs, many times
	minOld         = 2  // characters of a charset of pairs that it is made of, and more if it is but one itself
	minPairs       = 2  // characters between charsets of pairs: one is a rare character
	minKana        = 3  // kana, where one character in four is one, are Japanese
	minSymbols     = 4  // characters if what stands there has no cased or no East Asian one: fewer are symbols of formulas
)

// amidLess is how much less of a score is asked of pairs in other pairs amid simplified Chinese, where
// these are seldom at home. The bars of fitted.go are those of all text; with twice as much, rare
// words of classical texts became others.
const amidLess = nat / 2

// privateLess is the same for text of which a quarter is characters of private use.
const privateLess = nat

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
	Accented: {Num: 1, Den: 1}, // as many symbols as letters: a byte 80 to BF for each lead

	Snowball: {Of: 32, Num: 3, Den: 4}, // one character after five wrong decodings, at least

	IllFormed:    {Num: 1, Den: 2, Over: true}, // of such, no charset made text
	OddInPage:    {N: 3},                       // or
	FewOddInPage: {N: 1, Num: 1, Den: 2},       // half of them
	StrayBeside:  {N: 2, Num: 1, Den: 4},       // a quarter
	Crowded:      {Num: 1, Den: 2, Over: true}, // half as many are chance
	ManyLeads:    {N: 4},                       // fewer may be quotations
	SameAgain:    {N: 3},                       // a line of signs

	SortedNew:   {Of: 4, Num: 1, Den: 2, Over: true}, // most follow close behind the one before
	SortedOld:   {Of: 4, Num: 1, Den: 2, Over: true}, // the same
	Jumbled:     {N: 2, Num: 1, Den: 4},              // of the characters
	Ruled:       {Num: 1, Den: 2, Over: true},        // more than half
	HalfWidth:   {N: 1, Num: 2, Den: 3},              // two in three: UTF-8 has as many pairs
	LettersOnly: {Num: 1, Den: 2},                    // half of it has two bytes in UTF-8
	AtHome:      {N: 1},
	OldPrivate:  {N: 1, Num: 1, Den: 4},
}
