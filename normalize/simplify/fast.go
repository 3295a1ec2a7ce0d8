package simplify

import (
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/normalize/script"
)

// slack is how many bytes past its end the output buffer always has, so that a
// whole word can be written where fewer bytes are meant.
const slack = 8

// maxWord is a number of bytes that no word of the dictionary reaches.
const maxWord = 64

// tally is what fast saw and did.
type tally struct {
	seen                 uint32 // the OR of the entries of all characters
	characters, contexts int    // edits by rule
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
	var k tally
	c.kept = c.kept[:0]
	floor := from
	for p := from; p < to; {
		// Copy leaves the last seven bytes: give it seven more, and cut off what
		// it took of them. That is ASCII: a unit ends between characters.
		got := t.Copy(buf[o:], src[p:min(len(src), to+7)])
		n := min(got.N, to-p)
		p, o = p+n, o+n
		k.seen |= got.Seen
		k.characters += got.Strict
		k.contexts += got.Other
		if p == to {
			break
		}
		// What Copy leaves is rare: other lengths, words, 字, the end of src.
		out := buf[:o]
		e, r, n := entry(src[p:to])
		switch {
		case e&dict.Trigger != 0 && t.Possible(src[:to], p, floor) && t.Covered(src[:to], p, max(floor, p-maxWord)):
			start, end := t.Run(src[:to], p, floor)
			// The run's first characters stand in out already; fastRun does them
			// again, with their words.
			out = c.undo(out, start, p, &k)
			k.seen |= c.seen(p, end)
			out = c.fastRun(out, start, end, &k)
			floor, n = end, end-p
		case e&dict.Special != 0 && script.Description(src[p:to]) > 0:
			n = script.Description(src[p:to])
			out = append(out, src[p:p+n]...)
			k.seen |= c.seen(p, p+n) &^ (dict.Strict | dict.Simplified) // as script.Count does
			floor = p + n
		default:
			k.seen |= e
			c.mention(from, to, p, e, r, n)
			out, n = c.single(out, p, to, 1, &k)
		}
		p, o = p+n, len(out)
		out = slices.Grow(out, to-p+slack)
		buf = out[:cap(out)]
	}
	return buf[:o], k
}

// single appends what becomes of the character at p, which ends at end at the
// latest, if no word holds it. It adds by to the edits that takes, and returns the
// length of the character.
func (c *converter) single(dst []byte, p, end, by int, k *tally) ([]byte, int) {
	e, r, n := entry(c.src[p:end])
	if to := c.dialect(r, p); to > 0 {
		k.contexts += by
		return utf8.AppendRune(dst, to), n
	}
	at := len(dst)
	dst, n = tables.Simplified.AppendChar(dst, c.src[p:end])
	switch {
	case string(dst[at:]) == string(c.src[p:p+n]):
	case e&dict.Strict != 0:
		k.characters += by
	default:
		k.contexts += by
	}
	return dst, n
}

// undo takes the characters src[start:p], each converted alone, off out again.
func (c *converter) undo(out []byte, start, p int, k *tally) []byte {
	var buf [8]byte
	for start < p {
		v, n := c.single(buf[:0], start, p, -1, k)
		out = out[:len(out)-len(v)]
		start += n
	}
	return out
}

// seen returns the OR of the entries of the characters in src[p:end].
func (c *converter) seen(p, end int) (seen uint32) {
	for p < end {
		e, _, n := entry(c.src[p:])
		seen |= e
		p += n
	}
	return seen
}

// fastRun appends what becomes of a run of members and counts the edits.
func (c *converter) fastRun(dst []byte, p, end int, k *tally) []byte {
	t := &tables.Simplified
	for p < end {
		n, i := t.Phrases.Match(c.src[p:end])
		if n == 0 {
			dst, n = c.single(dst, p, end, 1, k)
		} else {
			value := t.Phrases.Value(i)
			k.word(c.src[p:p+n], value)
			dst = append(dst, value...)
		}
		p += n
	}
	return dst
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
	r, n = utf8.DecodeRune(src)
	if r == utf8.RuneError && n == 1 {
		return 0, r, 1
	}
	return tables.Simplified.RuneEntry(r), r, n
}
