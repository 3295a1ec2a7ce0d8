package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
)

const aboutUndo = `Restores what was there before: takes every change that the report of a run lists
back out of the files that it names. With FILE (or -) it reads the output of a run
from there and writes the original to standard output.

A file that no longer holds what the report says is left alone, which is an error.
Of compressed files the text is restored; its compression may differ in bytes.`

const examplesUndo = `  fixtext --write --report edits.jsonl corpus/
  fixtext undo edits.jsonl

  fixtext --report edits.jsonl page.txt > repaired.txt
  fixtext undo edits.jsonl repaired.txt > page.txt`

func newUndo(std streams, atoms *atomicfile.Group) *cobra.Command {
	return &cobra.Command{
		Use:     "undo REPORT [FILE]",
		Short:   "Restore the original bytes from a report",
		Long:    aboutUndo,
		Example: examplesUndo,
		Args:    cobra.RangeArgs(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := openChanges(args[0])
			if err != nil {
				return named(args[0], err)
			}
			defer r.file.Close()
			if len(args) == 2 {
				return undoOne(r, args[1], std)
			}
			return undoAll(r, std, atoms)
		},
	}
}

// changes reads the edits of a report.
type changes struct {
	file *os.File
	dec  *bufio.Reader
	name string // of the next edit's file; empty at the end
	next fixtext.Edit
	line int
}

// openChanges opens a report. One that does not end in a summary is that of a
// run that was interrupted: what it says was done, save perhaps to its last file.
func openChanges(path string) (*changes, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	c := &changes{file: file, dec: bufio.NewReaderSize(file, 1<<16)}
	if err := c.advance(); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	return c, nil
}

// advance reads the next edit.
func (c *changes) advance() error {
	line, err := c.dec.ReadBytes('\n')
	c.line++
	if err == io.EOF { // the last line may be half of one
		c.name = ""
		return nil
	}
	if err != nil {
		return err
	}
	var head struct {
		File    string          `json:"file"`
		Summary json.RawMessage `json:"summary"`
	}
	if err := json.Unmarshal(line, &head); err != nil {
		return fmt.Errorf("line %d: is no line of a report: %w", c.line, err)
	}
	if head.Summary != nil {
		c.name = ""
		return nil
	}
	if head.File == "" {
		return fmt.Errorf("line %d: is no line of a report: it names no file", c.line)
	}
	c.name, c.next = head.File, fixtext.Edit{}
	if err := json.Unmarshal(line, &c.next); err != nil {
		return fmt.Errorf("line %d: is no line of a report: %w", c.line, err)
	}
	return nil
}

// undo reads what a run made of the next file of the report and writes what it
// was made from.
func (c *changes) undo(r io.Reader, w io.Writer) error {
	name := c.name
	at := int64(0) // in the original
	for c.name == name && name != "" {
		e := c.next
		if e.Offset < at {
			return errors.New("is listed twice in the report")
		}
		if n, err := io.CopyN(w, r, e.Offset-at); err != nil {
			return mismatch(at+n, err)
		}
		out := make([]byte, len(e.Out))
		if _, err := io.ReadFull(r, out); err != nil {
			return mismatch(e.Offset, err)
		}
		if !bytes.Equal(out, e.Out) {
			return mismatch(e.Offset, nil)
		}
		if _, err := w.Write(e.In); err != nil {
			return err
		}
		at = e.Offset + int64(len(e.In))
		if err := c.advance(); err != nil {
			return fmt.Errorf("report: %w", err)
		}
	}
	_, err := io.Copy(w, r)
	return err
}

// mismatch is the error of a file that is not what the report says.
func mismatch(at int64, err error) error {
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return err
	}
	return fmt.Errorf("does not hold what the report says (offset %d of the original): it was changed, or is not the output of that run; left alone", at)
}

// skip passes over the edits of a file.
func (c *changes) skip(name string) error {
	for c.name == name && name != "" {
		if err := c.advance(); err != nil {
			return err
		}
	}
	return nil
}

// undoOne restores the only file of a report to standard output.
func undoOne(c *changes, path string, std streams) error {
	in, err := (&job{f: newFlags(), std: std}).open(path)
	if err != nil {
		return named(path, err)
	}
	defer in.Close()
	out := bufio.NewWriter(std.out)
	if err := c.undo(in.text(), out); err != nil {
		return named(in.name, err)
	}
	if c.name != "" {
		return errors.New("the report is about several files: leave FILE out to restore them where they are")
	}
	return reason(out.Flush())
}

// undoAll restores all files of a report in place.
func undoAll(c *changes, std streams, atoms *atomicfile.Group) error {
	var failed []error
	for c.name != "" {
		name := c.name
		if err := undoFile(c, name, std, atoms); err != nil {
			failed = append(failed, named(name, err))
		}
		if err := c.skip(name); err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
	return errors.Join(failed...)
}

func undoFile(c *changes, name string, std streams, atoms *atomicfile.Group) error {
	if name == displayName("-") {
		return errors.New("was standard input: name the file that holds the output")
	}
	j := &job{f: newFlags(), std: std, atoms: atoms}
	in, err := j.open(name)
	if err != nil {
		return err
	}
	defer in.Close()
	if head, err := in.head(); err != nil || bytes.HasPrefix(head, []byte("PAR1")) {
		return errors.Join(err, errors.New("is a Parquet file, which a report cannot restore"))
	}
	file, err := atoms.Create(name)
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(file, 1<<16)
	pack, err := codec.NewWriter(buf, in.format)
	if err == nil {
		err = c.undo(in.text(), pack)
	}
	if err == nil {
		err = errors.Join(pack.Close(), buf.Flush(), in.changed())
	}
	if err != nil {
		return errors.Join(err, file.Discard())
	}
	return file.Commit()
}
