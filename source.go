package fixtext

import (
	"io"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/block"
	"github.com/fixtext/fixtext/internal/gate"
)

// splitter cuts a growing input into blocks and knows what its start said.
type splitter struct {
	opt    options
	cut    block.Cutter
	stream encoding.Stream // what the start says
	begins bool            // the next block is the first
	gate   *gate.Gate      // looks at the first block, if whoever repairs it has this one; nil if not
	seen   bool            // it has: the block is UTF-8
	after  aftersight
	begun  bool
	offset int64 // of the next block
}

// restart begins another input.
func (s *splitter) restart() {
	s.cut, s.stream, s.after, s.begun, s.seen, s.offset = block.Cutter{}, encoding.Stream{}, aftersight{}, false, false, 0
}

// known begins an input that is one block, of which the gate has just said that it is UTF-8, and
// nothing that a detection would weigh says otherwise.
func (s *splitter) known() { s.stream, s.begins, s.begun, s.seen = encoding.Stream{}, true, true, true }

// sight is what is known of an input when one of its blocks is repaired.
type sight struct {
	now    encoding.Stream // what the start of the input says
	begins bool            // the block is the first
	seen   bool            // the gate has just looked at it: it is UTF-8
	after  *aftersight     // of a second run
}

// aftersight is what the start of the output says, and so what a second run will
// know. It is there once the first block was repaired.
type aftersight struct {
	ready chan struct{} // closed then, for goroutines that wait; nil if there are none
	now   encoding.Stream
}

func (a *aftersight) stream() encoding.Stream {
	if a.ready != nil {
		<-a.ready
	}
	return a.now
}

// look returns the sight of the next block.
func (s *splitter) look() sight {
	now := sight{s.stream, s.begins, s.seen, &s.after}
	s.begins, s.seen = false, false
	return now
}

// finish ends the first block: it applies the BOM policy, and looks at what a
// second run begins with.
func (s *splitter) finish(res *result) {
	if s.offset > 0 {
		return
	}
	out := res.out
	s.mark(res)
	a := &s.after
	if a.now = res.next; !same(res.out, out) {
		a.now = encoding.Sniff(res.out, s.opt.charset)
	}
	if a.ready != nil {
		close(a.ready)
	}
}

// next returns the length of the first block of data, 0 if more must come.
func (s *splitter) next(data []byte, final bool) int {
	if !s.begun {
		first := block.Cutter{Lines: s.opt.lineBuffered}
		n := first.Next(data, final)
		if n == 0 {
			return 0
		}
		sniff := encoding.Sniff
		if s.seen = s.gate != nil && s.gate.First(data[:n]).Valid; s.seen {
			sniff = encoding.SniffValid
		}
		s.stream, s.begins = sniff(data[:n], s.opt.charset), true
		s.cut.Unit, s.cut.BigEndian = s.stream.Width()
		s.cut.Lines = s.opt.lineBuffered
		s.begun = true
	}
	return s.cut.Next(data, final)
}

// source reads blocks from an io.Reader.
type source struct {
	splitter
	r    io.Reader
	rest []byte // read, but behind the last block
	err  error  // of r; io.EOF at the end
}

// read returns the next block in buf, which it may grow, or an empty one when
// nothing is left. s.err then says why.
func (s *source) read(buf []byte) []byte {
	buf = append(buf[:0], s.rest...)
	s.rest = s.rest[:0]
	for {
		if n := s.next(buf, s.err != nil); n > 0 {
			s.rest = append(s.rest, buf[n:]...)
			return buf[:n]
		}
		if s.err != nil {
			return nil
		}
		if len(buf) == cap(buf) {
			size := max(2*cap(buf), leastRead)
			if size > muchRead {
				size = block.Max + readAhead
			}
			buf = append(make([]byte, 0, size), buf...)
		}
		n, err := s.r.Read(buf[len(buf):cap(buf)])
		buf, s.err = buf[:len(buf)+n], err
	}
}

const (
	// readAhead is what a buffer can hold beside a block.
	readAhead = 1 << 12
	// leastRead is how much a buffer holds at first: most files are small.
	leastRead = 1 << 12
	// muchRead is how much it holds before it holds a block.
	muchRead = 1 << 16
)
