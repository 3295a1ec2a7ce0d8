package simplify

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// Text that talks about forms keeps them: 体/體, 头发（頭髮）, “體”字.

// mentions puts the offsets of the characters of src[from:to] that the text talks
// about into c.kept.
func (c *converter) mentions(from, to int) {
	c.kept = c.kept[:0]
	for p := from; p < to; {
		if n := script.Description(c.src[p:to]); n > 0 {
			p += n
			continue
		}
		e, r, n := entry(c.src[p:to])
		c.mention(from, to, p, e, r, n)
		p += n
	}
}

// mention adds to c.kept what the character r at p, with entry e and of n bytes,
// shows to be talked about.
func (c *converter) mention(from, to, p int, e uint32, r rune, n int) {
	switch {
	case r == '字':
		c.quoted(from, p)
	case r == '/' || r == '(' || e&dict.Variant == dict.Form:
		c.pair(from, p, p+n, to)
	}
}

// pair looks at what stands in src[from:left] and src[right:to]. If these end and
// start with two words that become the same, both are kept.
func (c *converter) pair(from, left, right, to int) {
	const most = 8 // characters
	end, n := right, 0
	for n <= most && end < to {
		if lead := c.src[end]; lead >= 0xE4 && lead <= 0xE9 && end+3 <= to &&
			c.src[end+1]&0xC0 == 0x80 && c.src[end+2]&0xC0 == 0x80 {
			end, n = end+3, n+1
			continue
		}
		r, k := utf8.DecodeRune(c.src[end:to])
		if !isHan(r) {
			break
		}
		end, n = end+k, n+1
	}
	if n == 0 || n > most {
		return
	}
	start := left
	for range n {
		r, k := utf8.DecodeLastRune(c.src[from:start])
		if !isHan(r) {
			return
		}
		start -= k
	}
	if a, b := c.src[start:left], c.src[right:end]; !bytes.Equal(a, b) && sameForm(a, b) {
		c.keep(start, left)
		c.keep(right, end)
	}
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

// quoted keeps the character at the end of src[from:p] that stands alone in
// quotation marks.
func (c *converter) quoted(from, p int) {
	shut, n := utf8.DecodeLastRune(c.src[from:p])
	var want rune
	switch shut {
	case '”', '’', '」', '』':
		want = shut - 1
	case '"', '\'':
		want = shut
	default:
		return
	}
	end := p - n
	r, n := utf8.DecodeLastRune(c.src[from:end])
	start := end - n
	if open, _ := utf8.DecodeLastRune(c.src[from:start]); open == want && isHan(r) {
		c.keep(start, end)
	}
}

// quotedAlone reports whether src[p:p+n], of the unit [from, to), stands alone in
// quotation marks. In a line that is simplified otherwise, it is the form that is
// meant.
func (c *converter) quotedAlone(p, n, from, to int) bool {
	open, _ := utf8.DecodeLastRune(c.src[from:p])
	shut, _ := utf8.DecodeRune(c.src[p+n : to])
	switch open {
	case '“', '‘', '「', '『':
		return shut == open+1
	case '"', '\'':
		return shut == open
	}
	return false
}

// keep adds the offsets of the characters of src[from:to] to c.kept, which stays in
// order.
func (c *converter) keep(from, to int) {
	for p := from; p < to; {
		if i, found := slices.BinarySearch(c.kept, p); !found {
			c.kept = slices.Insert(c.kept, i, p)
		}
		_, n := utf8.DecodeRune(c.src[p:])
		p += n
	}
}

// keptStrict returns how many of the characters that stay count as evidence of
// traditional text otherwise. Here they do not: evidence that is still there in the
// output would decide again when that is converted.
func (c *converter) keptStrict() int {
	n := 0
	for _, p := range c.kept {
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

func isHan(r rune) bool { return runeclass.IsHan(r) }
