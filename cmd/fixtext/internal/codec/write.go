package codec

import (
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"
)

// NewWriter compresses what is written to w. Close ends the compressed text, not
// w. The bytes depend on the text alone.
func NewWriter(w io.Writer, f Format) (io.WriteCloser, error) {
	switch f {
	case None:
		return open{w}, nil
	case Gzip:
		return gzip.NewWriter(w), nil
	case Zstd:
		return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1))
	case LZ4:
		lz := lz4.NewWriter(w)
		return lz, lz.Apply(lz4.ConcurrencyOption(1))
	}
	return nil, fmt.Errorf("cannot write %s: must be gzip, zstd, lz4 or none", f)
}

// Keep makes a writer write what the header of the file behind r says of it: its
// name, its comment and its time. Only gzip has these; it must be called before
// anything is written. Other fields, which may tell of the old bytes, are not kept.
func Keep(w io.WriteCloser, r io.ReadCloser) {
	named, ok := r.(*reader)
	if !ok {
		return
	}
	from, ok := named.ReadCloser.(*gzip.Reader)
	if to, isGzip := w.(*gzip.Writer); ok && isGzip {
		to.Name, to.Comment, to.ModTime, to.OS = from.Name, from.Comment, from.ModTime, from.OS
	}
}

// NewMemberWriter is NewWriter for files of records: EndMember makes what was
// written since the last one a member, or a frame, of its own, as WARC wants it.
func NewMemberWriter(w io.Writer, f Format) (io.WriteCloser, error) {
	if f == None {
		return NewWriter(w, f)
	}
	if _, err := NewWriter(io.Discard, f); err != nil {
		return nil, err
	}
	return &members{w: w, format: f}, nil
}

// EndMember ends a member of a writer that has them.
func EndMember(w io.Writer) error {
	if m, ok := w.(*members); ok {
		return m.end()
	}
	return nil
}

// members writes members; each begins with its first byte.
type members struct {
	w      io.Writer
	format Format
	open   io.WriteCloser // the member; nil between them
	any    bool           // one was written
}

func (m *members) Write(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	return m.begin(p)
}

func (m *members) begin(p []byte) (int, error) {
	if m.open == nil {
		var err error
		if m.open, err = NewWriter(m.w, m.format); err != nil {
			return 0, err
		}
		m.any = true
	}
	return m.open.Write(p)
}

func (m *members) end() error {
	if m.open == nil {
		return nil
	}
	err := m.open.Close()
	m.open = nil
	return err
}

// Close ends the last member. A file without text is one empty member.
func (m *members) Close() error {
	if !m.any {
		if _, err := m.begin(nil); err != nil {
			return err
		}
	}
	return m.end()
}

type open struct{ io.Writer }

func (open) Close() error { return nil }
