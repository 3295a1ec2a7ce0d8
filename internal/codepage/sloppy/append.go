package sloppy

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

const highBits = 0x8080808080808080

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Nothing is ill-formed, so bad is never called. src and dst must not overlap;
// the capacity of dst beyond the result may be overwritten.
func (p Page) Append(dst, src []byte, bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+len(src)/2+8)
	for i := 0; i < len(src); {
		o, n := p.DecodeBulk(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+o]
		if i += n; i < len(src) {
			dst = utf8.AppendRune(dst, p.DecodeByte(src[i]))
			i++
		}
	}
	return dst
}

// DecodeBulk writes the UTF-8 form of the beginning of src to dst and returns the
// bytes written and read. It stops where fewer than 8 bytes of src or dst are
// left, and may use what is left of dst as scratch space.
func (p Page) DecodeBulk(dst, src []byte) (nDst, nSrc int) {
	table := &packed[p]
	i, o := 0, 0
	for i+8 <= len(src) && o+8 <= len(dst) {
		w := binary.LittleEndian.Uint64(src[i:])
		if w&0x80 == 0 {
			n := bits.TrailingZeros64(w&highBits) / 8
			binary.LittleEndian.PutUint64(dst[o:], w)
			i += n
			o += n
			continue
		}
		u := table[w&0x7F]
		binary.LittleEndian.PutUint32(dst[o:], u)
		i++
		o += int(u >> 24)
		if w&0x8000 != 0 { // two at a time, as most come in runs
			u = table[w>>8&0x7F]
			binary.LittleEndian.PutUint32(dst[o:], u)
			i++
			o += int(u >> 24)
		}
	}
	return o, i
}

// AppendEncoded appends the bytes of the UTF-8 text src to dst and returns the
// extended slice. Characters that the page does not have, and bytes that are not
// UTF-8, are copied as they are; bad, if not nil, is called for each with its
// offset and length (in bytes, in src), in ascending order. The capacity of dst
// beyond the result may be overwritten.
func (p Page) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+8)
	for i := 0; i < len(src); {
		o, n := p.EncodeBulk(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+o]
		if i += n; i == len(src) {
			break
		}
		r, size := utf8.DecodeRune(src[i:])
		if b, ok := p.EncodeByte(r); ok {
			dst = append(dst, b)
		} else {
			if bad != nil {
				bad(i, size)
			}
			dst = append(dst, src[i:i+size]...)
		}
		i += size
	}
	return dst
}

// EncodeBulk is the inverse of DecodeBulk. It also stops at what the page does not
// have.
func (p Page) EncodeBulk(dst, src []byte) (nDst, nSrc int) {
	page := &index[p]
	i, o := 0, 0
	for i+8 <= len(src) && o+8 <= len(dst) {
		w := binary.LittleEndian.Uint64(src[i:])
		if w&0x80 == 0 {
			n := bits.TrailingZeros64(w&highBits) / 8
			binary.LittleEndian.PutUint64(dst[o:], w)
			i += n
			o += n
			continue
		}
		var r uint32
		size := 2
		switch {
		case w&0xC0E0 == 0x80C0:
			r = uint32(w&0x1F<<6 | w>>8&0x3F)
			if r < 0x80 {
				return o, i // overlong
			}
		case w&0xC0C0F0 == 0x8080E0:
			r = uint32(w&0x0F<<12 | w>>2&0xFC0 | w>>16&0x3F)
			size = 3
			if r < 0x800 {
				return o, i
			}
		default:
			return o, i
		}
		b := blocks[page[r>>6]][r&63]
		if b == 0 {
			return o, i
		}
		dst[o] = b
		i += size
		o++
	}
	return o, i
}
