package linkfarm

import "github.com/fixtext/fixtext/internal/lm"

// All numbers that were chosen, not found, stand here: what is asked for before
// a text is changed, and what guides and bounds the search for shifted bytes.

// The claims.
var (
	// shiftAlone: bytes were paired one off, on a page that shows nothing else.
	shiftAlone = claim{
		weights: ledger{gain: 1, guesses: -1}, bar: 10,
		limits: []limit{{spare, 0, none}, {proved, 1, 1}}, doubt: guesses,
	}
	// shiftFarm: the same on a page that shows annotations.
	shiftFarm = claim{weights: ledger{gain: 1, guesses: -1}, bar: 2, limits: []limit{{proved, 1, 1}}, doubt: guesses}

	// noteLine: the readings of a line, or of it and its neighbours, are the farm's, and
	// not there to teach. Teaching text writes readings behind whatever a learner meets, so
	// one in six of its readings at most stands on a character of the farm's table;
	// the farm writes nowhere else.
	noteLine = claim{weights: ledger{tableReading: 2, otherReading: 1, plain: -3, blanks: 3, dense: -6, foreignScript: -2}, bar: 3.5, sure: 0.95}

	// commaPage: commas before other marks are the page's habit. Two commas
	// alone are no evidence (an empty field of a table looks the same), a comma
	// before 、 or 。 is.
	commaPage = claim{limits: []limit{{beforeStop, 1, none}, {differ, 2, none}, {found, leastCommas, none}, {share, leastShare, 1}}, sure: 0.99}

	// tonelessNear: toneless readings are a farm's. A primer annotates more.
	tonelessNear = claim{weights: ledger{running: 1}, bar: 3, limits: []limit{{differ, 3, none}, {share, 0, 0.3}}, sure: 0.95}
	// tonelessTwice: the same where readings are written more than once, as nobody
	// does who wants to teach.
	tonelessTwice = claim{weights: ledger{running: 1}, bar: 3, limits: []limit{{differ, 3, none}, {twice, 2, none}, {share, 0, 0.8}}}

	// strewnNear: symbols stand where they tear words apart. Those that adorn a text or
	// part its phrases stand between words that are no likelier side by side.
	strewnNear = claim{weights: ledger{joins: 1}, bar: 9, limits: []limit{{differ, 2, none}, {share, strewnShare, none}}, sure: 0.95}
	// blankNear: blanks became question marks and blanks.
	blankNear = claim{limits: []limit{{found, 3, none}}, sure: 0.95}
)

// How far a line looks.
const (
	nearBytes    = 4096  // for readings, commas and words
	nearLines    = 10    // lines with readings or marks on either side
	pageBytes    = 16384 // and so many, for how the page was decoded
	proofContext = 8     // tokens beside a run that the tool's cuts can touch, and some more
	joinsMost    = 8     // nats that a symbol tells at most
	joinsLeast   = 2     // nats that a mark costs more where none is needed
	ordinary     = 9     // nats: a character that costs more is worth a gloss
	foreignShare = 0.02  // of the traditional characters: fewer that the tool does not write are slips
	foreignMost  = 4     // more say no more
	witnessRunes = 4     // characters behind a swallowed digit that must agree
	maxTag       = 256   // bytes of a tag
	enoughDiffer = 3     // different characters: more are not counted
)

// nat is one nat in the units of costs, those of the language model.
const nat = lm.Nat

// Costs beside those of the language model. They were tuned on the development
// sentences and on the development lines of the model's corpus.
const (
	costOpen   = 3 * nat     // to suppose a run
	costPlain  = 6 * nat     // that the farm writes a reading behind a character that no conversion changes
	costLost   = 4 * nat     // a swallowed ASCII character
	costGap    = 3 * nat / 2 // a pair without a character
	costEmpty  = 7 * nat     // a full stop where no sentence can end
	costUnread = 10 * nat    // that the reading behind a character is none of its own
	gainStop   = 5 * nat / 2 // a full stop at the beginning of a run: there, most runs are
	gainQuote  = 3 * nat     // one that closes an open quotation
	gainWord   = 3 * nat / 2 // a filled-in character beside which its neighbour stands elsewhere, too
)

// Bounds of the search.
const (
	beamWidth    = 8            // hypotheses in step, and so many that are not
	beamDepth    = 15 * nat     // behind the best
	fluentCost   = 13 * nat / 2 // a character that costs less hides no gap before it
	maxRegion    = 2000         // tokens
	fewLosses    = 16           // on a line that are looked at, however short it is
	lossShare    = 4            // Han characters there must be for each, else: pages have ten and more
	workMin      = 1 << 16      // steps in a block: more than any one run of a page took
	bytesPerWork = 2            // of the block, for one more
	workEarned   = 512          // for a byte that was repaired: most runs take less, so what is left alone for want of work is left again
	glance       = 8            // tokens looked at before a search
	glanceBytes  = 128          // and in so many bytes
	rowLost      = 4            // lost bytes side by side behind a mark that are likelier a row of question marks than any text
	hopelessLoss = 10 * nat     // what the text loses there by being shifted
	maxGaps      = 2            // in a row
	beamPaths    = 12           // kept of a way that has lost bytes
	chooseDepth  = 12 * nat     // behind the best of what is chosen among again, by classes and by the model
	lookUps      = 16           // characters looked at are as much work as a hypothesis
)

// leastCommas is how many commas before other marks make a page of them.
const leastCommas = 4

// leastShare is what share of the marks of such a page has one, at least.
const leastShare = 0.3

// strewnShare is how many symbols a page that is strewn with them has for each character, of three bytes, at least.
const strewnShare = 0.08
