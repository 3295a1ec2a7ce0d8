// Package worker answers batches of records, as WORKER.md specifies: it reads frames,
// repairs each record by itself, and writes an answer for each batch.
package worker

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/frames"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
)

// Limits in bytes.
const (
	helloSize = 16 << 20 // of the options, with their dictionary
	partSize  = 64 << 10 // of records that are repaired together
	keepSize  = 4 << 20  // of a buffer that is kept for the next batch

	// Beside is what a batch may have beside its longest record.
	Beside = 64 << 20
)

// Repairer repairs one record after the other. [fixtext.Fixer] is one.
type Repairer interface {
	Append(dst, src []byte) ([]byte, error)
	Report() fixtext.Report
}

// Config is what a client and its worker agreed upon.
type Config struct {
	Jobs      int // records that are repaired at the same time
	MaxRecord int // in bytes
	Welcome   any // is said to the client, as JSON
	// New makes a Repairer, which serves one goroutine.
	New func(...fixtext.Option) (Repairer, error)
	Log io.Writer // gets the stacks of failures
}

// worker is one conversation.
type worker struct {
	Config
	out   io.Writer
	idle  chan *hand
	parts sync.Pool // of *frames.Part, empty
	frame []byte
}

// Serve answers a client until its stream ends. Open reads what the client asks for.
// An error is told to the client, too.
func Serve(in io.Reader, out io.Writer, open func(hello []byte) (Config, error)) error {
	err := serve(in, out, open)
	if err == nil {
		return nil
	}
	err = fmt.Errorf("worker: %w", err)
	if body, bad := json.Marshal(map[string]string{"error": "fixtext: " + err.Error()}); bad == nil {
		_, _ = out.Write(frames.AppendFrame(nil, frames.Failure, body)) // it may be that this is what fails
	}
	return err
}

func serve(in io.Reader, out io.Writer, open func([]byte) (Config, error)) error {
	r := frames.Reader{R: in, Limit: helloSize}
	kind, hello, err := r.Next(nil)
	if err == io.EOF {
		return nil
	}
	if err == nil && kind != frames.Hello {
		err = fmt.Errorf("frame 1: is of kind %d; the first must be a hello", kind)
	}
	if err != nil {
		return err
	}
	w := &worker{out: out}
	if w.Config, err = open(hello); err != nil {
		return err
	}
	w.idle = make(chan *hand, w.Jobs)
	for range w.Jobs {
		h := &hand{worker: w}
		if err := h.renew(); err != nil {
			return err
		}
		w.idle <- h
	}
	welcome, err := json.Marshal(w.Welcome)
	if err == nil {
		_, err = out.Write(frames.AppendFrame(nil, frames.Welcome, welcome))
	}
	if err != nil {
		return err
	}
	r.Limit = w.MaxRecord + Beside
	return w.batches(&r)
}

// batches answers batches. One more is read while the last is answered, so that a
// client may be one ahead.
func (w *worker) batches(r *frames.Reader) error {
	type read struct {
		kind frames.Kind
		body []byte
		err  error
	}
	next, free := make(chan read), make(chan []byte, 2)
	stop := make(chan struct{})
	defer close(stop)
	free <- nil
	free <- nil
	go func() {
		for buf := range free {
			kind, body, err := r.Next(buf)
			select {
			case next <- read{kind, body, err}:
			case <-stop:
				return
			}
			if err != nil {
				return
			}
		}
	}()
	for number := 2; ; number++ {
		f := <-next
		if f.err == io.EOF {
			return nil
		}
		if f.err == nil && f.kind != frames.Input {
			f.err = fmt.Errorf("frame %d: is of kind %d; behind the hello come batches", number, f.kind)
		}
		if f.err != nil {
			return f.err
		}
		b, err := frames.ParseBatch(f.body)
		if err != nil {
			return fmt.Errorf("frame %d: %w", number, err)
		}
		if err := w.answer(&b); err != nil {
			return err
		}
		free <- kept(f.body)
	}
}

// kept is a buffer for the next time; none if it is so large that it is better let go.
func kept(buf []byte) []byte {
	if cap(buf) > keepSize {
		return nil
	}
	return buf[:0]
}

// stretch is some records of a batch, from lo to hi.
type stretch struct{ lo, hi int }

// answer repairs a batch and writes what became of it.
func (w *worker) answer(b *frames.Batch) error {
	var parts []*frames.Part
	work := func(s stretch) *frames.Part {
		h := <-w.idle
		defer func() { w.idle <- h }()
		p, _ := w.parts.Get().(*frames.Part)
		if p == nil {
			p = new(frames.Part)
		}
		for i := s.lo; i < s.hi; i++ {
			h.record(p, b, i)
		}
		return p
	}
	done := func(p *frames.Part) error {
		parts = append(parts, p)
		return nil
	}
	if w.Jobs == 1 {
		_ = done(work(stretch{0, b.N}))
	} else if err := ordered.Do(w.Jobs, func(put func(stretch) bool) { cut(b, put) }, work, done); err != nil {
		return err
	}
	w.frame = frames.AppendAnswer(w.frame[:0], b, parts)
	_, err := w.out.Write(w.frame)
	w.frame = kept(w.frame)
	for _, p := range parts {
		if cap(p.Data)+cap(p.Details) <= keepSize {
			p.Reset()
			w.parts.Put(p)
		}
	}
	return err
}

// cut cuts a batch for several goroutines.
func cut(b *frames.Batch, put func(stretch) bool) {
	lo, size := 0, 0
	for i := range b.N {
		if size += b.Size(i); size >= partSize {
			if !put(stretch{lo, i + 1}) {
				return
			}
			lo, size = i+1, 0
		}
	}
	if lo < b.N {
		put(stretch{lo, b.N})
	}
}

// errEngine is a failure of the program itself.
var errEngine = errors.New("the program failed on this record, which is a bug")

// try repairs a record. Where the engine fails, that is an error.
func (h *hand) try(r Repairer, dst, src []byte) (out []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			fmt.Fprintf(h.Log, "fixtext: worker: %v: %v\n%s", errEngine, p, debug.Stack())
			err = fmt.Errorf("%w: %v", errEngine, p)
		}
	}()
	return r.Append(dst, src)
}
