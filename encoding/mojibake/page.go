package mojibake

import (
	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
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
func (p page) single() bool { return p < partial || p >= numPages }

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
	if p >= numPages {
		return decoder.NumPages + decoder.Page(p-numPages)
	}
	return decoder.Page(p)
}

// pageOf is the inverse of tables, but for pages out of step.
func pageOf(y decoder.Page) page {
	if y >= decoder.NumPages {
		return numPages + page(y-decoder.NumPages)
	}
	return page(y)
}

// encode returns the bytes that page p reads as r. Where several codes are read
// as r, it is the one that is used.
func (p page) encode(r rune) code {
	c := p.tables().Encode(r)
	return code{c.B, c.N}
}

// source is a charset that the bytes were really in.
type source uint8

// numSources are those that spans are searched for; for the others see utf16.go.
const numSources = utf16LE

// String returns the name of the source in plans.
func (x source) String() string { return charset.Rows[sourceRows[x]].Source.Name }

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
