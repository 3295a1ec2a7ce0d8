package gb18030

import (
	"slices"
	"unicode/utf8"
)

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Bytes that are not well formed are copied as they are, so the output may be
// invalid UTF-8 there; bad, if not nil, is called for each with its offset and
// length (in bytes, in src), in ascending order. Incomplete characters at the
// end of src are ill-formed. src and dst must not overlap; the capacity of dst
// beyond the result may be overwritten.
func (v Variant) Append(dst, src []byte, bad func(off, n int)) []byte {
	// Two bytes give three at most, but for 0x80 (three from one); what is
	// missing then, append finds.
	dst = slices.Grow(dst, len(src)+len(src)/2+16)
	for i := 0; i < len(src); {
		o, n := pairs.Decode(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+o]
		i += n
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
	dst = slices.Grow(dst, len(src)+8)
	for i := 0; i < len(src); {
		o, n := codes.Encode(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+o]
		i += n
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

// DecodeBulk writes the UTF-8 form of the beginning of src to dst, as far as it is
// ASCII and common characters that all variants share, and returns the bytes
// written and read. It may use what is left of dst as scratch space.
func DecodeBulk(dst, src []byte) (nDst, nSrc int) { return pairs.Decode(dst, src) }

// EncodeBulk is the inverse of DecodeBulk.
func EncodeBulk(dst, src []byte) (nDst, nSrc int) { return codes.Encode(dst, src) }
