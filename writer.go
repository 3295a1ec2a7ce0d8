package fixtext

import (
	"errors"
	"io"
)

// Writer repairs what is written to it and passes it on. Close must be called:
// the last block is repaired then.
type Writer struct {
	split  splitter
	w      io.Writer
	pipe   pipeline
	buf    []byte
	report Report
	err    error
}

// NewWriter returns a Writer that writes repaired text to w. Errors of an
// option come back from Write and Close.
func NewWriter(w io.Writer, opts ...Option) *Writer {
	o, err := newOptions(opts)
	return &Writer{split: splitter{opt: o}, w: w, err: err}
}

// Report returns what was done so far: to all of the input once Close has
// returned.
func (w *Writer) Report() Report { return w.report }

// Write takes all of p, which it does not keep, and writes the blocks that are
// complete.
func (w *Writer) Write(p []byte) (n int, err error) {
	if w.err != nil {
		return 0, w.err
	}
	w.buf = append(w.buf, p...)
	if w.err = w.flush(false); w.err != nil {
		return 0, w.err
	}
	return len(p), nil
}

// Close repairs and writes what is left. It does not close the writer below.
func (w *Writer) Close() error {
	if errors.Is(w.err, errClosed) {
		return nil
	}
	if w.err != nil {
		return w.err
	}
	if err := w.flush(true); err != nil {
		w.err = err
		return err
	}
	w.err = errClosed
	return nil
}

var errClosed = errors.New("fixtext: write to a closed Writer")

// flush writes the complete blocks of the buffer.
func (w *Writer) flush(final bool) error {
	w.split.gate = &w.pipe.gate // of this Writer: it may be a copy
	done := 0
	for {
		n := w.split.next(w.buf[done:], final)
		if n == 0 {
			break
		}
		block := w.buf[done : done+n]
		res := w.pipe.run(w.split.look(), block, &w.split.opt)
		done += n
		w.split.finish(&res)
		w.report.add(&res)
		if err := w.split.deliver(&res); err != nil {
			return err
		}
		if _, err := w.w.Write(res.out); err != nil {
			return err
		}
	}
	w.buf = append(w.buf[:0], w.buf[done:]...)
	return nil
}
