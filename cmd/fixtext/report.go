package main

import (
	"bufio"
	"encoding/json"
	"errors"

	"github.com/google/renameio/v2"

	"github.com/fixtext/fixtext"
)

// report writes the edits of a run as JSON Lines: one edit a line, then one
// line with the sums. The file appears when it is complete. A nil report is
// for runs without one.
type report struct {
	file *renameio.PendingFile
	buf  *bufio.Writer
	sum  summary
}

// summary is the last line of a report.
type summary struct {
	Files int `json:"files"`
	fixtext.Report
}

// openReport begins a report, none if path is empty.
func openReport(path string) (*report, error) {
	if path == "" {
		return nil, nil
	}
	file, err := renameio.NewPendingFile(path)
	if err != nil {
		return nil, err
	}
	return &report{file: file, buf: bufio.NewWriter(file)}, nil
}

// edit writes one edit of the named file.
func (r *report) edit(name string, e fixtext.Edit) error {
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	file, err := json.Marshal(name)
	if err != nil {
		return err
	}
	r.buf.WriteString(`{"file":`)
	r.buf.Write(file)
	r.buf.WriteByte(',')
	r.buf.Write(line[1:])
	return r.buf.WriteByte('\n')
}

// add counts one file.
func (r *report) add(s fixtext.Report) {
	if r == nil {
		return
	}
	r.sum.Files++
	t := &r.sum.Report
	t.BytesIn += s.BytesIn
	t.BytesOut += s.BytesOut
	t.Lines += s.Lines
	t.Exact += s.Exact
	t.Inferred += s.Inferred
	t.Unrepairable += s.Unrepairable
	if t.Rules == nil {
		t.Rules = map[fixtext.Code]int64{}
	}
	for rule, n := range s.Rules {
		t.Rules[rule] += n
	}
}

// close writes the sums and puts the file in its place. A run that failed
// leaves no report.
func (r *report) close(whole bool) error {
	if r == nil {
		return nil
	}
	if !whole {
		return r.file.Cleanup()
	}
	line, err := json.Marshal(map[string]summary{"summary": r.sum})
	if err != nil {
		return errors.Join(err, r.file.Cleanup())
	}
	r.buf.Write(line)
	r.buf.WriteByte('\n')
	if err := r.buf.Flush(); err != nil {
		return errors.Join(err, r.file.Cleanup())
	}
	return r.file.CloseAtomicallyReplace()
}
