package choice

import "github.com/fixtext/fixtext/internal/lm"

// What the reader and the program that trains the table (choice/train) must
// agree on.
const (
	// Reach is how many characters on either side of a place are looked at.
	Reach = 16
	// Near is how many of them are told apart by where they stand. The others
	// count by their side alone.
	Near = 6
	// Sides is the number of different places a character of the context can
	// have: Near on either side, and the two groups beyond.
	Sides = 2*Near + 2

	// Dim is the number of features that describe a character.
	Dim = 64
	// Rows is the number of characters that are described: the first tokens,
	// which are the most frequent ones. Others have the description 0.
	Rows = 5120

	// IndexBits is the width of the index of a word, which is a character with
	// one or two of its neighbours. The index is a part of their hash; words
	// with the same index are told apart by eight bits more.
	IndexBits = bucketBits + printBits
	// WeightBits is the width of the weight of a word, which is signed and in
	// units of 1/16 nat.
	WeightBits = 16 - printBits
	// BucketCells is the number of words kept in a bucket.
	BucketCells = 4
	// Buckets is the number of buckets.
	Buckets = 1 << bucketBits

	bucketBits = 16
	printBits  = 9
)

// Window is the tokens around a place, which is in the middle, at Reach.
type Window [2*Reach + 1]lm.Token

// Unknown in a window stands for characters of which nothing is known, not even
// that there is no character.
const Unknown lm.Token = 0xFFFF

// Templates is the most words a character can be in at one place.
const Templates = 5

// Word is the hash of a character and one or two of its neighbours.
type Word struct {
	Index uint32 // IndexBits wide
	Check uint8
}

// Words returns the words that t makes in the middle of the
// window: with each neighbour, and with two.
func (w *Window) Words(t lm.Token, buf *[Templates]Word) []Word {
	const m = Reach
	a, b, d, e := w[m-2], w[m-1], w[m+1], w[m+2]
	n := 0
	add := func(template, x, y uint64) {
		h := (uint64(t) | template<<16 | x<<32 | y<<48) * 0x9E3779B97F4A7C15
		h ^= h >> 32
		h *= 0xD6E8FEB86659FD93
		h ^= h >> 32
		h *= 0xD6E8FEB86659FD93
		buf[n] = Word{uint32(h >> (64 - IndexBits)), uint8(h)}
		n++
	}
	if b != Unknown {
		add(1, uint64(b), 0)
		if a != Unknown {
			add(2, uint64(b), uint64(a))
		}
		if d != Unknown {
			add(3, uint64(b), uint64(d))
		}
	}
	if d != Unknown {
		add(4, uint64(d), 0)
		if e != Unknown {
			add(5, uint64(d), uint64(e))
		}
	}
	return buf[:n]
}

// Side returns the place in the tables of what stands at offset from the
// middle, which is not 0.
func Side(offset int) int {
	switch {
	case offset < -Near:
		return 2 * Near
	case offset > Near:
		return 2*Near + 1
	case offset < 0:
		return offset + Near
	}
	return offset + Near - 1
}

// Counts reports whether the token at offset says anything of the middle: the end
// of the line does so only right beside it.
func (w *Window) Counts(offset int) bool {
	t := w[Reach+offset]
	return t < Rows && offset != 0 && (t != lm.Start || offset == 1 || offset == -1)
}

// Base returns what package lm says of t in the middle: the cost of it and of
// its two successors.
func (w *Window) Base(t lm.Token) int {
	const m = Reach
	a, b, d, e := w[m-2], w[m-1], w[m+1], w[m+2]
	var cost int
	if b == Unknown {
		cost = lm.UnigramCost(t)
	} else {
		cost = lm.Cost3(a, b, t)
	}
	if d == Unknown {
		return cost
	}
	cost += lm.Cost3(b, t, d)
	if d == lm.Start || e == Unknown { // beyond the end, there is nothing
		return cost
	}
	return cost + lm.Cost3(t, d, e)
}

// Below returns a checksum of what package lm says. It reports whether tables
// were learned on top of the present ones of that package.
func Below() uint64 {
	sum := uint64(1)
	for a := range lm.Token(Rows / 10) {
		for b := range lm.Token(Rows / 10) {
			sum = (sum ^ uint64(lm.Cost3(b, a, b))) * 0x100000001B3 // FNV
		}
	}
	return sum
}
