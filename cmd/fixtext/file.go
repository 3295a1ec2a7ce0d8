package main

import (
	"cmp"
	"errors"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/page"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
)

// file does what the mode says to one file of a tree. Workers is how many blocks
// of it are repaired at the same time.
func (j *job) file(e tree.Entry, workers int, ev events) (o outcome) {
	o.name = displayName(e.Path)
	if e.Err != nil {
		o.err = e.Err
		return o
	}
	if o.skipped = j.ours(e); o.skipped != "" {
		o.spoken = e.Named
		return o
	}
	in, err := j.open(e.Path)
	if _, packed := codec.ByName(e.Path); !e.Named && packed == e.Path && errors.As(err, new(*codec.Unreadable)) {
		o.skipped = "compressed data" // as below, though it cannot be read
		return o
	}
	if err != nil {
		o.err = err
		return o
	}
	o.name = in.name
	if !e.Named && j.outs.holds(in.info) != nil {
		o.skipped = "is an output of this run"
	} else if _, packed := codec.ByName(e.Path); !e.Named && in.format != codec.None && packed == e.Path {
		o.skipped = "compressed data" // under another name: not for people
	} else {
		o.err = j.opened(in, workers, e.Named, ev, &o)
	}
	if err := in.Close(); o.err == nil {
		o.err = err
	}
	if in.buf != nil {
		j.buffers.Put(in.buf)
	}
	return o
}

// noFields is why files of other formats are left out where there is --field.
const noFields = "not a format with fields"

// opened does it once the file is open. Named says that the user named the file.
func (j *job) opened(in *input, workers int, named bool, ev events, o *outcome) (err error) {
	head, err := in.head()
	if err != nil {
		return err
	}
	if own := ownFile(head); own != "" && (!named || j.f.write) {
		o.skipped, o.spoken = "a "+own+" of fixtext", named
		return nil
	}
	k, err := in.kind(head)
	if err != nil {
		return err
	}
	in.wide = k.wide
	if format := j.f.formatOf(in); format.Binary && !format.Fits(head) && !named {
		o.skipped = "no " + format.Name + " in spite of its name"
		return nil
	}
	if (k.binary != "" || k.doubt) && !j.f.formatOf(in).Binary {
		o.skipped = cmp.Or(k.binary, "binary")
		return nil
	}
	if j.f.fieldsAsked && !j.f.formatOf(in).Fields && !named {
		o.skipped = noFields
		return nil
	}
	v := &viewer{job: j, in: in, ev: ev, o: o}
	emit := v.begin()
	var w *rewrite
	if j.f.write {
		if w, err = j.newRewrite(in); err != nil {
			return err
		}
		defer func() {
			if o.finish == nil {
				w.discard()
			}
		}()
		emit = both(emit, w.segment)
	}
	if err = j.repair(in, workers, true, ev, emit); err == nil {
		err = v.end()
	}
	if err != nil || w == nil {
		return err
	}
	if o.changed, err = w.prepare(); err == nil && o.changed {
		err = j.settle(w, o)
	}
	return err
}

// both hands segments to one and then to another.
func both(a, b engine.Emit) engine.Emit {
	return func(s engine.Segment) error {
		if err := a(s); err != nil {
			return err
		}
		return b(s)
	}
}

// settle puts a new content in its place; where there is a report or a quarantine,
// that must tell of it before it is done.
func (j *job) settle(w *rewrite, o *outcome) error {
	if j.rep == nil && j.quarantine == nil {
		err := w.commit()
		o.note = w.note
		return err
	}
	o.finish = w
	return nil
}

// viewer makes sums, findings, reports and diffs of the segments of one file.
type viewer struct {
	*job
	in    *input
	ev    events
	o     *outcome
	split *lines.Splitter
	diff  *differ
	edits int // that the report tells of

	before, after *digest // of the text, for the report
}

// begin returns what takes the segments.
func (v *viewer) begin() engine.Emit {
	collect := &finding.Collector{File: v.in.name, Each: v.found}
	switch {
	case v.f.diff:
		v.diff = newDiffer(v.in.name, v.f.colored(v.std.out), v.in.wide, v.ev.text)
		v.split = &lines.Splitter{All: true, Wide: v.in.wide, Each: v.diff.line}
	case v.printer != nil:
		v.split = &lines.Splitter{Wide: v.in.wide, Each: collect.Line}
	case v.html != nil:
		v.split = &lines.Splitter{Wide: v.in.wide, Each: func(*lines.Line) error { return nil }}
	}
	if v.rep != nil {
		v.before, v.after = newDigest(), newDigest()
	}
	if v.html != nil {
		v.o.page = &page.File{Name: finding.QuotePath(v.in.name)}
		each := v.split.Each
		v.split.Each = func(l *lines.Line) error {
			v.o.page.Line(l)
			return each(l)
		}
	}
	return v.segment
}

func (v *viewer) segment(s engine.Segment) error {
	v.o.sum.Add(s)
	v.progress.add(len(s.In))
	if v.rep != nil {
		v.edits += len(s.Edits)
		_, _ = v.before.Write(s.In)
		_, _ = v.after.Write(s.Out)
		for _, e := range s.Edits {
			line, err := editLine(v.in.name, e)
			if err == nil {
				err = v.ev.edit(line)
			}
			if err != nil {
				return err
			}
		}
	}
	if v.split != nil {
		return v.split.Segment(s)
	}
	return nil
}

// found takes a finding, unless it is known.
func (v *viewer) found(f finding.Finding) error {
	if v.base.has(f) {
		return nil
	}
	v.o.findings++
	if f.Rule == records.Malformed || f.Rule == relabel.Rule && f.Verdict == fixtext.Unrepairable {
		v.o.undone++
	}
	return v.ev.finding(f)
}

// end finishes the file.
func (v *viewer) end() error {
	if v.split != nil {
		if err := v.split.Close(); err != nil {
			return err
		}
	}
	if v.diff != nil {
		if err := v.diff.close(); err != nil {
			return err
		}
	}
	if err := v.report(); err != nil {
		return err
	}
	v.o.changed = v.o.sum.Changed()
	v.o.count(v.in)
	if err := v.in.agree(); err != nil {
		return err
	}
	if v.printer == nil && !v.o.sum.Clean() {
		v.o.findings = 1
	}
	return nil
}

// report ends what the report says of the file.
func (v *viewer) report() error {
	if v.rep == nil || v.edits == 0 && v.f.to == "" && !v.f.filter() {
		return nil
	}
	line := reportFile{fileName: newFileName(v.in.name)}
	if format := v.f.formatOf(v.in); format.Columns != nil {
		line.Format = format.Name
	} else {
		line.Digests = &Digests{v.before.size, v.before.sum(), v.after.size, v.after.sum()}
		if to := v.f.to; !strings.EqualFold(to, "utf-8") {
			line.To = to
		}
	}
	text, err := asciiLine(line)
	if err != nil {
		return err
	}
	return v.ev.edit(text)
}

// ours says why a file is left out that a run of this program left; empty if it
// is not one of them. Such a file can be named to be read, not to be written.
func (j *job) ours(e tree.Entry) string {
	if e.Named && j.f.write {
		real, err := filepath.EvalSymlinks(e.Path)
		if err == nil && tree.IsBackup(real) || tree.HasSuffix(e.Path, j.f.walk.Backup) {
			return "is a backup"
		}
	}
	return e.Skip
}
