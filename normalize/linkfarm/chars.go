package linkfarm

import (
	"slices"
	"sort"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// char is what the search wants to know of a pair of bytes.
type char struct {
	r           rune     // utf8.RuneError: no character, private use included
	tok         lm.Token // for the language model
	class, own  uint8    // there, a first look: its class, and what it costs whatever stands before it
	kind        charKind
	lead, trail byte
}

// charKind is a set of properties.
type charKind uint8

const (
	charAssigned   charKind = 1 << iota // the pair has a character
	charStrict                          // it is written in traditional text only
	charSimplified                      // in simplified text only
	charPrivate                         // the pair is in the user-defined area
	charNone                            // the pair has no character and is not in that area
	charMark                            // it is a mark that the rewriter cuts at
	charChanges                         // conversion to simplified changes it
	charVariant                         // the tool does not write it
)

// charTable is what is known of all pairs of bytes, 0x81 to 0xFE and 0x40 to 0xFF, by either of them: a
// search asks for the same few very often, and each answer takes several tables.
type charTable struct {
	byLead  [leads * trails]char
	byTrail [trails * leads]char
	readers func() [][]reader // by reading, in the order of their bytes; made when a search asks for it
}

const (
	leads  = 126
	trails = 192
)

// A reader is a character that has a reading, and what it costs to suppose that the farm
// writes that behind it.
type reader struct {
	*char
	cost int
}

// allChars is made when the first damaged page asks for it.
var allChars = sync.OnceValue(func() *charTable {
	t := new(charTable)
	for i := range t.byLead {
		t.byLead[i] = newChar(byte(0x81+i/trails), byte(0x40+i%trails))
	}
	t.markVariants()
	for i := range t.byLead {
		t.byTrail[i%trails*leads+i/trails] = t.byLead[i]
	}
	t.readers = sync.OnceValue(t.allReaders)
	return t
})

// allReaders returns the characters by their readings.
func (t *charTable) allReaders() (list [][]reader) {
	var all []pinyin.Syllable
	for i := range t.byLead {
		c := &t.byLead[i]
		if c.kind&charAssigned == 0 {
			continue
		}
		all = pinyin.AppendReadings(all[:0], c.r)
		if c.kind&charChanges != 0 { // the farm's table has no others
			if y, _, ok := pinyin.Farm(c.r); ok && !slices.Contains(all, y) {
				all = append(all, y)
			}
		}
		for _, y := range all {
			list = append(list, make([][]reader, max(0, int(y)+1-len(list)))...)
			if cost := noteCost(c, y); cost >= 0 {
				list[y] = append(list[y], reader{c, cost})
			}
		}
	}
	return list
}

// noteCost returns what it costs to suppose that the farm writes y behind c, or -1
// if it does not.
func noteCost(c *char, y pinyin.Syllable) int {
	switch {
	case c.kind&charAssigned == 0:
		return -1
	case c.kind&charChanges != 0 && reads(c.r, y):
		return 0
	case han(c.r) && pinyin.Has(c.r, y):
		return costPlain
	}
	return -1
}

// noChar is what is known of other bytes.
var noChar = char{r: utf8.RuneError, tok: lm.TokenOf(utf8.RuneError), kind: charNone}

// char returns what is known of two bytes.
func (t *charTable) char(lead, trail byte) *char {
	if lead < 0x81 || lead > 0xFE || trail < 0x40 {
		return &noChar
	}
	return &t.byLead[int(lead-0x81)*trails+int(trail-0x40)]
}

// withLead returns the characters that begin with lead and have a second byte that can be lost, 0x81 and
// above: below, it would be on the page.
func (t *charTable) withLead(lead byte) []char {
	return t.byLead[int(lead-0x81)*trails:][0x81-0x40 : trails]
}

// withTrail returns the characters with this second byte.
func (t *charTable) withTrail(trail byte) []char { return t.byTrail[int(trail-0x40)*leads:][:leads] }

// readersOf returns the characters that the farm may write reading y behind, first to last being
// their first byte.
func (t *charTable) readersOf(y pinyin.Syllable, first, last byte) []reader {
	readers := t.readers()
	if int(y) >= len(readers) {
		return nil
	}
	list := readers[y]
	i := sort.Search(len(list), func(i int) bool { return list[i].lead >= first })
	j := sort.Search(len(list), func(i int) bool { return list[i].lead > last })
	return list[i:max(i, j)]
}

// newChar looks up what is known of two bytes.
func newChar(lead, trail byte) char {
	r := pair(lead, trail)
	c := char{r: r, tok: lm.TokenOf(r), lead: lead, trail: trail}
	c.class, c.own = lm.Class(c.tok)
	switch {
	case userDefined(lead, trail):
		c.kind |= charPrivate
		return c
	case r == utf8.RuneError, 0xE000 <= r && r <= 0xF8FF:
		c.kind |= charNone
		return c
	}
	c.kind |= charAssigned
	if _, ok := cutMark(r); ok {
		c.kind |= charMark
	}
	if changes(r) {
		c.kind |= charChanges
	}
	if e := tables.Simplified.RuneEntry(r); e&dict.Strict != 0 {
		c.kind |= charStrict
	} else if e&dict.Simplified != 0 {
		c.kind |= charSimplified
	}
	return c
}

// userDefined reports whether a pair is in the three user-defined areas of GBK.
func userDefined(lead, trail byte) bool {
	switch {
	case 0xAA <= lead && lead <= 0xAF, 0xF8 <= lead && lead <= 0xFE:
		return 0xA1 <= trail && trail <= 0xFE
	case 0xA1 <= lead && lead <= 0xA7:
		return 0x40 <= trail && trail <= 0xA0
	}
	return false
}

// possible reports whether c can have stood in the text.
func (s *search) possible(c *char) bool {
	return c.kind&(charAssigned|s.never) == charAssigned
}

// changes reports whether conversion to simplified changes r.
func changes(r rune) bool { return tables.Simplified.RuneEntry(r)&dict.ChangeMask != 0 }
