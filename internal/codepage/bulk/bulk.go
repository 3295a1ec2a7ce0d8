// Package bulk holds the fast loops that the double-byte code pages share. A
// loop handles the common characters, several at a time, and stops at the first
// that its caller has to look at.
package bulk

import (
	"encoding/binary"
	"math/bits"
	"slices"
	"unicode/utf8"
)

const (
	highBits = 0x8080808080808080
	leadBits = 0x8000800080008000
)

// Pairs is a decoding table. The entry of lead byte l (80 to FF) and trail byte
// t is at (l&0x7F)<<8 | t: the UTF-8 form of the character, first byte in the
// low 8 bits, or 0 if the pair has none that the table may know.
//
// A quarter of it is unused. What that buys is a lookup without any test of
// either byte: four pairs take one load, four lookups and one test.
type Pairs [1 << 15]uint32

// At returns the entry of a pair whose lead byte is 0x80 or more.
func (t *Pairs) At(lead, trail byte) uint32 { return t[int(lead&0x7F)<<8|int(trail)] }

// Decode writes the UTF-8 form of src to dst while it meets ASCII and pairs
// whose UTF-8 form has three bytes. It stops at anything else, or where fewer
// than 8 bytes of src or 16 bytes of dst are left, and returns the bytes written
// and read. It may write up to 16 bytes beyond what it returns.
func (t *Pairs) Decode(dst, src []byte) (nDst, nSrc int) {
	i, o := 0, 0
	for i+8 <= len(src) && o+16 <= len(dst) {
		w := binary.BigEndian.Uint64(src[i:])
		d := (*[16]byte)(dst[o:])
		if w&leadBits == leadBits {
			p0, p1, p2, p3 := t[w>>48&0x7FFF], t[w>>32&0x7FFF], t[w>>16&0x7FFF], t[w&0x7FFF]
			// All four begin with E0–EF: other beginnings, and 0, lack a bit.
			if p0&p1&p2&p3&0xF0 == 0xE0 {
				binary.LittleEndian.PutUint32(d[0:], p0)
				binary.LittleEndian.PutUint32(d[3:], p1)
				binary.LittleEndian.PutUint32(d[6:], p2)
				binary.LittleEndian.PutUint32(d[9:], p3)
				i += 8
				o += 12
				continue
			}
		}
		if w>>63 == 0 {
			binary.BigEndian.PutUint64(d[:], w)
			n := bits.LeadingZeros64(w&highBits) / 8
			i += n
			o += n
			if n == 8 {
				n = ASCII(dst[o:], src[i:])
				i += n
				o += n
			}
			continue
		}
		p := t[w>>48&0x7FFF]
		if p&0xF0 != 0xE0 {
			break
		}
		binary.LittleEndian.PutUint32(d[:], p)
		i += 2
		o += 3
	}
	return o, i
}

// ASCII copies bytes from src to dst up to the first that is not ASCII, and
// returns their number. It may stop up to 31 bytes early.
func ASCII(dst, src []byte) (n int) {
	for n+32 <= len(src) && n+32 <= len(dst) {
		s, d := (*[32]byte)(src[n:]), (*[32]byte)(dst[n:])
		a, b := binary.LittleEndian.Uint64(s[0:]), binary.LittleEndian.Uint64(s[8:])
		c, e := binary.LittleEndian.Uint64(s[16:]), binary.LittleEndian.Uint64(s[24:])
		if (a|b|c|e)&highBits != 0 {
			break
		}
		binary.LittleEndian.PutUint64(d[0:], a)
		binary.LittleEndian.PutUint64(d[8:], b)
		binary.LittleEndian.PutUint64(d[16:], c)
		binary.LittleEndian.PutUint64(d[24:], e)
		n += 32
	}
	return n
}

// Codes is an encoding table of the BMP: the two-byte code of r is
// Blocks[Index[r>>6]<<6 | r&63], 0 for none.
type Codes struct {
	Index  *[1024]uint16
	Blocks []uint16
}

