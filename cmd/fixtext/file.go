package main

import (
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/page"
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
	in, err := j.open(e.Path)
	if err != nil {
		o.err = err
		return o
	}
	o.name = in.name
	if _, packed := codec.ByName(e.Path); !e.Named && in.format != codec.None && packed == e.Path {
		o.skipped = "compressed data" // under another name: not for people
	} else {
		o.err = j.opened(in, workers, ev, &o)
	}
	if err := in.Close(); o.err == nil {
		o.err = err
	}
	if in.buf != nil {
		j.buffers.Put(in.buf)
	}
	return o
}

// opened does it once the file is open.
func (j *job) opened(in *input, workers int, ev events, o *outcome) (err error) {
	head, err := in.head()
	if err != nil {
		return err
	}
	binary, wide := kind(head)
	in.wide = wide
	if binary && !bytesMayBe(j.f.formatOf(in)) {
		o.skipped = "binary"
		return nil
	}
	v := &viewer{job: j, in: in, ev: ev, wide: wide, o: o}
	emit := v.begin()
	if j.f.formatOf(in) == "parquet" {
		return j.openedParquet(in, workers, v, emit)
	}
	if !j.f.write {
		if err = j.repair(in, j.f, workers, true, ev, emit); err == nil {
			err = v.end()
		}
		return err
	}
	w, err := j.newRewrite(in)
	if err != nil {
		return err
	}
	defer func() {
		if o.finish == nil {
			w.discard()
		}
	}()
	err = j.repair(in, j.f, workers, true, ev, func(s engine.Segment) error {
		if err := emit(s); err != nil {
			return err
		}
		return w.segment(s)
	})
	if err == nil {
		err = v.end()
	}
	if err == nil {
		o.changed, err = w.prepare()
	}
	if err == nil && o.changed {
		err = j.settle(w, o)
	}
	return err
}

// settle puts a new content in its place; where there is a report, that must tell
// of it before it is done.
func (j *job) settle(w *rewrite, o *outcome) error {
	if j.rep == nil {
		return w.commit()
	}
	o.finish = w
	return nil
}

// openedParquet is opened for a Parquet file.
func (j *job) openedParquet(in *input, workers int, v *viewer, emit engine.Emit) error {
	if !j.f.write {
		_, err := j.repairParquet(in, j.f, workers, nil, emit)
		if err == nil {
			err = v.end()
		}
		return err
	}
	w, changed, err := j.rewriteParquet(in, workers, emit)
	if err == nil {
		err = v.end()
	}
	if err == nil && changed {
		err = j.settle(w, v.o)
	} else if err != nil {
		w.discard()
	}
	v.o.changed = changed
	return err
}

// viewer makes sums, findings, reports and diffs of the segments of one file.
type viewer struct {
	*job
	in    *input
	ev    events
	wide  bool
	o     *outcome
	split *lines.Splitter
	diff  *differ
}

// begin returns what takes the segments.
func (v *viewer) begin() engine.Emit {
	collect := &finding.Collector{File: v.in.name, Each: v.found}
	switch {
	case v.f.diff:
		v.diff = newDiffer(v.in.name, v.f.colored(v.std.out), v.wide, v.ev.text)
		v.split = &lines.Splitter{All: true, Wide: v.wide, Each: v.diff.line}
	case v.printer != nil:
		v.split = &lines.Splitter{Wide: v.wide, Each: collect.Line}
	case v.html != nil:
		v.split = &lines.Splitter{Wide: v.wide, Each: func(*lines.Line) error { return nil }}
	}
	if v.html != nil {
		v.o.page = &page.File{Name: v.in.name}
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
