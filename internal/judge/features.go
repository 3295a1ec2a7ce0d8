package judge

import "math"

// Feature is a kind of evidence.
type Feature uint8

// The features. The first are measured for every reading of a span; a fit gives each of
// them a weight.
const (
	none        Feature = iota
	OldWide             // characters beyond ASCII in what stands there
	OldDistinct         // different ones, up to eight
	OldCased            // capital and small letters
	NewWide             // the same of the reading
	NewDistinct
	NewHan
	NewMarks // full-width punctuation, quotation marks
	NewEast  // characters of Chinese, Japanese and Korean
	Proved   // the same damage is proved elsewhere in the block
	Accented // symbols behind letters, as UTF-8 has its bytes
	Redone   // the damage, done again, makes what stands there
	Whole    // all that is not ASCII in the line is part of readings
	Omitted  // characters seem to be missing that left no trace

	// What else a fit weighs.
	OldKana     // of full width
	OldHalf     // of half width
	OldLatin    // below U+0100
	OldSorted   // characters that follow close behind the one before them in the order of code points
	OldRepeated // characters that are the same as one of the two before them
	NewSorted
	NewKana
	NewLetters // of alphabets
	Amid       // simplified Chinese around it
	OldPrivate // characters of private use, which text does not have
	Touches    // Chinese text beside it
	OldSymbols // that are no letters
	OldEast    // of Chinese, Japanese and Korean

	// What has a weight already, by how often it was seen.
	Guesses       // characters that lost bytes
	Exotic        // characters that the language model does not know
	Medley        // letters of two scripts side by side
	LoneEast      // one East Asian character by itself
	CapitalInWord // a capital behind a small letter in what stands there
	MixedWord     // two scripts, or a symbol, in a word of what stands there
	LeadAlone     // a letter that begins UTF-8 where no word is

	// What lifts a veto.
	MuchSure // in the line of a run
	Snowball

	// What is asked of text before anything is read otherwise.
	IllFormed    // bytes that are no UTF-8, for characters beyond ASCII
	OddInPage    // unlikely characters that a charset has
	FewOddInPage // the same, where there are few
	StrayBeside  // characters side by side outside of readings, for those inside
	ManyLeads    // characters of UTF-8 in a row
	SameAgain    // times that the same character comes in a row

	// What is impossible of itself; see rules.go.
	Unlikelier
	TooShort
	NotEastAsian
	Repeats
	Guesswork
	Symbols
	NotChinese
	NotLatin
	KanaOnly

	// Vetoes: what was found in clean text that had another reading, too.
	Crowded  // characters that are no UTF-8 around a run of it, for those that are
	Written  // a run is what text has
	Doubtful // a run may be what text has, even if that is unlikely
	SortedNew
	SortedOld
	Ruled
	HalfWidth
	LettersOnly
	CaseRun
	Jumbled // letters of two scripts side by side, in the place of letters of one
	Quoted
	Closes
	AtHome // characters beside of the script of what stands there, which the reading has not

	numFeatures
	firstWeighed, lastWeighed = Guesses, LeadAlone
	firstVeto                 = Crowded

	weighed = 1<<(lastWeighed+1) - 1<<firstWeighed // as bits
)

// Never is the weight of a veto: nothing speaks for a reading that has it.
const Never = math.MinInt32

// Row is what is known of a feature.
type Row struct {
	Name   string  // for those who work on it
	Words  string  // for those who ask why
	Weight int     // in 1/16 nat; 0: rules.go says what follows from it
	Unless Feature // what lifts it
}

