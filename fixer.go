package fixtext

import (
	"bytes"
	"slices"
	"unsafe"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// Fixer repairs one text after another with the same options, which it reads
// once, and in buffers that it keeps: a record of a data set costs no more than
// its repair, and a clean one hardly ever an allocation. Each text is an input of its own; none
// bears on the next. A Fixer serves one goroutine at a time; it is large, so keep
// one for each.
//
// [Workers] and [LineBuffered] have no meaning for texts that are there as a whole.
type Fixer struct {
	split  splitter
	pipe   pipeline
	report Report
	usual  bool // what the gate finds clean stays as it is
}

// NewFixer returns a Fixer, or the error of an option that is not valid.
func NewFixer(opts ...Option) (*Fixer, error) {
	o, err := newOptions(opts)
	if err != nil {
		return nil, err
	}
	usual := o.charset.Charset == encoding.Unknown && o.charset.Declared == "" && len(o.charset.Prefer) == 0 &&
		o.bom == BOMKeep && o.profile != Search && o.simplify == (simplify.Options{})
	return &Fixer{split: splitter{opt: o}, usual: usual}, nil
}

// Bytes returns b repaired: b itself when nothing changes, else a new slice, which
// is the caller's. It never writes to b. An error is that of [OnEdit]; what it
// comes with is nil.
func (f *Fixer) Bytes(b []byte) ([]byte, error) {
	out, changed, err := f.repair(nil, b)
	if err != nil || changed {
		return out, err
	}
	return b, nil
}

// String is Bytes for a string.
func (f *Fixer) String(s string) (string, error) {
	// The repair reads the bytes only, and keeps none of them.
	out, changed, err := f.repair(nil, unsafe.Slice(unsafe.StringData(s), len(s)))
	if err != nil {
		return "", err
	}
	if changed {
		return unsafe.String(unsafe.SliceData(out), len(out)), nil // nobody else has out
	}
	return s, nil
}

// Append appends src repaired to dst and returns the extended slice; with an error
// of [OnEdit] it returns dst. src and the free part of dst must not overlap.
func (f *Fixer) Append(dst, src []byte) ([]byte, error) {
	out, changed, err := f.repair(dst, src)
	if err != nil {
		return dst, err
	}
	if !changed {
		return append(dst, src...), nil
	}
	return out, nil
}

// Report sums up what was done to the last text. It is the caller's to keep.
func (f *Fixer) Report() Report { return f.report }

// repair appends src repaired to dst; when nothing changes it appends nothing
// and says so.
func (f *Fixer) repair(dst, src []byte) (out []byte, changed bool, err error) {
	f.report = Report{}
	s := &f.split
	seen := f.glance(src)
	if seen != nil && seen.Clean() {
		n := int64(len(src))
		f.report.BytesIn, f.report.BytesOut, f.report.Lines = n, n, int64(bytes.Count(src, []byte{'\n'}))
		return nil, false, nil
	}
	s.restart()
	if seen != nil && seen.Valid {
		s.known()
	}
	copied := 0 // src[:copied] is in out
	for at := 0; at < len(src); {
		n := s.next(src[at:], true)
		block := src[at : at+n]
		res := f.pipe.run(s.look(), block, &s.opt)
		s.finish(&res)
		if err := s.deliver(&res); err != nil {
			return nil, false, err
		}
		f.report.add(&res)
		at += n
		if same(res.out, block) {
			continue
		}
		if !changed {
			out, changed = slices.Grow(dst, len(res.out)+len(src)-at), true
		}
		out = append(append(out, src[copied:at-n]...), res.out...)
		copied = at
	}
	if changed {
		out = append(out, src[copied:]...)
	}
	return out, changed, nil
}

// mostQuick is how long a text is that glance looks at.
const mostQuick = 1 << 16

// glance looks at a short text that is UTF-8 if its bytes are: then there is no need to find
// out what else it could be. It returns nil for others.
func (f *Fixer) glance(src []byte) *gate.Seen {
	if !f.usual || len(src) > mostQuick || !encoding.Unmarked(src) {
		return nil
	}
	return f.pipe.gate.First(src)
}

// same reports whether a and b are the same memory.
func same(a, b []byte) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
