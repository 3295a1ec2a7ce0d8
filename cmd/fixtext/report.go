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

// editLine is an edit of the named file as a line of a report.
func editLine(name string, e fixtext.Edit) ([]byte, error) {
	line, err := jsonLine(e)
	if err != nil {
		return nil, err
	}
	file, err := jsonLine(name)
	if err != nil {
		return nil, err
	}
	return append(append(append([]byte(`{"file":`), bytes.TrimSpace(file)...), ','), line[1:]...), nil
}

// spool keeps lines of a report until they are due: a few in memory, many in a
// file of its own.
type spool struct {
	buf  bytes.Buffer
	file *os.File
}

// spooled is how many bytes are kept in memory.
const spooled = 4 << 20

func (s *spool) add(line []byte) (err error) {
	s.buf.Write(line)
	if s.buf.Len() < spooled {
		return nil
	}
	if s.file == nil {
		if s.file, err = os.CreateTemp("", "fixtext-report-"); err != nil {
			return err
		}
	}
	_, err = s.buf.WriteTo(s.file)
	return err
}

// writeTo writes all lines.
func (s *spool) writeTo(w io.Writer) error {
	if s.file != nil {
		if _, err := s.file.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if _, err := io.Copy(w, s.file); err != nil {
			return err
		}
	}
	_, err := s.buf.WriteTo(w)
	return err
}

func (s *spool) close() {
	if s.file != nil {
		s.file.Close()
		os.Remove(s.file.Name())
	}
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
