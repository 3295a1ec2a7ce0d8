package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// outputs are all places that a run writes to, save the files that --write
// replaces. None is opened before all are known to be no input and no other's
// place: plan finds out, and open is the only way to write to one.
type outputs struct {
	std   streams
	atoms *atomicfile.Group
	list  []*sink
}

// sink is one of them. A regular file appears when Commit returns; a stream is
// written at once.
type sink struct {
	option string      // that names it, for messages; empty for the text on standard output
	path   string      // as the user wrote it
	info   fs.FileInfo // of the file that is there; nil if there is none
	folder fs.FileInfo // where it will be, if there is none
	stream io.Writer   // of this process; nil for files
	file   *os.File    // that was opened, not replaced
	atomic *atomicfile.File
	failed error // of a write: half of an output is none
}

// planOutputs finds out where the flags lead and that nothing gets lost there.
func planOutputs(f *flags, paths []string, std streams, atoms *atomicfile.Group) (*outputs, error) {
	outs := &outputs{std: std, atoms: atoms}
	if f.usesStdout() {
		if f.filter() && f.report == "" && f.reportHTML == "" && f.quarantine == "" && f.stats.set == "" { // else the text may not be what is wanted
			if err := std.open(std.out); err != nil {
				return nil, err
			}
		}
		outs.list = append(outs.list, &sink{path: "-", stream: std.out, info: statOf(std.out)})
	}
	for _, o := range f.places() {
		path := o.flag.Value.String()
		out, err := outs.plan("--"+o.name, path)
		if err == nil {
			err = out.wayBack()
		}
		if err != nil {
			return nil, named(path, err)
		}
		for _, other := range outs.list {
			if out.same(other) {
				return nil, other.twice(out)
			}
		}
		outs.list = append(outs.list, out)
	}
	return outs, outs.check(f, paths)
}

// places are the options that name files to be written, in the order of messages.
func (f *flags) places() (list []*option) {
	for _, o := range f.rows {
		if o.place > 0 && o.isSet() {
			list = append(list, o)
		}
	}
	slices.SortFunc(list, func(a, b *option) int { return a.place - b.place })
	return list
}

// usesStdout reports whether the run writes to standard output anyway.
func (f *flags) usesStdout() bool {
	return f.filter() && f.output == "" || f.list || f.diff || f.check && (f.writeBaseline == "" || f.outputFormat.set != "")
}

// plan looks at one place without opening it.
func (outs *outputs) plan(option, path string) (*sink, error) {
	o := &sink{option: option, path: path}
	if n, ok := descriptor(path); ok {
		switch n {
		case 0:
			return nil, errors.New("is standard input")
		case 1:
			o.stream = outs.std.out
			if err := outs.std.open(o.stream); err != nil {
				return nil, err
			}
		case 2:
			o.stream = outs.std.err
		default:
			file, err := inherited(n)
			if err != nil {
				return nil, err
			}
			o.stream = file
		}
		o.info = statOf(o.stream)
		return o, nil
	}
	var err error
	if o.info, err = os.Stat(path); err == nil {
		if o.info.IsDir() {
			return nil, errDirectory
		}
		return o, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	o.info = nil
	o.folder, err = os.Stat(filepath.Dir(path))
	return o, err
}

// check compares the places with all that is read.
func (outs *outputs) check(f *flags, paths []string) error {
	if len(outs.list) == 0 {
		return nil
	}
	for _, path := range slices.Concat(f.inputs, []string{f.settings}, paths, []string{f.filesFrom}) {
		var info fs.FileInfo
		if path == "-" {
			info = statOf(outs.std.in)
		} else if path != "" {
			info, _ = os.Stat(path)
		}
		o := outs.holds(info)
		switch {
		case o == nil:
		case o.option == "--output":
			return fmt.Errorf("%s: is an input, too; use --write to change files in place", o.path)
		case o.stream != nil:
			return fmt.Errorf("%s: is an input and standard output, too: it would be lost", displayName(path))
		default:
			return fmt.Errorf("%s: is an input, too, which %s would destroy: name another file", o.path, o.option)
		}
	}
	return nil
}

// holds returns the output that is this file, if one is. Devices and pipes are
// no files: what is read from one does not come from what is written to it.
func (outs *outputs) holds(info fs.FileInfo) *sink {
	if outs == nil || info == nil || !info.Mode().IsRegular() {
		return nil
	}
	for _, o := range outs.list {
		if o.info != nil && os.SameFile(o.info, info) {
			return o
		}
	}
	return nil
}

// takes reports whether a name in which nothing is yet will be one of the
// outputs.
func (outs *outputs) takes(path string) bool {
	if outs == nil {
		return false
	}
	folder, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return false
	}
	for _, o := range outs.list {
		if o.same(&sink{path: path, folder: folder}) {
			return true
		}
	}
	return false
}

