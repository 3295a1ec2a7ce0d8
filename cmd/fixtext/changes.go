package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/fixtext/fixtext"
)

// changes reads the edits of a report.
type changes struct {
	file  *os.File
	dec   *bufio.Reader
	next  changeLine
	line  int
	whole bool // its last line was read
}

// changeLine is a line of a report; without a name it is the last.
type changeLine struct {
	reportFile
	name string
	edit *fixtext.Edit // nil in the line behind the edits of a file
}

// Why nothing of a file is undone.
var (
	errUnchanged = errors.New("holds the original already")
	errUndone    = errors.New("was not changed by that run")
	errInPlaces  = errors.New("is no text as a whole, and a report cannot restore it")
	errTorn      = errors.New("the report ends within its changes: that run was stopped before it changed the file")
	errCut       = errors.New("the report ends within its changes, and the file has them: the report is not whole; left alone")
)

// openChanges opens a report. One that does not end in a summary is that of a
// run that was interrupted: all that was changed is in it.
func openChanges(path string) (*changes, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	c := &changes{file: file, dec: bufio.NewReaderSize(file, 1<<16)}
	if err = c.header(); err == nil {
		err = c.advance()
	}
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return c, nil
}

// header reads the first line.
func (c *changes) header() error {
	c.line++
	line, err := c.dec.ReadSlice('\n')
	var head reportHeader
	if err != nil || ownFile(line) != "report" || json.Unmarshal(line, &head) != nil {
		return errors.New("is no report of fixtext: its first line is not that of one")
	}
	if head.Report != reportVersion {
		return fmt.Errorf("is a report of version %d; this program knows %d", head.Report, reportVersion)
	}
	return nil
}

// advance reads the next line.
func (c *changes) advance() error {
	c.next = changeLine{}
	line, err := c.dec.ReadBytes('\n')
	c.line++
	if err == io.EOF { // the last line may be half of one
		return nil
	}
	if err != nil {
		return err
	}
	var l struct {
		reportFile
		Offset  *int64
		Summary json.RawMessage
	}
	if json.Unmarshal(line, &l) != nil {
		return fmt.Errorf("line %d: is no line of a report", c.line)
	}
	if l.Summary != nil {
		c.whole = true
		return nil
	}
	c.next.reportFile = l.reportFile
	if c.next.name, err = l.fileName.name(); err != nil || c.next.name == "" {
		return fmt.Errorf("line %d: is no line of a report: it names no file", c.line)
	}
	if l.Offset != nil {
		c.next.edit = new(fixtext.Edit)
		if json.Unmarshal(line, c.next.edit) != nil {
			return fmt.Errorf("line %d: is no line of a report", c.line)
		}
	}
	return nil
}

// undo reads what a run made of the next file of the report and writes what it
// was made from. Nothing that was written may be used if it returns an error.
func (c *changes) undo(r io.Reader, w io.Writer) error {
	was, is := newDigest(), newDigest() // of what is written and read
	r, w = io.TeeReader(r, is), io.MultiWriter(w, was)
	name, at := c.next.name, int64(0) // in the original
	var bad error                     // the file is not what the report says
	for c.next.name == name && c.next.edit != nil {
		e := *c.next.edit
		switch {
		case bad != nil:
		case e.Offset < at:
			bad = errors.New("is listed twice in the report")
		default:
			bad = revert(e, e.Offset-at, r, w)
		}
		at = e.Offset + int64(len(e.In))
		if err := c.advance(); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	if bad != nil {
		w = io.Discard
	}
	if _, err := io.Copy(w, r); err != nil {
		return err
	}
	said, err := c.end(name)
	if err == errTorn && bad == nil {
		return errCut
	}
	if err != nil {
		return err
	}
	switch {
	case said.Format != "":
		return errInPlaces
	case said.To == "" && bad == nil && is.sum() == said.HashAfter && was.sum() == said.HashBefore:
		return nil
	case said.To == "" && is.sum() == said.HashBefore:
		return errUnchanged
	case said.To != "":
		return fmt.Errorf("was written in %s, which a report does not lead back from", said.To)
	case bad != nil:
		return bad
	case is.sum() != said.HashAfter:
		return mismatch("its hash differs")
	}
	return errors.New("would not become the original: the report was changed; left alone")
}

// revert takes one edit back, which begins skip bytes on.
func revert(e fixtext.Edit, skip int64, r io.Reader, w io.Writer) error {
	if _, err := io.CopyN(w, r, skip); err != nil {
		return unread(e.Offset, err)
	}
	out := make([]byte, len(e.Out))
	if _, err := io.ReadFull(r, out); err != nil {
		return unread(e.Offset, err)
	}
	if !bytes.Equal(out, e.Out) {
		return mismatch(place(e.Offset))
	}
	_, err := w.Write(e.In)
	return err
}

// end reads what the report says behind the edits of a file.
func (c *changes) end(name string) (said reportFile, err error) {
	switch c.next.name {
	case "":
		return said, errTorn
	case name:
	default:
		return said, errors.New("has no hash in the report: that run failed within it")
	}
	for c.next.name == name && c.next.edit == nil {
		if c.next.Failed != "" {
			said.Failed = c.next.Failed
		} else {
			said = c.next.reportFile
		}
		if err := c.advance(); err != nil {
			return said, fmt.Errorf("report: %w", err)
		}
	}
	if said.Failed != "" {
		return said, errUndone
	}
	if said.Digests == nil && said.Format == "" {
		return said, fmt.Errorf("line %d: is no line of a report: it has no hash", c.line)
	}
	return said, nil
}

// mismatch is the error of a file that is not what the report says.
func mismatch(what string) error {
	return fmt.Errorf("does not hold what the report says (%s): it was changed, or is not the output of that run; left alone", what)
}

func place(at int64) string { return fmt.Sprintf("offset %d of the original", at) }

// unread is mismatch for a file that ends too early.
func unread(at int64, err error) error {
	if err == io.EOF || err == io.ErrUnexpectedEOF {
		return mismatch(place(at))
	}
	return err
}

// skip passes over what is left of a file.
func (c *changes) skip(name string) error {
	for c.next.name == name && name != "" {
		if err := c.advance(); err != nil {
			return err
		}
	}
	return nil
}
