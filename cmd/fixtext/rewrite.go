package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// rewrite puts repaired text in the place of a file. Nothing is touched before
// all of it is there.
type rewrite struct {
	j     *job
	in    *input
	small bytes.Buffer     // the new content of a small file
	file  *atomicfile.File // that of a large one
	w     io.Writer
	enc   io.WriteCloser // into w
	pack  io.WriteCloser // below enc
	same  bool           // so far the text is the old one, in the same form
	late  error          // why a changed text cannot be put in its place
	note  string         // what the user should know of the file
}

// newRewrite begins to write a file anew.
func (j *job) newRewrite(in *input) (*rewrite, error) {
	if j.f.formatOf(in).Columns != nil {
		w := &rewrite{j: j, in: in}
		in.create = func() (_ columns.Output, err error) {
			w.file, err = j.atoms.Create(in.path)
			return w.file, err
		}
		return w, nil
	}
	if in.path == "" {
		return nil, errors.New("standard input cannot be written")
	}
	w := &rewrite{j: j, in: in, same: j.f.to == ""}
	format := j.f.packing(in.format)
	w.same = w.same && format == in.format
	var err error
	if in.data != nil {
		w.w = &w.small
	} else {
		if w.file, w.late = j.atoms.Create(in.path); w.late == nil {
			w.w = bufio.NewWriterSize(w.file, 1<<16)
		} else { // which matters only if anything is to be changed
			w.w = bufio.NewWriterSize(io.Discard, 1<<16)
		}
	}
	if w.pack, err = j.f.packer(in.name)(w.w, format); err != nil {
		w.discard()
		return nil, err
	}
	codec.Keep(w.pack, in.packed)
	w.enc = unclosed{w.pack}
	if j.f.to != "" {
		if w.enc, err = fixtext.NewEncoder(w.pack, j.f.to); err != nil {
			w.discard()
			return nil, err
		}
	}
	return w, nil
}

// segment writes a part of the text.
func (w *rewrite) segment(s engine.Segment) error {
	if w.enc == nil { // the new file is written where it changes
		return nil
	}
	w.same = w.same && (len(s.Edits) == 0 || bytes.Equal(s.In, s.Out))
	if _, err := w.enc.Write(s.Out); err != nil || len(s.Records) == 0 {
		return err
	}
	return codec.EndMember(w.pack)
}

// prepare makes the new content ready beside the old, unless they are the same.
func (w *rewrite) prepare() (changed bool, err error) {
	if w.enc == nil {
		return w.file != nil, nil
	}
	if err := errors.Join(w.enc.Close(), w.pack.Close()); err != nil {
		return false, err
	}
	if w.same {
		w.discard()
		return false, nil
	}
	if w.late != nil {
		return false, w.late
	}
	if w.file == nil {
		if bytes.Equal(w.small.Bytes(), w.in.data) {
			return false, nil
		}
		if w.file, err = w.j.atoms.Create(w.in.path); err != nil {
			return false, err
		}
		_, err = w.file.Write(w.small.Bytes())
	} else {
		err = w.w.(*bufio.Writer).Flush()
	}
	return err == nil, err
}

// commit puts the new content in its place.
func (w *rewrite) commit() error {
	if err := w.in.changed(); err != nil {
		return err
	}
	if !w.file.Replaces(w.in.info) { // a link came and went
		return errChanged
	}
	if n := links(w.in.info); n > 1 {
		w.note = fmt.Sprintf("has %d names (hard links); the others keep the old text", n)
	}
	taken, err := w.backup()
	if err != nil {
		return fmt.Errorf("no backup: %w", err)
	}
	if err = w.file.Commit(); err != nil && taken != "" {
		os.Remove(taken) // nothing was replaced
	}
	return err
}

// discard removes what is not in its place.
func (w *rewrite) discard() {
	if w.file != nil {
		_ = w.file.Discard()
	}
}
