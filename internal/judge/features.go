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
	OldAlphabet         // letters of kana, Hangul, Cyrillic, Greek
	NewWide             // the same of the reading
	NewDistinct
	NewHan
	NewMarks // full-width punctuation, quotation marks
	NewEast  // characters of Chinese, Japanese and Korean
	Guesses  // characters that lost bytes
	Proved   // the same damage is proved elsewhere in the block
	Accented // symbols behind letters, as UTF-8 has its bytes
	KanaNear // kana beside it in the line
	AtMark   // what stands there begins with a mark of lost bytes
	Redone   // the damage, done again, makes what stands there
	Odd      // unlikely characters of the line that it leaves

	// What lifts a veto.
	BrokenKana
	BrokenKanaBeside
	BrokenThai
	BrokenThaiBeside
	MostlyLatin
	SomeLatinBeside
	Words
	Snowball

	// What is impossible of itself; see rules.go.
	TooShort
	NotEastAsian
	Symbols
	Repeats
	NotChinese
	Guesswork

	// Vetoes: what was found in clean text that had another reading, too.
	SortedNew
	SortedOld
	Uncased
	ThaiPage
	PartlyPage
	FrenchQuote
	Alternating
	Doubled
	Drawing
	Monotonous
	Ascending
	Ruled
	HalfWidth
	SameRow
	LettersOnly
	Bopomofo
	KanaOnly
	NotIdeographic
	Quoted

	numFeatures
	firstVeto = SortedNew
)

// Never is the weight of a veto: nothing speaks for a reading that has it.
const Never = math.MinInt32

// Row is what is known of a feature.
type Row struct {
	Name   string     // for those who work on it
	Words  string     // for those who ask why
	Weight int        // in 1/16 nat; 0: rules.go says what follows from it
	Unless [2]Feature // what lifts it
}

// rows are all features. From where on one counts stands in thresholds.go.
var rows = [numFeatures]Row{
	OldWide:     {Name: "old wide", Words: "characters beyond ASCII in the text"},
	OldDistinct: {Name: "old distinct", Words: "different ones"},
	OldCased:    {Name: "old cased", Words: "of them capital or small letters"},
	OldAlphabet: {Name: "old alphabet", Words: "of them letters of an alphabet that the wrong charset has"},
	NewWide:     {Name: "new wide", Words: "characters beyond ASCII in the reading"},
	NewDistinct: {Name: "new distinct", Words: "different ones"},
	NewHan:      {Name: "new Han", Words: "of them Chinese characters"},
	NewMarks:    {Name: "new marks", Words: "of them marks of Chinese text"},
	NewEast:     {Name: "new East Asian", Words: "of them East Asian"},
	Guesses:     {Name: "guesses", Words: "characters lost bytes and are guessed", Weight: -perGuess},
	Proved:      {Name: "proved", Words: "the same damage is proved elsewhere"},
	Accented:    {Name: "accented", Words: "symbols stand where UTF-8 has them"},
	KanaNear:    {Name: "kana near", Words: "kana beside it: the line is Japanese"},
	AtMark:      {Name: "at mark", Words: "it begins at a mark of lost bytes"},
	Redone:      {Name: "redone", Words: "the damage, done again, makes this text"},
	Odd:         {Name: "odd left", Words: "unlikely characters are left"},

	BrokenKana:       {Name: "broken kana", Words: "it is no Japanese in half-width kana"},
	BrokenKanaBeside: {Name: "broken kana beside Chinese", Words: "it is no Japanese in half-width kana"},
	BrokenThai:       {Name: "broken Thai", Words: "it is no Thai"},
	BrokenThaiBeside: {Name: "Thai beside Chinese", Words: "Thai seldom touches Chinese"},
	MostlyLatin:      {Name: "mostly Latin", Words: "it is mostly Western letters"},
	SomeLatinBeside:  {Name: "some Latin beside Chinese", Words: "Western letters beside Chinese"},
	Words:            {Name: "words", Words: "its letters make words"},
	Snowball:         {Name: "snowball", Words: "UTF-8 that was read wrongly again and again"},

	TooShort:     {Name: "too short", Words: "it is too short to be more than chance", Weight: Never},
	NotEastAsian: {Name: "not East Asian", Words: "most of it is of other languages", Weight: Never},
	Symbols:      {Name: "symbols", Words: "the text may be symbols of a formula", Weight: Never},
	Repeats:      {Name: "repeats", Words: "the reading is the same characters again and again", Weight: Never},
	NotChinese:   {Name: "not Chinese", Words: "too little of the reading is Chinese", Weight: Never},
	Guesswork:    {Name: "guesswork", Words: "too much of it is guessed", Weight: Never},

	SortedNew:      {Name: "sorted new", Words: "the reading is sorted like a table of characters", Weight: Never},
	SortedOld:      {Name: "sorted old", Words: "the text is sorted like a table of characters", Weight: Never},
	Uncased:        {Name: "uncased", Words: "the text may be symbols of a formula", Weight: Never},
	ThaiPage:       {Name: "Thai", Words: "it may be Thai", Weight: Never, Unless: [2]Feature{BrokenThai, BrokenThaiBeside}},
	PartlyPage:     {Name: "partly", Words: "too little of it is Western letters", Weight: Never, Unless: [2]Feature{MostlyLatin, SomeLatinBeside}},
	FrenchQuote:    {Name: "French quotation", Words: "a French quotation begins or ends in it", Weight: Never},
	Alternating:    {Name: "alternating", Words: "every other character is the same: kana of EUC-JP", Weight: Never},
	Doubled:        {Name: "doubled", Words: "it is UTF-8 twice over", Weight: Never},
	Drawing:        {Name: "drawing", Words: "it is box drawing", Weight: Never},
	Monotonous:     {Name: "monotonous", Words: "most of it is one letter", Weight: Never},
	Ascending:      {Name: "ascending", Words: "it is letters in the order of an alphabet", Weight: Never},
	Ruled:          {Name: "ruled", Words: "it is mostly lines and shapes", Weight: Never},
	HalfWidth:      {Name: "half width", Words: "it is half-width kana", Weight: Never, Unless: [2]Feature{BrokenKana, BrokenKanaBeside}},
	SameRow:        {Name: "same row", Words: "its characters stand together in the table of a charset", Weight: Never},
	LettersOnly:    {Name: "letters only", Words: "the reading is letters that make no words", Weight: Never, Unless: [2]Feature{Words}},
	Bopomofo:       {Name: "bopomofo", Words: "it is bopomofo", Weight: Never},
	KanaOnly:       {Name: "kana only", Words: "it is kana", Weight: Never},
	NotIdeographic: {Name: "not ideographic", Words: "it is not what a charset of pairs makes of another", Weight: Never},
	Quoted:         {Name: "quoted", Words: "it is an example in text about encodings", Weight: Never},
}
