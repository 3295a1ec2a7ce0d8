package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/fixtext/fixtext"
)

// filter repairs the named files one after the other.
func filter(paths []string, f flags, std streams) (err error) {
	rep, err := openReport(f.report)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rep.close(err == nil || errors.Is(err, errFindings))) }()
	findings := false
	for _, path := range paths {
		sum, err := filterFile(path, f, rep, std)
		rep.add(sum)
		if err != nil {
			return fmt.Errorf("%s: %w", displayName(path), reason(err))
		}
		if f.check && !sum.Clean() {
			findings = true
			fmt.Fprintf(std.out, "%s: %s\n", displayName(path), describe(sum))
		}
	}
	if findings {
		return errFindings
	}
	return nil
}

// filterFile repairs one file.
func filterFile(path string, f flags, rep *report, std streams) (fixtext.Report, error) {
	in := std.in
	if path != "-" {
		file, err := os.Open(path)
		if err != nil {
			return fixtext.Report{}, err
		}
		defer file.Close()
		if info, err := file.Stat(); err == nil && info.IsDir() {
			return fixtext.Report{}, errors.New("is a directory")
		}
		in = file
	}
	opts := []fixtext.Option{fixtext.Workers(f.workers)}
	if f.lineBuffered {
		opts = append(opts, fixtext.LineBuffered())
	}
	if rep != nil {
		opts = append(opts, fixtext.OnEdit(func(e fixtext.Edit) error { return rep.edit(displayName(path), e) }))
	}
	out := std.out
	if f.check {
		out = io.Discard
	}
	r := fixtext.NewReader(in, opts...)
	_, err := r.WriteTo(out)
	return r.Report(), err
}

// displayName is how messages call a file.
func displayName(path string) string {
	if path == "-" {
		return "<stdin>"
	}
	return path
}

// reason drops the path that an error of the file system repeats.
func reason(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) && p.Op != "write" {
		return p.Err
	}
	if errors.As(err, &p) {
		return fmt.Errorf("write %s: %w", strings.TrimPrefix(p.Path, "/dev/"), p.Err)
	}
	return err
}

// describe says in words what a report counts.
func describe(r fixtext.Report) string {
	return fmt.Sprintf("%d proved, %d inferred, %d unrepairable", r.Exact, r.Inferred, r.Unrepairable)
}
