package mojibake

import (
	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
)

// The charsets and steps are those of package decoder. Here stands what the table of charsets
// says of them, and which steps are looked for.
type (
	page   = decoder.Page
	source = decoder.Source
	step   = decoder.Step
)

// numSources are those that spans are searched for; for the others see utf16.go.
const numSources = decoder.FromUTF16LE

// as returns the step in which bytes of x were read as y.
func as(x source, y page) step { return step{Source: x, Page: y} }

// has reports whether a page has one of the traits.
func has(y page, t charset.Traits) bool { return pageTraits[y]&t != 0 }

// byteOf returns the byte that a single-byte page reads as r, 0 if there is none.
func byteOf(y page, r rune) byte { return y.Encode(r).B[0] }

// possible reports whether s is looked for.
func possible(s step) bool {
	if s.Source >= numSources {
		return s.Page.Single() || s.Page == decoder.GBK || s.Page == decoder.Big5
	}
	if s.Page == decoder.Partial {
		return s.Source == decoder.FromGBK
	}
	return s.Source == decoder.FromUTF8 || !has(s.Page, charset.OnlyUTF8)
}

// crosses reports whether both charsets are double-byte ones.
func crosses(s step) bool {
	return s.Source != decoder.FromUTF8 && !s.Page.Single() && s.Page != decoder.Partial
}

// nameOf returns the step by the names of plans.
func nameOf(s step) Step {
	n := Step{charset.Rows[sourceRows[s.Source]].Source.Name, charset.Rows[pageRows[s.Page]].Page.Name}
	switch {
	case s.Page == decoder.Partial:
		n.As = "windows-1252+utf-8"
	case s.OutOfStep():
		n.As += outOfStep
	}
	return n
}

// outOfStep is what the names of pages end in that are their own source.
const outOfStep = " out of step"

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
