package decoder

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Status says what became of a byte that was fed to a source.
type Status uint8

// The statuses.
const (
	More   Status = iota // it begins or continues a character
	Done                 // a character is complete
	Gapped               // a character is complete but for bytes that were lost
	Bad                  // it can not stand here
)

// Feed adds byte b to what c holds: the beginning of a character, or nothing. A character
// that is complete is returned, and c is empty then.
func (x Source) Feed(c *Char, b byte) (r rune, s Status) {
	if c.N == 0 {
		switch {
		case b < utf8.RuneSelf:
			return rune(b), Done
		case x == FromUTF8 && (b < 0xC2 || b > 0xF4), b == 0x80 && x == FromBig5, b == 0xFF:
			return 0, Bad
		case b == 0x80 && x == FromGBK:
			return '€', Done
		}
		c.B[0], c.N = b, 1
		return 0, More
	}
	if x == FromUTF8 {
		return feedUTF8(c, b)
	}
	if c.Lost() {
		c.B[1], c.N = b, 2
		return 0, Gapped
	}
	if x == FromGBK && (c.N > 1 || b >= '0' && b <= '9') {
		return feedLong(c, b)
	}
	lead := c.B[0]
	*c = Char{}
	ok := false
	if x == FromGBK {
		r, ok = gb18030.WHATWG.DecodePair(lead, b)
	} else {
		r, ok = big5.WHATWG.DecodePair(lead, b)
	}
	if !ok {
		return 0, Bad
	}
	return r, Done
}

func feedUTF8(c *Char, b byte) (r rune, s Status) {
	if b&0xC0 != 0x80 {
		return 0, Bad
	}
	c.B[c.N] = b
	c.N++
	if int(c.N) < c.size() {
		return 0, More
	}
	if c.Lost() {
		return 0, Gapped
	}
	r, n := utf8.DecodeRune(c.B[:c.N])
	*c = Char{}
	if r == utf8.RuneError && n == 1 {
		return 0, Bad
	}
	return r, Done
}

// size returns how many bytes a character of UTF-8 has, as far as is known.
func (c *Char) size() int {
	if c.Gap[0] != 0 {
		return 3
	}
	return size(c.B[0])
}

// feedLong is Feed for the characters of four bytes in GB18030.
func feedLong(c *Char, b byte) (r rune, s Status) {
	switch c.N {
	case 2:
		if b < 0x81 || b == 0xFF {
			return 0, Bad
		}
		fallthrough
	case 1:
		c.B[c.N] = b
		c.N++
		return 0, More
	}
	r, n := gb18030.WHATWG.DecodeRune([]byte{c.B[0], c.B[1], c.B[2], b})
	*c = Char{}
	if n != 4 {
		return 0, Bad
	}
	return r, Done
}

// Missing returns how many bytes of the character were lost.
func (c *Char) Missing() (n int) {
	for _, g := range c.Gap {
		if g != 0 {
			n++
		}
	}
	return n
}
