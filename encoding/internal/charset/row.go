// Package charset is the table of charsets: one [Row] each says what it is
// called, how it is read and written, and what detection, the undoing of wrong
// decodings, the writer and the explanations need to know of it. They take it from
// here, and nowhere else is a charset listed by name.
//
// To add one, add a row and run go generate.
package charset

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/encoding/coder"
)

//go:generate go run ./gen

// Row is one charset.
type Row struct {
	// Const is its constant in package encoding, and Doc the comment behind that.
	// A row without one is a variant: it is written and is a page, but what is in
	// it is read as the charset that ReadAs names.
	Const, Doc string
	ReadAs     string
	// Name is that of messages, in lower case. Labels are those in use beside it,
	// with blanks between them and - for _. ReadLabels are labels of charsets that
	// this one has nearly all of: what they name is read as it and not written.
	Name, Labels, ReadLabels string
	// Languages are those that it was made for, as BCP 47 tags with blanks between
	// them. Without any it is for all languages.
	Languages string
	// Mix is what its running text is in, of which the costs of pairs are counts. A
	// variant has those of the charset that it is a variant of.
	Mix  []Share
	Unit Unit

	// How it is read. A charset of single bytes has Single, with gaps where the
	// standard leaves a byte undefined, or, where x/text has no table, High: the characters
	// of the bytes 80 to FF, U+FFFD for gaps. Others have Table and Pairs.
	Single func() *charmap.Charmap
	High   string
	Table  Table
	Pairs  Pairs
	// Coder is how it is written, and read where it is known for certain; Decoder,
	// if not nil, is for reading what is found in it. Sloppy names the page of
	// package sloppy that it is: one without gaps, which then is the Coder.
	Coder, Decoder func() *coder.Charset
	Sloppy         string
	// Written is its place among the charsets that are offered for writing; 0 for
	// those that are not written.
	Written int

	Detect Detect
	Source Source
	Page   Page
	Use    string // where it is met, behind "the charset"
}

// Share is the part of running text that is in a language.
type Share struct {
	Language string // a BCP 47 tag
	Part     float64
}

// Unit is what the characters of a charset are made of.
type Unit uint8

// The units.
const (
	Byte   Unit = iota // one byte is one character
	Pair               // one byte, two, or more
	UTF8               // as UTF-8 has it
	Seven              // ASCII between escapes
	Wide               // 16 or 32 bits
	NoText             // nothing that is text
)

// Detect is what detection knows of a charset.
type Detect struct {
	// Tried is its place in the order in which readings of its unit are tried; 0 if
	// it is never one of them.
	Tried int
	// Rarity is how much rarer than others it is where the bytes alone do not say
	// it, in nats.
	Rarity int
	// OnSight says that what is in it is decoded without being asked for.
	OnSight bool
	// Mark is what lines in a charset of seven bits have, and EveryMark says that
	// they have it for nothing else. Escapes are sequences that only it has.
	Mark      string
	EveryMark bool
	Escapes   []string
	// VariantOf names the charset of which this one is told only once a line is taken
	// for that: by pairs that begin with a byte of Areas, in which the standard left
	// room to users.
	VariantOf string
	Areas     []Range
}

// Pairs says which bytes are characters in a charset of two bytes or more.
type Pairs struct {
	// Costs returns what pairs cost, a table of package charsetstat.
	Costs func() string
	// Lone is the first and Lones the number of bytes beyond ASCII that are
	// characters by themselves, of half-width katakana if LoneKana.
	Lone, Lones byte
	LoneKana    bool
	// Symbols is the number of lead bytes from A1 on whose pairs are symbols that
	// have the same codes elsewhere. LastSymbol is the last lead byte of symbols.
	Symbols, LastSymbol byte
	// Forms are characters of other codes than pairs of the table. The first that
	// fits is it.
	Forms []*Form
	// Everyday is the part of the table that has the characters of everyday text.
	Everyday *Form
}

// Form is a kind of code of two to four bytes.
type Form struct {
	Bytes []Range
	Kana  bool // half-width katakana; else it is a rare character
}

// Range is Count bytes from First on.
type Range struct{ First, Count byte }

// Fits reports whether p begins with a code of this form.
func (f *Form) Fits(p []byte) bool {
	if len(p) < len(f.Bytes) {
		return false
	}
	for i, r := range f.Bytes {
		if !r.Has(p[i]) {
			return false
		}
	}
	return true
}

// Has reports whether b is one of the bytes.
func (r Range) Has(b byte) bool { return b-r.First < r.Count }

// Source says what a charset is as a source: one that text was really in which was
// read wrongly. Order counts sources from 1.
type Source struct {
	Order       int
	Const, Name string // its constant in package mojibake, and its name in plans
}

// Page says what a charset is as a page: one that bytes of another were wrongly
// read in. Order counts pages from 1, single-byte ones first; 0 says that it is
// none. Western is its place among those that UTF-8 is looked for in. Whole says that it
// is a page of single bytes of which only whole lines are looked for; it needs a Name only.
type Page struct {
	Order, Western int
	Whole          bool
	Const, Name    string // its constant in package mojibake, and its name in plans
	Traits         Traits
	// Debris is what the bytes of U+FFFD become in it, if that is met: what a run of it
	// has to hold. DebrisSet is what it may hold, if that is more.
	Debris, DebrisSet string
}

// Traits are properties of pages.
type Traits uint32

// The traits.
const (
	Layers   Traits = 1 << iota // text with layers of other wrong decodings is read in it
	Boxes                       // it has box drawing
	Seldom                      // it is met seldom, and a letter with a mark is common in it
	Thai                        // its letters are Thai
	Hangul                      // its characters are Hangul, of which guesses must be sure
	LoneKana                    // half-width katakana are single bytes
	OnlyUTF8                    // only UTF-8 is looked for in it
	NotWide                     // UTF-16 is not looked for in it
	Likely                      // UTF-8 is read in it more often than in others
	Second                      // another page with most of its letters is met more often

	// What its common decoders do with bytes that they refuse.
	Scant // of UTF-8 they leave too little for anything to be filled in
	Drops // some drop them and leave no mark
)

// DecodeByte returns the character of a byte of a charset of single bytes, U+FFFD if it has
// none.
func (r *Row) DecodeByte(b byte) rune {
	switch {
	case b < utf8.RuneSelf:
		return rune(b)
	case r.Single != nil:
		return r.Single().DecodeByte(b)
	}
	return []rune(r.High)[b-utf8.RuneSelf]
}

// In reports whether the charset was made for a language that begins with tag.
func (r *Row) In(tag string) bool {
	for l := range strings.FieldsSeq(r.Languages) {
		if l == tag || strings.HasPrefix(l, tag+"-") {
			return true
		}
	}
	return false
}
