package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// page is a charset that bytes were wrongly read in.
type page uint8

// Page latin is ISO-8859-1 and windows-1252 at once: they differ in 80 to 9F only, and
// no character stands for two different bytes there.

// String returns the name of the page in plans.
func (p page) String() string {
	switch p {
	case partial:
		return "windows-1252+utf-8"
	case gbkPhase:
		return "gbk out of step"
	case big5Phase:
		return "big5 out of step"
	}
	return charset.Rows[pageRows[p]].Page.Name
}

// has tells whether the page has one of the traits.
func (p page) has(t charset.Traits) bool { return pageTraits[p]&t != 0 }

// single tells whether every byte is a character in the page.
func (p page) single() bool { return p < partial }

// western tells whether most upper bytes are letters in the page, and the others
// symbols. Two in three bytes of GBK are letters in such a page.
func (p page) western() bool { return p.has(charset.Letters) }

// code is a character's bytes in a page; n is 0 if it has none.
type code struct {
	b [4]byte
	n uint8
}

func bytesOf(p uint16) code { return code{[4]byte{byte(p >> 8), byte(p)}, 2} }

// encode returns the bytes that page p reads as r. Where several codes are read
// as r, it is the one that is used; others returns the rest.
func (p page) encode(r rune) (c code) {
	if r < utf8.RuneSelf {
		return code{[4]byte{byte(r)}, 1}
	}
	if r == utf8.RuneError {
		return c
	}
	if p.single() {
		if b := p.byteOf(r); b != 0 { // only U+0000 has the byte 0
			return code{[4]byte{b}, 1}
		}
		return c
	}
	var n int
	switch p {
	case partial:
		if c := latin.encode(r); c.n > 0 {
			return c
		}
		c.n = uint8(utf8.EncodeRune(c.b[:], r))
		return c
	case gbkPage, gbkPhase:
		if r == '€' {
			return code{[4]byte{0x80}, 1}
		}
		if c.b, n = gb18030.GB2005.EncodeRune(r); n == 2 {
			c.n = 2
			return c
		}
		if c.b, n = gb18030.CP936.EncodeRune(r); n == 1 || n == 2 {
			c.n = uint8(n)
			return c
		}
		if c.b, n = gb18030.WHATWG.EncodeRune(r); n == 2 {
			c.n = 2
			return c
		}
		return code{}
	case big5Page, big5Phase:
		for _, v := range [...]big5.Variant{big5.WHATWG, big5.CP950, big5.UAO} {
			if c.b, n = v.EncodeRune(r); n > 0 {
				c.n = uint8(n)
				return c
			}
		}
		return code{}
	}
	c.b, n = charset.Rows[pageRows[p]].Table.EncodeRune(r)
	c.n = uint8(n)
	return c
}

// others returns a second code that page p reads as r, n = 0 if there is none.
func (p page) others(r rune) (c code) {
	switch p {
	case partial:
		if r >= 0x80 && latin.encode(r).n > 0 { // it may have been UTF-8 all the same
			c.n = uint8(utf8.EncodeRune(c.b[:], r))
		}
	case gbkPage:
		switch r {
		case '€':
			return bytesOf(0xA2E3)
		case 0x3000:
			return bytesOf(0xA3A0)
		}
	case big5Page:
		for _, v := range [...]big5.Variant{big5.UAO, big5.CP950} {
			a, n := v.EncodeRune(r)
			if n == 2 && (code{a, 2}) != p.encode(r) {
				return code{a, 2}
			}
		}
	}
	return c
}

// source is a charset that the bytes were really in.
type source uint8

// numSources are those that spans are searched for; for the others see utf16.go.
const numSources = utf16LE

// String returns the name of the source in plans.
func (x source) String() string { return charset.Rows[sourceRows[x]].Source.Name }

// pending is the beginning of a character of a source.
type pending struct {
	b   [4]byte
	gap [4]gap // of what is known about bytes that were lost
	n   uint8
}

// status says what became of a byte that was fed to a source.
type status uint8

const (
	more   status = iota // it begins or continues a character
	char                 // a character is complete
	gapped               // a character is complete but for bytes that were lost
	bad                  // it can not stand here
)

