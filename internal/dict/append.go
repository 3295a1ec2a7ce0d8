package dict

import (
	"slices"
	"unicode/utf8"
)

// slack is how many bytes past its end the output buffer always has, so that Copy
// can write whole words.
const slack = 8

// Append appends the conversion of src to dst and returns the extended slice.
// Bytes that are not UTF-8 are copied as they are. dst and src do not overlap.
func (t *Table) Append(dst, src []byte) []byte {
	return t.AppendFunc(dst, src, nil)
}

// AppendFunc is Append that also calls changed, if it is not nil, for each character
// or run of characters of src that the output has otherwise: at is its offset.
// The slices are only valid during the call.
func (t *Table) AppendFunc(dst, src []byte, changed func(at int, in, out []byte)) []byte {
	base := len(dst)
	dst = slices.Grow(dst, len(src)+slack)
	buf, o := dst[:cap(dst)], base // buf[o:] always has room for src[p:] and slack
	fast := t.ASCII[0]|t.ASCII[1] == 0 && !t.Unfiltered && changed == nil
	floor := 0 // no phrase that starts before it can matter any more
	for p := 0; p < len(src); {
		if fast {
			n := t.Copy(buf[o:], src[p:]).N
			if p, o = p+n, o+n; p == len(src) {
				break
			}
		}
		// What Copy leaves is rare: the end, other lengths, triggers.
		var n int
		out, from := buf[:o], p
		switch e := t.entryAt(src[p:]); {
		case e&Trigger != 0 && t.Possible(src, p, floor), e&Member != 0 && changed != nil:
			start, end := t.Run(src, p, floor)
			// What was made of the run's first characters is done again, as a part
			// of the run.
			o -= t.outLen(src[start:p])
			from, out = start, out[:o]
			out = t.appendRun(out, src[start:end])
			floor, n = end, end-p
		case e&Special != 0 && t.KeepIDS && IDS(src[p:]) > 0:
			n = IDS(src[p:])
			out = append(out, src[p:p+n]...)
			floor = p + n
		default:
			out, n = t.AppendChar(out, src[p:])
		}
		p += n
		if changed != nil && string(src[from:p]) != string(out[o:]) {
			changed(from, src[from:p], out[o:])
		}
		o = len(out)
		out = slices.Grow(out, len(src)-p+slack)
		buf = out[:cap(out)]
	}
	return buf[:o]
}

// entryAt returns the entry of the character at the start of src.
func (t *Table) entryAt(src []byte) uint32 {
	r, n := utf8.DecodeRune(src)
	if r == utf8.RuneError && n <= 1 {
		return 0
	}
	return t.RuneEntry(r)
}

// appendRun appends the conversion of a whole run of members.
func (t *Table) appendRun(dst, run []byte) []byte {
	if len(t.Chain) == 0 {
		for len(run) > 0 {
			n, i := t.Phrases.Match(run)
			if n > 0 {
				dst = append(dst, t.Phrases.Value(i)...)
			} else {
				dst, n = t.AppendChar(dst, run)
			}
			run = run[n:]
		}
		return dst
	}
	var bufs [3][256]byte // enough for most runs; longer ones are allocated
	a := run
	for _, step := range t.Chain[:t.Normal] {
		a = step.Append(bufs[0][:0], a) // there is one at most
	}
	for from, at := 0, 0; at < len(a); {
		n, _ := t.Segment.Match(a[at:])
		if n == 0 {
			_, n = utf8.DecodeRune(a[at:])
			if at += n; at < len(a) {
				continue
			}
		} else {
			dst = t.appendSegment(dst, a[from:at], bufs[1][:0], bufs[2][:0])
			from, at = at, at+n
		}
		dst = t.appendSegment(dst, a[from:at], bufs[1][:0], bufs[2][:0])
		from = at
	}
	return dst
}

// appendSegment passes one segment through the stages. It uses a and b, which
// are empty, in turn.
func (t *Table) appendSegment(dst, seg, a, b []byte) []byte {
	last := len(t.Chain) - 1
	for _, step := range t.Chain[t.Normal:last] {
		seg = step.Append(a, seg)
		a, b = b, a
	}
	return t.Chain[last].Append(dst, seg)
}
