package linkfarm

import (
	"bytes"
	"unicode/utf8"
)

// A question mark that ends a run swallowed the character behind it, often a
// digit. No model may invent it; but when the same words stand elsewhere in
// the block behind one and the same digit, that digit it was.

// witness looks for the ASCII character that stands before rest, the text
// behind a loss, elsewhere in the block. It returns 0 when none does, or more
// than one.
func witness(block, rest []byte) byte {
	n, runes := 0, 0
	for n < len(rest) && runes < witnessRunes && rest[n] != '\n' {
		_, size := utf8.DecodeRune(rest[n:])
		n += size
		runes++
	}
	if 2*runes < witnessRunes {
		return 0
	}
	key := rest[:n]
	var found byte
	for from := 0; ; {
		i := bytes.Index(block[from:], key)
		if i < 0 {
			return found
		}
		at := from + i
		from = at + 1
		if at == 0 || !digit(block[at-1]) {
			continue
		}
		if at > 1 && digit(block[at-2]) {
			return 0 // a longer number: one lost character does not make it
		}
		if found != 0 && found != block[at-1] {
			return 0
		}
		found = block[at-1]
	}
}

// tag reports whether rest is a tag that has lost its bracket: then that was what
// was swallowed.
func tag(rest []byte) bool {
	end := bytes.IndexByte(rest, '>')
	if end < 1 || end > maxTag {
		return false
	}
	rest, closing := bytes.CutPrefix(rest[:end], []byte("/"))
	name, attributes, more := bytes.Cut(bytes.TrimSuffix(rest, []byte("/")), []byte(" "))
	switch string(name) {
	case "p", "br", "hr", "div", "span", "strong", "b", "i", "em", "a", "img", "td", "tr", "th", "li", "ul", "ol", "h1", "h2", "h3", "h4", "font", "table":
		return !more || !closing && (len(attributes) == 0 || bytes.Contains(attributes, []byte("=")))
	}
	return false
}

func digit(b byte) bool { return '0' <= b && b <= '9' }
