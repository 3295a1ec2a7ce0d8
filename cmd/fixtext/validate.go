package main

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/fixtext/fixtext"
)

// mostWorkers is far more than any machine has use for.
const mostWorkers = 4096

// validate tells which flags do not go together.
func (f *flags) validate(paths []string) error {
	var chosen []string
	for _, m := range []struct {
		name string
		set  bool
	}{{"--check", f.check}, {"--list", f.list}, {"--diff", f.diff}, {"--write", f.write}, {"--output", f.output != ""}} {
		if m.set {
			chosen = append(chosen, m.name)
		}
	}
	if len(chosen) > 1 {
		return fmt.Errorf("%s cannot be used together", strings.Join(chosen, " and "))
	}
	if len(chosen) == 0 && (f.outputFormat.set != "" || f.writeBaseline != "" || f.baseline != "") {
		f.check = true
	}
	switch {
	case f.write && len(paths) == 1 && paths[0] == "-":
		return errors.New("--write needs the names of files: standard input cannot be written")
	case f.backup != "" && !f.write:
		return errors.New("--backup works with --write only")
	case checkSuffix(f.backup) != nil:
		return fmt.Errorf("--backup %q: %w", f.backup, checkSuffix(f.backup))
	case f.writeBaseline != "" && !f.check:
		return errors.New("--write-baseline works with --check only")
	case f.lineBuffered && !f.filter():
		return errors.New("--line-buffered works without --check, --list, --diff and --write only")
	case !(f.minConfidence >= 0 && f.minConfidence <= 1):
		return fmt.Errorf("--min-confidence %v: must be from 0 to 1", f.minConfidence)
	case f.workers < 1 || f.workers > mostWorkers:
		return fmt.Errorf("--jobs %d: must be from 1 to %d", f.workers, mostWorkers)
	}
	if err := f.openDictionary(); err != nil {
		return err
	}
	// Options that the library refuses are an error before anything is read.
	_, err := io.Copy(io.Discard, fixtext.NewReader(strings.NewReader(""), f.options(1)...))
	return reason(err)
}

// filter tells whether all text is written to one place.
func (f *flags) filter() bool { return !f.check && !f.list && !f.diff && !f.write }

// findings tells whether findings are to be shown or counted one by one.
func (f *flags) findings() bool {
	return f.outputFormat.set != "" || f.baseline != "" || f.writeBaseline != ""
}
