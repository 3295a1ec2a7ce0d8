package columns

import (
	"encoding/binary"
	"math/bits"
)

// runs reads numbers in the hybrid of run lengths and packed bits that levels and
// indices of dictionaries are written in.
type runs struct {
	b     []byte
	width int // of a number, in bits
	limit int // no number is larger

	value int // of the run, if packed is nil
	left  int // how many numbers the run still has

	packed []byte
	bit    int
}

// next returns the number that comes next and how many times it does, at least.
func (r *runs) next() (value, n int, err error) {
	for r.left == 0 {
		head, k := binary.Uvarint(r.b)
		if k <= 0 || head>>1 == 0 || head>>1 > 1<<32 {
			return 0, 0, damaged("levels or indices of a page end too early")
		}
		r.b = r.b[k:]
		if head&1 == 0 {
			size := (r.width + 7) / 8
			if size > len(r.b) {
				return 0, 0, damaged("levels or indices of a page end too early")
			}
			r.left, r.value, r.packed = int(head>>1), 0, nil
			for i := range size {
				r.value |= int(r.b[i]) << (8 * i)
			}
			r.b = r.b[size:]
			continue
		}
		groups := int(head >> 1)
		if r.width == 0 {
			r.left, r.value, r.packed = groups*8, 0, nil
			continue
		}
		size := min(groups*r.width, len(r.b)) // the last run may be cut where its numbers end
		r.left, r.packed, r.bit = size*8/r.width, r.b[:size], 0
		if r.b = r.b[size:]; r.left == 0 {
			return 0, 0, damaged("levels or indices of a page end too early")
		}
	}
	value, n = r.value, r.left
	if r.packed != nil {
		value, n = 0, 1
		for i := range r.width {
			at := r.bit + i
			value |= int(r.packed[at/8]>>(at%8)&1) << i
		}
	}
	if value > r.limit {
		return 0, 0, damaged("a level or an index of a page is too large")
	}
	return value, n, nil
}

// skip takes n numbers, which must be of what next returned.
func (r *runs) skip(n int) {
	r.left -= n
	r.bit += n * r.width
}

// widthOf is how many bits a number takes that is at most limit.
func widthOf(limit int) int { return bits.Len(uint(limit)) }

// appendRuns appends numbers in the hybrid.
func appendRuns(b []byte, list []int, width int) []byte {
	same := func(i int) (n int) {
		for n = 1; i+n < len(list) && list[i+n] == list[i]; n++ {
		}
		return n
	}
	eight := func(i int) bool { // are the same
		for k := 1; k < 8; k++ {
			if i+k >= len(list) || list[i+k] != list[i] {
				return false
			}
		}
		return true
	}
	for i := 0; i < len(list); {
		if eight(i) {
			n := same(i)
			b = binary.AppendUvarint(b, uint64(n)<<1)
			for k := range (width + 7) / 8 {
				b = append(b, byte(list[i]>>(8*k)))
			}
			i += n
			continue
		}
		start := i
		for i < len(list) && !((i-start)%8 == 0 && eight(i)) {
			i++
		}
		b = appendPacked(b, list[start:i], width)
	}
	return b
}

// appendPacked appends a run of packed numbers.
func appendPacked(b []byte, list []int, width int) []byte {
	groups := (len(list) + 7) / 8
	b = binary.AppendUvarint(b, uint64(groups)<<1|1)
	at := len(b)
	b = append(b, make([]byte, groups*width)...)
	for i, v := range list {
		for k := range width {
			if bit := i*width + k; v>>k&1 == 1 {
				b[at+bit/8] |= 1 << (bit % 8)
			}
		}
	}
	return b
}
