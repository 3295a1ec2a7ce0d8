package transport

import (
	"unicode"
	"unicode/utf8"
)

// run is a sequence of signs of one kind, and what it stands for.
type run struct {
	kind     kind
	from, to int    // where it stands in the text
	out      []byte // what it stands for
	han      int    // Han characters in out
	exact    bool   // encoding out again gives the signs
	weak     bool   // the signs could mean other characters as well, or none
}

// sign is what a parser finds at the start of some text.
type sign struct {
	n     int    // its length in bytes; what is not decoded is stepped over
	out   []byte // what it stands for; empty if it is not decoded
	exact bool
	weak  bool
}

// parse reads the run of signs of a kind that may begin at src[p]. Parsers take
// time in proportion to n.
func parse(k kind, src []byte, p, end int) sign {
	b := src[p:end]
	switch k {
	case reference:
		return parseReferences(b)
	case escape:
		return parseEscapes(b, `\u`)
	case bare:
		return parseEscapes(b, "u")
	case percent:
		if b[1] == 'u' {
			return parseEscapes(b, "%u")
		}
		return parsePercent(b)
	case quoted:
		if k := lineFeed(b[1:]); k > 0 { // a soft line break behind plain text
			return sign{n: 1 + k, out: b[1 : 1+k]}
		}
		return parseQuoted(b)
	case word:
		return parseWords(b)
	case hz:
		return parseHZ(b)
	case utf7:
		return parseUTF7(b)
	case dumped, paged:
		return parseDumped(b)
	}
	return sign{n: 1}
}

// printable reports whether r may come out of a sign: a character that is seen,
// beyond ASCII, or the joiner of emoji.
func printable(r rune) bool {
	if r == 0x200D {
		return true
	}
	if r <= 0xA0 || r == utf8.RuneError || r == 0xAD || r == 0x2028 || r == 0x2029 {
		return false
	}
	return unicode.IsGraphic(r) || r == 0x3000
}

// plainASCII reports whether the ASCII character b may come out of a run of encoded
// bytes: blanks and the marks of prose, nothing that is syntax.
func plainASCII(b byte) bool {
	switch b {
	case ' ', ',', '.', '!', '?', ':', ';', '(', ')', '-':
		return true
	}
	return false
}

// hanIn counts the Han characters of text.
func hanIn(text []byte) (n int) {
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		if isHan(r) {
			n++
		}
		text = text[size:]
	}
	return n
}

// allPrintable reports whether text is UTF-8 without anything that is no prose.
func allPrintable(text []byte, ascii func(byte) bool) bool {
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r < utf8.RuneSelf && !ascii(text[0]) || r >= utf8.RuneSelf && (n == 1 || !printable(r)) {
			return false
		}
		text = text[n:]
	}
	return true
}
