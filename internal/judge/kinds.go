package judge

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

	FormTwice   // characters below U+0100 only, which were read twice
	FormInParts // among other characters of the same charset

	// A line that is undone as a whole, as the line before it was.
	AgainUTF8
	Again

	BlockProof      // whether the block proves a damage, by all that is undone in it
	BlockProofPairs // between charsets of pairs

	// First readings, which are rough.
	Near
	NearInPairs // of pairs that were read in other pairs
	FirstOutOfStep

	// A character that lost bytes, by what is known of these.
	LostFirstUnmarked // the first byte, out of step, and no mark says so
	LostUnmarked      // another
	LostFirst         // the first byte, out of step at a mark
	LostSecond        // the second
	LostSilently      // a byte that left no mark: it may be another
	LostUndefined     // one of the few that a charset of single bytes leaves undefined
	LostLast          // the last before ASCII
	LostTwo           // two bytes
	LostPair          // a refused pair across two characters
	LostOne           // one byte
	LostLead          // the first byte of a pair, of which the second is known
	LostBoth          // both bytes of a pair of Big5: the chooser knows less of traditional text
	LostOther
	LostRest // all places of a reading that are not sure by themselves, together
	LostWord // a frequent word of which two characters are left, by itself

	LoneMark    // a mark and a letter, or an emoji, of UTF-8 that was read in pairs, by themselves
	CrossedWord // a frequent word of two characters, by itself, of pairs that were read in other pairs

	PartClean // that a part of a line stays, of which all was read as something else

	LeftOut // a character that left no trace

	LostForGood // bytes that are gone

	// A run of UTF-8 that was read in single bytes: by itself, and beside others.
	RunAlone
	RunInWhole // in a line that may be UTF-8 throughout, and much of which is
	RunBeside
	SureBeside // what is sure of a line for a run that may have been written as it stands
	WordClear  // a run that is written as words are
	WordHere   // in a charset in which words are damaged often

	LineClear // a line, for other charsets not to be asked
	Restored  // a character that lost bytes, as far as it is known
	Control   // a C1 control, which nobody writes

	// A blank that is taken for the byte A0.
	BlankInThree

	numKinds
)
