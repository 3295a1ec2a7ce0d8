// Package encoding turns bytes of any charset into UTF-8: it finds out, line by
// line, which charset they are in, and decodes them exactly. What it cannot read
// it keeps byte for byte and reports.
//
// [Detect] says what some bytes are in, [DecodeShort] decodes a file name or a
// tag, and a [Stream] decodes an input block by block:
//
//	s := encoding.Sniff(first, encoding.Options{})
//	for each block:
//		out = s.Append(out[:0], block, nil)
//
// # How it decides
//
// Bytes that are valid in a charset need not be in it: most words of GBK are also
// words of Big5 or EUC-KR. So every reading of a line is weighed by how likely its
// characters are, and in this order, by a language model of many languages. A
// reading wins if it is likelier than all others by a margin; that the bytes are
// no text at all is one of the others. Lines that are clear speak for those of
// their block that are not, the more of them the louder; the start of the input
// speaks for blocks of few lines.
//
// Text in a charset of Chinese is decoded on sight. Japanese, Korean and other
// text is recognised so that it is left alone, unless the user prefers its charset.
//
// # Promises
//
//   - A line that is UTF-8 stays as it is. (One exception: a line with no more than
//     eight characters that are not ASCII, each of two bytes, is doubted where nine
//     lines in ten around it, of those that are not UTF-8, are in one other charset,
//     in which it makes more sense; far more, if some around it are UTF-8. 系统 in
//     GBK is such a line.)
//   - A newline is never part of a character: lines in, lines out.
//   - A second run changes nothing.
//   - What comes out depends on the block, not on how reads cut it.
//   - The reported edits lead back to the input.
package encoding

import (
	"strings"

	"github.com/fixtext/fixtext/encoding/coder"
	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// Charset names a character encoding. The zero Charset, [Unknown], is also the answer of
// a detection that abstains.
type Charset uint8

// String returns the name of c in lower case, as the WHATWG or IANA spells it.
func (c Charset) String() string {
	if c < numCharsets {
		return c.row().Name
	}
	return Unknown.row().Name
}

// Chinese reports whether c is a charset made for Chinese.
func (c Charset) Chinese() bool { return ofChinese.has(c) }

// Labels returns the labels in use beside the name of c, in lower case and with -
// for _. Text with one of them is read as c. The slice is the caller's.
func (c Charset) Labels() (list []string) {
	for i := range charset.Rows {
		r := &charset.Rows[i]
		if row, ok := charset.Lookup(r.Name); !ok || Charset(row) != c {
			continue
		}
		if i != int(c) {
			list = append(list, r.Name)
		}
		list = append(append(list, strings.Fields(r.Labels)...), strings.Fields(r.ReadLabels)...)
	}
	return list
}

// Languages returns the languages that c was made for, as BCP 47 tags; none for
// charsets of all languages. The slice is the caller's.
func (c Charset) Languages() []string { return strings.Fields(c.row().Languages) }

// Charsets returns all charsets that have a label, in the order of their constants. The
// slice is the caller's.
func Charsets() (list []Charset) {
	for c := UTF8; c < Binary; c++ {
		list = append(list, c)
	}
	return list
}

// Lookup returns the charset that a label from a header, a file or a command
// line names: one of the WHATWG Encoding Standard or of the IANA, or another that is in
// use, such as "cp936". Case, blanks around it, and the choice of - or _ do not matter.
// ok is false for a label that is not known.
func Lookup(label string) (c Charset, ok bool) {
	row, ok := charset.Lookup(label)
	return Charset(row), ok
}

// Written returns the names of all charsets that can be written, the usual ones first.
// The slice is the caller's.
func Written() (list []string) {
	for _, row := range charset.Written {
		list = append(list, charset.Rows[row].Name)
	}
	return list
}

// Exact returns the very charset that a label names, to write it, or to read what
// is known to be in it; ok is false if it cannot be written. Unlike for [Lookup],
// variants are told apart: "gbk" is that of the WHATWG, "cp936" that of Windows. The
// Name of c is one of [Written].
func Exact(label string) (c *coder.Charset, ok bool) {
	c = charset.Exact(label)
	return c, c != nil
}

// row is what the table of charsets has of c.
func (c Charset) row() *charset.Row { return &charset.Rows[c] }
