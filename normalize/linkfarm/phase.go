package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// A phase-shifted run is text whose GBK bytes were paired one byte off. It
// begins where a cut or an inserted reading took one byte of a character away,
// and ends where the pairs fall into step again. Nearly all its bytes are on
// the page; the search below pairs them again, and fills the few that are not.
//
// The search walks the tokens of a line with a beam of hypotheses. A
// hypothesis is in step, and then reads the tokens as they stand, or it holds
// a pending byte: the lead byte of a character whose trail byte comes next.

// Costs in nats, beside those of the language model.
const (
	costOpen      = 9.0 // to suppose a run on a page that shows no other damage
	costOpenFarm  = 3.0 // on a page with annotations
	costNote      = 1.0 // to suppose a reading inserted across two characters
	costLost      = 4.0 // a swallowed ASCII character
	costStrip     = 2.5 // a private-use character that a later tool removed
	costRare      = 6.0 // a character that the model knows as one of many
	costEmpty     = 5.0 // a full stop with no words before it
	gainStop      = 1.5 // a full stop at the beginning of a run, where the most are
	gainStopQuote = 3.5 // before a quotation mark
	costQuote     = 3.0 // a guessed quotation mark that opens, or closes nothing
	gainQuote     = 2.0 // one that closes an open quotation
	beamWidth     = 32
	guessBest     = 8       // hypotheses that a lost byte is filled in for
	beamDepth     = 30.0    // nats behind the best
	stripTrails   = 8       // trail bytes tried for a removed character
	stripBest     = 8       // hypotheses tried with a removed character
	fluentCost    = 6.5     // nats: a character that costs less hides no removed one before it
	maxRegion     = 2000    // tokens
	maxWork       = 1 << 23 // hypotheses made in a block; no real page comes near it
	glance        = 8       // tokens looked at before a search
	hopelessGain  = 10.0
)

// cell is one step of a hypothesis: the text it restores and where from.
type cell struct {
	text [2]rune // restored characters; 0 where there is none
	gbk  [4]byte // what it adds to the bytes that the rewriter had
	n    int     // how many of them
	note [2]int  // offsets of an inserted reading that follows them
	tok  int     // first token it accounts for
	end  int     // token behind it
	how  how
}

// how tells how a cell was found.
type how uint8

const (
	asIs     how = iota // the token as it stands
	seen                // every byte is on the page
	guessed             // a byte was filled in by the model
	lost                // a swallowed ASCII character; U+FFFD stands for it
	stripped            // two bytes were filled in by the model
)

// hypothesis is a state of the search.
type hypothesis struct {
	cell
	score float64
	prev  lm.Token
	pend  byte // the lead byte that waits for its trail byte; 0: in step
	quote int8 // quotations that are open
	back  int  // index of the one before
}

// search looks for runs in a line.
type search struct {
	line   []byte
	tokens []token
	farm   bool // the page shows annotations
	folded bool // the page has no full-width marks
	pua    bool // the page has private-use characters: none were removed
	script script
	all    []hypothesis
	beams  []beam // by token
	base   int    // token of beams[0]
	work   int    // hypotheses that may still be made in this block
	first  [stripTrails]scored
}

// beam is what stands before a token: hypotheses, as indexes into search.all.
type beam struct {
	live []int
	best float64
}

// sites tells whether a run may begin at token i: a lost byte before a mark or
// before an orphan reading.
func (s *search) site(i int) bool {
	t := s.tokens[i]
	if !t.lost() || i+1 >= len(s.tokens) {
		return false
	}
	if _, ok := s.tokens[i+1].mark(); ok {
		return true
	}
	return i > 0 && s.tokens[i-1].n == 2 && s.orphanK(s.tokens[i-1].gbk[1], i) != 0
}

// orphanK returns the trail byte of the annotated character that begins with
// lead and whose reading stands behind the lost token i, or 0.
func (s *search) orphanK(lead byte, i int) byte {
	n, ok := orphanAt(s.line, s.tokens[i].end)
	if !ok {
		return 0
	}
	for trail := 0x40; trail <= 0xFE; trail++ {
		if y, _, ok := pinyin.Farm(pair(lead, byte(trail))); ok && y == n.syllable {
			return byte(trail)
		}
	}
	return 0
}

// quotesBefore counts the quotations that are open before token i.
func (s *search) quotesBefore(i int) (open int8) {
	for _, t := range s.tokens[:i] {
		open = max(0, min(open+quoteSide(t.r), 3))
	}
	return open
}

func quoteSide(r rune) int8 {
	switch r {
	case '“':
		return 1
	case '”':
		return -1
	}
	return 0
}

// noteEnd returns the token behind the annotation that begins at token j, or 0.
func (s *search) noteEnd(j int) int {
	if s.tokens[j].r != '(' {
		return 0
	}
	n, ok := noteAt(s.line, s.tokens[j].off)
	if !ok {
		return 0
	}
	return s.tokenAt(n.end, j)
}

// tokenAt returns the token at or behind j that begins at offset off.
func (s *search) tokenAt(off, j int) int {
	for j < len(s.tokens) && s.tokens[j].off < off {
		j++
	}
	return j
}

// offset returns where token j begins.
func (s *search) offset(j int) int {
	if j < len(s.tokens) {
		return s.tokens[j].off
	}
	return len(s.line)
}

// pair returns the character of two bytes if it can have stood in the text.
func (s *search) pair(lead, trail byte) (r rune, ok bool) {
	r = pair(lead, trail)
	return r, assigned(r) && s.script.writes(r)
}

// assigned tells whether r is the character of a pair of GBK: no private use,
// no error.
func assigned(r rune) bool {
	return r != utf8.RuneError && (r < 0xE000 || r > 0xF8FF)
}
