package codec

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
	"github.com/ulikunitz/xz"
)

// Unreadable is the error of a file that is compressed and cannot be read.
type Unreadable struct {
	Format Format
	Err    error
}

func (e *Unreadable) Error() string {
	return string(e.Format) + ": " + strings.TrimPrefix(e.Err.Error(), string(e.Format)+": ")
}
func (e *Unreadable) Unwrap() error { return e.Err }

// NewReader reads what is behind r, decompressed if it is compressed. All members,
// frames and streams are read; what stands behind them is an error.
func NewReader(r io.Reader) (io.ReadCloser, Format, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	head, err := b.Peek(16)
	if err != nil && err != io.EOF {
		return nil, None, err
	}
	if _, skipped := skipFrames(head); skipped { // what is behind them is further off
		head, _ = b.Peek(1 << 16)
	}
	f := Detect(head)
	out, err := newReader(b, f, head)
	if err != nil {
		return nil, f, &Unreadable{f, err}
	}
	if f == None {
		return out, f, nil
	}
	return &reader{out, f}, f, nil
}

func newReader(b *bufio.Reader, f Format, head []byte) (io.ReadCloser, error) {
	switch f {
	case None:
		return io.NopCloser(b), nil
	case Gzip:
		if len(head) > 3 && head[3]&0xe0 != 0 {
			return nil, errors.New("has flags that are not known")
		}
		return gzip.NewReader(b)
	case Zstd:
		if dictionary(head) {
			return nil, errors.New("is compressed with a dictionary of its own, as .warc.zst may be, which cannot be read: decompress it first")
		}
		// One goroutine decodes beside the work; the window bounds the memory.
		d, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case LZ4:
		return io.NopCloser(newFrames(b)), nil
	case Bzip2:
		return io.NopCloser(bzip2.NewReader(b)), nil
	case XZ:
		x, err := xz.NewReader(&streams{r: b})
		return io.NopCloser(x), err
	}
	return nil, errors.New("cannot be read: decompress it first")
}

// dictionary reports whether a file begins with a dictionary in a frame that is
// skipped: so begins .warc.zst.
func dictionary(head []byte) bool {
	if !bytes.HasPrefix(head, []byte("\x5d\x2a\x4d\x18")) || len(head) < 12 {
		return false
	}
	return bytes.HasPrefix(head[8:], []byte("\x37\xa4\x30\xec")) || bytes.HasPrefix(head[8:], []byte("\x28\xb5\x2f\xfd"))
}

// reader names the format in errors.
type reader struct {
	io.ReadCloser
	format Format
}

func (r *reader) Read(p []byte) (int, error) {
	n, err := r.ReadCloser.Read(p)
	if err != nil && err != io.EOF {
		err = &Unreadable{r.format, err}
	}
	return n, err
}

// errMore is the error of bytes behind the end.
var errMore = errors.New("there is more behind its end that is not compressed")

// frames reads the frames of LZ4, one after the other: the library reads one.
type frames struct {
	src   *bufio.Reader
	lz    *lz4.Reader
	ended bool // the frame; its reader must not be asked again
}

func newFrames(b *bufio.Reader) *frames { return &frames{src: b, ended: true} }

// next begins a frame; io.EOF says that there is none.
func (f *frames) next() error {
	head, err := f.src.Peek(8)
	for len(head) == 8 {
		if _, skipped := skipFrames(head); !skipped {
			break
		}
		size := 8 + int64(binary.LittleEndian.Uint32(head[4:]))
		if n, _ := io.CopyN(io.Discard, f.src, size); n < size {
			return io.ErrUnexpectedEOF
		}
		head, err = f.src.Peek(8)
	}
	if len(head) == 0 {
		return err
	}
	if Detect(head) != LZ4 {
		return errMore
	}
	var src io.Reader = marked{f.src}
	if string(head[:4]) == oldLZ4 {
		src = f.src
	}
	f.lz, f.ended = lz4.NewReader(src), false
	return nil
}

func (f *frames) Read(p []byte) (int, error) {
	for {
		if f.ended {
			if err := f.next(); err != nil {
				return 0, err
			}
		}
		n, err := f.lz.Read(p)
		f.ended = err == io.EOF
		if n > 0 || !f.ended {
			if f.ended {
				err = nil
			}
			return n, err
		}
	}
}

// marked is what is read of a frame that has a mark at its end, so that the file
// cannot end before: the library takes a frame that is cut between two blocks for
// a whole one. Frames of the older form have no such mark.
type marked struct{ io.Reader }

func (m marked) Read(p []byte) (int, error) {
	n, err := m.Reader.Read(p)
	if n == 0 && err == io.EOF {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// streams is what is read of xz. The library takes a file that ends behind any
// header for a whole one; it may end where a stream does, where the library asks
// for the four bytes that begin the next.
type streams struct {
	r    io.Reader
	last []byte // of what was read
}

func (s *streams) Read(p []byte) (int, error) {
	n, err := s.r.Read(p)
	if n == 0 && err == io.EOF && !(len(p) == 4 && bytes.HasSuffix(bytes.TrimRight(s.last, "\x00"), []byte("YZ"))) {
		err = io.ErrUnexpectedEOF
	}
	const kept = 64
	s.last = append(s.last, p[max(0, n-kept):n]...)
	if len(s.last) > kept {
		s.last = append(s.last[:0], s.last[len(s.last)-kept:]...)
	}
	return n, err
}

// ErrName is the error of a file whose name says that it is compressed.
func ErrName(f Format) error {
	return &Unreadable{f, errors.New("the name says so, the first bytes do not: rename it, or see --decompress=false")}
}
