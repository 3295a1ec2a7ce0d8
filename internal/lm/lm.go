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
// a guide, clean Chinese costs 4 to 6 nats a character, and Chinese read in a
// wrong charset 11 to 20. ASCII letters, which are all alike here, cost about
// 1.
//
// PROVENANCE.md says what the tables were learned from and how well they do.
package lm

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

//go:embed model.bin
var model string

// Unit is the size of one step of a cost, in nats.
const Unit = layout.Unit

// Nat is one nat in those steps: the unit in which thresholds are written.
const Nat = 16

var _ [Nat*Unit - 1]struct{} // Nat is 1 / Unit

// Token is the number of a character in the model.
type Token uint16

// Start is the token before the first character of a line, and the token of
// the line feed: Cost(t, Start) is the cost of a line that ends after t.
const Start Token = layout.Start // 0, as the zero Walk has it

// TokenOf returns the token of r. Every rune has one; utf8.RuneError and
// whatever else is no character have the token of U+FFFD.
func TokenOf(r rune) Token {
	if uint32(r) < 0x10000 {
		return load().token(uint32(r)>>layout.BlockBits, uint32(r))
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

// tables is what model.bin holds. All of it is bytes, so that it can be used
// where it lies, on any machine; the arrays have fixed sizes, so that most
// bounds checks fall away.
type tables struct {
	trans  [layout.Classes][layout.Classes]uint8 // cost of a class after a class
	prior  [layout.Classes]uint8                 // cost of a class anywhere
	levels [layout.Levels]uint8                  // sizes of the corrections
	info   [tokenCount]record
	first  [layout.Blocks][2]uint8 // the block of a code point, by its high bits
	second [blockCount][1 << layout.BlockBits][2]uint8
	cells  [buckets][2 * layout.BucketCells]uint8
}

// record is what is known of a token.
type record struct {
	out, in uint8 // its class as the first and as the second of a pair
	emit    uint8 // its cost within its class in
	lambda  uint8 // the cost of a successor without a correction
}

func load() *tables {
	return (*tables)(unsafe.Pointer(unsafe.StringData(model)))
}

// token returns the token of the code point block<<BlockBits | low.
func (m *tables) token(block, low uint32) Token {
	b := &m.first[block%layout.Blocks]
	t := &m.second[uint16(b[0])|uint16(b[1])<<8][low%(1<<layout.BlockBits)]
	return Token(t[0]) | Token(t[1])<<8
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
	m := load()
	p := &m.info[prev]
	cost := m.classCost(p, &m.info[cur]) + int(p.lambda)
	return max(0, cost-m.correction(layout.Pair(uint16(prev), uint16(cur))))
}

// Cost3 returns the cost of cur after first and prev, in units of 1/16 nat:
// Cost(prev, cur), or less where the three are known to go together. At the
// start of a line, use Cost(Start, c) for its first character and
// Cost3(Start, c, d) for the second. It chooses between readings better than
// Cost does, but unlike it, does not add up to quite one over all cur.
func Cost3(first, prev, cur Token) int {
	return max(0, Cost(prev, cur)-load().correction(layout.Triple(uint16(first), uint16(prev), uint16(cur))))
}

// A Walk goes through a text: it knows the two characters before the next one. The zero Walk
// begins a line.
type Walk struct{ first, prev Token }

// Next returns what r costs behind those before it, as Cost3 does, and goes on behind it.
func (w *Walk) Next(r rune) int {
	t := TokenOf(r)
	cost := Cost3(w.first, w.prev, t)
	w.first, w.prev = w.prev, t
	return cost
}

// Sum returns what the characters of text cost, the first one following Start.
func Sum(text []byte) (sum int) {
	var w Walk
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		sum += w.Next(r)
		i += n
	}
	return sum
}

// Triple returns by how much cur is likelier after first and prev than Cost says, in
// units of 1/16 nat.
func Triple(first, prev, cur Token) int {
	return load().correction(layout.Triple(uint16(first), uint16(prev), uint16(cur)))
}

// atOnce is how many corrections are asked for before any is looked at: the table is larger than a core's cache.
const atOnce = 32

// Costs fills in what [Cost] says of each pair, sooner than one by one.
func Costs(pairs [][2]Token, costs []int32) {
	m := load()
	for len(pairs) > 0 {
		n := min(len(pairs), atOnce)
		var keys [atOnce]uint64
		for i, p := range pairs[:n] {
			keys[i] = layout.Pair(uint16(p[0]), uint16(p[1]))
		}
		m.corrections(keys[:n], costs)
		for i, p := range pairs[:n] {
			prev := &m.info[p[0]]
			costs[i] = max(0, int32(m.classCost(prev, &m.info[p[1]])+int(prev.lambda))-costs[i])
		}
		pairs, costs = pairs[n:], costs[n:]
	}
}

// Triples fills in what [Triple] says of each sequence, sooner than one by one.
func Triples(sequences [][3]Token, costs []int32) {
	for len(sequences) > 0 {
		n := min(len(sequences), atOnce)
		var keys [atOnce]uint64
		for i, s := range sequences[:n] {
			keys[i] = layout.Triple(uint16(s[0]), uint16(s[1]), uint16(s[2]))
		}
		load().corrections(keys[:n], costs)
		sequences, costs = sequences[n:], costs[n:]
	}
}

// MostTriple is what Triple returns at most.
const MostTriple = 117

// ClassCost returns the cost of cur after prev by the classes of the two
// tokens alone, in units of 1/16 nat: faster than Cost and coarser, for a
// first look at text that is most likely clean.
func ClassCost(prev, cur Token) int {
	m := load()
	return m.classCost(&m.info[prev], &m.info[cur])
}

// ClassSum returns the sum of ClassCost over the characters of text, the first one
// following Start.
func ClassSum(text []byte) (sum int) {
	m := load()
	prev := &m.info[Start]
	for i := 0; i < len(text); {
		var t Token
		switch b := uint32(text[i]); {
		case b < utf8.RuneSelf:
			t = m.token(b>>layout.BlockBits, b)
			i++
		case b>>5 == 0x6 && b >= 0xC2 && i+1 < len(text) && text[i+1]&0xC0 == 0x80:
			t = m.token(b&0x1F, uint32(text[i+1]))
			i += 2
		case b > 0xE0 && b < 0xED && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			t = m.token(b&0xF<<6|uint32(text[i+1]&0x3F), uint32(text[i+2]))
			i += 3
		default:
			r, n := utf8.DecodeRune(text[i:])
			t = TokenOf(r)
			i += n
		}
		cur := &m.info[t]
		sum += m.classCost(prev, cur)
		prev = cur
	}
	return sum
}

// Row holds what every class costs after a token.
type Row [layout.Classes]uint8

// After returns the costs of classes after prev. With [Class], it makes the first look at
// many tokens behind one cheaper than [ClassCost].
func After(prev Token) *Row {
	m := load()
	return (*Row)(&m.trans[m.info[prev].out])
}

// Class returns the class of cur and what cur costs within it:
// ClassCost(prev, cur) is After(prev)[class] + within.
func Class(cur Token) (class, within uint8) {
	c := &load().info[cur]
	return c.in, c.emit
}

// Before returns the costs of next by the classes before it: ClassCost(prev, next) is
// Before(next)[Leading(prev)] + within.
func Before(next Token) (row *Row, within uint8) {
	c := &load().info[next]
	return &columns()[c.in], c.emit
}

// columns are the rows of costs by the class that they are about, not by the one before it: who asks about
// many characters before one finds all in four lines of the cache.
var columns = sync.OnceValue(func() *[layout.Classes]Row {
	m, all := load(), new([layout.Classes]Row)
	for i := range m.trans {
		for j, cost := range &m.trans[i] {
			all[j][i] = cost
		}
	}
	return all
})

// Leading returns the class of a token as the first of a pair.
func Leading(t Token) uint8 { return load().info[t].out }

// UnigramCost returns the cost of cur wherever it stands, in units of 1/16
// nat.
func UnigramCost(cur Token) int {
	m := load()
	c := &m.info[cur]
	return int(m.prior[c.in]) + int(c.emit)
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

func (m *tables) classCost(prev, cur *record) int {
	return int(m.trans[prev.out][cur.in]) + int(cur.emit)
}

// corrections fills in the correction of each of at most atOnce keys.
func (m *tables) corrections(keys []uint64, costs []int32) {
	var cells, prints [atOnce]uint64
	for i, key := range keys {
		bucket, f := layout.Slot(key, buckets)
		cells[i], prints[i] = binary.LittleEndian.Uint64(m.cells[bucket][:]), f
	}
	for i := range keys {
		costs[i] = int32(m.find(cells[i], prints[i]))
	}
}

// correction returns by how much the pair or triple is likelier than what is
// known without it, in units.
func (m *tables) correction(key uint64) int {
	bucket, f := layout.Slot(key, buckets)
	return m.find(binary.LittleEndian.Uint64(m.cells[bucket][:]), f)
}

// find returns the correction of a fingerprint, of the cells of its bucket.
func (m *tables) find(v, f uint64) int {
	const ones = 0x0001_0001_0001_0001
	f *= ones << layout.LevelBits
	// The lowest lane that is zero is a cell with this fingerprint.
	x := (v ^ f) &^ (ones * (layout.Levels - 1))
	x = (x - ones) &^ x & (ones << 15)
	level := int(m.levels[v>>((bits.TrailingZeros64(x)-15)&63)%layout.Levels])
	if x == 0 { // not a branch: many are asked for in a row, and none should wait for another
		level = 0
	}
	return level
}
