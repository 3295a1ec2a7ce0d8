package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/ordered"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
	"github.com/fixtext/fixtext/internal/lang"
)

// tree does what the mode says to files and directories. A file that fails does
// not keep it from the others.
func (j *job) tree(paths []string) error {
	var err error
	j.progress = j.newProgress(paths)
	defer j.progress.close()
	found, failed := false, false
	take := func(o *outcome) error {
		if o.recorded != nil {
			defer o.recorded.edits.close()
		}
		if o.err == nil && o.recorded != nil {
			if err := o.recorded.replay(direct{j}); err != nil {
				return err
			}
			o.told = true
		}
		j.finish(o)
		if o.err != nil && o.told && j.rep != nil {
			if err := j.rep.line(reportFile{fileName: newFileName(o.name), Failed: o.err.Error()}); err != nil {
				return err
			}
		}
		if errors.As(o.err, new(errUnrepairable)) {
			found = true
			j.note("%v; left alone", named(o.name, o.err))
			return nil
		}
		if errors.As(o.err, new(tree.Warning)) {
			j.note("%v", named(o.name, o.err))
			return nil
		}
		if o.err != nil {
			failed = true
			j.note("%v", named(o.name, o.err))
			j.sum.Failed++
			return nil
		}
		found = found || o.findings > 0 && !j.f.write && (!j.f.list || o.changed) && (!j.f.diff || o.changed) || j.f.exitOnFix && o.changed && j.f.write
		return j.show(o)
	}
	if j.f.workers == 1 || len(paths) == 1 && !isDir(paths[0]) {
		tree.Walk(paths, j.f.walk, func(e tree.Entry) bool {
			if j.printer != nil {
				j.printer.Begin(displayName(e.Path))
			}
			var o outcome
			if j.f.write && (j.rep != nil || j.quarantine != nil) { // a file that fails must not be in the report
				r := &recorded{name: displayName(e.Path)}
				o = j.file(e, j.f.workers, r)
				o.recorded = r
			} else {
				o = j.file(e, j.f.workers, direct{j})
				o.told = true
			}
			err = take(&o)
			if j.printer != nil {
				j.printer.End()
			}
			return err == nil
		})
	} else {
		err = ordered.Do(j.f.workers,
			func(put func(tree.Entry) bool) { tree.Walk(paths, j.f.walk, put) },
			func(e tree.Entry) *outcome {
				r := &recorded{name: displayName(e.Path)}
				o := j.file(e, 1, r)
				o.recorded = r
				return &o
			},
			func(o *outcome) error {
				if j.printer != nil {
					j.printer.Begin(o.name)
					defer j.printer.End()
				}
				return take(o)
			})
	}
	j.progress.close()
	if err != nil {
		return reason(err)
	}
	if failed {
		return errSaid
	}
	if j.sum.Fieldless > 0 && j.sum.Files == 0 {
		return errFields(": no such file was found")
	}
	if found && !j.f.exitZero {
		return errFindings
	}
	return nil
}

// finish puts a file in its place, once the report tells of it.
func (j *job) finish(o *outcome) {
	if o.finish == nil {
		return
	}
	if o.err = join(j.rep.flush(), named("--quarantine", j.quarantine.Sync())); o.err == nil {
		o.err = o.finish.commit()
	}
	o.finish.discard()
	o.note = o.finish.note
}

// show writes what the mode says about one file.
func (j *job) show(o *outcome) (err error) {
	j.count(o)
	if o.note != "" && !j.f.quiet {
		j.note("%s: %s", finding.QuotePath(o.name), lang.Tell(o.note))
	}
	switch {
	case o.skipped != "":
		if (j.f.verbose || o.spoken) && !j.f.quiet {
			j.note("%s: %s, skipped", finding.QuotePath(o.name), lang.Tell(o.skipped))
		}
	case j.f.list && o.changed:
		line := finding.QuotePath(o.name) + "\n"
		if j.f.null { // for programs
			line = o.name + "\x00"
		}
		_, err = io.WriteString(j.std.out, line)
	case j.f.check && j.printer == nil && !o.sum.Clean():
		_, err = fmt.Fprintf(j.std.out, "%s: %s\n", finding.QuotePath(o.name), describe(o.sum.Report))
	case j.f.write && o.changed && j.f.verbose && !j.f.quiet:
		j.note("%s: %s", finding.QuotePath(o.name), describe(o.sum.Report))
	}
	return err
}

