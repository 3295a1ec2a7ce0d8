package columns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/snappy"
	"github.com/klauspost/compress/zstd"
	brotli "github.com/molecule-man/go-brrr"
	"github.com/pierrec/lz4/v4"
)

// The codecs of pages, as the metadata numbers them.
const (
	codecNone   = 0
	codecSnappy = 1
	codecGzip   = 2
	codecBrotli = 4
	codecLZ4    = 5 // in the frames of Hadoop
	codecZstd   = 6
	codecLZ4Raw = 7
)

// Pages that claim to be larger than this are not read, nor those that claim to
// grow beyond all measure: the memory of a page is taken at once.
const (
	maxPage   = 1 << 30
	largePage = 64 << 20
	maxRatio  = 1000
	maxWindow = 128 << 20 // of zstd: that of its highest level
)

// decompress returns the n bytes that b holds.
func decompress(codec int64, b []byte, n int) ([]byte, error) {
	if n > maxPage || n > largePage && n/maxRatio > len(b) {
		return nil, damaged("a page of %d bytes holds %d", len(b), n)
	}
	if codec == codecNone {
		if len(b) != n {
			return nil, damaged("a page of %d bytes holds %d", len(b), n)
		}
		return b, nil
	}
	if n == 0 {
		return nil, nil
	}
	out, err := inflate(codec, b, n)
	if err != nil {
		return nil, damaged("a page cannot be unpacked: %w", err)
	}
	if len(out) != n {
		return nil, damaged("a page holds %d bytes instead of %d", len(out), n)
	}
	return out, nil
}

var errCodec = errors.New("its compression is not supported")

func inflate(codec int64, b []byte, n int) ([]byte, error) {
	switch codec {
	case codecSnappy:
		if k, err := snappy.DecodedLen(b); err != nil || k != n {
			return nil, snappy.ErrCorrupt
		}
		return snappy.Decode(nil, b)
	case codecGzip:
		r, err := gzip.NewReader(bytes.NewReader(b))
		if err != nil {
			return nil, err
		}
		return readUpTo(r, n)
	case codecBrotli:
		return readUpTo(brotli.NewReader(bytes.NewReader(b)), n)
	case codecZstd:
		d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(max(n, maxWindow))))
		if err != nil {
			return nil, err
		}
		defer d.Close()
		return d.DecodeAll(b, nil)
	case codecLZ4Raw:
		out := make([]byte, n)
		k, err := lz4.UncompressBlock(b, out)
		return out[:max(k, 0)], err
	case codecLZ4:
		return inflateHadoop(b, n)
	}
	return nil, errCodec
}

// readUpTo reads no more than one byte more than n.
func readUpTo(r io.Reader, n int) ([]byte, error) {
	var b bytes.Buffer
	_, err := b.ReadFrom(io.LimitReader(r, int64(n)+1))
	return b.Bytes(), err
}

// inflateHadoop reads blocks, each behind its size before and after compression.
// Files of that codec are not always in this form; those are not understood.
func inflateHadoop(b []byte, n int) ([]byte, error) {
	out := make([]byte, 0, n)
	for len(b) > 0 {
		if len(b) < 8 {
			return nil, errCodec
		}
		size, packed := int64(binary.BigEndian.Uint32(b)), int64(binary.BigEndian.Uint32(b[4:]))
		if b = b[8:]; packed > int64(len(b)) || size > int64(n-len(out)) {
			return nil, errCodec
		}
		k, err := lz4.UncompressBlock(b[:packed], out[len(out):len(out)+int(size)])
		if err != nil || int64(k) != size {
			return nil, errCodec
		}
		out, b = out[:len(out)+k], b[packed:]
	}
	return out, nil
}

// brotliLevel is how hard brotli tries, of 11: what others take by default.
const brotliLevel = 6

// compress packs b.
func compress(codec int64, b []byte) ([]byte, error) {
	var out bytes.Buffer
	pack := func(w io.WriteCloser) ([]byte, error) {
		_, err := w.Write(b)
		err = errors.Join(err, w.Close())
		return out.Bytes(), err
	}
	switch codec {
	case codecNone:
		return b, nil
	case codecSnappy:
		return snappy.Encode(nil, b), nil
	case codecGzip:
		return pack(gzip.NewWriter(&out))
	case codecBrotli:
		return brotli.Compress(b, brotliLevel)
	case codecZstd:
		w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
		if err != nil {
			return nil, err
		}
		defer w.Close()
		return w.EncodeAll(b, nil), nil
	case codecLZ4Raw, codecLZ4:
		head := 0
		if codec == codecLZ4 {
			head = 8
		}
		packed := make([]byte, head+lz4.CompressBlockBound(len(b))+1)
		n := 1 // an empty block is one byte of zero
		if len(b) > 0 {
			var err error
			if n, err = lz4.CompressBlock(b, packed[head:], nil); err != nil || n == 0 {
				return nil, errors.Join(errors.New("lz4: no block"), err)
			}
		}
		if head > 0 {
			binary.BigEndian.PutUint32(packed, uint32(len(b)))
			binary.BigEndian.PutUint32(packed[4:], uint32(n))
		}
		return packed[:head+n], nil
	}
	return nil, errCodec
}
