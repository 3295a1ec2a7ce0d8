package main

import (
	"bytes"
	"errors"
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
}

// totals are what the summary says.
type totals struct {
	Files       int   `json:"files"`
	Changed     int   `json:"changed"`
	Skipped     int   `json:"skipped"`
	Fieldless   int   `json:"fieldless,omitempty"`   // files that --field does not work with, skipped
	Records     int64 `json:"records,omitempty"`     // of files that have records
	Bad         int64 `json:"malformed,omitempty"`   // records that are not in the format, and were kept
	Quarantined int64 `json:"quarantined,omitempty"` // records that cannot be repaired
	Dropped     int64 `json:"dropped,omitempty"`     // those of them that were left out
	RecordsOut  int64 `json:"records_out,omitempty"` // records that were handed on
	Failed      int   `json:"failed"`
	fixtext.Report
	Seconds float64 `json:"seconds"`
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
	j := &job{f: f, std: std, atoms: atoms, outs: outs, began: time.Now()}
	if err := j.openBaselines(); err != nil {
		return err
	}
	if err := j.openQuarantine(); err != nil {
		return err
	}
	if j.rep, err = openReport(outs, f.write); err != nil {
		return errors.Join(err, j.quarantine.Discard())
	}
	defer func() { err = join(err, j.quarantine.Commit()) }()
	if f.reportHTML != "" {
		j.html = &page.Page{Title: "fixtext: " + quoted(paths), Version: version(), Time: j.began.Format("2006-01-02 15:04")}
	}
	defer func() {
		err = join(err, j.rep.close(err == nil || errors.Is(err, errFindings) || errors.Is(err, errSaid)))
	}()
	if f.findings {
		j.printer = output.New(j.format(), std.out, output.Options{Color: f.colored(std.out), Version: version()})
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
	err = join(err, j.learn.write(outs))
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

// format is how findings are shown.
func (j *job) format() string {
	if j.f.outputFormat.set != "" {
		return j.f.outputFormat.set
	}
	return "concise"
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
	name     string
	edits    spool // lines of the report
	findings []finding.Finding
	diff     []byte
	lines    []byte // of the quarantine
}

func (r *recorded) edit(line []byte) error { return r.edits.add(line) }

func (r *recorded) finding(f finding.Finding) error {
	r.findings = append(r.findings, f)
	return nil
}

func (r *recorded) text(p []byte) error {
	r.diff = append(r.diff, p...)
	return nil
}

func (r *recorded) aside(p []byte) error {
	r.lines = append(r.lines, p...)
	return nil
}

// replay hands the events to another.
func (r *recorded) replay(to events) error {
	if err := r.edits.writeTo(writerTo(to.edit)); err != nil {
		return err
	}
	for _, f := range r.findings {
		if err := to.finding(f); err != nil {
			return err
		}
	}
	if len(r.lines) > 0 {
		if err := to.aside(r.lines); err != nil {
			return err
		}
	}
	if len(r.diff) == 0 {
		return nil
	}
	return to.text(r.diff)
}

// outcome is what was done to one file.
type outcome struct {
	name     string
	sum      engine.Sum
	changed  bool
	findings int   // that count
	undone   int64 // those of them that are about work that could not be done

	skipped  string
	spoken   bool   // that it was skipped is said, for the user named it
	note     string // to be told once it is in its place
	told     bool   // the report has its edits
	left     error  // why it was left alone
	records  int64
	format   string
	bad      int64 // records that are not in the format, and were kept
	put      int64 // aside, in quarantine
	dropped  int64
	out      int64
	err      error
	recorded *recorded
	page     *page.File
	finish   *rewrite // to be put in its place
}

// count takes over what is known of the records of an input.
func (o *outcome) count(in *input) {
	o.format = in.recordsOf
	o.left = in.left
	o.records, o.bad, o.put, o.dropped, o.out = in.records, in.bad, in.quarantined, in.dropped, in.recordsOut
}

// writePage writes the page of --report-html.
func (j *job) writePage() error {
	if j.html == nil {
		return nil
	}
	file, err := j.outs.open("--report-html", false)
	if err != nil {
		return err
	}
	if err := j.html.Write(file); err != nil {
		return errors.Join(named(file.path, err), file.Discard())
	}
	return file.Commit()
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