// note tells something on standard error.
func (j *job) note(format string, args ...any) {
	j.progress.clear()
	for i, a := range args {
		if err, ok := a.(error); ok {
			args[i] = lang.Tell(err.Error())
		}
	}
	fmt.Fprintf(j.std.err, "fixtext: %s\n", finding.VisibleLines(lang.Sprintf(format, args...)))
}

// count adds a file to the summary.
func (j *job) count(o *outcome) {
	if o.skipped != "" {
		if o.skipped == noFields {
			j.sum.Fieldless++
		} else {
			j.sum.Skipped++
		}
		return
	}
	j.sum.Files++
	if o.changed {
		j.sum.Changed++
	}
	j.sum.tally.add(o.tally)
	j.tellUndone(o)
	for _, u := range o.unknown {
		if !j.f.quiet {
			j.note("%s: %v", finding.QuotePath(o.name), u)
		}
	}
	if o.page != nil {
		o.page.Report = o.sum.Report
		j.html.Add(o.page)
	}
	sum := j.total()
	sum.Merge(o.sum.Report)
	j.sum.Report = sum.Report
	j.rep.add(o.sum.Report)
}

// tellUndone tells of what could not be worked on.
func (j *job) tellUndone(o *outcome) {
	switch {
	case j.base != nil: // what it does not list
		j.undone += o.undone
	case o.left != nil:
		j.undone++
	default:
		j.undone += o.Bad
	}
	if o.left != nil && !j.f.quiet {
		j.note("%s: %v", finding.QuotePath(o.name), o.left)
	}
	switch {
	case o.Bad == 0 || j.f.quiet:
	case o.Bad == o.Records:
		j.note("%s: %s not in the format, left alone: no record is; perhaps this is no %s, see --format", finding.QuotePath(o.name), plural(o.Bad, "record"), o.format)
	default:
		j.note("%s: %s not in the format, left alone", finding.QuotePath(o.name), plural(o.Bad, "record"))
	}
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// namesFrom reads names of files, one a line, or ended by zero bytes.
func namesFrom(path string, null bool, std streams) (names []string, err error) {
	r := std.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return nil, named(path, err)
		}
		defer file.Close()
		r = file
	}
	s := bufio.NewScanner(r)
	s.Buffer(nil, 1<<20)
	if null {
		s.Split(func(data []byte, eof bool) (int, []byte, error) {
			if i := bytes.IndexByte(data, 0); i >= 0 {
				return i + 1, data[:i], nil
			}
			if eof && len(data) > 0 {
				return len(data), data, nil
			}
			return 0, nil, nil
		})
	}
	for s.Scan() {
		if name := s.Text(); name != "" {
			names = append(names, name)
		}
	}
	return names, named(path, s.Err())
}

// displayName is how messages call a file.
func displayName(path string) string {
	if path == "-" {
		return "<stdin>"
	}
	return path
}

// reason drops what the message says anyway: the name of this program, and the
// path that an error of the file system repeats.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Op != "write" && p.Op != "sync" {
		return p.Err
	}
	if errors.As(err, &p) {
		return fmt.Errorf("write %s: %w", strings.TrimPrefix(p.Path, "/dev/"), p.Err)
	}
	var l *os.LinkError
	if errors.As(err, &l) {
		return fmt.Errorf("%s: %w", l.Op, l.Err)
	}
	if err == nil {
		return nil
	}
	if text, ok := strings.CutPrefix(err.Error(), "fixtext: "); ok {
		return errors.New(text)
	}
	return err
}

// describe says in words what a report counts.
func describe(r fixtext.Report) string {
	return lang.Sprintf("%d proved, %d inferred, %d unrepairable", r.Exact, r.Inferred, r.Unrepairable)
}
