// Package lm says how plausible text is. It is one model of characters for all
// clean text fixtext may meet: simplified and traditional Chinese (modern and
// classical), Japanese, Korean, Vietnamese, Russian and other languages in
// Cyrillic, the languages of Europe in Latin letters, Greek, Arabic, Hindi and
// more, English, and code. It is what decides between two readings of the same
// bytes when both are valid.
//
// A character becomes a [Token]: traditional characters count as their
// simplified form (so the model does not tell the two scripts apart), the ten
// digits are one token, so are a-z and A-Z, and characters too rare to have
// been learned share a token with their like. P(cur | prev) is the product of
// a bigram of token classes and the share of cur within its class, corrected
// for the pairs of characters that are much more frequent than that; a further
// correction knows the most useful sequences of three. Everything is a byte in
// tables of 1.2 MB that are read in place: there is nothing to set up, and no
// call allocates. All functions are safe for concurrent use.
//
// A cost is -log P in units of 1/16 nat. A sum of costs over a text is what to
// compare, not an average: two readings of the same bytes differ in length. As
// a guide, clean Chinese costs 4 to 5 nats a character, and Chinese read in a
// wrong encoding 10 to 16. ASCII letters, which are all alike here, cost about
// 1.
//
// PROVENANCE.md says what the tables were learned from and how well they do.
package lm

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
	"unsafe"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

//go:embed model.bin
var model string

// Unit is the size of one step of a cost, in nats.
const Unit = layout.Unit

// Token is the number of a character in the model.
type Token uint16

// Start is the token before the first character of a line, and the token of
// the line feed: Cost(t, Start) is the cost of a line that ends after t.
const Start Token = layout.Start

// TokenOf returns the token of r. Every rune has one; utf8.RuneError and
// whatever else is no character have the token of U+FFFD.
func TokenOf(r rune) Token {
	if uint32(r) < 0x10000 {
		return bmp(tables(), uint32(r)>>layout.BlockBits, uint32(r))
	}
	switch {
	case 0x1F000 <= r && r < 0x1FB00:
		return layout.Emoji
	case 0x20000 <= r && r < 0x40000:
		return layout.AstralHan
	case 0 <= r && r <= utf8.MaxRune:
		return layout.Astral
	}
	return layout.Invalid
}

// tables is the model as an array, so that the compiler knows its size: most
// bounds checks fall away.
func tables() *[modelSize]byte {
	return (*[modelSize]byte)(unsafe.Pointer(unsafe.StringData(model)))
}

// bmp returns the token of the code point block<<BlockBits | low.
func bmp(m *[modelSize]byte, block, low uint32) Token {
	i := atFirst + 2*(block&(layout.Blocks-1))
	s := m[i : i+2]
	i = uint32(s[0]) | uint32(s[1])<<8
	i = atSecond + 2*(i&(layout.Blocks-1)<<layout.BlockBits|low&(1<<layout.BlockBits-1))
	s = m[i : i+2]
	return Token(s[0]) | Token(s[1])<<8
}

// LogProb returns log P(cur | prev), in nats (so it is negative).
func LogProb(prev, cur Token) float32 {
	return -Unit * float32(Cost(prev, cur))
}

// LogProb3 returns log P(cur | first, prev), in nats: what [Cost3] says.
func LogProb3(first, prev, cur Token) float32 {
	return -Unit * float32(Cost3(first, prev, cur))
}

// Cost returns -log P(cur | prev) in units of 1/16 nat. It is at least 0 and
// at most 765.
func Cost(prev, cur Token) int {
	m := tables()
	p, c := info(m, prev), info(m, cur)
	cost := classCost(m, p, c) + int(p>>24)
	return max(0, cost-correction(m, layout.Pair(uint16(prev), uint16(cur))))
}

// Cost3 returns the cost of cur after first and prev, in units of 1/16 nat:
// Cost(prev, cur), or less where the three are known to go together. At the
// start of a line, use Cost(Start, c) for its first character and
// Cost3(Start, c, d) for the second. It chooses between readings better than
// Cost does, but unlike it, does not add up to quite one over all cur.
func Cost3(first, prev, cur Token) int {
	return max(0, Cost(prev, cur)-correction(tables(), layout.Triple(uint16(first), uint16(prev), uint16(cur))))
}

// ClassCost returns the cost of cur after prev by the classes of the two
// tokens alone, in units of 1/16 nat: faster than Cost and coarser, for a
// first look at text that is most likely clean.
func ClassCost(prev, cur Token) int {
	m := tables()
	return classCost(m, info(m, prev), info(m, cur))
}

// UnigramCost returns the cost of cur wherever it stands, in units of 1/16
// nat.
func UnigramCost(cur Token) int {
	m := tables()
	c := info(m, cur)
	return int(m[atPrior+int(c>>8&0xFF)]) + int(c>>16&0xFF)
}

// Score returns the log probability of s, in nats, and the number of its
// tokens: the sum of LogProb3 over its characters, the first one following
// Start. A line feed in s is a token like others; the end of s is not taken
// for the end of a line. A byte that is no UTF-8 counts as one U+FFFD.
func Score(s string) (nats float32, n int) {
	cost, first, prev := 0, Start, Start
	for i, r := range s {
		cur := TokenOf(r)
		if i == 0 {
			cost = Cost(Start, cur)
		} else {
			cost += Cost3(first, prev, cur)
		}
		first, prev = prev, cur
		n++
	}
	return -Unit * float32(cost), n
}

// classCost is the cost by classes, from the records of the two tokens.
func classCost(m *[modelSize]byte, prev, cur uint32) int {
	return int(m[prev&0xFF<<8|cur>>8&0xFF]) + int(cur>>16&0xFF)
}

// info returns the record of a token; see layout.InfoBytes.
func info(m *[modelSize]byte, t Token) uint32 {
	i := atInfo + layout.InfoBytes*uint32(t)
	return binary.LittleEndian.Uint32(m[i : i+4])
}

// correction returns by how much the pair or triple is likelier than what is
// known without it, in units.
func correction(m *[modelSize]byte, key uint64) int {
	bucket, f := layout.Slot(key, buckets)
	i := atCells + layout.BucketBytes*bucket
	const ones = 0x0001_0001_0001_0001
	f *= ones << layout.LevelBits
	// The lowest lane that is zero is a cell with this fingerprint; at most
	// one of the two words has one.
	v := binary.LittleEndian.Uint64(m[i : i+8])
	w := binary.LittleEndian.Uint64(m[i+8 : i+16])
	x := (v ^ f) &^ (ones * (layout.Levels - 1))
	y := (w ^ f) &^ (ones * (layout.Levels - 1))
	x = (x - ones) &^ x & (ones << 15)
	y = (y - ones) &^ y & (ones << 15)
	if x|y == 0 {
		return 0
	}
	if x == 0 {
		x, v = y, w
	}
	return int(levels[v>>(bits.TrailingZeros64(x)-15)&(layout.Levels-1)])
}
