package gb18030

import (
	"encoding/binary"
	"slices"
	"unicode/utf8"
)

const highBits = 0x8080808080808080

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Bytes that are not well formed are copied as they are, so the output may be
// invalid UTF-8 there; bad, if not nil, is called for each with its offset and
// length (in bytes, in src), in ascending order. Incomplete characters at the
// end of src are ill-formed. src and dst must not overlap.
func (v Variant) Append(dst, src []byte, bad func(off, n int)) []byte {
	// Two bytes give three at most, but for 0x80 (three from one) and a last
	// stored word that is wider than its character.
	dst = slices.Grow(dst, len(src)+len(src)/2+8)
	i := 0
	for i < len(src) {
		out := dst[len(dst):cap(dst)]
		o := 0
		for i+8 <= len(src) && o+16 <= len(out) {
			w := binary.LittleEndian.Uint64(src[i:])
			if w&highBits == 0 {
				binary.LittleEndian.PutUint64(out[o:], w)
				i += 8
				o += 8
				continue
			}
			if src[i] < 0x80 {
				out[o] = src[i]
				i++
				o++
				continue
			}
			l, t := uint(src[i])-0x81, uint(src[i+1])-0x40
			if l >= 126 || t >= 191 {
				break
			}
			p := pairs[l*191+t]
			if byte(p)&0xF0 != 0xE0 {
				break
			}
			binary.LittleEndian.PutUint32(out[o:], p)
			i += 2
			o += 3
		}
		dst = dst[:len(dst)+o]
		// One character the slow way: rare ones, and the last few.
		if i < len(src) {
			r, size := v.DecodeRune(src[i:])
			if r == utf8.RuneError && size == 1 {
				if bad != nil {
					bad(i, 1)
				}
				dst = append(dst, src[i])
			} else {
				dst = utf8.AppendRune(dst, r)
			}
			i += size
		}
	}
	return dst
}

// AppendEncoded appends the GB form of the UTF-8 text src to dst and returns
// the extended slice. Characters that the variant cannot encode, and bytes that
// are not UTF-8, are copied as they are; bad, if not nil, is called for each
// with its offset and length (in bytes, in src), in ascending order.
func (v Variant) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+len(src)/3+4)
	for i := 0; i < len(src); {
		for i+8 <= len(src) {
			w := binary.LittleEndian.Uint64(src[i:])
			if w&highBits != 0 {
				break
			}
			dst = binary.LittleEndian.AppendUint64(dst, w)
			i += 8
		}
		if i == len(src) {
			break
		}
		if src[i] < 0x80 {
			dst = append(dst, src[i])
			i++
			continue
		}
		r, size := utf8.DecodeRune(src[i:])
		if r != utf8.RuneError || size > 1 {
			if b, n := v.EncodeRune(r); n > 0 {
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