// same reports whether two outputs are one file. Names that differ in case or in
// the form of their characters are one on some systems.
func (o *sink) same(p *sink) bool {
	switch {
	case o.stream != nil && p.stream != nil && (o.stream == p.stream || o.path == p.path):
		return true
	case o.info != nil && p.info != nil:
		return o.info.Mode().IsRegular() && os.SameFile(o.info, p.info)
	case o.folder != nil && p.folder != nil:
		return os.SameFile(o.folder, p.folder) &&
			strings.EqualFold(norm.NFC.String(filepath.Base(o.path)), norm.NFC.String(filepath.Base(p.path)))
	}
	return false
}

// twice is the error of two outputs in one place.
func (o *sink) twice(p *sink) error {
	if p.stream == nil {
		return fmt.Errorf("%s: is the file of %s and of %s, too: name another", p.path, o.option, p.option)
	}
	first := o.option
	if first == "" {
		first = "the output"
	}
	return fmt.Errorf("%s and %s would be mixed in one stream: name a file for one of them", first, p.option)
}

// open begins to write to the place of an option. A regular file appears when
// Commit returns; with grow it is there from the start.
func (outs *outputs) open(option string, grow bool) (*sink, error) {
	var o *sink
	for _, x := range outs.list {
		if x.option == option {
			o = x
		}
	}
	if o == nil {
		return nil, nil
	}
	var err error
	switch {
	case o.stream != nil:
	case o.info != nil && !o.info.Mode().IsRegular(): // a device or a pipe
		o.file, err = os.OpenFile(o.path, os.O_WRONLY, 0)
	case grow:
		err = o.grow()
	default:
		o.atomic, err = outs.atoms.Create(o.path)
	}
	if err != nil {
		return nil, named(o.path, err)
	}
	return o, nil
}

func (o *sink) Write(p []byte) (n int, err error) {
	switch {
	case o.stream != nil:
		n, err = o.stream.Write(p)
	case o.file != nil:
		n, err = o.file.Write(p)
	default:
		n, err = o.atomic.Write(p)
	}
	if err != nil {
		o.failed = err
	}
	return n, err
}

// Sync makes durable what was written to a file that grows.
func (o *sink) Sync() error {
	if o == nil || o.file == nil || !o.info.Mode().IsRegular() {
		return nil
	}
	return o.file.Sync()
}

// Commit ends the output; a file appears. What could not be written whole does
// not.
func (o *sink) Commit() (err error) {
	switch {
	case o == nil || o.stream != nil:
		return nil
	case o.file != nil:
		err = errors.Join(o.Sync(), o.file.Close())
	case o.failed != nil:
		err = errors.Join(o.failed, o.atomic.Discard())
	default:
		err = o.atomic.Commit()
	}
	return named(o.path, err)
}

// Discard ends the output without its file.
func (o *sink) Discard() error {
	switch {
	case o == nil || o.stream != nil:
		return nil
	case o.file != nil:
		return o.file.Close()
	}
	return o.atomic.Discard()
}

// statOf is what is known of a stream that is a file.
func statOf(stream any) fs.FileInfo {
	if file, ok := stream.(*os.File); ok {
		if info, err := file.Stat(); err == nil {
			return info
		}
	}
	return nil
}
