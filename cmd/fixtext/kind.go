package main

import (
	"bytes"
	"io"
	"unicode/utf8"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/filetype"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// kind is what the bytes of an input say of it.
type kind struct {
	binary string // what it is called where it is no text as a whole, else ""
	doubt  bool   // it may be text with NULs or with bytes of no charset: not in a tree
	wide   bool   // it is UTF-16 or UTF-32
}

// kindOf tells it from the first bytes.
func kindOf(head []byte) kind {
	if media := filetype.Binary(head); media != "" {
		return kind{binary: "binary (" + media + ")"}
	}
	nul := bytes.IndexByte(head, 0) >= 0
	if !nul && validButEnd(head) {
		return kind{}
	}
	switch encoding.Detect(head).Charset {
	case encoding.UTF16LE, encoding.UTF16BE, encoding.UTF32LE, encoding.UTF32BE:
		return kind{wide: true}
	case encoding.Binary:
		if filetype.Controls(head) && !validButEnd(head) { // else it may be UTF-16 that was read as another charset
			return kind{binary: "binary"}
		}
		return kind{doubt: true}
	}
	return kind{doubt: nul}
}

// validButEnd reports whether p is UTF-8; its last character may be cut.
func validButEnd(p []byte) bool { return utf8scan.ValidPrefix(p) > len(p)-utf8.UTFMax }

// kind tells it from the first bytes, and from some in the middle and at the end
// where the input can be read there: programs may begin with a script, and arrays
// with small numbers.
func (in *input) kind(head []byte) (kind, error) {
	k := kindOf(head)
	if k.binary != "" || len(head) < headSize {
		return k, nil
	}
	var r io.ReaderAt
	size := int64(len(in.data))
	switch {
	case in.data != nil:
		r = bytes.NewReader(in.data)
	case in.file != nil && in.format == "" && in.info.Mode().IsRegular():
		r, size = in.file, in.info.Size()
	default:
		return k, nil
	}
	part := make([]byte, headSize)
	for _, at := range [...]int64{size / 2 &^ (headSize - 1), (size - headSize) &^ 3} {
		n, err := r.ReadAt(part, max(at, 0))
		if err != nil && err != io.EOF {
			return k, err
		}
		if p := part[:n]; bytes.IndexByte(p, 0) >= 0 && encoding.Detect(p).Charset == encoding.Binary {
			return kind{binary: "binary"}, nil
		}
	}
	return k, nil
}
