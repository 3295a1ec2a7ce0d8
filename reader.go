package fixtext

import (
	"io"
	"sync"

	"github.com/fixtext/fixtext/edit"
)

// Reader reads repaired text from a reader of any text. It is an io.Reader and
// an io.WriterTo. Memory is set by the block size of 1 MiB, not by the input.
type Reader struct {
	src    source
	opt    options
	mem    *memory // nil before the first block, and behind the last one
	out    []byte  // repaired and not yet handed over
	report Report
	err    error
}

// memory is what the repair of blocks takes. A Reader that is done leaves it to the next one: to make it anew costs as much
// as the repair of a megabyte.
type memory struct {
	pipe  pipeline
	block []byte
	rest  []byte // what was read behind a block
}

var memories = sync.Pool{New: func() any { return new(memory) }}

// release leaves m to others, who may repair in another way.
func (m *memory) release() {
	m.pipe.mojibake, m.pipe.anew = nil, nil
	memories.Put(m)
}

// NewReader returns a Reader over r. Errors of an option, of r and of OnEdit
// come back from Read and WriteTo.
//
// When r fails in the midst of the input, what was read until then is repaired
// and handed over before the error is.
func NewReader(r io.Reader, opts ...Option) *Reader {
	o, err := newOptions(opts)
	return &Reader{src: source{splitter: splitter{opt: o}, r: r}, opt: o, err: err}
}

// Report returns what was done so far: to all of the input once Read has
// returned io.EOF or WriteTo has returned.
func (r *Reader) Report() Report { return r.report }

// Read fills p with repaired text and returns how many bytes it wrote.
func (r *Reader) Read(p []byte) (n int, err error) {
	for len(r.out) == 0 {
		if r.err != nil {
			r.release()
			return 0, r.err
		}
		r.fill()
	}
	n = copy(p, r.out)
	r.out = r.out[n:]
	return n, nil
}

// release leaves the memory to others, once nothing in it is needed.
func (r *Reader) release() {
	if m := r.mem; m != nil {
		m.rest, r.src.rest, r.src.gate, r.mem = r.src.rest, nil, nil, nil
		m.release()
	}
}

// fill repairs the next block, or sets r.err.
func (r *Reader) fill() {
	if r.mem == nil {
		r.mem = memories.Get().(*memory)
		r.src.rest, r.src.gate = r.mem.rest[:0], &r.mem.pipe.gate
	}
	block := r.src.read(r.mem.block)
	if len(block) == 0 {
		r.err = r.src.err
		return
	}
	r.mem.block = block
	res := r.mem.pipe.run(r.src.look(), block, &r.opt)
	if r.err = r.take(&res); r.err == nil {
		r.out = res.out
	}
}

// take counts a result and hands its edits over.
func (r *Reader) take(res *result) error {
	r.src.finish(res)
	r.report.add(res)
	return r.src.deliver(res)
}

// deliver gives the edits of the block at s.offset to OnEdit and moves on.
func (s *splitter) deliver(res *result) error {
	at := s.offset
	s.offset += int64(res.in)
	if s.opt.onEdit == nil {
		return nil
	}
	return each(res.log.Edits, at, s.opt.onEdit)
}

func each(edits []edit.Edit, at int64, f func(Edit) error) error {
	for _, e := range edits {
		e.Offset += at
		e.Step = nil
		if err := f(e); err != nil {
			return err
		}
	}
	return nil
}

// WriteTo writes all repaired text to w and returns how many bytes it wrote.
// With Workers it repairs blocks in parallel.
func (r *Reader) WriteTo(w io.Writer) (n int64, err error) {
	if r.opt.workers > 1 && r.err == nil {
		return r.writeParallel(w)
	}
	for {
		if len(r.out) > 0 {
			m, err := w.Write(r.out)
			n += int64(m)
			r.out = r.out[m:]
			if err != nil {
				return n, err
			}
		}
		if r.err != nil {
			r.release()
			if r.err == io.EOF {
				return n, nil
			}
			return n, r.err
		}
		r.fill()
	}
}
