package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/internal/lang"
)

// filter writes the repaired text of all inputs to one place.
func (j *job) filter(paths []string) (err error) {
	if err := j.severalColumns(paths); err != nil {
		return err
	}
	out, closeOut, err := j.destination(paths)
	if err != nil {
		return err
	}
	if len(paths) == 1 && paths[0] == "-" && isTerminal(j.std.in) && isTerminal(j.std.err) && !j.f.quiet {
		j.note("reading from the terminal: end with Ctrl-D, or see fixtext --help")
	}
	j.progress = j.newProgress(paths)
	defer j.progress.close()
	done := 0
	defer func() { err = join(err, closeOut(err)) }()
	for _, path := range paths {
		o, err := j.pass(path, out, done > 0)
		done += int(o.sum.BytesOut)
		j.count(&o)
		if errors.As(err, new(errUnrepairable)) {
			j.note("%v; nothing behind it was written", named(o.name, err))
			return errFindings
		}
		if errors.Is(err, errDirectory) {
			return fmt.Errorf("%s: %w: use --check, --list, --diff or --write for directories", finding.QuotePath(o.name), err)
		}
		if err != nil {
			return named(o.name, err)
		}
	}
	return nil
}

// pass writes the repaired text of one input. later says that text was written
// before it: the files become one text, which has one byte order mark.
func (j *job) pass(path string, out io.Writer, later bool) (o outcome, err error) {
	o.name = displayName(path)
	in, err := j.open(path)
	if err != nil {
		return o, err
	}
	defer in.Close()
	o.name = in.name
	// Of --line-buffered the first bytes may be long in coming, and an error comes
	// again behind what was read before it.
	var head []byte
	if !j.f.lineBuffered {
		head, err = in.head()
	}
	if err == nil {
		k, err := in.kind(head)
		if err != nil {
			return o, err
		}
		in.wide = k.wide
		if k.binary != "" && !j.f.formatOf(in).Binary {
			err = j.passBinary(in, k.binary, out, &o)
			return o, err
		}
	}
	f, format := j.f, j.f.formatOf(in)
	in.later = later
	enc := io.WriteCloser(unclosed{out})
	if f.to != "" {
		if enc, err = fixtext.NewEncoder(out, f.to); err != nil {
			return o, err
		}
	}
	edits := j.rep != nil || j.html != nil || f.stats.set != "" || f.sifts()
	v := &viewer{job: j, in: in, ev: direct{j}, o: &o}
	if j.html != nil || j.rep != nil {
		v.begin()
	}
	emit, end := both(v.segment, func(s engine.Segment) error {
		if _, err := enc.Write(s.Out); err != nil || len(s.Records) == 0 {
			return err
		}
		return codec.EndMember(out)
	}), enc.Close
	if format.Columns != nil {
		if isTerminal(out) {
			return o, fmt.Errorf("%s is not for a terminal: use --output", format.Name)
		}
		s := &scratch{atoms: j.atoms, name: format.Name}
		defer s.discard()
		in.create = s.create
		emit, end = v.segment, func() error { return s.copyTo(out, in) }
	}
	if err = j.repair(in, f.workers, edits, direct{j}, emit); err == nil {
		err = end()
	}
	if err == nil && v.split != nil {
		err = v.split.Close()
	}
	o.changed = o.sum.Changed()
	o.count(in)
	if err == nil {
		err = errors.Join(in.agree(), v.report())
	}
	return o, err
}

// passBinary hands on what is no text, as it is.
func (j *job) passBinary(in *input, kind string, out io.Writer, o *outcome) error {
	if !j.f.quiet {
		j.note("%s: %s, handed on unchanged", finding.QuotePath(o.name), lang.Tell(kind))
	}
	o.skipped = kind
	n, err := io.Copy(out, in.text())
	o.sum.BytesIn, o.sum.BytesOut = n, n
	return err
}

// destination is where the filter writes: standard output, or the file of
// --output.
func (j *job) destination(paths []string) (io.Writer, func(error) error, error) {
	f := j.f
	format, _ := codec.ByName(f.output)
	format = f.packing(format)
	file, err := j.outs.open("--output", false)
	if err != nil {
		return nil, nil, err
	}
	if file == nil {
		if bad := j.unfit(format); bad != nil {
			return nil, nil, bad
		}
		w, err := f.packer(paths[0])(j.std.out, format)
		return w, func(error) error { // after an error, too: what is there is whole
			err := w.Close()
			return reason(err)
		}, err
	}
	w, err := f.packer(paths[0])(file, format)
	if err != nil {
		return nil, nil, errors.Join(fmt.Errorf("%s: %w", f.output, err), file.Discard())
	}
	return w, func(err error) error {
		if err != nil { // said already
			return file.Discard()
		}
		if err = w.Close(); err != nil {
			return errors.Join(named(f.output, err), file.Discard())
		}
		return file.Commit()
	}, nil
}

// packing is how what is written is compressed, where --compress leaves it to what
// is usual there.
func (f *flags) packing(usual codec.Format) codec.Format {
	switch f.compress.set {
	case "auto":
		return usual
	case "none":
		return codec.None
	}
	return codec.Format(f.compress.set)
}

// unfit refuses to write what is no text to a terminal.
func (j *job) unfit(format codec.Format) error {
	switch {
	case !isTerminal(j.std.out):
	case format != codec.None:
		return fmt.Errorf("%s is not for a terminal: use --output, or send it to a file", format)
	case j.f.to != "" && !bytes.EqualFold([]byte(j.f.to), []byte("utf-8")):
		return fmt.Errorf("text in %s is not for a terminal: use --output, or send it to a file", j.f.to)
	}
	return nil
}

func named(name string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("%s: %w", finding.QuotePath(name), reason(err))
}

type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }
