// Package lm says how plausible text is. It is one bigram model of characters
// for all clean text fixtext may meet: simplified and traditional Chinese
// (modern and classical), Japanese, Korean, Vietnamese, Russian and other
// languages in Cyrillic, the languages of Europe in Latin letters, Greek,
// Arabic, Hindi, Thai and more, English, and code. It is what decides between
// two readings of the same bytes when both are valid.
//
// A character becomes a [Token]: traditional characters count as their
// simplified form (so the model does not tell the two scripts apart), the ten
// digits are one token, so are a-z and A-Z, and characters too rare to have
// been learned share a token with their like. P(cur | prev) is the product of
// a bigram of token classes and the share of cur within its class, corrected
// for the pairs of characters that are much more frequent than that. Everything
// is a byte in a table of about one megabyte that is read in place: there is
// nothing to set up, and no call allocates. All functions are safe for
// concurrent use.
//
// Probabilities are natural logarithms, in nats; costs are -log P in units of
// 1/16 nat. A sum of costs over a text is what to compare; an average is not,
// because two readings of the same bytes differ in length. As a guide, clean
// Chinese costs 5 to 6 nats a character, and Chinese read in a wrong encoding
// 10 to 15.
//
// PROVENANCE.md says what the tables were learned from.
package lm

import (
	_ "embed"
	"math/bits"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

//go:embed model.bin
var model string

// Unit is the size of one step of a cost, in nats.
const Unit = layout.Unit

// Token is the number of a character in the model.
type Token uint16

// Start is the token before the first character of a line, and the token of
// the line feed: P(Start | t) is how likely a line ends after t.
const Start Token = layout.Start

// TokenOf returns the token of r. Every rune has one; utf8.RuneError and
// whatever else is no character have the token of U+FFFD.
func TokenOf(r rune) Token {
	if uint32(r) < 0x10000 {
		i := atFirst + 2*int(r>>layout.BlockBits)
		block := int(model[i]) | int(model[i+1])<<8
		i = atSecond + 2*(block<<layout.BlockBits|int(r)&(1<<layout.BlockBits-1))
		return Token(model[i]) | Token(model[i+1])<<8
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

// LogProb returns log P(cur | prev), in nats (so it is negative).
func LogProb(prev, cur Token) float32 {
	return -Unit * float32(Cost(prev, cur))
}

// Cost returns -log P(cur | prev) in units of 1/16 nat. It is at least 0 and
// at most 765.
func Cost(prev, cur Token) int {
	p, c := info(prev), info(cur)
	cost := int(model[atTrans|int(p&0xFF)<<8|int(c>>8&0xFF)]) + int(c>>16&0xFF) + int(p>>24)
	b, f := layout.Slot(uint16(prev), uint16(cur), buckets)
	i := atCells + layout.BucketBytes*int(b)
	const ones = 0x0001_0001_0001_0001
	f *= ones << layout.LevelBits
	for range layout.BucketBytes / 8 {
		w := load64(i)
		// The lowest lane of x that is zero is a cell with this fingerprint.
		x := (w ^ f) &^ (ones * (layout.Levels - 1))
		if z := (x - ones) &^ x & (ones << 15); z != 0 {
			lane := bits.TrailingZeros64(z) - 15
			return max(0, cost-int(levels[w>>lane&(layout.Levels-1)]))
		}
		i += 8
	}
	return cost
}

// ClassCost is the cost by the classes of the two tokens alone, in units of
// 1/16 nat: three times as fast as Cost and coarser, for a first look at text
// that is most likely clean.
func ClassCost(prev, cur Token) int {
	p, c := info(prev), info(cur)
	return int(model[atTrans|int(p&0xFF)<<8|int(c>>8&0xFF)]) + int(c>>16&0xFF)
}

// Score returns the log probability of s, in nats, and the number of its
// tokens: the sum of LogProb over its characters, the first one following
// Start. Line feeds in s are tokens like others; the end of s is not taken for
// the end of a line. A byte that is no UTF-8 counts as one U+FFFD.
func Score(s string) (nats float32, n int) {
	cost, prev := 0, Start
	for _, r := range s {
		cur := TokenOf(r)
		cost += Cost(prev, cur)
		prev = cur
		n++
	}
	return -Unit * float32(cost), n
}

// info returns the record of a token; see layout.InfoBytes.
func info(t Token) uint32 {
	i := atInfo + layout.InfoBytes*int(t)
	s := model[i : i+4]
	return uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24
}

func load64(i int) uint64 {
	s := model[i : i+8]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}
