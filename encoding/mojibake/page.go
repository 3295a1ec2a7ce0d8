package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/encoding/internal/decoder"
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

// has reports whether the page has one of the traits.
func (p page) has(t charset.Traits) bool { return pageTraits[p]&t != 0 }

// single reports whether every byte is a character in the page.
func (p page) single() bool { return p < partial }

// western reports whether most upper bytes are letters in the page, and the others
// symbols. Two in three bytes of GBK are letters in such a page.
func (p page) western() bool { return p.has(charset.Letters) }

// code is a character's bytes in a page; n is 0 if it has none.
type code struct {
	b [4]byte
	n uint8
}

// tables returns the page of package decoder that has the tables of p: p itself, or the
// one that it is out of step in.
func (p page) tables() decoder.Page {
	switch p {
	case gbkPhase:
		return decoder.GBK
	case big5Phase:
		return decoder.Big5
	}
	return decoder.Page(p)
}

// encode returns the bytes that page p reads as r. Where several codes are read
// as r, it is the one that is used; others returns the rest.
func (p page) encode(r rune) code {
	c := p.tables().Encode(r)
	return code{c.B, c.N}
}

// others returns a second code that page p reads as r, n = 0 if there is none.
func (p page) others(r rune) code {
	if p.phased() {
		return code{}
	}
	c := p.tables().Other(r)
	return code{c.B, c.N}
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

// gaps reports whether a byte of p was lost.
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

// printable reports whether r may stand in repaired text: no control, private-use
// or unassigned character.
func printable(r rune) bool { return decoder.Printable(r) }

// decode reads the first character of b, which is not empty, as the page does.
// It returns utf8.RuneError where it can not.
func (p page) decode(b []byte) (r rune, n int) { return p.tables().Decode(b) }

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
