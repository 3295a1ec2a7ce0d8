// Package engine runs the repair over one input and hands it on piece by piece:
// what came in, what became of it, and the edits between them. Everything that
// the command shows or writes is made of these pieces.
package engine

import (
	"bytes"
	"io"
	"sync"

	"github.com/fixtext/fixtext"
)

// Segment is a piece of an input and what became of it. Segments come in the
// order of the input and leave no gap. In, Out and Edits are valid until the
// callee returns.
type Segment struct {
	Offset int64          // of In, in bytes from the start of the input
	In     []byte         // the input
	Out    []byte         // the output
	Edits  []fixtext.Edit // lead from In to Out; offsets from the start of the input
	Silent bool           // edits were not asked for
	// Records are where the records of In end, in bytes; nil where they are lines.
	Records []int
	Line    int // number of its first line, where it is not the one that follows; else 0
}

// Emit takes the next segment. An error ends the work.
type Emit func(Segment) error

// Memory repairs a whole input. The segment has an Out that is In itself if
// nothing changes. The options must be valid.
func Memory(in []byte, opts []fixtext.Option, emit Emit) error {
	f := borrow(opts)
	out, err := f.Bytes(in)
	s := Segment{In: in, Out: out, Edits: f.edits}
	f.edits = nil
	giveBack(f)
	if err != nil {
		return err
	}
	return emit(s)
}

// fixer is a Fixer that collects its edits. It costs more to make than to repair a record
// with, so it is used again for records with the same options.
type fixer struct {
	*fixtext.Fixer
	opts  []fixtext.Option
	edits []fixtext.Edit
}

// idle are fixers that nobody uses at the moment, all with the same options.
var idle struct {
	sync.Mutex
	fixers []*fixer
}

// borrow returns a fixer with these options, which nobody else uses.
func borrow(opts []fixtext.Option) *fixer {
	idle.Lock()
	defer idle.Unlock()
	if n := len(idle.fixers); n > 0 && same(idle.fixers[n-1].opts, opts) {
		f := idle.fixers[n-1]
		idle.fixers = idle.fixers[:n-1]
		return f
	}
	f := &fixer{opts: opts}
	var err error
	f.Fixer, err = fixtext.NewFixer(append(opts[:len(opts):len(opts)], fixtext.OnEdit(func(e fixtext.Edit) error {
		f.edits = append(f.edits, e)
		return nil
	}))...)
	if err != nil {
		panic(err) // options were checked before
	}
	return f
}

// giveBack lets others borrow f.
func giveBack(f *fixer) {
	idle.Lock()
	defer idle.Unlock()
	if len(idle.fixers) > 0 && !same(idle.fixers[0].opts, f.opts) {
		idle.fixers = nil
	}
	idle.fixers = append(idle.fixers, f)
}

// same reports whether a and b are the same list, not only an equal one: options can not
// be compared.
func same(a, b []fixtext.Option) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// Stream repairs an input of any length and returns what was done. Where it
// fails in the midst, what was read until then is handed on before the error is
// returned. Without edits the segments are silent, which takes less time.
func Stream(r io.Reader, opts []fixtext.Option, edits bool, emit Emit) (fixtext.Report, error) {
	var list []fixtext.Edit
	if edits {
		opts = append(opts[:len(opts):len(opts)], fixtext.OnEdit(func(e fixtext.Edit) error {
			list = append(list, e)
			return nil
		}))
	}
	w := window{r: r}
	rd := fixtext.NewReader(&w, opts...)
	pass := func(out []byte) error {
		s := Segment{Offset: w.offset, Out: out, Edits: list, Silent: !edits}
		s.In = w.take(rd.Report().BytesIn - w.offset)
		err := emit(s)
		list = list[:0]
		return err
	}
	_, err := rd.WriteTo(writerFunc(pass))
	if err == nil && rd.Report().BytesIn > w.offset { // a last piece without output
		err = pass(nil)
	}
	return rd.Report(), err
}

type writerFunc func([]byte) error

func (f writerFunc) Write(p []byte) (int, error) {
	if err := f(p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// window keeps what was read until it is taken. Reading and taking may happen in
// two goroutines.
type window struct {
	r      io.Reader
	mu     sync.Mutex
	buf    []byte
	offset int64 // of buf[0]
	taken  []byte
}

func (w *window) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.mu.Lock()
	defer w.mu.Unlock()
	w.buf = append(w.buf, p[:n]...)
	return n, err
}

// take returns the next n bytes; they are valid until the next call.
func (w *window) take(n int64) []byte {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.taken = append(w.taken[:0], w.buf[:n]...)
	w.buf = w.buf[:copy(w.buf, w.buf[n:])]
	w.offset += n
	return w.taken
}

// Apply appends to dst what becomes of in, whose first byte has this offset, by
// the edits.
func Apply(dst, in []byte, offset int64, edits []fixtext.Edit) []byte {
	pos := int64(0)
	for _, e := range edits {
		at := e.Offset - offset
		dst = append(append(dst, in[pos:at]...), e.Out...)
		pos = at + int64(len(e.In))
	}
	return append(dst, in[pos:]...)
}

// Sum counts segments.
type Sum struct{ fixtext.Report }

// Add counts a segment.
func (s *Sum) Add(g Segment) {
	s.BytesIn += int64(len(g.In))
	s.BytesOut += int64(len(g.Out))
	s.Lines += int64(bytes.Count(g.Out, []byte{'\n'}))
	for _, e := range g.Edits {
		switch e.Verdict {
		case fixtext.Exact:
			s.Exact++
		case fixtext.Inferred:
			s.Inferred++
		default:
			s.Unrepairable++
		}
		if s.Rules == nil {
			s.Rules = map[fixtext.Code]int64{}
		}
		s.Rules[e.Rule]++
	}
}

// Merge adds another sum.
func (s *Sum) Merge(o fixtext.Report) {
	s.BytesIn += o.BytesIn
	s.BytesOut += o.BytesOut
	s.Lines += o.Lines
	s.Exact += o.Exact
	s.Inferred += o.Inferred
	s.Unrepairable += o.Unrepairable
	for rule, n := range o.Rules {
		if s.Rules == nil {
			s.Rules = map[fixtext.Code]int64{}
		}
		s.Rules[rule] += n
	}
}
