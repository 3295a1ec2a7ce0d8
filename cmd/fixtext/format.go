package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

// formatOf is the format of an input: that of --format, else as its name says.
func (f *flags) formatOf(in *input) *records.Format {
	if f.format.set == "auto" && (in.wide || in.path == "" && f.stdinFilename == "") {
		return &records.Text
	}
	return f.formatByName(in.name)
}

// formatByName is the format of a file of this name, or that of --format.
func (f *flags) formatByName(name string) *records.Format {
	if f.format.set != "auto" {
		return records.Named(f.format.set)
	}
	_, stem := codec.ByName(name)
	return records.ByName(stem)
}

// repairRecords repairs the text inside of a structured file. Known are the options for
// this one.
func (j *job) repairRecords(in *input, format *records.Format, known []fixtext.Option, workers int, emit engine.Emit) error {
	f := j.f
	switch {
	case in.wide:
		return fmt.Errorf("%s in UTF-16 or UTF-32 cannot be read: decode it first, with fixtext --format text --select FT2", format.Name)
	case f.bom.set != "keep":
		return fmt.Errorf("--bom works with --format text only; this is %s", format.Name)
	case f.lineBuffered:
		return fmt.Errorf("--line-buffered works with --format text only; this is %s", format.Name)
	}
	opt := records.Options{Repair: append(f.repairs(), known...), Fields: f.fields}
	if f.looksFor("FT201") {
		opt.Decode = append(slices.Clone(f.charsets), fixtext.Select("FT201", "FT202", "FT203"))
	}
	if f.labels() {
		target := relabel.NewTarget(f.to)
		opt.Labels = &target
	}
	return format.Run(in.text(), opt, workers, emit)
}

// looksFor reports whether a rule is looked for: the longest name that --select or
// --ignore has for it decides.
func (f *flags) looksFor(code string) bool {
	picked, omitted := f.named(code)
	if len(f.pick) > 0 && picked < 0 {
		return false
	}
	return omitted < 0 || picked > omitted
}

// named returns the lengths of the longest names that --select and --ignore have
// for a rule; -1 where they have none.
func (f *flags) named(code string) (picked, omitted int) {
	longest := func(list []string) int {
		n := -1
		for _, name := range list {
			if strings.HasPrefix(code, name) {
				n = max(n, len(name))
			}
		}
		return n
	}
	return longest(f.pick), longest(f.omit)
}

// errFields is the error of what --field does not work with.
func errFields(why string) error {
	with := records.Names(func(f *records.Format) bool { return f.Fields })
	return fmt.Errorf("--field works with records (%s)%s", strings.Join(with, ", "), why)
}

// packer is what compresses the text of an input: pages are compressed one by one.
func (f *flags) packer(name string) func(io.Writer, codec.Format) (io.WriteCloser, error) {
	if f.formatByName(name).Pages {
		return codec.NewMemberWriter
	}
	return codec.NewWriter
}
