package main

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/output"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/page"
)

// job is one run of the main command.
type job struct {
	f          *flags
	std        streams
	atoms      *atomicfile.Group
	outs       *outputs
	rep        *report
	html       *page.Page     // nil if none is asked for
	printer    output.Printer // of findings; nil if none are asked for
	base       *baseline      // findings to be left out
	learn      *baseline      // findings to be written down
	quarantine *sink          // records that cannot be repaired; may be nil
	progress   *progress
	sum        totals
	undone     int64 // records and files that could not be worked on
	began      time.Time
	buffers    sync.Pool
	common     []fixtext.Option // of the files that nothing else is known of, each by one worker
}

// totals are what the summary says.
type totals struct {
	Files     int `json:"files"`
	Changed   int `json:"changed"`
	Skipped   int `json:"skipped"`
	Fieldless int `json:"fieldless,omitempty"` // files that --field does not work with, skipped
	tally
	Failed int `json:"failed"`
	fixtext.Report
	Seconds float64 `json:"seconds"`
	Model   string  `json:"model,omitempty"` // that was chosen for lost characters
}

// tally counts the records of files that have some.
type tally struct {
	Records     int64 `json:"records,omitempty"`
	Bad         int64 `json:"malformed,omitempty"`   // those that are not in the format, and were kept
	Quarantined int64 `json:"quarantined,omitempty"` // those that cannot be repaired
	Dropped     int64 `json:"dropped,omitempty"`     // of these, the ones that were left out
	RecordsOut  int64 `json:"records_out,omitempty"` // those that were handed on
}

func (t *tally) add(o tally) {
	t.Records, t.Bad, t.Quarantined = t.Records+o.Records, t.Bad+o.Bad, t.Quarantined+o.Quarantined
	t.Dropped, t.RecordsOut = t.Dropped+o.Dropped, t.RecordsOut+o.RecordsOut
}

// buffer returns an empty buffer.
func (j *job) buffer() *bytes.Buffer {
	if b, ok := j.buffers.Get().(*bytes.Buffer); ok {
		b.Reset()
		return b
	}
	return new(bytes.Buffer)
}

// repairAll does what the flags say to the named files.
func repairAll(paths []string, f *flags, std streams, atoms *atomicfile.Group) (err error) {
	if err := f.prepare(paths); err != nil {
		return err
	}
	outs, err := planOutputs(f, paths, std, atoms)
	if err != nil {
		return err
	}
	j := &job{f: f, std: std, atoms: atoms, outs: outs, began: time.Now(), common: slices.Clip(f.options(1))}
	if err := j.openBaselines(); err != nil {
		return err
	}
	if err := j.openQuarantine(); err != nil {
		return err
	}
	if j.rep, err = openReport(outs, f.program(), f.write); err != nil {
		return errors.Join(err, j.quarantine.Discard())
	}
	defer func() { err = join(err, j.quarantine.Commit()) }()
	if f.reportHTML != "" {
		j.html = &page.Page{Title: "fixtext: " + quoted(paths), Version: f.program(), Time: j.began.Format("2006-01-02 15:04")}
	}
	defer func() {
		err = join(err, j.rep.close(err == nil || errors.Is(err, errFindings) || errors.Is(err, errSaid)))
	}()
	if f.findings {
		j.printer = output.New(cmp.Or(f.outputFormat.set, "concise"), std.out, output.Options{Color: f.colored(std.out), Version: f.program(), Model: f.modelName()})
	}
	switch {
	case f.filter():
		err = j.filter(paths)
	default:
		err = j.tree(paths)
	}
	if err == nil && j.undone > 0 && !f.exitZero {
		err = errFindings
	}
	if j.printer != nil {
		err = join(err, reason(j.printer.Close()))
	}
	err = join(err, j.writePage())
	err = join(err, j.learn.write(outs, f.program()))
	return join(err, j.summary(paths))
}

// join joins errors; findings are none beside true errors.
func join(a, b error) error {
	switch {
	case a == nil || errors.Is(a, errFindings) && b != nil && !errors.Is(b, errFindings):
		return b
	case b == nil || errors.Is(b, errFindings):
		return a
	}
	return errors.Join(a, b)
}

// events take what is found in one file, in the order of the file.
type events interface {
	edit(line []byte) error // a line of the report
	finding(f finding.Finding) error
	text(p []byte) error  // of a diff
	aside(p []byte) error // a line of the quarantine
}

// direct hands events on at once.
type direct struct{ *job }

func (d direct) edit(line []byte) error {
	_, err := d.rep.buf.Write(line)
	return err
}

func (d direct) finding(f finding.Finding) error {
	d.learn.add(f)
	if d.f.writeBaseline == "" {
		d.printer.Finding(f)
	}
	return nil
}

func (d direct) text(p []byte) error {
	_, err := d.std.out.Write(p)
	return err
}

func (d direct) aside(p []byte) error {
	_, err := d.quarantine.Write(p)
	return err
}

// recorded keeps the events of a file until its turn comes.
type recorded struct {
	name  string
	edits spool                // lines of the report
	rest  []func(events) error // the other events
}

func (r *recorded) edit(line []byte) error { return r.edits.add(line) }

func (r *recorded) finding(f finding.Finding) error {
	return r.keep(func(to events) error { return to.finding(f) })
}

func (r *recorded) text(p []byte) error {
	p = bytes.Clone(p)
	return r.keep(func(to events) error { return to.text(p) })
}

func (r *recorded) aside(p []byte) error {
	p = bytes.Clone(p)
	return r.keep(func(to events) error { return to.aside(p) })
}

func (r *recorded) keep(event func(events) error) error {
	r.rest = append(r.rest, event)
	return nil
}

// replay hands the events to another.
func (r *recorded) replay(to events) error {
	err := r.edits.writeTo(writerTo(to.edit))
	for i := 0; i < len(r.rest) && err == nil; i++ {
		err = r.rest[i](to)
	}
	return err
}

// outcome is what was done to one file.
type outcome struct {
	name     string
	sum      engine.Sum
	changed  bool
	findings int   // that count
	undone   int64 // those of them that are about work that could not be done

	skipped string
	spoken  bool   // that it was skipped is said, for the user named it
	note    string // to be told once it is in its place
	told    bool   // the report has its edits
	left    error  // why it was left alone
	unknown []engine.Unknown
	tally
	format   string
	err      error
	recorded *recorded
	page     *page.File
	finish   *rewrite // to be put in its place
}

// count takes over what is known of the records of an input.
func (o *outcome) count(in *input) {
	o.format, o.left, o.unknown, o.tally = in.recordsOf, in.left, in.unknown, in.tally
}

// writePage writes the page of --report-html.
func (j *job) writePage() error {
	if j.html == nil {
		return nil
	}
	return j.outs.write("--report-html", j.html.Write)
}

// writerTo is a function as a writer.
type writerTo func([]byte) error

func (f writerTo) Write(p []byte) (int, error) {
	if err := f(p); err != nil {
		return 0, err
	}
	return len(p), nil
}

// quoted are names for people, in one line.
func quoted(paths []string) string {
	list := make([]string, len(paths))
	for i, path := range paths {
		list[i] = finding.QuotePath(path)
	}
	return strings.Join(list, " ")
}
