package columns

import (
	"encoding/binary"
	"math/bits"
)

// The encodings of values, as the metadata numbers them.
const (
	plain           = 0
	plainDictionary = 2
	levelsRLE       = 3
	deltaLength     = 6
	deltaStrings    = 7
	rleDictionary   = 8
)

// Limits of pages whose values take less than they hold: hostile ones would take
// all memory.
const (
	maxDelta    = 1 << 23 // values
	maxExpanded = 1 << 28 // bytes
)

// decodeValues reads n values of bytes, which must fill b.
func decodeValues(encoding int64, b []byte, n int) ([][]byte, error) {
	switch encoding {
	case plain:
		return decodePlain(b, n)
	case deltaLength:
		lengths, b, err := decodeDelta(b, n)
		if err != nil {
			return nil, err
		}
		return cut(b, lengths)
	case deltaStrings:
		return decodeDeltaStrings(b, n)
	}
	return nil, damaged("values in the encoding %d", encoding)
}

// encodeValues is the inverse of decodeValues.
func encodeValues(encoding int64, list [][]byte) []byte {
	var b []byte
	switch encoding {
	case plain:
		for _, v := range list {
			b = append(binary.LittleEndian.AppendUint32(b, uint32(len(v))), v...)
		}
	case deltaLength:
		b = appendLengths(nil, list)
		for _, v := range list {
			b = append(b, v...)
		}
	case deltaStrings:
		prefixes, suffixes := make([]int, len(list)), make([][]byte, len(list))
		for i, v := range list {
			if i > 0 {
				prefixes[i] = common(list[i-1], v)
			}
			suffixes[i] = v[prefixes[i]:]
		}
		b = appendDelta(nil, prefixes)
		b = append(b, encodeValues(deltaLength, suffixes)...)
	}
	return b
}

var errShortPage = damaged("values of a page are cut off")

func decodePlain(b []byte, n int) ([][]byte, error) {
	if n > len(b)/4 {
		return nil, errShortPage
	}
	list := make([][]byte, n)
	for i := range list {
		if len(b) < 4 {
			return nil, errShortPage
		}
		size := uint64(binary.LittleEndian.Uint32(b))
		if b = b[4:]; size > uint64(len(b)) {
			return nil, errShortPage
		}
		list[i], b = b[:size:size], b[size:]
	}
	if len(b) > 0 {
		return nil, damaged("bytes follow the values of a page")
	}
	return list, nil
}

// cut cuts b into pieces of the lengths, which must fill it.
func cut(b []byte, lengths []int) ([][]byte, error) {
	list := make([][]byte, len(lengths))
	for i, n := range lengths {
		if n < 0 || n > len(b) {
			return nil, errShortPage
		}
		list[i], b = b[:n:n], b[n:]
	}
	if len(b) > 0 {
		return nil, damaged("bytes follow the values of a page")
	}
	return list, nil
}

func decodeDeltaStrings(b []byte, n int) ([][]byte, error) {
	prefixes, b, err := decodeDelta(b, n)
	if err != nil {
		return nil, err
	}
	lengths, b, err := decodeDelta(b, n)
	if err != nil {
		return nil, err
	}
	list, err := cut(b, lengths)
	if err != nil {
		return nil, err
	}
	total := 0
	for i, p := range prefixes {
		if p == 0 {
			continue
		}
		if total += p + len(list[i]); i == 0 || p < 0 || p > len(list[i-1]) || total > maxExpanded {
			return nil, damaged("values of a page share more than there is")
		}
		list[i] = append(append(make([]byte, 0, p+len(list[i])), list[i-1][:p]...), list[i]...)
	}
	return list, nil
}

// decodeDelta reads n numbers as differences in blocks of packed bits, and
// returns what follows them.
func decodeDelta(b []byte, n int) (list []int, rest []byte, err error) {
	bad := false
	uvarint := func() uint64 {
		v, k := binary.Uvarint(b)
		if bad = bad || k <= 0; bad {
			return 0
		}
		b = b[k:]
		return v
	}
	varint := func() int64 {
		u := uvarint()
		return int64(u>>1) ^ -int64(u&1)
	}
	block, minis, count, value := uvarint(), uvarint(), uvarint(), varint()
	if bad || block == 0 || block > 1<<16 || minis == 0 || minis > block || block%minis != 0 || block/minis%8 != 0 {
		return nil, nil, damaged("differences of numbers")
	}
	if count != uint64(n) || n > maxDelta {
		return nil, nil, damaged("a page has %d values instead of %d", count, n)
	}
	if n > 0 {
		list = append(list, int(value))
	}
	for len(list) < n {
		least := varint()
		if bad || uint64(len(b)) < minis {
			return nil, nil, errShortPage
		}
		widths := b[:minis]
		b = b[minis:]
		for _, w := range widths {
			if len(list) == n {
				break
			}
			size := int(block/minis) / 8 * int(w)
			if w > 64 || size > len(b) {
				return nil, nil, errShortPage
			}
			for i := 0; i < int(block/minis) && len(list) < n; i++ {
				value += least + int64(bitsAt(b, i*int(w), int(w)))
				list = append(list, int(value))
			}
			b = b[size:]
		}
	}
	return list, b, nil
}

func bitsAt(b []byte, at, width int) (v uint64) {
	for i := range width {
		v |= uint64(b[(at+i)/8]>>((at+i)%8)&1) << i
	}
	return v
}

func appendLengths(b []byte, list [][]byte) []byte {
	lengths := make([]int, len(list))
	for i, v := range list {
		lengths[i] = len(v)
	}
	return appendDelta(b, lengths)
}

// appendDelta appends numbers as differences, in blocks of 128 of which each has
// 4 parts.
func appendDelta(b []byte, list []int) []byte {
	const block, minis, mini = 128, 4, 32
	b = binary.AppendUvarint(b, block)
	b = binary.AppendUvarint(b, minis)
	b = binary.AppendUvarint(b, uint64(len(list)))
	if len(list) == 0 {
		return binary.AppendVarint(b, 0)
	}
	b = binary.AppendVarint(b, int64(list[0]))
	for at := 1; at < len(list); at += block {
		var diffs []int
		least := 0
		for i := at; i < min(at+block, len(list)); i++ {
			d := list[i] - list[i-1]
			if i == at || d < least {
				least = d
			}
			diffs = append(diffs, d)
		}
		b = binary.AppendVarint(b, int64(least))
		widths := len(b)
		b = append(b, make([]byte, minis)...)
		for m := 0; m*mini < len(diffs); m++ {
			part := make([]int, mini) // the last is filled with zeros
			width := 0
			for i := range part {
				if k := m*mini + i; k < len(diffs) {
					part[i] = diffs[k] - least
					width = max(width, bits.Len(uint(part[i])))
				}
			}
			b[widths+m] = byte(width)
			packed := appendPacked(nil, part, width)
			b = append(b, packed[len(packed)-mini/8*width:]...)
		}
	}
	return b
}

// common is how many bytes a and b share at their start.
func common(a, b []byte) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}
