package charset

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/eastasia"
	"github.com/fixtext/fixtext/internal/codepage/euctw"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Table is a code page of two bytes or more in one of the packages below
// internal/codepage. It is a value so that calls are direct and nothing that is
// passed to it escapes. The zero Table has no characters.
type Table struct {
	family family
	member uint8 // of the family
}

type family uint8

const (
	noFamily family = iota
	gbFamily
	big5Family
	cnsFamily
	eastAsian
)

func gb(v gb18030.Variant) Table { return Table{gbFamily, uint8(v)} }
func five(v big5.Variant) Table  { return Table{big5Family, uint8(v)} }
func east(p eastasia.Page) Table { return Table{eastAsian, uint8(p)} }

// IsZero reports whether the table has no characters.
func (t Table) IsZero() bool { return t.family == noFamily }

// Dense reports whether there is a fast decoder for the page, whose codes leave so
// little free that bytes out of step are pairs of it, too.
func (t Table) Dense() bool { return t.family == gbFamily || t.family == big5Family }

// DecodeRune reads the first character of p and returns it with its size in bytes,
// or utf8.RuneError and the number of bytes to skip.
func (t Table) DecodeRune(p []byte) (r rune, size int) {
	switch t.family {
	case gbFamily:
		return gb18030.Variant(t.member).DecodeRune(p)
	case big5Family:
		return big5.Variant(t.member).DecodeRune(p)
	case cnsFamily:
		return euctw.Page{}.DecodeRune(p)
	case eastAsian:
		return eastasia.Page(t.member).DecodeRune(p)
	}
	return utf8.RuneError, min(len(p), 1)
}

// DecodePair reads a pair of bytes of a dense page.
func (t Table) DecodePair(lead, trail byte) (r rune, ok bool) {
	switch t.family {
	case gbFamily:
		return gb18030.Variant(t.member).DecodePair(lead, trail)
	case big5Family:
		return big5.Variant(t.member).DecodePair(lead, trail)
	}
	return 0, false
}

// Mark returns the combining mark behind the character of p, 0 where there is none:
// few codes are a letter and a mark.
func (t Table) Mark(p []byte) rune {
	if t.family == big5Family && len(p) == 2 {
		return big5.Variant(t.member).Mark(p[0], p[1])
	}
	return 0
}

// EncodeRune returns the bytes of r, the first n of b; n is 0 if the page does not
// have it.
func (t Table) EncodeRune(r rune) (b [4]byte, n int) {
	switch t.family {
	case gbFamily:
		return gb18030.Variant(t.member).EncodeRune(r)
	case big5Family:
		return big5.Variant(t.member).EncodeRune(r)
	case cnsFamily:
		return euctw.Page{}.EncodeRune(r)
	case eastAsian:
		return eastasia.Page(t.member).EncodeRune(r)
	}
	return b, 0
}

// Append appends the UTF-8 form of src, which is in a dense page, to dst. bad, if
// not nil, is called for what is ill-formed, which is copied.
func (t Table) Append(dst, src []byte, bad func(off, n int)) []byte {
	if t.family == gbFamily {
		return gb18030.Variant(t.member).Append(dst, src, bad)
	}
	return big5.Variant(t.member).Append(dst, src, bad)
}