// rows are all features. From where on one counts stands in thresholds.go.
var rows = [numFeatures]Row{
	OldWide:     {Name: "old wide", Words: "characters beyond ASCII in the text"},
	OldDistinct: {Name: "old distinct", Words: "different ones"},
	OldCased:    {Name: "old cased", Words: "of them capital or small letters"},
	NewWide:     {Name: "new wide", Words: "characters beyond ASCII in the reading"},
	NewDistinct: {Name: "new distinct", Words: "different ones"},
	NewHan:      {Name: "new Han", Words: "of them Chinese characters"},
	NewMarks:    {Name: "new marks", Words: "of them marks of Chinese text"},
	NewEast:     {Name: "new East Asian", Words: "of them East Asian"},
	Proved:      {Name: "proved", Words: "the same damage is proved elsewhere"},
	Accented:    {Name: "accented", Words: "symbols stand where UTF-8 has them"},
	Redone:      {Name: "redone", Words: "the damage, done again, makes this text"},
	Whole:       {Name: "whole", Words: "nothing beyond ASCII is left in the line"},
	Omitted:     {Name: "omitted", Words: "characters seem to be missing that left no trace"},

	OldKana:       {Name: "old kana", Words: "kana in the text"},
	OldHalf:       {Name: "old half width", Words: "half-width kana in the text"},
	OldLatin:      {Name: "old Latin", Words: "Western letters in the text"},
	OldSorted:     {Name: "old sorted", Words: "the text is sorted like a table of characters"},
	OldRepeated:   {Name: "old repeated", Words: "the text repeats its characters"},
	NewSorted:     {Name: "new sorted", Words: "the reading is sorted like a table of characters"},
	NewKana:       {Name: "new kana", Words: "kana in the reading"},
	NewLetters:    {Name: "new letters", Words: "letters of alphabets in the reading"},
	Amid:          {Name: "amid", Words: "simplified Chinese around it"},
	OldPrivate:    {Name: "old private", Words: "characters of private use in the text"},
	Touches:       {Name: "touches", Words: "Chinese text beside it"},
	OldSymbols:    {Name: "old symbols", Words: "symbols in the text"},
	OldEast:       {Name: "old East Asian", Words: "East Asian characters in the text"},
	Guesses:       {Name: "guesses", Words: "characters that lost bytes are guessed", Weight: -3 * nat},
	Exotic:        {Name: "exotic", Words: "characters that are seldom seen", Weight: -12 * nat}, // the model knows only that they are rare, and there are many
	Medley:        {Name: "medley", Words: "letters of two scripts side by side", Weight: -12 * nat},
	LoneEast:      {Name: "lone East Asian", Words: "an East Asian character by itself is no word", Weight: -12 * nat},
	CapitalInWord: {Name: "capital in word", Words: "nobody writes a capital within a word", Weight: 6 * nat},
	MixedWord:     {Name: "mixed word", Words: "nobody writes two scripts, or a symbol, in a word", Weight: 6 * nat},
	LeadAlone:     {Name: "lead alone", Words: "nobody writes this letter by itself", Weight: 4 * nat},

	MuchSure: {Name: "much sure", Words: "much else in the line is sure"},
	Snowball: {Name: "snowball", Words: "UTF-8 that was read wrongly again and again"},

	IllFormed:    {Name: "ill-formed", Words: "most of it is no UTF-8"},
	OddInPage:    {Name: "odd in page", Words: "the wrong charset has unlikely characters of the line"},
	FewOddInPage: {Name: "few odd in page", Words: "the wrong charset has most of the few unlikely characters"},
	StrayBeside:  {Name: "stray beside", Words: "something else stands beside it"},
	ManyLeads:    {Name: "many leads", Words: "so much UTF-8 is no chance"},
	SameAgain:    {Name: "same again", Words: "it is the same character again and again"},

	Unlikelier:   {Name: "unlikelier", Words: "it is no likelier than what stands there", Weight: Never},
	TooShort:     {Name: "too short", Words: "it is too short to be more than chance", Weight: Never},
	NotEastAsian: {Name: "not East Asian", Words: "most of it is of other languages", Weight: Never},
	Guesswork:    {Name: "guesswork", Words: "too much of it is guessed", Weight: Never},
	Repeats:      {Name: "repeats", Words: "it is the same characters again and again", Weight: Never},
	KanaOnly:     {Name: "kana only", Words: "kana stand in it, which such bytes do not make", Weight: Never},
	NotLatin:     {Name: "not Latin", Words: "too little of it is Western letters: bytes that are UTF-8 by chance are few", Weight: Never},
	NotChinese:   {Name: "not Chinese", Words: "the reading has hardly any Chinese characters", Weight: Never},
	Symbols:      {Name: "symbols", Words: "the text may be symbols of a formula", Weight: Never},

	Crowded:     {Name: "crowded", Words: "letters that are no UTF-8 stand around it", Weight: Never, Unless: Whole},
	Written:     {Name: "written", Words: "it is written as it stands, unless all around it is not", Weight: Never, Unless: Whole},
	Doubtful:    {Name: "doubtful", Words: "it may have been written as it stands", Weight: Never, Unless: MuchSure},
	SortedNew:   {Name: "sorted new", Words: "the reading is sorted like a table of characters", Weight: Never},
	SortedOld:   {Name: "sorted old", Words: "the text is sorted like a table of characters", Weight: Never},
	Ruled:       {Name: "ruled", Words: "it is mostly lines and shapes, or Bopomofo", Weight: Never},
	HalfWidth:   {Name: "half width", Words: "it is half-width kana", Weight: Never},
	LettersOnly: {Name: "letters only", Words: "the reading is letters that make no words", Weight: Never},
	CaseRun:     {Name: "case run", Words: "it is letters small and capital in turn", Weight: Never},
	Jumbled:     {Name: "jumbled", Words: "a word becomes letters of several scripts", Weight: Never},
	AtHome:      {Name: "at home", Words: "what stands there is of the script of the text beside it, and the reading is not", Weight: Never, Unless: Proved},
	Closes:      {Name: "closes", Words: "a quotation mark in it closes what another opens before it", Weight: Never},
	Quoted:      {Name: "quoted", Words: "it is an example in text about encodings", Weight: Never},
}
