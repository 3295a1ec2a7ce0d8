package linkfarm

import (
	"slices"
	"sync"

	"github.com/fixtext/fixtext/internal/decoder"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
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

// cell is one step of a hypothesis: the text it restores and where from.
type cell struct {
	text     [4]rune  // restored characters; 0 where there is none
	note     [2]int32 // offsets of an inserted reading that follows them
	tok, end int32    // the tokens it accounts for
	gbk      [6]byte  // what it adds to the bytes that the rewriter had
	n        uint8    // how many of them
	how      how
	gone     gone // what its gaps suppose
	at       int  // where its text begins in that of the line, once all is known
}

// how tells how a cell was found.
type how uint8

const (
	asIs    how = iota // the token as it stands
	seen               // every byte is on the page
	guessed            // a byte was filled in by the model
	lost               // a swallowed ASCII character; U+FFFD stands for it
	hidden             // bytes that had no character were filled in by the model
)

// hypothesis is a state of the search.
type hypothesis struct {
	cell
	cost        int
	first, prev lm.Token // the two characters before
	pend        byte     // the lead byte that waits for its trail byte; 0: in step
	quote       int8     // quotations that are open
	supposes    gone     // what its gaps suppose
	back        int32    // index of the one before
}

// search looks for runs in a line.
type search struct {
	surroundings
	line   []byte
	tokens []token
	all    []hypothesis
	beams  []beam // by token
	base   int    // token of beams[0]
	work   int    // steps that may still be made in this block
	*candidateTable
	chars *charTable
	model *choice.Model // what lost bytes are chosen by; nil: what is in the program

	farm bool // the line is one of a page of the tool

	recogniser decoder.Recogniser

	// What is known of the line before the run.
	quote   int8 // quotations that are open before token quoteAt
	quoteAt int

	readings [2]readings
	some     []candidate
	text     []lm.Token // of the line with its runs restored
	place    choice.Place
	options  []candidate
	toks     []lm.Token
	costs    []int
}

// beam is what stands before a token: hypotheses, as indexes into search.all.
type beam struct {
	live []int32
	best int
}

// sites reports whether a run may begin at token i: a lost byte before a mark or
// before an orphan reading.
func (s *search) site(i int) bool {
	t := s.tokens[i]
	if !t.lost() || i+1 >= len(s.tokens) {
		return false
	}
	if _, ok := s.tokens[i+1].mark(); ok {
		return true
	}
	return len(s.orphans(s.trailBefore(i), i)) > 0
}

// trailBefore returns the trail byte of the character before token i, or 0. A
// reading between them does not count: 當(dāng)?shù)地 has two.
func (s *search) trailBefore(i int) byte {
	i--
	if i > 0 && s.tokens[i].r == ')' {
		for j := i - 1; j > max(0, i-contextRunes); j-- {
			if s.noteEnd(j) == i+1 {
				i = j - 1
				break
			}
		}
	}
	if i < 0 {
		return 0
	}
	b, _ := s.tokens[i].wide()
	return b[1]
}

// trailOf returns the trail byte of the last character that hypothesis h has before
// token j, or 0.
func (s *search) trailOf(h int32, j int) byte {
	for h >= 0 && s.all[h].n == 0 && s.all[h].note[1] > 0 {
		h = s.all[h].back // a reading
	}
	if h < 0 || s.all[h].how == asIs {
		return s.trailBefore(j)
	}
	c := &s.all[h].cell
	if c.gbk[c.n-1] == '(' {
		return c.gbk[c.n-2] // swallowed by its reading
	}
	return c.gbk[c.n-1]
}

// orphans returns the characters that begin with lead and have the reading that stands
// behind the lost token i.
func (s *search) orphans(lead byte, i int) []reader {
	all := s.allOrphans(i)
	from, _ := slices.BinarySearchFunc(all, lead, func(r reader, lead byte) int { return int(r.lead) - int(lead) })
	to := from
	for to < len(all) && all[to].lead == lead {
		to++
	}
	return all[from:to]
}

// allOrphans is orphans for any lead.
func (s *search) allOrphans(i int) []reader {
	n, ok := orphanAt(s.line, s.tokens[i].end)
	if !ok || int(n.syllable) >= len(readers()) {
		return nil
	}
	return readers()[n.syllable]
}

// reader is a character that has a reading, and what it costs to suppose that the farm
// writes that behind it.
type reader struct {
	lead, trail byte
	cost        int
}

// readers are the characters of GBK by syllable, and then in the order of their bytes.
var readers = sync.OnceValue(func() (list [][]reader) {
	var all []pinyin.Syllable
	chars := allChars()
	for lead := byte(0x81); lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			c := *chars.char(lead, byte(trail))
			if c.kind&charAssigned == 0 {
				continue
			}
			all = pinyin.AppendReadings(all[:0], c.r)
			if y, _, ok := pinyin.Farm(c.r); ok && !slices.Contains(all, y) {
				all = append(all, y)
			}
			for _, y := range all {
				list = slices.Grow(list, max(0, int(y)+1-len(list)))[:max(len(list), int(y)+1)]
				if cost := noteCost(&c, y); cost >= 0 {
					list[y] = append(list[y], reader{lead, byte(trail), cost})
				}
			}
		}
	}
	return list
})

// noteCost returns what it costs to suppose that the farm writes y behind c, or -1
// if it does not.
func noteCost(c *char, y pinyin.Syllable) int {
	switch {
	case c.kind&charAssigned == 0:
		return -1
	case farmReads(c.r, y), c.kind&charChanges != 0 && pinyin.Has(c.r, y):
		return 0
	case !pinyin.Has(c.r, y):
	case han(c.r):
		return costPlain
	}
	return -1
}

// quoteTo counts the quotations that are open before token i, in the text as
// it was repaired up to s.quoteAt.
func (s *search) quoteTo(i int) int8 {
	for ; s.quoteAt < i; s.quoteAt++ {
		s.quoteIn(s.tokens[s.quoteAt].r)
	}
	return s.quote
}

// quoteIn takes note of one character.
func (s *search) quoteIn(r rune) { s.quote = max(0, min(s.quote+quoteSide(r), 3)) }

// repaired takes note of a repair.
func (s *search) repaired(r repair) {
	s.quoteTo(r.first)
	for _, x := range string(r.text) {
		s.quoteIn(x)
	}
	s.quoteAt = r.end
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
