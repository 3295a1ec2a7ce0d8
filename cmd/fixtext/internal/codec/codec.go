// Package codec reads compressed files, known by their first bytes, and writes
// some of them.
package codec

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
	"github.com/ulikunitz/xz"
)

// Format is a way to compress.
type Format string

// The formats. Bzip2 and XZ can be read only.
const (
	None  Format = ""
	Gzip  Format = "gzip"
	Zstd  Format = "zstd"
	Bzip2 Format = "bzip2"
	XZ    Format = "xz"
)

var magics = [...]struct {
	bytes  string
	format Format
}{
	{"\x1f\x8b\x08", Gzip}, // RFC 1952
	{"\x28\xb5\x2f\xfd", Zstd},
	{"BZh", Bzip2},
	{"\xfd7zXZ\x00", XZ},
}

// Detect tells how a file that begins with head is compressed.
func Detect(head []byte) Format {
	for _, m := range magics {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			if m.format == Bzip2 && !(len(head) > 9 && head[3] >= '1' && head[3] <= '9' && string(head[4:10]) == "1AY&SY") {
				continue // text may begin with BZh
			}
			return m.format
		}
	}
	return None
}

// ByName tells how a file of this name is to be compressed, and its name without
// that ending.
func ByName(name string) (Format, string) {
	for ending, f := range map[string]Format{".gz": Gzip, ".zst": Zstd, ".bz2": Bzip2, ".xz": XZ} {
		if stem, ok := strings.CutSuffix(name, ending); ok {
			return f, stem
		}
	}
	return None, name
}

// NewReader reads what is behind r, decompressed if it is compressed.
func NewReader(r io.Reader) (io.ReadCloser, Format, error) {
	b := bufio.NewReaderSize(r, 1<<16)
	head, err := b.Peek(16)
	if err != nil && err != io.EOF {
		return nil, None, err
	}
	f := Detect(head)
	var out io.Reader
	switch f {
	case Gzip:
		out, err = gzip.NewReader(b)
	case Zstd:
		// One goroutine decodes beside the work; the window bounds the memory.
		d, derr := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(128<<20))
		if derr != nil {
			return nil, f, derr
		}
		return d.IOReadCloser(), f, nil
	case Bzip2:
		out, err = bzip2.NewReader(b), nil
	case XZ:
		out, err = xz.NewReader(b)
	default:
		out, err = b, nil
	}
	if err != nil {
		return nil, f, fmt.Errorf("%s: %w", f, err)
	}
	return io.NopCloser(out), f, nil
}

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
	}
	return nil, fmt.Errorf("cannot write %s: must be gzip, zstd or none", f)
}

// NewMemberWriter is NewWriter for files of records: what one call of Write is
// given becomes a member of its own, as WARC wants it.
func NewMemberWriter(w io.Writer, f Format) (io.WriteCloser, error) {
	if f != Gzip {
		return NewWriter(w, f)
	}
	return &members{w: w, gz: gzip.NewWriter(w)}, nil
}

type members struct {
	w  io.Writer
	gz *gzip.Writer
}

func (m *members) Write(p []byte) (int, error) {
	m.gz.Reset(m.w)
	n, err := m.gz.Write(p)
	if err != nil {
		return n, err
	}
	return n, m.gz.Close()
}

func (m *members) Close() error { return nil }

type open struct{ io.Writer }

func (open) Close() error { return nil }
