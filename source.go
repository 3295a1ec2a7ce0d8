package fixtext

import (
	"io"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/block"
)

// splitter cuts a growing input into blocks and knows what its start said.
type splitter struct {
	opt    options
	cut    block.Cutter
	stream encoding.Stream
	begun  bool
	offset int64 // of the next block
}

// restart begins another input.
func (s *splitter) restart() {
	s.cut, s.stream, s.begun, s.offset = block.Cutter{}, encoding.Stream{}, false, 0
}

// next returns the length of the first block of data, 0 if more must come.
func (s *splitter) next(data []byte, final bool) int {
	if !s.begun {
		first := block.Cutter{Lines: s.opt.lineBuffered}
		n := first.Next(data, final)
		if n == 0 {
			return 0
		}
		s.stream = encoding.Sniff(data[:n], s.opt.charset)
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
		if cap(buf) < block.Max+readAhead {
			buf = append(make([]byte, 0, block.Max+readAhead), buf...)
		}
		n, err := s.r.Read(buf[len(buf):cap(buf)])
		buf, s.err = buf[:len(buf)+n], err
	}
}

// readAhead is what a buffer can hold beside a block.
const readAhead = 1 << 12
