// Package net is a small neural network that says which character fits at a place of a
// text: what package choice asks where its tables leave a doubt.
//
// It sees six characters before the place and six behind it. Three layers make of them what the
// missing character should be like, which is multiplied with what each candidate is like. It
// was trained on top of those tables: to say what they do not know.
//
// Weights are bytes, and all arithmetic is in whole numbers, so that the answer is the same on
// every machine. No call allocates, but for the first where there are no vectors, which unpacks the layers (0.7 MB);
// all functions are safe for concurrent use. PROVENANCE.md says what it was learned from and
// how well it does.
package net

import (
	_ "embed"
	"math"
	"sync"
	"unsafe"

	"github.com/fixtext/fixtext/internal/lm"
)

//go:embed net.bin
var weights string

const (
	// Near is how many characters on either side of a place are read.
	Near = 6
	// Rows is the number of tokens that are told apart, the most frequent ones. The
	// last row stands for all others.
	Rows = 5121

	in     = 48 // numbers that describe a character that is read
	wide   = 224
	middle = 112
	out    = 80 // numbers that describe the missing character
)

// Numbers have so many bits behind the point.
const (
	sumBits   = 8 // what the layers make
	scaleBits = 24
)

// file is what net.bin holds. All of it is bytes, so that it can be used where it lies, on any
// machine. The weights of a layer are all in steps of the same size: its scale makes of
// sums of products what the layer above works with.
type file struct {
	magic   [8]byte
	below   [8]byte   // what choice.Below returned when it was trained
	scales  [5]number // of the layers, and what a cost counts
	first   [wide][2 * Near * in]int8
	firstB  [wide]number
	second  [middle][wide]int8
	secondB [middle]number
	third   [out][middle]int8
	thirdB  [out]number
	tokens  [Rows][in]int8
	fits    [Rows][out]int8
	often   [Rows]number
}

// The scales.
const (
	scaleFirst = iota
	scaleSecond
	scaleThird
	scaleFits
	scaleCost // in 1/128
)

// number is a whole number, the low byte first.
type number [4]uint8

func (n *number) value() int64 {
	return int64(int32(uint32(n[0]) | uint32(n[1])<<8 | uint32(n[2])<<16 | uint32(n[3])<<24))
}

// Size is the size of net.bin.
const Size = int(unsafe.Sizeof(file{}))

func load() *file { return (*file)(unsafe.Pointer(unsafe.StringData(weights))) }

// layer is the weights of a layer, row by row, for as many numbers as it is given.
type layer struct {
	rows  []int8
	pairs []int64 // for machines without vectors: see pair
	scale int64
	bias  []number
}

func unpack[T any](rows []T, scale int, bias []number) layer {
	n := int(unsafe.Sizeof(rows[0]))
	l := layer{rows: unsafe.Slice((*int8)(unsafe.Pointer(&rows[0])), n*len(rows)), scale: load().scales[scale].value(), bias: bias}
	if !vector {
		l.pairs = pair(l.rows, n)
	}
	return l
}

// pair puts two rows of n weights in one of numbers, the second 2^32 times: a product with both costs no
// more than one.
func pair(rows []int8, n int) []int64 {
	pairs := make([]int64, len(rows)/2)
	for i := range pairs {
		at := i/n*2*n + i%n
		pairs[i] = int64(rows[at]) + int64(rows[at+n])<<32
	}
	return pairs
}

// of fills in y, what the layer makes of x, as numbers from least to the most there is room for.
func (l *layer) of(x, y []int16, least int64) {
	var sums [wide]int32
	if vector {
		sumsAVX2(&l.rows[0], &x[0], len(x), &sums[0], len(y))
	} else {
		sumsGo(l.pairs, x, sums[:len(y)])
	}
	for i := range y {
		y[i] = int16(min(max(scaled(int64(sums[i]), l.scale)+l.bias[i].value(), least), math.MaxInt16))
	}
}

// sumsGo is sumsAVX2 for rows that were paired. No sum is beyond 32 bits.
func sumsGo(pairs []int64, x []int16, y []int32) {
	for i := 0; i < len(y); i += 2 {
		w, sum := pairs[i/2*len(x):][:len(x)], int64(0)
		for k, v := range x {
			sum += w[k] * int64(v)
		}
		low := int64(int32(sum))
		y[i], y[i+1] = int32(low), int32((sum-low)>>32)
	}
}

func scaled(x, scale int64) int64 { return (x*scale + 1<<(scaleBits-1)) >> scaleBits }

// layers are made ready when the first place is asked for: most programs ask for none.
var layers = sync.OnceValue(func() *[3]layer {
	m := load()
	return &[3]layer{
		unpack(m.first[:], scaleFirst, m.firstB[:]),
		unpack(m.second[:], scaleSecond, m.secondB[:]),
		unpack(m.third[:], scaleThird, m.thirdB[:]),
	}
})

// File returns net.bin.
func File() string { return weights }

// Below is a checksum of what it was trained on top of: what choice.Below returned.
func Below() [8]byte { return load().below }

// Window is the tokens around a place, which is in the middle: lm.Start beyond the ends of
// the line.
type Window [2*Near + 1]lm.Token

// Say fills in how well each of ts fits at a place, in units of 1/16 nat: only differences
// between them mean something. Beside that, costs by the tables count as [Scaled] says.
func Say(w *Window, ts []lm.Token, said []int) {
	m, l := load(), layers()
	var x [2 * Near * in]int16
	for i := range 2 * Near {
		at := i + i/Near // without the place itself
		for k, v := range &m.tokens[min(w[at], Rows-1)] {
			x[i*in+k] = int16(v)
		}
	}
	var first [wide]int16
	var second [middle]int16
	var like [out]int16
	l[0].of(x[:], first[:], 0)
	l[1].of(first[:], second[:], 0)
	l[2].of(second[:], like[:], math.MinInt16)
	scale := m.scales[scaleFits].value()
	for len(ts) > 0 {
		n := min(len(ts), atOnce)
		var sums [atOnce]int32
		fits(ts[:n], &like, &sums)
		for i, t := range ts[:n] {
			said[i] = int((scaled(int64(sums[i]), scale) + m.often[min(t, Rows-1)].value() + 1<<(sumBits-5)) >> (sumBits - 4))
		}
		ts, said = ts[n:], said[n:]
	}
}

// atOnce is of how many candidates the products are summed up at once.
const atOnce = 16

// fits fills in the sums of the products of what each candidate is like, and the missing character.
func fits(ts []lm.Token, like *[out]int16, sums *[atOnce]int32) {
	m := load()
	if !vector {
		for i, t := range ts {
			for k, v := range &m.fits[min(t, Rows-1)] {
				sums[i] += int32(v) * int32(like[k])
			}
		}
		return
	}
	var rows [atOnce][out]int8
	for i, t := range ts {
		rows[i] = m.fits[min(t, Rows-1)]
	}
	sumsAVX2(&rows[0][0], &like[0], out, &sums[0], (len(ts)+3)&^3)
}

// Scaled returns what a cost by the tables counts beside what Say says.
func Scaled(cost int) int { return (cost*int(load().scales[scaleCost].value()) + 64) >> 7 }
