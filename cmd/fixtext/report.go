package main

import (
	"bufio"
	"bytes"
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
	line, err := jsonLine(map[string]summary{"summary": r.sum})
	if err != nil {
		return errors.Join(err, r.file.Cleanup())
	}
	r.buf.Write(line)
	if err := r.buf.Flush(); err != nil {
		return errors.Join(err, r.file.Cleanup())
	}
	return r.file.CloseAtomicallyReplace()
}