// At returns the code of r, 0 for none. r is at most 0xFFFF.
func (c Codes) At(r rune) uint16 {
	return c.Blocks[int(c.Index[uint16(r)>>6])<<6|int(r&63)]
}

// Encode writes the double-byte form of the UTF-8 text src to dst while it
// meets ASCII and characters of three bytes that have a code. It stops at
// anything else, or where fewer than 8 bytes of src or dst are left, and returns
// the bytes written and read. It may write up to 8 bytes beyond what it returns.
func (c Codes) Encode(dst, src []byte) (nDst, nSrc int) {
	i, o := 0, 0
	for i+8 <= len(src) && o+8 <= len(dst) {
		w := binary.BigEndian.Uint64(src[i:])
		d := (*[8]byte)(dst[o:])
		if w&0xF0C0C0F0C0C00000 == 0xE08080E080800000 {
			r0 := w>>44&0xF000 | w>>42&0xFC0 | w>>40&0x3F
			r1 := w>>20&0xF000 | w>>18&0xFC0 | w>>16&0x3F
			p0 := c.Blocks[uint(c.Index[r0>>6])<<6|uint(r0&63)]
			p1 := c.Blocks[uint(c.Index[r1>>6])<<6|uint(r1&63)]
			// Below U+0800 the three bytes are overlong.
			if p0 != 0 && p1 != 0 && r0 >= 0x800 && r1 >= 0x800 {
				binary.BigEndian.PutUint32(d[:], uint32(p0)<<16|uint32(p1))
				i += 6
				o += 4
				continue
			}
		}
		if w>>63 == 0 {
			binary.BigEndian.PutUint64(d[:], w)
			n := bits.LeadingZeros64(w&highBits) / 8
			i += n
			o += n
			if n == 8 {
				n = ASCII(dst[o:], src[i:])
				i += n
				o += n
			}
			continue
		}
		if w&0xF0C0C00000000000 != 0xE080800000000000 {
			break
		}
		r := w>>44&0xF000 | w>>42&0xFC0 | w>>40&0x3F
		p := c.Blocks[uint(c.Index[r>>6])<<6|uint(r&63)]
		if p == 0 || r < 0x800 {
			break
		}
		binary.BigEndian.PutUint16(d[:], p)
		i += 3
		o += 2
	}
	return o, i
}

// AppendDecoded is the plain loop for charsets whose characters do not depend on
// what precedes them: it appends the UTF-8 form of src to dst. decode returns
// utf8.RuneError and the number of ill-formed bytes where there is no
// character; these are copied and reported to bad, which may be nil.
func AppendDecoded(dst, src []byte, decode func([]byte) (rune, int), bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+len(src)/2+16)
	for i := 0; i < len(src); {
		n := ASCII(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+n]
		if i += n; i == len(src) {
			break
		}
		r, size := decode(src[i:])
		if r == utf8.RuneError {
			if bad != nil {
				bad(i, size)
			}
			dst = append(dst, src[i:i+size]...)
		} else {
			dst = utf8.AppendRune(dst, r)
		}
		i += size
	}
	return dst
}

// AppendEncoded is the inverse of AppendDecoded. encode returns 0 bytes for a
// character without a code; such, and bytes that are not UTF-8, are copied and
// reported to bad, which may be nil.
func AppendEncoded(dst, src []byte, encode func(rune) ([4]byte, int), bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+8)
	for i := 0; i < len(src); {
		n := ASCII(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+n]
		if i += n; i == len(src) {
			break
		}
		r, size := utf8.DecodeRune(src[i:])
		if r != utf8.RuneError || size > 1 {
			if b, n := encode(r); n > 0 {
				dst = append(dst, b[:n]...)
				i += size
				continue
			}
		}
		if bad != nil {
			bad(i, size)
		}
		dst = append(dst, src[i:i+size]...)
		i += size
	}
	return dst
}
