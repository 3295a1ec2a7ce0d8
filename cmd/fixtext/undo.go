package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
)

const aboutUndo = `Restores what was there before: takes every change that the report of a run lists
back out of the files that it names. With FILE (or -) it reads the output of a run
from there and writes the original to standard output.

A file is restored only if it is, byte for byte, what that run wrote, and only to
what that run read: the report holds the hashes of both. Any other is left alone,
which is an error. Of compressed files the text is restored; its compression may
differ in bytes (WARC gets a member for each record). Files that were written with --to, Parquet
and documents are not restored.

Names are taken as that run took them, from the working directory. Files that are
not below it are left alone, also where links lead there, which is an error;
--root names another directory that they may be below.`

const examplesUndo = `  fixtext --write --report edits.jsonl corpus/
  fixtext undo edits.jsonl

  fixtext --report edits.jsonl page.txt > repaired.txt
  fixtext undo edits.jsonl repaired.txt > page.txt`

func newUndo(std streams, atoms *atomicfile.Group) *cobra.Command {
	root := "."
	cmd := &cobra.Command{
		Use:     "undo REPORT [FILE]",
		Short:   "Restore the original bytes from a report",
		Long:    aboutUndo,
		Example: examplesUndo,
		Args:    between(1, 2),
		RunE: func(_ *cobra.Command, args []string) error {
			r, err := openChanges(args[0])
			if err != nil {
				return named(args[0], err)
			}
			defer r.file.Close()
			if len(args) == 2 {
				return undoOne(r, args[1], std)
			}
			return undoAll(r, root, std, atoms)
		},
	}
	define(cmd.Flags(), []*option{{name: "root", value: &root, usage: "restore files below `DIR` only; the working directory without it"}})
	return cmd
}

// undoOne restores the only file of a report to standard output, once all of it
// is known to be right.
func undoOne(c *changes, path string, std streams) error {
	if err := std.open(std.out); err != nil {
		return err
	}
	if c.next.name == "" {
		return errors.New("the report tells of no file")
	}
	in, err := (&job{f: newFlags(), std: std}).open(path)
	if err != nil {
		return named(path, err)
	}
	defer in.Close()
	var text spool
	defer text.close()
	err = c.undo(in.text(), writerTo(text.add))
	if err == errUnchanged && in.data != nil {
		_, err = std.out.Write(in.data)
		return named(in.name, err)
	}
	if err != nil {
		return named(in.name, err)
	}
	if c.next.name != "" {
		return errors.New("the report is about several files: leave FILE out to restore them where they are")
	}
	return reason(text.writeTo(std.out))
}

// undoAll restores all files of a report in place.
func undoAll(c *changes, dir string, std streams, atoms *atomicfile.Group) error {
	u := &undoer{changes: c, job: &job{f: newFlags(), std: std, atoms: atoms}}
	var err error
	if u.base, err = filepath.Abs(dir); err == nil {
		u.base, err = filepath.EvalSymlinks(u.base)
	}
	if err != nil {
		return named(dir, err)
	}
	if u.root, err = os.OpenRoot(u.base); err != nil {
		return named(dir, err)
	}
	defer u.root.Close()
	var failed []error
	for c.next.name != "" {
		name := c.next.name
		switch err := u.file(name); err {
		case nil, errUndone, errUnchanged:
		case errTorn:
			u.note("%s: %v", name, err)
		default:
			failed = append(failed, named(name, err))
		}
		if err := c.skip(name); err != nil {
			return errors.Join(append(failed, err)...)
		}
	}
	if !c.whole {
		u.note("the report has no summary: that run was interrupted, or the report is not whole; it is undone as far as it goes")
	}
	return errors.Join(failed...)
}

// undoer restores files below a directory.
type undoer struct {
	*changes
	*job
	root *os.Root
	base string // its path, without links
}

var errOutside = errors.New("is not below the working directory or --root, so it is left alone")

// below is the name of a file as seen from the root, with no links in it.
func (u *undoer) below(name string) (string, error) {
	path, err := filepath.Abs(name)
	if err != nil {
		return "", err
	}
	real, err := filepath.EvalSymlinks(path)
	if errors.Is(err, fs.ErrNotExist) && !u.holds(path) {
		return "", errOutside // what is there is nobody's concern
	}
	if err != nil {
		return "", err
	}
	if !u.holds(real) {
		return "", errOutside
	}
	return filepath.Rel(u.base, real)
}

func (u *undoer) holds(path string) bool {
	rel, err := filepath.Rel(u.base, path)
	return err == nil && filepath.IsLocal(rel)
}

// file restores the next file of the report.
func (u *undoer) file(name string) error {
	if name == displayName("-") {
		return errors.New("was standard input: name the file that holds the output")
	}
	rel, err := u.below(name)
	if err != nil {
		return err
	}
	info, err := u.root.Lstat(rel)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() { // a pipe would be waited for
		return errors.New("is not a regular file")
	}
	in, err := u.open(filepath.Join(u.base, rel))
	if err != nil {
		return err
	}
	defer in.Close()
	if !os.SameFile(info, in.info) { // links were made meanwhile
		return errOutside
	}
	if report, err := u.changes.file.Stat(); err == nil && os.SameFile(report, in.info) {
		return errors.New("is the report itself")
	}
	if head, err := in.head(); err != nil || records.ByMagic(head).Columns != nil {
		return errors.Join(err, errInPlaces)
	}
	dir, err := u.root.OpenRoot(filepath.Dir(rel))
	if err != nil {
		return err
	}
	defer dir.Close()
	file, err := u.atoms.CreateIn(dir, filepath.Base(rel))
	if err != nil {
		return err
	}
	buf := bufio.NewWriterSize(file, 1<<16)
	pack, err := repacker(in, buf)
	if err == nil {
		err = u.undo(in.text(), pack)
	}
	if err == nil {
		err = errors.Join(pack.Close(), buf.Flush(), in.changed())
	}
	if err != nil {
		if e := file.Discard(); e != nil {
			err = fmt.Errorf("%w; %w", err, e)
		}
		return err
	}
	return file.Commit()
}

// repacker compresses what is written to w as an input is: pages one by one.
func repacker(in *input, w io.Writer) (io.WriteCloser, error) {
	head, err := in.head()
	if err != nil {
		return nil, err
	}
	if in.format == codec.None || !records.ByMagic(head).Pages {
		pack, err := codec.NewWriter(w, in.format)
		if err == nil {
			codec.Keep(pack, in.packed)
		}
		return pack, err
	}
	pack, err := codec.NewMemberWriter(w, in.format)
	if err != nil {
		return nil, err
	}
	return closers{&records.Splitter{W: pack, End: func() error { return codec.EndMember(pack) }}, pack}, nil
}

// closers is a writer with another that is closed after it.
type closers struct {
	io.WriteCloser
	then io.Closer
}

func (c closers) Close() error { return errors.Join(c.WriteCloser.Close(), c.then.Close()) }
