package spans

import (
	"errors"
	"math/bits"

	"github.com/fixtext/fixtext/internal/lm"
)

// A table begins with its header; buckets of 16 bytes follow, with two numbers of
// three cells each. A cell is the print of a sequence and, in the low bits, how often it
// was counted, as an index of Levels.
const (
	HeaderSize  = 64
	BucketSize  = 16
	BucketCells = 6
	CellBits    = 21
	LevelBits   = 4
	Magic       = "fixspan1"
)

// Levels are the numbers that are told apart.
var Levels = [1 << LevelBits]uint16{0, 1, 2, 3, 4, 6, 8, 11, 16, 24, 36, 60, 110, 250, 700, 3000}

// Table is what was counted, and how much it says.
type Table struct {
	Below   uint64           // what package lm was when it was made
	Base    int32            // how much the cost by package choice counts, in 1/128
	Shares  [Templates]int32 // how much each span counts, in 1/128
	buckets string
}

// Open makes a table of what a file holds, and keeps that.
func Open(b string) (*Table, error) {
	if len(b) < HeaderSize+BucketSize || b[:8] != Magic || (len(b)-HeaderSize)%BucketSize != 0 {
		return nil, errors.New("not a table of spans")
	}
	t := &Table{Below: word(b[8:]), Base: int32(b[16]), buckets: b[HeaderSize:]}
	for i := range t.Shares {
		t.Shares[i] = int32(b[17+i])
	}
	return t, nil
}

// Place returns the bucket of a key, of so many, and its print, which is not 0.
func Place(key uint64, buckets int) (bucket int, print uint64) {
	print = key >> 24 & (1<<(CellBits-LevelBits) - 1)
	if print == 0 {
		print = 1
	}
	return int(key >> 32 * uint64(buckets) >> 32), print
}

// Count implements Counter. The table is larger than a core's cache: all that is asked for is on its
// way before the first is looked at.
func (t *Table) Count(keys []uint64, counts []int32) {
	seen := byte(0)
	for _, key := range keys {
		at, _ := Place(key, len(t.buckets)/BucketSize)
		seen |= t.buckets[at*BucketSize]
	}
	unused(seen)
	for i, key := range keys {
		counts[i] = int32(t.Of(key))
	}
}

// Of returns how often the sequence with a key was counted.
func (t *Table) Of(key uint64) int {
	at, print := Place(key, len(t.buckets)/BucketSize)
	b := t.buckets[at*BucketSize:][:BucketSize]
	const ones = 1 | 1<<CellBits | 1<<(2*CellBits)
	const levels = ones * (1<<LevelBits - 1)
	print *= ones << LevelBits
	for _, v := range [2]uint64{word(b), word(b[8:])} {
		x := (v ^ print) &^ levels
		if x = (x - ones) &^ x & (ones << (CellBits - 1)); x != 0 { // the lowest such cell has this print
			return int(Levels[v>>((bits.TrailingZeros64(x)-CellBits+1)&63)%(1<<LevelBits)])
		}
	}
	return 0
}

// word reads the first eight bytes of s.
func word(s string) uint64 {
	_ = s[7]
	return uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
		uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
}

// Scaled returns what a cost by package choice counts beside what the spans say.
func (t *Table) Scaled(cost int) int { return (cost*int(t.Base) + 64) >> 7 }

// Says returns by how much candidate i of those weighed in v is likelier than one that was
// never counted there, in units of package lm.
func (t *Table) Says(v *Weigher, i int) int {
	sum := int32(0)
	for k, known := range v.Known {
		if known {
			sum += v.W[k][i] * t.Shares[k]
		}
	}
	const one = 128 * (Fine / lm.Nat)
	return (int(sum) + one/2) / one
}

// unused takes what was read for the sake of reading.
//
//go:noinline
func unused(byte) {}
