package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/columns"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

// repairColumns repairs a file that is read and written in places.
func (j *job) repairColumns(in *input, format *records.Format, workers int, emit engine.Emit) (err error) {
	switch {
	case in.file == nil || !in.info.Mode().IsRegular() || in.format != "":
		return fmt.Errorf("%s is read from files only, which are not compressed as a whole", format.Name)
	case j.f.fieldsAsked && !format.Fields:
		return errFields("; this is " + format.Name)
	case j.f.to != "" || j.f.bom.set != "keep" || j.f.lineBuffered:
		return fmt.Errorf("--to, --bom and --line-buffered do not work with %s", format.Name)
	}
	opt := columns.Options{Repair: j.f.repairs(), Fields: j.f.fields, Workers: workers, Create: in.create}
	in.Records, _, err = format.Columns(in.file, in.info.Size(), opt, emit)
	in.RecordsOut = in.Records
	return err
}

// severalColumns refuses to write several files as one, if one has columns.
func (j *job) severalColumns(paths []string) error {
	for _, path := range paths {
		if format := j.f.formatByName(path); len(paths) > 1 && format.Columns != nil {
			return fmt.Errorf("%s: several %s files do not make one: use --write, or one run for each",
				displayName(path), strings.ToUpper(format.Name[:1])+format.Name[1:])
		}
	}
	return nil
}

// scratch is a new file that is made beside: it is read again before anybody else
// may read it.
type scratch struct {
	atoms *atomicfile.Group
	name  string
	file  *atomicfile.File // nil if nothing has changed
}

func (s *scratch) create() (columns.Output, error) {
	var err error
	s.file, err = s.atoms.CreateScratch(s.name)
	return s.file, err
}

// copyTo writes the new file, or the old one if nothing has changed.
func (s *scratch) copyTo(out io.Writer, in *input) (err error) {
	from, size := in.file, in.info.Size()
	if s.file != nil {
		from = s.file.File
		if size, err = from.Seek(0, io.SeekCurrent); err != nil {
			return err
		}
	}
	_, err = io.Copy(out, io.NewSectionReader(from, 0, size))
	return err
}

func (s *scratch) discard() {
	if s.file != nil {
		_ = s.file.Discard()
	}
}
