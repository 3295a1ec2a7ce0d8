package linkfarm

import (
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
)

// char is what the search wants to know of a pair of bytes.
type char struct {
	r    rune     // utf8.RuneError: no character, private use included
	tok  lm.Token // for the language model
	kind charKind
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

// charTable is what is known of all pairs of bytes, 0x81 to 0xFE and 0x40 to 0xFF: a
// search asks for the same few very often, and each answer takes several tables.
type charTable [126 * 192]char

// allChars is made when the first damaged page asks for it.
var allChars = sync.OnceValue(func() *charTable {
	t := new(charTable)
	for i := range t {
		t[i] = newChar(byte(0x81+i/192), byte(0x40+i%192))
	}
	t.markVariants()
	return t
})

// noChar is what is known of other bytes.
var noChar = char{r: utf8.RuneError, tok: lm.TokenOf(utf8.RuneError), kind: charNone}

// char returns what is known of two bytes.
func (t *charTable) char(lead, trail byte) *char {
	if lead < 0x81 || lead > 0xFE || trail < 0x40 {
		return &noChar
	}
	return &t[int(lead-0x81)*192+int(trail-0x40)]
}

// char returns what is known of two bytes.
func (s *search) char(lead, trail byte) *char { return s.chars.char(lead, trail) }

// newChar looks up what is known of two bytes.
func newChar(lead, trail byte) char {
	r := pair(lead, trail)
	c := char{r: r, tok: lm.TokenOf(r)}
	switch {
	case userDefined(lead, trail):
		c.kind |= charPrivate
		return c
	case r == utf8.RuneError, 0xE000 <= r && r <= 0xF8FF:
		c.kind |= charNone
		return c
	}
	c.kind |= charAssigned
	if _, ok := (token{r: r}).mark(); ok {
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
	return c.kind&(charAssigned|s.script.never()) == charAssigned
}

// never returns the characters that no page of script s has: the rewriter
// leaves none simplified that has a traditional form.
func (s script) never() charKind {
	switch s {
	case traditional:
		return charSimplified
	case simplified:
		return charStrict
	}
	return 0
}
