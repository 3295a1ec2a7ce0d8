package fixtext

import (
	"io"
	"sync/atomic"
)

// job is a block on its way through the workers.
type job struct {
	block []byte
	sight sight
	pipe  pipeline
	res   result
	done  chan struct{}
}

// writeParallel is WriteTo with several workers. This goroutine reads, workers
// repair, one more goroutine writes in the order of the input.
func (r *Reader) writeParallel(w io.Writer) (n int64, err error) {
	workers := r.opt.workers
	if !r.src.begun {
		r.src.after.ready = make(chan struct{})
	}
	work := make(chan *job)
	order := make(chan *job, workers)
	free := make(chan *job, 2*workers+1)
	for range cap(free) {
		free <- &job{}
	}
	for range workers {
		go func() {
			for j := range work {
				j.res = j.pipe.run(j.sight, j.block, &r.opt)
				close(j.done)
			}
		}()
	}
	var failed atomic.Bool
	written := make(chan error, 1)
	go func() {
		var err error
		n, err = r.write(w, order, free, &failed)
		written <- err
	}()
	for !failed.Load() {
		j := <-free
		if j.block = r.src.read(j.block); len(j.block) == 0 {
			break
		}
		j.sight, j.done = r.src.look(), make(chan struct{})
		work <- j
		order <- j
	}
	close(work)
	close(order)
	if err = <-written; err == nil && r.src.err != io.EOF {
		err = r.src.err
	}
	if r.err = r.src.err; err != nil {
		r.err = err
	}
	return n, err
}

// write takes the jobs in order and writes what became of them. After an error
// it still empties the queue, so that nobody waits for it.
func (r *Reader) write(w io.Writer, order <-chan *job, free chan<- *job, failed *atomic.Bool) (n int64, err error) {
	for j := range order {
		<-j.done
		if err == nil {
			err = r.take(&j.res)
		}
		if err == nil {
			var m int
			m, err = w.Write(j.res.out)
			n += int64(m)
		}
		if err != nil {
			failed.Store(true)
		}
		free <- j
	}
	return n, err
}
