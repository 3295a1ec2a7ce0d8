package big5

import (
	"slices"
	"unicode/utf8"
)

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Bytes that are not well formed are copied as they are, so the output may be
// invalid UTF-8 there; bad, if not nil, is called for each ill-formed sequence
// with its offset and length (in bytes, in src), in ascending order. A lead
// byte at the end of src is ill-formed. src and dst must not overlap; the
// capacity of dst beyond the result may be overwritten.
func (v Variant) Append(dst, src []byte, bad func(off, n int)) []byte {
	// Two bytes give three, or four beyond the BMP; what is missing then,
	// append finds.
	dst = slices.Grow(dst, len(src)+len(src)/2+16)
	for i := 0; i < len(src); {
		o, n := core.Decode(dst[len(dst):cap(dst)], src[i:])
		dst = dst[:len(dst)+o]
		i += n
		if i < len(src) {
			dst, i = v.appendOne(dst, src, i, bad)
		}
	}
	return dst
}

// appendOne is Append for the one character at src[i:]; it returns where the
// next begins.
func (v Variant) appendOne(dst, src []byte, i int, bad func(off, n int)) ([]byte, int) {
	r, size := v.DecodeRune(src[i:])
	if r == utf8.RuneError { // which no variant maps
		if bad != nil {
			bad(i, size)
		}
		return append(dst, src[i:i+size]...), i + size
	}
	dst = utf8.AppendRune(dst, r)
	if size == 2 {
		if m := v.Mark(src[i], src[i+1]); m != 0 {
			dst = utf8.AppendRune(dst, m)
		}
	}
	return dst, i + size
}

// AppendEncoded appends the Big5 form of the UTF-8 text src to dst and returns
// the extended slice. Characters that the variant cannot encode, and bytes that
// are not UTF-8, are copied as they are; bad, if not nil, is called for each
// with its offset and length (in bytes, in src), in ascending order.
func (v Variant) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	dst = slices.Grow(dst, len(src)+8)
	for i := 0; i < len(src); {
		o, n := coreCodes.Encode(dst[len(dst):cap(dst)], src[i:])
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
		if p, n := v.Marked(r, src[i+size:]); n > 0 {
			dst = append(dst, byte(p>>8), byte(p))
			i += size + n
			continue
		}
		if r != utf8.RuneError {
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

// Marked returns the pair of r and the combining mark that rest begins with,
// and the length of the mark in bytes: 0 if there is no such pair.
func (v Variant) Marked(r rune, rest []byte) (pair uint16, n int) {
	if v != WHATWG || r != 0xCA && r != 0xEA || len(rest) < 2 || rest[0] != 0xCC {
		return 0, 0
	}
	switch {
	case rest[1] == 0x84 && r == 0xCA:
		return 0x8862, 2
	case rest[1] == 0x8C && r == 0xCA:
		return 0x8864, 2
	case rest[1] == 0x84:
		return 0x88A3, 2
	case rest[1] == 0x8C:
		return 0x88A5, 2
	}
	return 0, 0
}

// DecodeBulk writes the UTF-8 form of the beginning of src to dst, as far as it is
// ASCII and common characters that all variants share, and returns the bytes
// written and read. It may use what is left of dst as scratch space.
func DecodeBulk(dst, src []byte) (nDst, nSrc int) { return core.Decode(dst, src) }

// EncodeBulk is the inverse of DecodeBulk.
func EncodeBulk(dst, src []byte) (nDst, nSrc int) { return coreCodes.Encode(dst, src) }
