package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/fixtext/fixtext"
)

// flags are the options of the main command: their rows, the values that the rest
// of the program reads, and what the rows make of them for a run.
type flags struct {
	modes
	reading
	picking
	choosing
	reporting
	origins

	perFile []perFile // of the file of settings

	rows []*option
	set  *pflag.FlagSet // of the rows

	paths    []string         // that the run works on
	charsets []fixtext.Option // how bytes are read
	rules    []fixtext.Option // what is repaired
	stream   []fixtext.Option // how text is cut and begins
	findings bool             // findings are shown or counted one by one
}

// newFlags returns the options with their defaults, in the order of the help.
func newFlags() *flags {
	f := &flags{set: pflag.NewFlagSet("fixtext", pflag.ContinueOnError)}
	for _, g := range []struct {
		name string
		rows []*option
	}{
		{"Modes", f.modeRows()},
		{"Reading and writing", f.readingRows()},
		{"Repairs", f.repairRows()},
		{"Files", f.fileRows()},
		{"Findings and reports", f.findingRows()},
		{"Settings", f.settingRows()},
	} {
		for _, o := range g.rows {
			o.group = g.name
			f.rows = append(f.rows, o)
		}
	}
	define(f.set, f.rows)
	return f
}

// adds is the effect of an option that is one of the library.
func adds(list *[]fixtext.Option, opt func() fixtext.Option) func() error {
	return func() error {
		*list = append(*list, opt())
		return nil
	}
}

// prepare tells which options do not go together, and lets them take effect.
func (f *flags) prepare(paths []string) error {
	f.paths = paths
	var chosen []string
	var rows []*option
	for _, o := range f.rows {
		if !o.isSet() {
			continue
		}
		rows = append(rows, o)
		f.findings = f.findings || o.findings
		if o.mode {
			chosen = append(chosen, "--"+o.name)
		}
	}
	switch {
	case len(chosen) > 1:
		return fmt.Errorf("%s cannot be used together", strings.Join(chosen, " and "))
	case len(chosen) == 0 && f.findings:
		f.check = true
	}
	for _, o := range rows {
		err := unless(f.fits(o), "--%s works with --%s only", o.name, o.only)
		if err == nil && o.check != nil {
			err = o.check()
		}
		if err != nil {
			return err
		}
	}
	for _, o := range rows {
		if o.effect != nil {
			if err := o.effect(); err != nil {
				return err
			}
		}
	}
	// Options that the library refuses are an error before anything is read.
	_, err := io.Copy(io.Discard, fixtext.NewReader(strings.NewReader(""), f.options(1)...))
	return reason(err)
}

// unless is an error if something is not so.
func unless(ok bool, format string, args ...any) error {
	if ok {
		return nil
	}
	return fmt.Errorf(format, args...)
}

// fits reports whether an option works with the mode that was chosen.
func (f *flags) fits(o *option) bool {
	return o.only == "" || f.set.Lookup(o.only).Value.String() == "true"
}

// sifts reports whether records are looked at one by one.
func (f *flags) sifts() bool { return f.quarantine != "" || f.onUnrepairable.set != "keep" }

// options are those of the library for one text.
func (f *flags) options(workers int) []fixtext.Option {
	return slices.Concat(f.repairs(), f.stream, []fixtext.Option{fixtext.Workers(workers)})
}

// repairs are the options that say what is repaired, and from which charsets.
func (f *flags) repairs() []fixtext.Option { return slices.Concat(f.charsets, f.rules) }

// flagError names the flag that may have been meant, or says what a value must be.
func flagError(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		return fmt.Errorf("--%s: %w", invalid.GetFlag().Name, cause(err))
	}
	if !errors.As(err, &unknown) {
		return err
	}
	best := ""
	if name := unknown.GetSpecifiedName(); unknown.GetSpecifiedShortnames() == "" {
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		best = nearest(name, names)
	}
	if best == "" {
		return fmt.Errorf("%w; see %s --help", err, cmd.CommandPath())
	}
	return fmt.Errorf("%w; did you mean --%s?", err, best)
}

// distance is the number of bytes to insert, delete or replace that lead from a
// to b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		last := slices.Clone(row)
		row[0] = i + 1
		for j := range len(b) {
			replaced := last[j]
			if a[i] != b[j] {
				replaced++
			}
			row[j+1] = min(replaced, last[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}
