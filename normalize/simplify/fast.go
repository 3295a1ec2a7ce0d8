package simplify

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// slack is how many bytes past its end the output buffer always has, so that a
// whole word can be written where fewer bytes are meant.
const slack = 8

// tally is what fast saw and did.
type tally struct {
	seen uint32 // the OR of the entries of all characters

	characters, contexts, choices int // edits by rule

	variants []int // the offsets of characters of mark Variant
}

// see notes the entry of the character at p.
func (k *tally) see(e uint32, p int) {
	k.seen |= e
	if isVariant(e) {
		k.variants = append(k.variants, p)
	}
}

// fast appends what becomes of the unit src[from:to] if it is traditional. It
// does what careful does, and gathers the evidence on the way, without a branch
// for characters that stand alone. It finds what the text talks about, too, and
// puts it into c.kept, but does not keep it.
func (c *converter) fast(dst []byte, from, to int) ([]byte, tally) {
	t := &tables.Simplified
	src := c.src
	dst = slices.Grow(dst, to-from+slack)
	buf, o := dst[:cap(dst)], len(dst) // buf[o:] always has room for src[p:to] and slack
	k := tally{variants: c.variants[:0]}
	c.kept = c.kept[:0]
	floor := from
	for p := from; p < to; {
		// Copy starts no character in the last four bytes: give it four more. It
		// takes nothing of those but ASCII, since a unit ends between characters.
		got := t.Copy(buf[o:], src[p:min(len(src), to+4)])
		n := min(got.N, to-p)
		p, o = p+n, o+n
		k.seen |= got.Seen
		k.characters += got.Strict
		k.contexts += got.Other
		if p == to {
			break
		}
		// What Copy leaves is rare: other lengths, words, 字, the end.
		out := buf[:o]
		e, r, n := entry(src[p:to])
		if e == 0 && r != '/' && r != '(' {
			out = append(out, src[p:p+n]...)
			p, o, buf = p+n, o+n, out[:cap(out)]
			continue
		}
		k.see(e, p)
		word, value, size := -1, "", n
		if e&dict.Trigger != 0 && t.Possible(src[:to], p, floor) {
			word, n, value = c.cover(p, n, floor, to)
			floor = p + n
		}
		switch {
		case word >= 0:
			// The word's first characters stand in out already.
			out = c.undo(out, word, p, &k)
			out = append(out, value...)
			k.word(src[word:p+n], value)
			c.see(p+size, p+n, &k)
		case e&dict.Special != 0 && script.Description(src[p:to]) > 0:
			n = script.Description(src[p:to])
			out = append(out, src[p:p+n]...)
			var parts tally
			c.see(p, p+n, &parts)
			k.seen |= parts.seen &^ (dict.Strict | dict.Simplified) // as script.Count does
			floor = p + n
		default:
			c.mention(from, to, p, e, r, n)
			out = c.single(out, p, e, r, n, 1, &k)
		}
		p, o = p+n, len(out)
		out = slices.Grow(out, to-p+slack)
		buf = out[:cap(out)]
	}
	c.variants = k.variants
	return buf[:o], k
}

// cover finds the word that holds the trigger at p, of size bytes, if the run of
// members it stands in is cut into words from left to right, the longest first. It
// returns where the word starts, how many bytes from p on it takes, and its value;
// -1 and size if there is none. What stands before floor is cut already.
func (c *converter) cover(p, size, floor, to int) (start, n int, value string) {
	t := &tables.Simplified
	start = p
	for start > floor {
		e, k := lastEntry(c.src[floor:start])
		if e&dict.Member == 0 {
			break
		}
		start -= k
	}
	for start <= p {
		n, i := t.Phrases.Match(c.src[start:to])
		if start+n > p {
			return start, start + n - p, t.Phrases.Value(i)
		}
		if n == 0 {
			_, _, n = entry(c.src[start:to])
		}
		start += n
	}
	return -1, size, ""
}

// single appends what becomes of the character r at p, with entry e and of n bytes,
// if no word holds it. It adds by to the edits that takes.
func (c *converter) single(dst []byte, p int, e uint32, r rune, n, by int, k *tally) []byte {
	at, in := len(dst), c.src[p:p+n]
	to, ch, _ := rune(0), (*choice)(nil), 0.0
	if e&dict.Special != 0 {
		to, ch, _ = c.decideChar(r, e, p)
	}
	if to > 0 {
		dst = utf8.AppendRune(dst, to)
	} else {
		dst, _ = tables.Simplified.AppendChar(dst, in)
	}
	switch {
	case string(dst[at:]) == string(in):
	case e&dict.Strict != 0:
		k.characters += by
	case ch != nil:
		k.choices += by
	default:
		k.contexts += by
	}
	return dst
}

// undo takes the characters src[start:p], each converted alone, off out again.
func (c *converter) undo(out []byte, start, p int, k *tally) []byte {
	var buf [8]byte
	for start < p {
		e, r, n := entry(c.src[start:p])
		v := c.single(buf[:0], start, e, r, n, -1, k)
		out = out[:len(out)-len(v)]
		start += n
	}
	return out
}

// see notes the entries of the characters in src[p:end].
func (c *converter) see(p, end int, k *tally) {
	for p < end {
		e, _, n := entry(c.src[p:])
		k.see(e, p)
		p += n
	}
}

// word counts the characters of a word that its value has otherwise.
func (k *tally) word(word []byte, value string) {
	var buf [8]byte
	for len(word) > 0 {
		e, _, n := entry(word)
		_, m := utf8.DecodeRuneInString(value)
		if string(word[:n]) != value[:m] {
			usual, _ := tables.Simplified.AppendChar(buf[:0], word)
			if e&dict.Strict != 0 && string(usual) == value[:m] {
				k.characters++
			} else {
				k.contexts++
			}
		}
		word, value = word[n:], value[m:]
	}
}

// entry returns the character at the start of src, its table entry, and its length
// in bytes.
func entry(src []byte) (e uint32, r rune, n int) {
	if len(src) >= 3 && src[0]-0xE1 < 0xC && src[1]&0xC0 == 0x80 && src[2]&0xC0 == 0x80 { // most of Chinese
		r = rune(src[0]&0xF)<<12 | rune(src[1]&0x3F)<<6 | rune(src[2]&0x3F)
		return tables.Simplified.RuneEntry(r), r, 3
	}
	r, n = utf8.DecodeRune(src)
	if r == utf8.RuneError && n == 1 {
		return 0, r, 1
	}
	return tables.Simplified.RuneEntry(r), r, n
}

// lastEntry returns the table entry of the last character of src, and its length.
func lastEntry(src []byte) (e uint32, n int) {
	r, n := utf8.DecodeLastRune(src)
	if r == utf8.RuneError && n == 1 {
		return 0, 1
	}
	return tables.Simplified.RuneEntry(r), n
}
