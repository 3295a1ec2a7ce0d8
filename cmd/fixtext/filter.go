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
	written := int64(0)
	for _, path := range paths {
		if written > 0 && !f.check && f.bom.policy == fixtext.BOMAdd {
			f.bom.policy = fixtext.BOMStrip // the files become one text
		}
		sum, err := filterFile(path, f, rep, std)
		rep.add(sum)
		written += sum.BytesOut
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
	in, err := open(path, std)
	if err != nil {
		return fixtext.Report{}, err
	}
	defer in.Close()
	opts := f.options()
	if rep != nil {
		opts = append(opts, fixtext.OnEdit(func(e fixtext.Edit) error { return rep.edit(displayName(path), e) }))
	}
	out, err := output(f, std)
	if err != nil {
		return fixtext.Report{}, err
	}
	r := fixtext.NewReader(in, opts...)
	if _, err = r.WriteTo(out); err == nil {
		err = out.Close()
	}
	return r.Report(), err
}

// open opens a file, or standard input.
func open(path string, std streams) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(std.in), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err == nil && info.IsDir() {
		file.Close()
		return nil, errors.New("is a directory")
	}
	return file, nil
}

// output is where the text of one file goes. Closing it ends the text, not the
// standard output.
func output(f flags, std streams) (io.WriteCloser, error) {
	out := std.out
	if f.check {
		out = io.Discard
	}
	if f.to == "" {
		return unclosed{out}, nil
	}
	return fixtext.NewEncoder(out, string(f.to))
}

type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

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
	if errors.As(err, &p) && p.Op != "write" {
		return p.Err
	}
	if errors.As(err, &p) {
		return fmt.Errorf("write %s: %w", strings.TrimPrefix(p.Path, "/dev/"), p.Err)
	}
	if text, ok := strings.CutPrefix(err.Error(), "fixtext: "); ok {
		return errors.New(text)
	}
	return err
}

// describe says in words what a report counts.
func describe(r fixtext.Report) string {
	return fmt.Sprintf("%d proved, %d inferred, %d unrepairable", r.Exact, r.Inferred, r.Unrepairable)
}
