package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// sink is one of the outputs. A regular file appears when Commit returns; a stream is
// written at once.
type sink struct {
	option string      // that names it, for messages; empty for the text on standard output
	path   string      // as the user wrote it
	info   fs.FileInfo // of the file that is there; nil if there is none
	folder fs.FileInfo // where it will be, if there is none
	stream io.Writer   // of this process; nil for files
	file   *os.File    // that was opened, not replaced
	atomic *atomicfile.File
	failed error // of a write: half of an output is none
}

// same reports whether two outputs are one file. Names that differ in case or in
// the form of their characters are one on some systems.
func (o *sink) same(p *sink) bool {
	switch {
	case o.stream != nil && p.stream != nil && (o.stream == p.stream || o.path == p.path):
		return true
	case o.info != nil && p.info != nil:
		return o.info.Mode().IsRegular() && os.SameFile(o.info, p.info)
	case o.folder != nil && p.folder != nil:
		return os.SameFile(o.folder, p.folder) &&
			strings.EqualFold(norm.NFC.String(filepath.Base(o.path)), norm.NFC.String(filepath.Base(p.path)))
	}
	return false
}

// twice is the error of two outputs in one place.
func (o *sink) twice(p *sink) error {
	if p.stream == nil {
		return fmt.Errorf("%s: is the file of %s and of %s, too: name another", p.path, o.option, p.option)
	}
	first := o.option
	if first == "" {
		first = "the output"
	}
	return fmt.Errorf("%s and %s would be mixed in one stream: name a file for one of them", first, p.option)
}

func (o *sink) Write(p []byte) (n int, err error) {
	switch {
	case o.stream != nil:
		n, err = o.stream.Write(p)
	case o.file != nil:
		n, err = o.file.Write(p)
	default:
		n, err = o.atomic.Write(p)
	}
	if err != nil {
		o.failed = err
	}
	return n, err
}

// Sync makes durable what was written to a file that grows.
func (o *sink) Sync() error {
	if o == nil || o.file == nil || !o.info.Mode().IsRegular() {
		return nil
	}
	return o.file.Sync()
}

// Commit ends the output; a file appears. What could not be written whole does
// not.
func (o *sink) Commit() (err error) {
	switch {
	case o == nil || o.stream != nil:
		return nil
	case o.file != nil:
		err = errors.Join(o.Sync(), o.file.Close())
	case o.failed != nil:
		err = errors.Join(o.failed, o.atomic.Discard())
	default:
		err = o.atomic.Commit()
	}
	return named(o.path, err)
}

// Discard ends the output without its file.
func (o *sink) Discard() error {
	switch {
	case o == nil || o.stream != nil:
		return nil
	case o.file != nil:
		return o.file.Close()
	}
	return o.atomic.Discard()
}