// gaps tells whether a byte of p was lost.
func (p *pending) gaps() bool { return p.gap != [4]gap{} }

// feed adds byte b to what p holds.
func (x source) feed(p *pending, b byte) (r rune, s status) {
	if p.n == 0 {
		switch {
		case b < utf8.RuneSelf:
			return rune(b), char
		case x == utf8Source && (b < 0xC2 || b > 0xF4), b == 0x80 && x == big5Source, b == 0xFF:
			return 0, bad
		case b == 0x80 && x == gbkSource:
			return '€', char
		}
		p.b[0], p.n = b, 1
		return 0, more
	}
	switch x {
	case utf8Source:
		if b&0xC0 != 0x80 {
			return 0, bad
		}
		size := 3
		if p.gap[0] == 0 {
			size = utf8Len(p.b[0])
		}
		p.b[p.n] = b
		p.n++
		if int(p.n) < size {
			return 0, more
		}
		if p.gaps() {
			return 0, gapped
		}
		r, n := utf8.DecodeRune(p.b[:size])
		*p = pending{}
		if r == utf8.RuneError && n == 1 {
			return 0, bad
		}
		return r, char
	case gbkSource:
		switch p.n {
		case 1:
			if p.gaps() {
				p.b[1], p.n = b, 2
				return 0, gapped
			}
			if b >= '0' && b <= '9' {
				p.b[1], p.n = b, 2
				return 0, more
			}
			r, ok := gb18030.WHATWG.DecodePair(p.b[0], b)
			*p = pending{}
			if !ok {
				return 0, bad
			}
			return r, char
		case 2:
			if b < 0x81 || b == 0xFF {
				return 0, bad
			}
			p.b[2], p.n = b, 3
			return 0, more
		}
		r, n := gb18030.WHATWG.DecodeRune([]byte{p.b[0], p.b[1], p.b[2], b})
		*p = pending{}
		if n != 4 {
			return 0, bad
		}
		return r, char
	}
	if p.gaps() {
		p.b[1], p.n = b, 2
		return 0, gapped
	}
	r, ok := big5.WHATWG.DecodePair(p.b[0], b)
	*p = pending{}
	if !ok {
		return 0, bad
	}
	return r, char
}

// utf8Len returns the length of a character by its lead byte.
func utf8Len(lead byte) int {
	switch {
	case lead < 0xE0:
		return 2
	case lead < 0xF0:
		return 3
	}
	return 4
}

// printable tells whether r may stand in repaired text: no control, private-use
// or unassigned character.
func printable(r rune) bool {
	switch {
	case r < 0x20:
		return r == '\t'
	case r >= 0x7F && r < 0xA0, r >= 0xE000 && r < 0xF900, r >= 0xFFF0 && r < 0x10000, r >= 0xF0000, r >= 0xFDD0 && r < 0xFDF0:
		return false
	}
	return r != utf8.RuneError
}

// decode reads the first character of p, which is not empty, as the page does.
// It returns utf8.RuneError where it can not.
func (p page) decode(b []byte) (r rune, n int) {
	switch p {
	case partial:
		if r, n := utf8.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return latin.decode(b)
	case gbkPage, gbkPhase:
		return gb18030.CP936.DecodeRune(b)
	case big5Page, big5Phase:
		if r, n = big5.WHATWG.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return big5.CP950.DecodeRune(b)
	}
	if p.single() {
		return sloppyPages[p].DecodeByte(b[0]), 1
	}
	return charset.Rows[pageRows[p]].Table.DecodeRune(b)
}

// decodePair reads a pair of bytes, the first of which is a lead byte, as the page
// does.
func (p page) decodePair(lead, trail byte) (r rune, ok bool) {
	switch p {
	case gbkPage:
		return gb18030.CP936.DecodePair(lead, trail)
	case big5Page:
		if r, ok = big5.WHATWG.DecodePair(lead, trail); ok {
			return r, ok
		}
		return big5.CP950.DecodePair(lead, trail)
	}
	r, n := p.decode([]byte{lead, trail})
	return r, r != utf8.RuneError && n != 1
}
