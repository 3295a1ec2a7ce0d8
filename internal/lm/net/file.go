package net

import (
	"encoding/binary"
	"errors"
	"unsafe"
)

// A file begins with its header, then come the scales, the weights and biases of each layer, what the
// tokens are like, what fits, how often, and the pairs. All of it is bytes, so that it can be used where
// it lies, on any machine. The weights of a layer are all in steps of the same size: its scale makes of
// sums of products what the layer above works with. Pairs are like tokens: in the same steps.
const (
	magic      = "fixnet03"
	headerSize = len(magic) + 8 + shapes*4
	shapes     = 9
)

// The scales.
const (
	scaleFirst = iota
	scaleSecond
	scaleThird
	scaleFits
	scaleCost // in 1/128
	scales
)

// groups is how many groups there are on either side beyond the near characters.
const groups = 2

// What a network has at most.
const (
	most       = 512  // of numbers behind a layer: no sum of products with 16 bits is beyond 32
	mostInputs = 2048 // before the first
	mostRows   = 1 << 15
	mostPairs  = 1 << 20
)

// shape is how large the parts are.
type shape struct {
	near              int         // so many characters on either side are read one by one,
	far               [groups]int // and others up to here by the sum of their group
	in                int         // numbers that describe a character that is read
	wide, middle, out int         // behind each layer; the last describe the missing character
	rows              int         // tokens that are told apart, the most frequent ones, and one for all others
	pairs             int
}

// inputs is how many numbers the first layer is given.
func (s *shape) inputs() int {
	slots, from := s.near, s.near
	for _, to := range s.far {
		if to > from {
			slots++
		}
		from = to
	}
	return 2 * slots * s.in
}

// fits reports whether there can be such a network.
func (s *shape) fits() bool {
	sized := func(n, most, unit int) bool { return n > 0 && n <= most && n%unit == 0 }
	// A pair reaches one token farther than what it counts to; and there is no second group without a first.
	return s.near > 0 && s.near <= s.far[0] && s.far[0] <= s.far[1] && s.far[1] < Reach && (s.near < s.far[0] || s.far[0] == s.far[1]) &&
		sized(s.in, mostInputs, 1) && sized(s.inputs(), mostInputs, 16) &&
		sized(s.wide, most, 16) && sized(s.middle, most, 16) && sized(s.out, most, 16) &&
		sized(s.rows, mostRows, 1) && s.pairs >= 0 && s.pairs <= mostPairs
}

// size is how many bytes a file of it has.
func (s *shape) size() int {
	layer := func(in, out int) int { return out * (in + 4) }
	return headerSize + 4*scales + layer(s.inputs(), s.wide) + layer(s.wide, s.middle) + layer(s.middle, s.out) +
		s.rows*(s.in+s.out+4) + 4*s.starts() + s.pairs*(2+s.in)
}

// starts is of how many tokens it is said where their pairs begin, and one beyond.
func (s *shape) starts() int {
	if s.pairs == 0 {
		return 0
	}
	return s.rows + 1
}

// number is a whole number, the low byte first.
type number [4]uint8

func (n *number) value() int64 { return int64(int32(binary.LittleEndian.Uint32(n[:]))) }

// header reads the header, which says what its file holds.
func header(file string) (s shape, below uint64, ok bool) {
	if len(file) < headerSize || file[:len(magic)] != magic {
		return s, 0, false
	}
	b := []byte(file[len(magic):headerSize])
	for i, n := range [shapes]*int{&s.near, &s.far[0], &s.far[1], &s.in, &s.wide, &s.middle, &s.out, &s.rows, &s.pairs} {
		*n = int(int32(binary.LittleEndian.Uint32(b[8+4*i:])))
	}
	return s, binary.LittleEndian.Uint64(b), s.fits()
}

// Size is how many bytes the network has that data begin with; 0 if they do not begin with one.
func Size(data string) int {
	if s, _, ok := header(data); ok && s.size() <= len(data) {
		return s.size()
	}
	return 0
}

// Open makes a network of what a file holds, and keeps that.
func Open(file string) (*Net, error) {
	s, below, ok := header(file)
	if !ok || len(file) != s.size() {
		return nil, errors.New("not a network")
	}
	n := &Net{Below: below, shape: s}
	at := headerSize
	for i, x := range take[number](file, &at, scales) {
		n.scales[i] = x.value()
	}
	in := s.inputs()
	for i, out := range [...]int{s.wide, s.middle, s.out} {
		n.layers[i] = newLayer(take[int8](file, &at, in*out), in, take[number](file, &at, out), n.scales[i])
		in = out
	}
	n.tokens = take[int8](file, &at, s.rows*s.in)
	n.fits = take[int8](file, &at, s.rows*s.out)
	n.often = take[number](file, &at, s.rows)
	n.from = take[number](file, &at, s.starts())
	n.behind = take[[2]uint8](file, &at, s.pairs)
	n.pairs = take[int8](file, &at, s.pairs*s.in)
	last := int64(0)
	for i := range n.from {
		x := n.from[i].value()
		if x < last || x > int64(s.pairs) {
			return nil, errors.New("not a network")
		}
		last = x
	}
	return n, nil
}

// take returns n of what a file holds at a place, which it moves behind them. They are bytes.
func take[T int8 | number | [2]uint8](file string, at *int, n int) []T {
	var x T
	size := n * int(unsafe.Sizeof(x))
	s := file[*at:][:size]
	*at += size
	return unsafe.Slice((*T)(unsafe.Pointer(unsafe.StringData(s))), n)
}
