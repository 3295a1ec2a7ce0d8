package mojibake

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/eastasia"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
)

// page is a charset that bytes were wrongly read in.
type page uint8

const (
	// latin is ISO-8859-1 and windows-1252 at once: they differ in 80 to 9F
	// only, and no character stands for two different bytes there.
	latin page = iota
	cp1250
	cp1251
	cp1253
	cp1254
	cp874
	koi8r
	cp437
	cp850
	cp866
	macRoman
	latin2
	cp1257
	// partial is latin of bytes that were read as UTF-8 first, where they
	// happened to be UTF-8.
	partial
	gbkPage
	big5Page
	cp932
	eucJP
	cp949
	gbkPhase  // GBK that was read as GBK, out of step
	big5Phase // and Big5

	numPages
)

func (p page) String() string {
	return [...]string{"windows-1252", "windows-1250", "windows-1251", "windows-1253", "windows-1254", "windows-874", "koi8-r", "ibm437",
		"ibm850", "ibm866", "macintosh", "iso-8859-2", "windows-1257", "windows-1252+utf-8", "gbk", "big5", "cp932", "euc-jp", "cp949",
		"gbk out of step", "big5 out of step"}[p]
}

// single tells whether every byte is a character in the page.
func (p page) single() bool { return p < partial }

// western tells whether most upper bytes are letters in the page, and the others
// symbols. Two in three bytes of GBK are letters in such a page.
func (p page) western() bool {
	switch p {
	case latin, cp1250, cp1251, cp1253, cp1254:
		return true
	}
	return false
}

// sloppyPages are the tables of the single-byte pages.
var sloppyPages = [...]sloppy.Page{sloppy.CP1252, sloppy.CP1250, sloppy.CP1251, sloppy.CP1253, sloppy.CP1254, sloppy.CP874, sloppy.KOI8R,
	sloppy.CP437, sloppy.CP850, sloppy.CP866, sloppy.MacRoman, sloppy.ISO8859_2, sloppy.CP1257}

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
	var n int
	switch p {
	case latin:
		if r < 0x100 {
			return code{[4]byte{byte(r)}, 1}
		}
		fallthrough
	case cp1250, cp1251, cp1253, cp1254, cp874, koi8r, cp437, cp850, cp866, macRoman, latin2, cp1257:
		if b, ok := sloppyPages[p].EncodeByte(r); ok {
			return code{[4]byte{b}, 1}
		}
		return c
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
	case cp932:
		c.b, n = eastasia.CP932.EncodeRune(r)
	case eucJP:
		c.b, n = eastasia.EUCJP.EncodeRune(r)
	case cp949:
		c.b, n = eastasia.CP949.EncodeRune(r)
	}
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

const (
	utf8Source source = iota
	gbkSource
	big5Source
	utf16LE // see utf16.go
	utf16BE

	allSources
	numSources = utf16LE // those that spans are searched for
)

func (x source) String() string {
	return [...]string{"utf-8", "gbk", "big5", "utf-16le", "utf-16be"}[x]
}

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
	case latin:
		return sloppy.CP1252.DecodeByte(b[0]), 1
	case partial:
		if r, n := utf8.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return sloppy.CP1252.DecodeByte(b[0]), 1
	case gbkPage, gbkPhase:
		return gb18030.CP936.DecodeRune(b)
	case big5Page, big5Phase:
		if r, n = big5.WHATWG.DecodeRune(b); r != utf8.RuneError {
			return r, n
		}
		return big5.CP950.DecodeRune(b)
	case cp932:
		return eastasia.CP932.DecodeRune(b)
	case eucJP:
		return eastasia.EUCJP.DecodeRune(b)
	case cp949:
		return eastasia.CP949.DecodeRune(b)
	}
	return sloppyPages[p].DecodeByte(b[0]), 1
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
