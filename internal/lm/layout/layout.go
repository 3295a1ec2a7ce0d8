// Package layout is what the reader of the language model (package lm) and
// the program that trains it (lm/train) must agree on: how a pair of tokens
// finds its cell in the table of corrections, how cells and token records are
// packed, and which lines of a corpus are kept away from training.
package layout

const (
	// Classes is the number of classes on either side of the class bigram.
	Classes = 256
	// Unit is the size of one step of every quantised cost, in nats.
	Unit = 1.0 / 16
	// MaxCost is the largest cost a byte of the model can hold, in units.
	MaxCost = 255

	// BucketCells is the number of cells in a bucket of the table of
	// corrections. A bucket is eight bytes, so a look-up is one load.
	BucketCells = 4
	// LevelBits is the width of the correction level in a cell. The bits
	// above it are the fingerprint of the key, which is never zero, so that a
	// zero cell is an empty one. Few levels and a long fingerprint do best: a
	// key taken for another makes nonsense look likely.
	LevelBits = 2
	// Levels is the number of different correction sizes.
	Levels = 1 << LevelBits
	// FingerprintBits is the width of the fingerprint in a cell.
	FingerprintBits = 16 - LevelBits

	// BlockBits is the number of low bits of a code point that select an
	// entry within a block of the two-stage token table.
	BlockBits = 6
	// Blocks is the number of blocks the Basic Multilingual Plane falls into.
	Blocks = 0x10000 >> BlockBits
)

// Tokens with a fixed number. All others are numbered by the trainer.
const (
	Start     = 0 // the start and the end of a line
	AstralHan = 1 // Han characters outside the Basic Multilingual Plane
	Emoji     = 2 // pictographs outside the Basic Multilingual Plane
	Astral    = 3 // all other code points outside the Basic Multilingual Plane
	Invalid   = 4 // U+FFFD, lone surrogates, noncharacters
	Fixed     = 5 // the first number the trainer may give
)

// Pair and Triple are the keys of what was learned of two and of three tokens
// in a row.
func Pair(prev, cur uint16) uint64 { return uint64(prev)<<16 | uint64(cur) }

// Triple is the key of three tokens in a row.
func Triple(first, prev, cur uint16) uint64 {
	return (uint64(first)+1)<<32 | uint64(prev)<<16 | uint64(cur)
}

// Slot returns where the correction of a key is kept: the number of its
// bucket, below buckets, and its fingerprint, which has
// FingerprintBits and is not 0.
func Slot(key uint64, buckets uint32) (bucket uint32, fingerprint uint64) {
	h := key * 0x9E3779B97F4A7C15
	h ^= h >> 29
	h *= 0xBF58476D1CE4E5B9
	bucket = uint32((h >> 32) * uint64(buckets) >> 32)
	fingerprint = h >> 8 & (1<<FingerprintBits - 1)
	fingerprint += (fingerprint - 1) >> 63 // 0 becomes 1
	return bucket, fingerprint
}

// Split says what line number n (from 0) of a corpus file is for. Lines go in
// runs of 50 so that the held-out text is not a neighbour of training text in
// every line: of 20 runs, 18 train, one tunes (Dev) and one is only for the
// final figures (Test).
func Split(n int) Part {
	switch n / 50 % 20 {
	case 9:
		return Dev
	case 19:
		return Test
	}
	return Train
}

// Part is a share of the corpus.
type Part int

// The shares of the corpus.
const (
	Train Part = iota
	Dev
	Test
)
