package linkfarm

import (
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

// cost is what c costs beside the model.
func (c *char) cost() int {
	if c.kind&charVariant != 0 {
		return costVariant
	}
	return 0
}

// charKind is a set of properties.
type charKind uint16

const (
	charKnown      charKind = 1 << iota // the entry is filled in
	charAssigned                        // the pair has a character
	charRare                            // the model does not know it by itself
	charStrict                          // it is written in traditional text only
	charSimplified                      // in simplified text only
	charPrivate                         // the pair is in the user-defined area
	charNone                            // the pair has no character and is not in that area
	charMark                            // it is a mark that the rewriter cuts at
	charChanges                         // conversion to simplified changes it
	charVariant                         // and the tool does not write it
)

// charCache holds what was asked for: a search asks for the same few pairs very
// often, and each answer takes several tables.
type charCache [126 * 192]char

// char returns what is known of two bytes, 0x81 to 0xFE and 0x40 to 0xFF.
func (s *search) char(lead, trail byte) *char {
	if lead < 0x81 || lead > 0xFE || trail < 0x40 {
		return &char{r: utf8.RuneError, kind: charKnown | charNone}
	}
	if s.chars == nil {
		s.chars = new(charCache)
	}
	c := &s.chars[int(lead-0x81)*192+int(trail-0x40)]
	if c.kind == 0 {
		*c = newChar(lead, trail)
	}
	return c
}

// newChar looks up what is known of two bytes.
func newChar(lead, trail byte) char {
	r := pair(lead, trail)
	c := char{r: r, tok: lm.TokenOf(r), kind: charKnown}
	switch {
	case userDefined(lead, trail):
		c.kind |= charPrivate
		return c
	case r == utf8.RuneError, 0xE000 <= r && r <= 0xF8FF:
		c.kind |= charNone
		return c
	}
	c.kind |= charAssigned
	if rare(c.tok) {
		c.kind |= charRare
	}
	if _, ok := (token{r: r}).mark(); ok {
		c.kind |= charMark
	}
	if changes(r) {
		c.kind |= charChanges
	}
	if variant(r) {
		c.kind |= charVariant
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

// rare reports whether the model does not know a token by itself, but shares what
// it knows among thousands of rare characters.
func rare(t lm.Token) bool { return t == lm.TokenOf('懰') || t == lm.TokenOf('㐀') }
