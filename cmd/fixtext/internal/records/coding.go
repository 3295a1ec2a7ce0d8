package records

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	brotli "github.com/molecule-man/go-brrr"
)

// coding is a content coding of HTTP, which compresses.
type coding struct {
	name   string
	reader func(*bytes.Reader) (io.Reader, error)
	writer func(io.Writer) (io.WriteCloser, error)
}

// brotliLevel is how hard brotli tries, of 11: what others take by default.
const brotliLevel = 6

// newCoding returns a coding by the name that HTTP has for it.
func newCoding(name string) (coding, error) {
	switch name {
	case "gzip", "x-gzip":
		return coding{name, func(r *bytes.Reader) (io.Reader, error) { return gzip.NewReader(r) },
			func(w io.Writer) (io.WriteCloser, error) { return gzip.NewWriter(w), nil }}, nil
	case "deflate":
		return deflate, nil
	case "br":
		return coding{name, func(r *bytes.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
			func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriter(w, brotliLevel) }}, nil
	case "zstd":
		return coding{name, func(r *bytes.Reader) (io.Reader, error) {
			d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(2*Longest), zstd.WithDecoderMaxWindow(Longest))
			if err != nil {
				return nil, err
			}
			return d.IOReadCloser(), nil
		}, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w, zstd.WithEncoderConcurrency(1)) }}, nil
	}
	return coding{}, errors.New("is a content encoding that is not known")
}

// deflate is what the standard calls so, which is the format of zlib; rawDeflate
// is what some servers send under that name.
var (
	deflate = coding{"deflate", func(r *bytes.Reader) (io.Reader, error) { return zlib.NewReader(r) },
		func(w io.Writer) (io.WriteCloser, error) { return zlib.NewWriter(w), nil }}
	rawDeflate = coding{"raw deflate", func(r *bytes.Reader) (io.Reader, error) { return flate.NewReader(r), nil },
		func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.DefaultCompression) }}
)

// decode returns the text of data, which must be in the coding to its last byte.
func (c *coding) decode(data []byte) ([]byte, error) {
	text, err := c.read(data)
	if err != nil && c.name == deflate.name {
		if raw, rawErr := rawDeflate.read(data); rawErr == nil {
			*c = rawDeflate
			return raw, nil
		}
	}
	return text, err
}

func (c *coding) read(data []byte) ([]byte, error) {
	src := bytes.NewReader(data)
	r, err := c.reader(src)
	if err != nil {
		return nil, err
	}
	if closer, ok := r.(io.Closer); ok {
		defer closer.Close()
	}
	text, err := io.ReadAll(io.LimitReader(r, Longest+1))
	switch {
	case err != nil:
		return nil, err
	case len(text) > Longest:
		return nil, fmt.Errorf("is longer than %d MiB", Longest>>20)
	case src.Len() > 0:
		return nil, errors.New("there is more behind its end")
	}
	return text, nil
}

func (c *coding) encode(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := c.writer(&b)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	err = errors.Join(err, w.Close())
	return b.Bytes(), err
}
