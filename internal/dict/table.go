package dict

import (
	"sync"
	"unicode/utf8"
)

// The flags of a character, above the 24 bits that hold its change.
const (
	// Member: the character occurs in a phrase.
	Member = 1 << 24
	// Trigger: a phrase that holds the character may give something else than
	// its characters alone. A trigger is also a member.
	Trigger = 1 << 25
	// Special: what becomes of the character is not three bytes long, or it
	// starts an ideographic description sequence. Table.Char knows.
	Special = 1 << 26

	// MarkMask are the flags that are left to the caller of Compile.
	MarkMask = 0xF8 << 24
	// ChangeMask is the change itself: the three UTF-8 bytes of the output, the
	// first lowest, XORed with those of the character. A character that stays
	// has 0, so that rows of such characters are stored once for all tables.
	ChangeMask = 1<<24 - 1
)

// Table is a compiled chain. Its fields are exported so that generated source
// can hold tables as data that needs no work at start; programs do not change
// them. A Table is safe for concurrent use.
type Table struct {
	// Index and Blocks hold the entry of every character of three bytes (U+0800
	// to U+FFFF): Index by the first ten bits gives where its block of 64 starts,
	// the last six bits are the place in it. See Entry.
	Index  *[1024]uint32
	Blocks []uint32
	// Direct, if set, holds the same by code point, and Index and Blocks are not
	// needed: four times as large, and a look-up less.
	Direct *[1 << 16]uint32
	// Stop has a bit, in the same order, for each character Next stops at.
	Stop *[1024]uint64

	// Others holds the characters whose output is not in Blocks, by code point,
	// and Long those outputs that are not one character.
	Others []Other
	Long   []string
	// ASCII has a bit for each ASCII character that is in Others.
	ASCII [2]uint64

	// Bigrams are the pairs of neighbours that triggers have in phrases, in the
	// order in which they stand. They do not count if Unfiltered is set.
	Bigrams    Bloom
	Unfiltered bool

	// Phrases are the phrases of a table of one stage.
	Phrases Phrases

	// Chain is set on tables of more than one step: runs are resolved by passing
	// them through its tables one by one; Segment cuts the run after the first
	// Normal tables.
	Chain   []*Table
	Normal  int
	Segment Phrases

	KeepIDS bool

	// sharp are the neighbours of Bigrams that Phrases has, which is made when it is needed: Bigrams
	// says yes of one pair in twenty by chance.
	sharp     sharpSet
	sharpOnce sync.Once
}

// Other is a character outside Blocks, or with an output that does not fit there.
type Other struct {
	Key uint32 // the code point, shifted left by 8, and the eight flags
	Out int32  // the output: a code point, or ^i for Long[i]
}

func (o Other) rune() rune    { return rune(o.Key >> 8) }
func (o Other) flags() uint32 { return o.Key << 24 }

// Entry returns the flags and change of the character whose three UTF-8 bytes are
// the low bytes of w, the first lowest. Other bytes of w do not matter.
func (t *Table) Entry(w uint32) uint32 {
	hi := w&15<<6 | w>>8&63
	if t.Direct != nil {
		return t.Direct[hi<<6|w>>16&63]
	}
	return t.Blocks[t.Index[hi]|w>>16&63]
}

// Three reports whether the low bytes of w are shaped like a character of three
// bytes. It also accepts overlong forms and surrogates; their entries are empty.
func Three(w uint32) bool { return w&0xC0C0F0 == 0x8080E0 }

// RuneEntry returns the flags and change of r, which may have any length.
func (t *Table) RuneEntry(r rune) uint32 {
	switch {
	case r < 0x80:
		if t.ASCII[r>>6]>>(r&63)&1 == 0 {
			return 0
		}
		return t.other(r).flags()
	case r >= 0x800 && r <= 0xFFFF && t.Direct != nil:
		return t.Direct[r]
	case r >= 0x800 && r <= 0xFFFF:
		return t.Blocks[t.Index[r>>6]|uint32(r)&63]
	default:
		if o := t.other(r); o != nil {
			return o.flags()
		}
		return 0
	}
}

