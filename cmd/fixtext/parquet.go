package main

import (
	"bufio"
	"errors"
	"io"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// repairParquet repairs the columns of a Parquet file. It writes to w, which may
// be nil.
func (j *job) repairParquet(in *input, f *flags, workers int, w io.Writer, emit engine.Emit) (err error) {
	switch {
	case in.file == nil || !in.info.Mode().IsRegular() || in.format != "":
		return errors.New("parquet is read from files only, which are not compressed as a whole")
	case f.to != "" || f.bom.policy != fixtext.BOMKeep || f.lineBuffered:
		return errors.New("--to, --bom and --line-buffered do not work with parquet")
	}
	opt := columns.Options{Repair: f.repairs(), Fields: f.fields, Workers: workers}
	in.records, err = columns.Repair(in.file, in.info.Size(), w, opt, emit)
	in.recordsOut = in.records
	return err
}

// rewriteParquet repairs a Parquet file in place, if anything in it changes.
func (j *job) rewriteParquet(in *input, workers int, emit engine.Emit) (w *rewrite, changed bool, err error) {
	w = &rewrite{j: j, in: in}
	if w.file, err = j.atoms.Create(in.path); err != nil {
		return nil, false, err
	}
	buf := bufio.NewWriterSize(w.file, 1<<16)
	err = j.repairParquet(in, j.f, workers, buf, func(s engine.Segment) error {
		for _, e := range s.Edits {
			changed = changed || e.Verdict != fixtext.Unrepairable
		}
		return emit(s)
	})
	if err = errors.Join(err, buf.Flush()); err != nil || !changed {
		w.discard()
	}
	return w, changed, err
}
