package decoder

import (
	_ "embed"
	"encoding/binary"
	"math/bits"
	"sync"
)

// blank is the weight that most cells have: of a character that a page does not have.
const blank = 128 - most

// Rows are nearly empty, so they lie in a quarter of their size in weights.bin and are
// laid out when the first line is asked about, which takes a millisecond or two.
//
//go:generate go run ./gen
//go:embed weights.bin
var packed string

var weights = sync.OnceValue(func() []byte { return unpack(packed) })

// Marks of the number of a row.
const (
	asBefore = iota // two bytes follow
	fresh           // one more than the largest so far
	none            // 0
)

// Pack returns weights as weights.bin has them: for each character a mark and perhaps the
// number of its row, then for each row which of its cells are not blank, and these.
func Pack(weights []byte) (out []byte) {
	last := 0
	for i := 0; i < rowsAt; i += 2 {
		switch n := int(binary.LittleEndian.Uint16(weights[i:])); n {
		case 0:
			out = append(out, none)
		case last + 1:
			out, last = append(out, fresh), n
		default:
			out = append(out, asBefore, weights[i], weights[i+1])
		}
	}
	for rows := weights[rowsAt:]; len(rows) > 0; rows = rows[maxColumns:] {
		var set uint64
		var cells []byte
		for k, w := range rows[:maxColumns] {
			if w != blank {
				set |= 1 << k
				cells = append(cells, w)
			}
		}
		out = append(binary.LittleEndian.AppendUint64(out, set), cells...)
	}
	return out
}

// unpack undoes Pack.
func unpack(packed string) []byte {
	weights := make([]byte, rowsAt, rowsAt+26<<10*maxColumns)
	last, p := 0, 0
	for i := 0; i < rowsAt; i += 2 {
		mark := packed[p]
		p++
		switch mark {
		case fresh:
			last++
			binary.LittleEndian.PutUint16(weights[i:], uint16(last))
		case asBefore:
			weights[i], weights[i+1] = packed[p], packed[p+1]
			p += 2
		}
	}
	for p < len(packed) {
		set := word(packed[p:])
		p += 8
		at := len(weights)
		weights = append(weights, foreignRow...)
		for ; set != 0; set &= set - 1 {
			weights[at+bits.TrailingZeros64(set)] = packed[p]
			p++
		}
	}
	return weights
}
