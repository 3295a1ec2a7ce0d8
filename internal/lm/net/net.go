// Package net is a small neural network that says which character fits at a place of a
// text: what package choice asks where its tables leave a doubt.
//
// It sees some characters on either side of the place: those near it one by one, and what lies beyond by
// the sum of a group. Each is what it is like, and so is, in a large network, each of the most
// frequent pairs of neighbours, which is mostly a word. Three layers make of them what the
// missing character should be like, which is multiplied with what each candidate is like. It
// was trained on top of those tables: to say what they do not know.
//
// Weights are bytes, and all arithmetic is in whole numbers, so that the answer is the same on
// every machine. No call allocates, but for the first where there are no vectors, which unpacks the layers;
// all functions are safe for concurrent use. PROVENANCE.md says what the networks were learned from and
// how well they do.
package net

import (
	_ "embed"
	"math"
	"sync"

	"github.com/fixtext/fixtext/internal/lm"
)

//go:embed net.bin
var embedded string

// File returns what is in the program, net.bin.
func File() string { return embedded }

// Embedded returns the network in the program.
var Embedded = sync.OnceValue(func() *Net {
	n, err := Open(embedded)
	if err != nil {
		panic(err)
	}
	return n
})

// Reach is how many tokens on either side of a place a [Window] holds.
const Reach = 16

// Window is the tokens around a place, which is in the middle: lm.Start beyond the ends of
// the line.
type Window [2*Reach + 1]lm.Token

// Numbers have so many bits behind the point.
const (
	sumBits   = 8 // what the layers make
	scaleBits = 24
)

// Net is a network. It does not change.
type Net struct {
	Below  uint64 // what choice.Below returned when it was trained
	shape  shape
	scales [scales]int64
	layers [3]layer
	tokens []int8   // what each token is like that is read
	fits   []int8   // and that is asked for
	often  []number // how much a token is likelier than by that
	from   []number // which pairs begin with a token: from its number up to the next
	behind [][2]uint8
	pairs  []int8 // what each pair is like
}

// layer is the weights of a layer, row by row, for as many numbers as it is given.
type layer struct {
	rows  []int8
	bias  []number
	scale int64
	twice func() []int64 // for machines without vectors: see twice
}

func newLayer(rows []int8, n int, bias []number, scale int64) layer {
	return layer{rows, bias, scale, sync.OnceValue(func() []int64 { return twice(rows, n) })}
}

// twice puts two rows of n weights in one of numbers, the second 2^32 times: a product with both costs no
// more than one.
func twice(rows []int8, n int) []int64 {
	pairs := make([]int64, len(rows)/2)
	for i := range pairs {
		at := i/n*2*n + i%n
		pairs[i] = int64(rows[at]) + int64(rows[at+n])<<32
	}
	return pairs
}

// of fills in y, what the layer makes of x, as numbers from least to the most there is room for.
func (l *layer) of(x, y []int16, least int64) {
	var sums [most]int32
	if vector {
		sumsAVX2(&l.rows[0], len(x), &x[0], len(x), &sums[0], len(y))
	} else {
		sumsGo(l.twice(), x, sums[:len(y)])
	}
	l.ofSums(sums[:len(y)], y, least)
}

// ofSums is of for the sums of the products with each row.
func (l *layer) ofSums(sums []int32, y []int16, least int64) {
	for i := range y {
		y[i] = int16(min(max(scaled(int64(sums[i]), l.scale)+l.bias[i].value(), least), math.MaxInt16))
	}
}

// sumsGo is sumsAVX2 for rows that twice put together. No sum is beyond 32 bits.
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

// Say fills in how well each of ts fits at a place, in units of 1/16 nat: only differences
// between them mean something. Beside that, costs by the tables count as [Net.Scaled] says.
func (n *Net) Say(w *Window, ts []lm.Token, said []int) { n.say(nil, w, ts, said) }

func (n *Net) say(m *Memory, w *Window, ts []lm.Token, said []int) {
	s := &n.shape
	var first, second, like [most]int16
	if m == nil || !m.first(n, w, first[:s.wide]) {
		var x [mostInputs]int16
		n.read(w, &x)
		n.layers[0].of(x[:s.inputs()], first[:s.wide], 0)
	}
	n.layers[1].of(first[:s.wide], second[:s.middle], 0)
	n.layers[2].of(second[:s.middle], like[:s.out], math.MinInt16)
	for len(ts) > 0 {
		k := min(len(ts), atOnce)
		var sums [atOnce]int32
		n.products(ts[:k], &like, &sums)
		for i, t := range ts[:k] {
			said[i] = int((scaled(int64(sums[i]), n.scales[scaleFits]) + n.often[n.row(t)].value() + 1<<(sumBits-5)) >> (sumBits - 4))
		}
		ts, said = ts[k:], said[k:]
	}
}

// row is the row of a token. The last row stands for all that are too rare.
func (n *Net) row(t lm.Token) int { return min(int(t), n.shape.rows-1) }

// read fills in what that is like which stands around a place: on the left, the farthest first, on the right, and
// then the sums of the groups. The end of the line counts among the near ones only.
func (n *Net) read(w *Window, x *[mostInputs]int16) {
	s := &n.shape
	for side := range 2 {
		for d := 1; d <= s.far[groups-1]; d++ {
			at, slot := Reach-d, s.near-d
			if side == 1 {
				at, slot = Reach+d, s.near+d-1
			}
			if d > s.near {
				if slot = 2*s.near + side; d > s.far[0] {
					slot += 2
				}
				if w[at] == lm.Start {
					break
				}
			}
			y := x[slot*s.in:][:s.in]
			add(y, n.tokens[n.row(w[at])*s.in:])
			// Of pairs, that of a token and the one beside it that is farther off.
			if i := n.pair(w[at-1+side], w[at+side]); i >= 0 {
				add(y, n.pairs[i*s.in:])
			}
		}
	}
}

func add(y []int16, row []int8) {
	row = row[:len(y)]
	for k, v := range row {
		y[k] += int16(v)
	}
}

// pair finds the number of a pair, -1 if it is not among the frequent ones.
func (n *Net) pair(a, b lm.Token) int {
	if int(a) >= len(n.from)-1 {
		return -1
	}
	low, end := int(n.from[a].value()), int(n.from[a+1].value())
	for high := end; low < high; {
		if i := (low + high) / 2; n.second(i) < b {
			low = i + 1
		} else {
			high = i
		}
	}
	if low < end && n.second(low) == b {
		return low
	}
	return -1
}

// second is the second token of a pair.
func (n *Net) second(i int) lm.Token {
	b := &n.behind[i]
	return lm.Token(b[0]) | lm.Token(b[1])<<8
}

// atOnce is of how many candidates the products are summed up at once.
const atOnce = 16

// products fills in the sums of the products of what each candidate is like, and the missing character.
func (n *Net) products(ts []lm.Token, like *[most]int16, sums *[atOnce]int32) {
	out := n.shape.out
	if !vector {
		for i, t := range ts {
			for k, v := range n.fits[n.row(t)*out:][:out] {
				sums[i] += int32(v) * int32(like[k])
			}
		}
		return
	}
	var rows [atOnce * most]int8
	for i, t := range ts {
		copy(rows[i*out:], n.fits[n.row(t)*out:][:out])
	}
	sumsAVX2(&rows[0], out, &like[0], out, &sums[0], (len(ts)+3)&^3)
}

// Scaled returns what a cost by the tables counts beside what [Net.Say] says.
func (n *Net) Scaled(cost int) int { return (cost*int(n.scales[scaleCost]) + 64) >> 7 }
