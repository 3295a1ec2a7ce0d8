package simplify

import (
	"bytes"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// Text that talks about forms keeps them: 体/體, 头发（頭髮）, “體”字.

// mentions appends to kept, which is empty, the offsets of the characters in
// src[from:to] that the text talks about, in ascending order.
func (c *converter) mentions(kept []int, from, to int) []int {
	unit := c.src[from:to]
	for _, sep := range [...]string{"/", "(", "（", "／", "→"} {
		for p := 0; ; {
			i := bytes.Index(unit[p:], []byte(sep))
			if i < 0 {
				break
			}
			kept = c.pair(kept, unit, from, p+i, p+i+len(sep))
			p += i + len(sep)
		}
	}
	for p := 0; ; {
		i := bytes.Index(unit[p:], []byte("字"))
		if i < 0 {
			break
		}
		kept = c.quoted(kept, unit[:p+i], from)
		p += i + len("字")
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// pair looks at what stands before offset left of unit and after offset right. If
// these are two words that become the same, both are kept.
func (c *converter) pair(kept []int, unit []byte, from, left, right int) []int {
	const most = 8 // characters
	end, n := right, 0
	for n <= most {
		r, k := utf8.DecodeRune(unit[end:])
		if !unicode.Is(unicode.Han, r) {
			break
		}
		end, n = end+k, n+1
	}
	if n == 0 || n > most {
		return kept
	}
	start := left
	for range n {
		r, k := utf8.DecodeLastRune(unit[:start])
		if !unicode.Is(unicode.Han, r) {
			return kept
		}
		start -= k
	}
	if a, b := unit[start:left], unit[right:end]; !bytes.Equal(a, b) && sameForm(a, b) {
		kept = c.keep(kept, from+start, from+left)
		kept = c.keep(kept, from+right, from+end)
	}
	return kept
}

// sameForm reports whether a and b, of equally many characters, become the same if
// each character is converted alone.
func sameForm(a, b []byte) bool {
	var x, y [8]byte
	for len(a) > 0 {
		u, n := tables.Simplified.AppendChar(x[:0], a)
		v, m := tables.Simplified.AppendChar(y[:0], b)
		if !bytes.Equal(u, v) {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return true
}

// quoted keeps the character at the end of text that stands alone in quotation
// marks.
func (c *converter) quoted(kept []int, text []byte, from int) []int {
	r, n := utf8.DecodeLastRune(text)
	end := len(text) - n
	q, m := utf8.DecodeLastRune(text[:end])
	start := end - m
	open, _ := utf8.DecodeLastRune(text[:start])
	if !unicode.Is(unicode.Han, q) {
		return kept
	}
	switch [2]rune{open, r} {
	case [2]rune{'“', '”'}, [2]rune{'「', '」'}, [2]rune{'『', '』'}, [2]rune{'‘', '’'}, [2]rune{'"', '"'}, [2]rune{'\'', '\''}:
		return c.keep(kept, from+start, from+end)
	}
	return kept
}

// keep appends the offsets of the characters of src[from:to] to kept.
func (c *converter) keep(kept []int, from, to int) []int {
	for p := from; p < to; {
		kept = append(kept, p)
		_, n := utf8.DecodeRune(c.src[p:])
		p += n
	}
	return kept
}

// strict returns how many of the characters in kept count as evidence of
// traditional text. That they do not, since they stay, is for whoever counts to
// see to: evidence that is still there in the output would decide again there.
func (c *converter) strict(kept []int) int {
	n := 0
	for _, p := range kept {
		if e, _, _ := entry(c.src[p:]); e&dict.Strict != 0 {
			n++
		}
	}
	return n
}

// stays reports whether one of the characters of src[from:to] is one that the text
// talks about.
func (c *converter) stays(from, to int) bool {
	if len(c.kept) == 0 {
		return false
	}
	i, found := slices.BinarySearch(c.kept, from)
	return found || i < len(c.kept) && c.kept[i] < to
}
