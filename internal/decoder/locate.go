package decoder

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// Segment is a part of a line that a step may have made, and by how much likelier it is
// then, in units of 1/16 nat, than as clean text.
type Segment struct {
	Guess
	From, To int // bytes of the line
}

// Segments returns the parts of a line that are likeliest to come from some step, one for
// a step, the likeliest first; none if all of the line looks like clean text. It asks
// the same as [Recogniser.Line], but does not hold it against a step that the rest of the
// line is clean. The result is valid until the next call.
func (r *Recogniser) Segments(line []byte) []Segment {
	r.prepare()
	var sums, best [maxColumns]int32
	from, at := &r.from, &r.at
	var several uint64 // columns whose best part has more than one character
	var active uint64  // columns whose sum is not 0
	var some uint64    // columns that have a best part
	marked := false
	prev, end := rune(0), 0
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			marked = marked || line[i] == '?'
			i++
			continue
		}
		c, size := utf8.DecodeRune(line[i:])
		i += size
		if marked = marked || c == utf8.RuneError; c == utf8.RuneError || c == prev { // a row of the same says no more than one
			continue
		}
		prev = c
		row := foreignRow
		if c <= 0xFFFF {
			if k := rowOf(r.weights, c); k != 0 {
				row = r.weights[k : k+maxColumns]
			}
		}
		// Of most characters, most columns say no: what has no sum stays without one.
		for asked := active | gaining(row); asked != 0; asked &= asked - 1 {
			k := bits.TrailingZeros64(asked)
			s := sums[k] + int32(row[k]) - 128
			if s <= 0 {
				sums[k] = 0
				active &^= 1 << k
				continue
			}
			if active>>k&1 == 0 {
				from[k] = end
				active |= 1 << k
			}
			if s > best[k] {
				best[k], at[k] = s, [2]int{from[k], i}
				some |= 1 << k
				if several &^= 1 << k; sums[k] > 0 {
					several |= 1 << k
				}
			}
			sums[k] = s
		}
		end = i
	}
	list := r.segments[:0]
	for ; some != 0; some &= some - 1 {
		k := bits.TrailingZeros64(some)
		c := &r.columns[k]
		score := int(best[k]*eighth + r.prior[k])
		if score < silent || several>>k&1 == 0 && !marked { // nothing is made of one character that is whole
			continue
		}
		if r.found[k] {
			score += bonus
		}
		s := Segment{Guess{c.step, c.layered, score}, at[k][0], at[k][1]}
		n := len(list)
		for list = append(list, s); n > 0 && list[n-1].Score < s.Score; n-- {
			list[n] = list[n-1]
		}
		list[n] = s
	}
	r.segments = list
	return list
}

// gaining returns the columns, as bits, of which row says that they are likelier.
func gaining(row []byte) (columns uint64) {
	const highs, ones = 0x8080_8080_8080_8080, 0x0101_0101_0101_0101
	for k := 0; k < maxColumns; k += 8 {
		w := binary.LittleEndian.Uint64(row[k:])
		if w &= highs & ((w &^ highs) + 0x7F*ones); w != 0 { // above 128
			columns |= w >> 7 * 0x0102_0408_1020_4080 >> 56 << k
		}
	}
	return columns
}

// foreignRow is the row of a character that no page has.
var foreignRow = bytes.Repeat([]byte{blank}, maxColumns)
