package mojibake

import "github.com/fixtext/fixtext/internal/lm"

// All numbers of this package that were chosen, not found, stand here: how far is looked, and what
// bounds the work. What a reading must show before it is made stands in package judge.

// nat is one nat in units of costs.
const nat = lm.Nat

// Bounds of the work on a block: characters tried for lost bytes, and characters
// read in one charset or another. What is repaired earns more, so that text which is
// damaged throughout is repaired throughout, and noise costs little.
const (
	workMin      = 1 << 17
	workPerByte  = 8
	workEarned   = 192 // for a byte that was repaired
	stepsMin     = 1 << 16
	bytesPerStep = 2
	stepsEarned  = 8
	earnedOfPart = 32 // of a line that is not understood, a byte earns one in so many of that
)

// Text without end that merely looks damaged is left the sooner: once nothing was
// found in so many bytes of lines, or in one of so many of their bytes at most, the work
// on more of them counts beside so many times.
const (
	patience = 32 << 10
	hardly   = 16
	inVain   = 63
)

// maxLine is how many bytes are looked at together. Longer lines are cut.
const maxLine = 4 << 10

// Bounds of what is remembered of a block: texts, and bytes of them.
const (
	maxKnown      = 1 << 14
	maxKnownBytes = 2 << 20
)

// How often a block is looked at.
const (
	maxRounds = 6 // anew after a repair
	maxCalm   = 3 // begun anew without the lines that move to the end
)

// How far is looked.
const (
	around    = 120 // bytes before and behind what is suspicious in a long line: more than enough to tell how the text reads
	nearby    = 64  // bytes or characters of a word, or beside a reading, which is held against their script
	example   = 200 // bytes that an example may extend on either side
	beside    = 6   // characters beside a part that is proved that may belong to it
	minWhole  = 4   // characters that a line has at least that is explained as a whole
	glance    = 6   // characters that must read better one byte off
	reach     = 3   // characters before them where the step may have been lost
	mostTries = 6   // steps that parts of a line are searched for, of those that nothing else speaks for: one line in a thousand has another
	fewLatin  = 3   // of Latin, within words of ASCII or at their ends
	near      = 16  // code points that a character of a table stands behind the one before at most
)

// What a first, rough reading pays.
const (
	costNoPair = 4 * nat // for a character that is none with the one beside it, paired one off
)

// What it costs to suppose that a span begins.
const (
	openLikely = nat // of UTF-8 in a page in which that is frequent, or of what the block proves
	openUTF8   = 6 * nat
	openSingle = 9 * nat
	openPairs  = 10 * nat
)

// What whole lines pay, and by how much one reading must be likelier than another.
const (
	perLayer    = 6 * nat  // for each layer
	perLost     = 5 * nat  // for each character that is guessed in place of a question mark
	workPerLost = 64       // for each that the decoder fills in, in the units of work
	muchLost    = 8        // where one in so many characters is lost, too little is left, or may be paired in many ways
	clearLead   = 24 * nat // than the next step, which then is not tried
	trimLead    = 2 * nat  // than the other character that a trimmed one may be
	surely      = 3 * nat  // than what is asked for: hardly ever chance; of noise, none in thousands of lines is
	nextLetter  = 5 * nat  // what a letter of an alphabet costs at most behind another: they are less than 128
	supposed    = 3        // lines that were searched in vain are supposed for each script, before any is seen
	ofWord      = 2 * nat  // than that, what has no score counts: a word by itself, a line that is like the last one
	strangeUnit = 3        // what a code unit that does not look like Chinese counts against a stretch of UTF-16, for each that does
)

// What a line shows that a program remade, in small letters or with other marks.
const (
	fewCased      = 6       // letters that a line has at least whose case may have been changed
	beamRemade    = 8       // ways to read it that are followed
	perRemade     = nat     // for each character that is taken for another
	clearlyRemade = 7 * nat // than what it says as it stands
	surelyRemade  = 5 * nat / 2
	dearRemade    = 9 * nat // what one of its characters may cost
	unsureOf      = 4       // one in so many characters may be unsure
)
