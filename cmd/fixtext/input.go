package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

// small is the size in bytes up to which a file is read as a whole.
const small = 1 << 20

// input is a file that was opened, or standard input.
type input struct {
	name   string // for messages
	path   string // empty for standard input
	file   *os.File
	info   fs.FileInfo
	format codec.Format                   // how it is compressed
	r      io.Reader                      // its text, where data is nil
	data   []byte                         // all of its text, where that is small
	packed io.ReadCloser                  // the decompressor; nil if there is none
	buf    *bytes.Buffer                  // that data lies in
	wide   bool                           // it is UTF-16 or UTF-32
	later  bool                           // text was written before it, so that it gets no byte order mark
	left   error                          // why it is left alone although it could be repaired
	create func() (columns.Output, error) // takes what is written in places; nil if nothing is

	recordsOf string // the format that it was read as
	unknown   []engine.Unknown
	tally
}

// open opens a file, or standard input for the name -.
func (j *job) open(path string) (*input, error) {
	if path == "-" {
		in := &input{name: displayName(path), r: j.std.in}
		if j.f.stdinFilename != "" {
			in.name = j.f.stdinFilename
		}
		return in, in.unpack(in.r, j.f.decompress && !j.f.lineBuffered) // whose first line may be short
	}
	file, err := openFile(path)
	if err != nil {
		return nil, err
	}
	in := &input{name: path, path: path, file: file}
	if in.info, err = file.Stat(); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if in.info.IsDir() {
		file.Close()
		return nil, errDirectory
	}
	err = in.load(j)
	if err == nil && j.f.decompress {
		err = in.named()
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return in, nil
}

// named reports whether the name says that the file is compressed, and it cannot be
// read so.
func (in *input) named() error {
	if f, _ := codec.ByName(in.path); f != codec.None && in.format == codec.None {
		return codec.ErrName(f)
	}
	if foreign := codec.Foreign(in.path); foreign != "" && in.format == codec.None {
		head, err := in.head()
		if err != nil {
			return err
		}
		if k := kindOf(head); k.binary != "" || k.doubt {
			return fmt.Errorf("%s cannot be read: decompress it first", foreign)
		}
	}
	return nil
}

var errDirectory = errors.New("is a directory")

// load reads a small file, or gets ready to read a large one.
func (in *input) load(j *job) error {
	if in.info.Size() > small || !in.info.Mode().IsRegular() {
		return in.unpack(in.file, j.f.decompress)
	}
	in.buf = j.buffer()
	limit := in.info.Size() // to ask for more takes as long as to read it
	if limit == 0 {         // of what a system makes up when it is read
		limit = small + 1
	}
	n, err := io.Copy(in.buf, io.LimitReader(in.file, limit))
	if err != nil {
		return err
	}
	data := in.buf.Bytes()
	if n > small || j.f.decompress && codec.Detect(data) != codec.None {
		return in.unpack(io.MultiReader(bytes.NewReader(data), in.file), j.f.decompress)
	}
	in.data = data
	return nil
}

// unpack sets the reader of the text.
func (in *input) unpack(r io.Reader, decompress bool) error {
	if !decompress {
		in.r = r
		return nil
	}
	rc, format, err := codec.NewReader(r)
	if err != nil {
		return err
	}
	in.r, in.format, in.packed = rc, format, rc
	return nil
}

// Close closes the file. The data must no longer be used.
func (in *input) Close() error {
	if in.packed != nil {
		_ = in.packed.Close() // of a reader: what it could say was said
	}
	if in.file == nil {
		return nil
	}
	return in.file.Close()
}

// text is the whole input as a reader.
func (in *input) text() io.Reader {
	if in.data != nil {
		return bytes.NewReader(in.data)
	}
	return in.r
}

// changed reports whether the file has changed since it was opened.
func (in *input) changed() error {
	now, err := os.Stat(in.path)
	if err != nil {
		return err
	}
	if !os.SameFile(now, in.info) || now.Size() != in.info.Size() || !now.ModTime().Equal(in.info.ModTime()) {
		return errChanged
	}
	return nil
}

var errChanged = errors.New("was changed by another program while it was read; nothing was written")

// headSize is how much of a text tells its kind.
const headSize = 1 << 13

// head returns the first bytes of the text without taking them.
func (in *input) head() ([]byte, error) {
	if in.data != nil {
		return in.data[:min(len(in.data), headSize)], nil
	}
	head := make([]byte, headSize)
	n, err := io.ReadFull(in.r, head)
	head = head[:n]
	in.r = io.MultiReader(bytes.NewReader(head), in.r)
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		err = nil
	}
	return head, err
}

// repair runs the repair over an input and hands the segments on.
func (j *job) repair(in *input, workers int, edits bool, ev events, emit engine.Emit) error {
	f, format, opts := j.f, j.f.formatOf(in), j.common // one list, so that the engine can use a fixer again
	if workers > 1 || opts == nil {
		opts = f.options(workers)
	}
	if in.later && f.bom.set == "add" {
		opts = append(opts, fixtext.BOM(fixtext.BOMStrip))
	}
	if format.Columns != nil {
		return j.repairColumns(in, format, workers, emit)
	}
	in.recordsOf = format.Name
	known, err := f.known(in, format)
	if err != nil {
		return err
	}
	opts = append(opts, known...)
	if f.sifts() || format != &records.Text {
		emit = (&sieve{job: j, in: in, ev: ev, format: format, next: emit}).segment
	}
	emit, done := j.follow(in, format, opts, emit)
	if (in.path != "" || f.stdinFilename != "") && !format.Pages { // a file, which may have inline comments
		ignorer := &engine.Ignorer{Emit: emit, Opts: opts}
		emit = ignorer.Segment
		defer func() { in.unknown = ignorer.Unknown }()
	}
	if f.fieldsAsked && !format.Fields {
		return errFields(fmt.Sprintf("; this is read as %s, see --format", format.Name))
	}
	if f.onUnrepairable.set == "drop" && !format.Drops {
		return fmt.Errorf("--on-unrepairable drop does not work with %s, which has no records that could be left out", format.Name)
	}
	switch {
	case format != &records.Text:
		err = j.repairRecords(in, format, known, workers, emit)
	case in.data != nil && !f.lineBuffered:
		err = engine.Memory(in.data, opts, emit)
	default:
		_, err = engine.Stream(in.text(), opts, edits, emit)
	}
	if held := done(); err == nil { // after an error, too: what was read is handed on
		err = held
	}
	return err
}
