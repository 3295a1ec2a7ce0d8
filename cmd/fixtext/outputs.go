package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

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
	var inputs []string
	for _, o := range f.rows {
		if o.from == pathSetting {
			inputs = append(inputs, o.flag.Value.String())
		}
	}
	for _, path := range slices.Concat(inputs, []string{f.settings}, paths, []string{f.filesFrom}) {
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

// write writes all of an output at once.
func (outs *outputs) write(option string, content func(io.Writer) error) error {
	o, err := outs.open(option, false)
	if err != nil {
		return err
	}
	if err := content(o); err != nil {
		return errors.Join(named(o.path, err), o.Discard())
	}
	return o.Commit()
}

// begin opens an output that begins with a line that tells what it is, if it is
// asked for.
func (outs *outputs) begin(option string, grow bool, header any) (*sink, error) {
	o, err := outs.open(option, grow)
	if o == nil || err != nil {
		return nil, err
	}
	line, err := asciiLine(header)
	if err == nil {
		_, err = o.Write(line)
	}
	if err != nil {
		return nil, errors.Join(named(o.path, err), o.Discard())
	}
	return o, nil
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
