package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// repairParquet repairs the columns of a Parquet file. What create returns takes
// the new file if something changes; nil means that none is written.
func (j *job) repairParquet(in *input, f *flags, workers int, create func() (columns.Output, error), emit engine.Emit) (changed bool, err error) {
	switch {
	case in.file == nil || !in.info.Mode().IsRegular() || in.format != "":
		return false, errors.New("parquet is read from files only, which are not compressed as a whole")
	case f.to != "" || f.bom.policy != fixtext.BOMKeep || f.lineBuffered:
		return false, errors.New("--to, --bom and --line-buffered do not work with parquet")
	}
	opt := columns.Options{Repair: f.repairs(), Fields: f.fields, Workers: workers, Create: create}
	in.records, changed, err = columns.Repair(in.file, in.info.Size(), opt, emit)
	in.recordsOut = in.records
	return changed, err
}

// rewriteParquet repairs a Parquet file in place, if anything in it changes.
func (j *job) rewriteParquet(in *input, workers int, emit engine.Emit) (w *rewrite, changed bool, err error) {
	w = &rewrite{j: j, in: in}
	changed, err = j.repairParquet(in, j.f, workers, func() (columns.Output, error) {
		var err error
		w.file, err = j.atoms.Create(in.path)
		return w.file, err
	}, emit)
	if err != nil {
		w.discard()
	}
	return w, changed, err
}

// severalParquet refuses to write several files as one, if one is a Parquet file.
func (j *job) severalParquet(paths []string) error {
	for _, path := range paths {
		if len(paths) > 1 && j.f.formatOf(&input{name: path, path: path}) == "parquet" {
			return fmt.Errorf("%s: several Parquet files do not make one: use --write, or one run for each", displayName(path))
		}
	}
	return nil
}

// passParquet writes the repaired file to out. It is made beside first: it is
// read again before anybody else may read it.
func (j *job) passParquet(in *input, f *flags, out io.Writer, emit engine.Emit) error {
	var file *atomicfile.File
	changed, err := j.repairParquet(in, f, f.workers, func() (columns.Output, error) {
		var err error
		file, err = j.atoms.CreateScratch("parquet")
		return file, err
	}, emit)
	if file != nil {
		defer func() { _ = file.Discard() }()
	}
	if err != nil {
		return err
	}
	from, size := in.file, in.info.Size()
	if changed {
		from = file.File
		if size, err = from.Seek(0, io.SeekCurrent); err != nil {
			return err
		}
	}
	_, err = io.Copy(out, io.NewSectionReader(from, 0, size))
	return err
}
