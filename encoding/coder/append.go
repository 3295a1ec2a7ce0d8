package coder

import "slices"

// Append appends the UTF-8 form of src, a whole text, to dst and returns the
// extended slice. Ill-formed bytes are copied as they are, so the output may be
// invalid UTF-8 there; bad, if not nil, is called for each sequence of them with
// its offset and length (in bytes, in src), in ascending order. src and dst must
// not overlap; the capacity of dst beyond the result may be overwritten.
func (c *Charset) Append(dst, src []byte, bad func(off, n int)) []byte {
	dst, _ = appendAll(dst, src, c.Decode, c.DecodeBulk, bad, nil)
	return dst
}

// AppendEncoded appends the form of the UTF-8 text src in this charset to dst
// and returns the extended slice; the text ends in state 0. What the charset does
// not have is copied as it is, and reported as [Charset.Append] does it.
func (c *Charset) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	dst, state := appendAll(dst, src, c.Encode, c.EncodeBulk, bad, c.End)
	if c.End != nil {
		dst = c.End(state, dst)
	}
	return dst
}

func appendAll(dst, src []byte, step Step, bulk Bulk, bad func(off, n int), end func(uint64, []byte) []byte) ([]byte, uint64) {
	dst = slices.Grow(dst, len(src)+len(src)/2+16)
	state := uint64(0)
	for i := 0; ; {
		if bulk != nil && state == 0 {
			d, s := bulk(dst[len(dst):cap(dst)], src[i:])
			dst = dst[:len(dst)+d]
			i += s
		}
		if i == len(src) {
			return dst, state
		}
		var n int
		var ok bool
		dst, n, state, ok = step(state, dst, src[i:], true)
		if !ok {
			if end != nil {
				dst, state = end(state, dst), 0
			}
			if bad != nil {
				bad(i, n)
			}
			dst = append(dst, src[i:i+n]...)
		}
		i += n
	}
}
