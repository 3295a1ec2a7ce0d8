package records

import (
	"bytes"
	"io"
	"sync"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
)

// job is a piece on its way.
type job struct {
	first  bool
	passed bool // result is known already
	offset int64
	piece  []byte
	out    []byte
	result Result
}

// Run repairs an input of any length in several goroutines, and hands the
// segments on in order. Memory is set by the longest record and by workers.
func (k *Format) Run(r io.Reader, opt Options, workers int, emit engine.Emit) error {
	f := k.open(opt)
	var pool sync.Pool
	var failed error
	err := ordered.Do(workers,
		func(put func(*job) bool) { failed = pieces(r, f, &pool, put) },
		func(j *job) *job {
			if !j.passed {
				j.result = f.Repair(j.piece, j.first)
			}
			if len(j.result.Edits) > 0 {
				j.out = engine.Apply(j.out[:0], j.piece, 0, j.result.Edits)
			}
			return j
		},
		func(j *job) error {
			s := engine.Segment{Offset: j.offset, In: j.piece, Out: j.piece, Edits: j.result.Edits, Records: j.result.Records}
			if len(s.Edits) > 0 && !bytes.Equal(j.piece, j.out) {
				s.Out = j.out
			}
			for i := range s.Edits {
				s.Edits[i].Offset += j.offset
			}
			err := emit(s)
			pool.Put(j)
			return err
		})
	if err != nil {
		return err
	}
	if c, ok := f.(checker); ok && failed == nil {
		return c.check(true)
	}
	return failed
}

// pieces cuts the input.
func pieces(r io.Reader, f repairer, pool *sync.Pool, put func(*job) bool) error {
	var buf []byte
	var offset int64
	var failed error
	for first := true; ; {
		n := f.Next(buf, failed != nil)
		if n == 0 {
			if failed == io.EOF {
				return nil
			}
			if failed != nil {
				return failed
			}
			if cap(buf)-len(buf) < pieceSize/4 {
				buf = append(make([]byte, 0, 2*cap(buf)+2*pieceSize), buf...)
			}
			var m int
			m, failed = r.Read(buf[len(buf):cap(buf)])
			buf = buf[:len(buf)+m]
			continue
		}
		j, _ := pool.Get().(*job)
		if j == nil {
			j = &job{}
		}
		j.first, j.offset, j.piece = first, offset, append(j.piece[:0], buf[:n]...)
		if p, ok := f.(passer); ok {
			j.result, j.passed = p.passed(j.piece)
		}
		if c, ok := f.(checker); ok && first {
			if err := c.check(false); err != nil {
				return err
			}
		}
		if !put(j) {
			return nil
		}
		first = false
		offset += int64(n)
		buf = buf[:copy(buf, buf[n:])]
	}
}
