package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// report writes the edits of a run as JSON Lines: one edit a line, then one
// line with the sums. The file appears when it is complete; that of --write grows
// line by line, each before the change that it tells of is done. A nil report is
// for runs without one.
type report struct {
	file interface {
		Sync() error
		io.Writer
	}
	atomic *atomicfile.File // the same, if it appears at the end
	buf    *bufio.Writer
	sum    summary
}

// summary is the last line of a report.
type summary struct {
	Files int `json:"files"`
	fixtext.Report
}

// openReport begins a report, none if path is empty.
func openReport(path string, ahead bool, atoms *atomicfile.Group) (*report, error) {
	if path == "" {
		return nil, nil
	}
	if ahead {
		file, err := os.Create(path)
		if err != nil {
			return nil, named(path, err)
		}
		return &report{file: file, buf: bufio.NewWriter(file)}, nil
	}
	file, err := atoms.Create(path)
	if err != nil {
		return nil, named(path, err)
	}
	return &report{file: file, atomic: file, buf: bufio.NewWriter(file)}, nil
}

// flush makes durable what the report says so far.
func (r *report) flush() error { return errors.Join(r.buf.Flush(), r.file.Sync()) }

// edit writes one edit of the named file.
func (r *report) edit(name string, e fixtext.Edit) error {
	if r == nil {
		return nil
	}
	line, err := jsonLine(e)
	if err != nil {
		return err
	}
	file, err := jsonLine(name)
	if err != nil {
		return err
	}
	r.buf.WriteString(`{"file":`)
	r.buf.Write(bytes.TrimSpace(file))
	r.buf.WriteByte(',')
	_, err = r.buf.Write(line[1:])
	return err
}

// jsonLine returns v as JSON on a line of its own, with <, > and & as they are.
func jsonLine(v any) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	err := enc.Encode(v)
	return b.Bytes(), err
}

// add counts one file.
func (r *report) add(s fixtext.Report) {
	if r == nil {
		return
	}
	r.sum.Files++
	t := engine.Sum{Report: r.sum.Report}
	t.Merge(s)
	r.sum.Report = t.Report
	if r.sum.Rules == nil {
		r.sum.Rules = map[fixtext.Code]int64{}
	}
}

// close writes the sums and puts the file in its place. A run that failed
// leaves no report.
func (r *report) close(whole bool) error {
	if r == nil {
		return nil
	}
	if !whole && r.atomic != nil {
		return r.atomic.Discard()
	}
	line, err := jsonLine(map[string]summary{"summary": r.sum})
	if err == nil {
		r.buf.Write(line)
		err = r.buf.Flush()
	}
	if r.atomic == nil {
		return errors.Join(err, r.file.Sync())
	}
	if err != nil {
		return errors.Join(err, r.atomic.Discard())
	}
	return r.atomic.Commit()
}