// other returns the entry of r in Others, or nil.
func (t *Table) other(r rune) *Other {
	lo, hi := 0, len(t.Others)
	if hi == 0 || r > t.Others[hi-1].rune() || r < t.Others[0].rune() {
		return nil
	}
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if t.Others[m].rune() < r {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if t.Others[lo].rune() != r {
		return nil
	}
	return &t.Others[lo]
}

// AppendChar appends to dst what the table makes of the character at the start of
// src when no phrase matches, and returns how many bytes of src that were. Bytes
// that are no character are appended as they are, one at a time. src is not empty.
func (t *Table) AppendChar(dst, src []byte) ([]byte, int) {
	r, n := utf8.DecodeRune(src)
	if r == utf8.RuneError && n <= 1 {
		return append(dst, src[0]), 1
	}
	e := t.RuneEntry(r)
	if n != 3 || e&Special != 0 {
		switch o := t.other(r); {
		case o == nil && n != 3:
			return append(dst, src[:n]...), n
		case o == nil: // the marks made it Special
		case o.Out < 0:
			return append(dst, t.Long[^o.Out]...), n
		default:
			return utf8.AppendRune(dst, o.Out), n
		}
	}
	return append(dst, src[0]^byte(e), src[1]^byte(e>>8), src[2]^byte(e>>16)), n
}

// outLen returns the length of what AppendChar would append for all of src.
func (t *Table) outLen(src []byte) int {
	var buf [64]byte
	total := 0
	for len(src) > 0 {
		out, n := t.AppendChar(buf[:0], src)
		total += len(out)
		src = src[n:]
	}
	return total
}

// Run returns the run of members around offset p of src, at whose character a
// member stands, as the half-open range [start, end). It looks no further back
// than floor, where a character starts.
func (t *Table) Run(src []byte, p, floor int) (start, end int) {
	start, end = p, p
	for start > floor {
		r, n := utf8.DecodeLastRune(src[floor:start])
		if t.RuneEntry(r)&Member == 0 || r == utf8.RuneError && n == 1 {
			break
		}
		start -= n
	}
	for end < len(src) {
		r, n := utf8.DecodeRune(src[end:])
		if t.RuneEntry(r)&Member == 0 || r == utf8.RuneError && n == 1 {
			break
		}
		end += n
	}
	return start, end
}

// Possible reports whether the trigger at offset p of src has a neighbour that it
// has in a phrase too. False is certain. It looks no further back than floor.
func (t *Table) Possible(src []byte, p, floor int) bool {
	if t.Unfiltered || len(t.Bigrams) == 0 {
		return t.Unfiltered
	}
	r, n := utf8.DecodeRune(src[p:])
	if p+n < len(src) {
		if next, _ := utf8.DecodeRune(src[p+n:]); t.Bigrams.Has(pairHash(r, next)) {
			return true
		}
	}
	if p > floor {
		previous, _ := utf8.DecodeLastRune(src[floor:p])
		return t.Bigrams.Has(pairHash(previous, r))
	}
	return false
}

// Covered reports whether a phrase may hold the trigger at offset p of src: one stands
// there, though the words before may be cut so that it is none. It looks no further back than floor.
func (t *Table) Covered(src []byte, p, floor int) bool {
	if !t.Possible(src, p, floor) {
		return false
	}
	if len(t.Chain) > 0 {
		return true
	}
	for start, k := p, 0; ; k++ {
		if n, _ := t.Phrases.Match(src[start:]); start+n > p {
			return true
		}
		r, n := utf8.DecodeLastRune(src[floor:start])
		if k == longestPhrase || t.RuneEntry(r)&Member == 0 || r == utf8.RuneError && n <= 1 {
			return false
		}
		start -= n
	}
}

// longestPhrase is more than a phrase has characters.
const longestPhrase = 16
