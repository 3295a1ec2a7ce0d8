// Package page writes a report as one page of HTML that needs nothing else: no
// network, no other file.
package page

import (
	"fmt"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/internal/lang"
)

// Limits of what a page shows, so that a browser can show it.
const (
	samplesPerFile = 5 // of one rule
	samplesPerRule = 40
	filesShown     = 50
	chainsShown    = 12
)

// File is what was found in one file.
type File struct {
	Name    string
	Report  fixtext.Report
	samples []Sample
	chains  map[string]int64
	taken   map[fixtext.Code]int
}

// Sample is a line before and after, in parts.
type Sample struct {
	File     string
	Line     int
	Code     string
	Name     string
	Old, New []Part
}

// Part is a piece of a line. Why is empty where it did not change.
type Part struct {
	Text string
	Why  string
}

// Line takes a line with changes.
func (f *File) Line(l *lines.Line) {
	if f.taken == nil {
		f.taken, f.chains = map[fixtext.Code]int{}, map[string]int64{}
	}
	here := map[fixtext.Code]bool{}
	for i := range l.Changes {
		c := &l.Changes[i]
		if c.Note != "" && !c.More {
			f.chains[string(c.Rule)+" "+note(c.Note)]++
		}
		if here[c.Rule] || f.taken[c.Rule] >= samplesPerFile {
			continue
		}
		here[c.Rule] = true
		f.taken[c.Rule]++
		f.samples = append(f.samples, Sample{
			File: f.Name, Line: l.No, Code: string(c.Rule), Name: lang.T(finding.Name(c.Rule)),
			Old: parts(l, l.Old, i, func(c *lines.Change) (int, int) { return c.OldLo, c.OldHi }),
			New: parts(l, l.New, i, func(c *lines.Change) (int, int) { return c.NewLo, c.NewHi }),
		})
	}
}

// note is a note without what differs from place to place.
func note(s string) string {
	if i := strings.IndexAny(s, ",;:("); i > 0 {
		s = s[:i]
	}
	return strings.TrimSpace(s)
}

// around is how many bytes of a line a sample shows before and behind a change.
const around = 90

// parts cuts a line at its changes, around the one with index at.
func parts(l *lines.Line, line []byte, at int, place func(*lines.Change) (int, int)) (list []Part) {
	lo, hi := place(&l.Changes[at])
	from, to := edge(line, lo-around), edge(line, max(hi, lo+around)+around)
	if from > 0 {
		list = append(list, Part{Text: "…"})
	}
	pos := from
	for i := range l.Changes {
		c := &l.Changes[i]
		lo, hi := place(c)
		if hi <= from && lo < from || lo >= to {
			continue
		}
		lo, hi = max(lo, pos), min(hi, to)
		if lo > pos {
			list = append(list, Part{Text: finding.Visible(string(line[pos:lo]))})
		}
		if hi > lo {
			list = append(list, Part{Text: finding.Visible(string(line[lo:hi])), Why: why(c)})
			pos = hi
		}
	}
	if pos < to {
		list = append(list, Part{Text: finding.Visible(string(line[pos:to]))})
	}
	if to < len(line) {
		list = append(list, Part{Text: "…"})
	}
	return list
}

// edge is a place near at where a character begins.
func edge(line []byte, at int) int {
	at = max(0, min(at, len(line)))
	for at > 0 && at < len(line) && line[at]&0xC0 == 0x80 {
		at--
	}
	return at
}

// why says what a change rests on.
func why(c *lines.Change) string {
	s := fmt.Sprintf("%s %s", c.Rule, lang.T(finding.Name(c.Rule))) + lang.T(", ") + lang.T(c.Verdict.String())
	if c.Verdict == fixtext.Inferred {
		s += fmt.Sprintf(" (%.2f)", c.Confidence)
	}
	if c.Note != "" {
		s += lang.T(": ") + lang.Tell(c.Note)
	}
	return s
}

// Page gathers the files of a run.
type Page struct {
	Title   string
	Version string
	Time    string // when the run began

	total   fixtext.Report
	files   []File
	count   int
	samples map[string][]Sample
	chains  map[string]int64
}

// Add takes a file, in order.
func (p *Page) Add(f *File) {
	p.count++
	t := &p.total
	t.BytesIn += f.Report.BytesIn
	t.Lines += f.Report.Lines
	t.Exact += f.Report.Exact
	t.Inferred += f.Report.Inferred
	t.Unrepairable += f.Report.Unrepairable
	if t.Rules == nil {
		t.Rules, p.samples, p.chains = map[fixtext.Code]int64{}, map[string][]Sample{}, map[string]int64{}
	}
	for code, n := range f.Report.Rules {
		t.Rules[code] += n
	}
	for note, n := range f.chains {
		p.chains[note] += n
	}
	for _, s := range f.samples {
		if len(p.samples[s.Code]) < samplesPerRule {
			p.samples[s.Code] = append(p.samples[s.Code], s)
		}
	}
	if !f.Report.Clean() {
		p.files = append(p.files, File{Name: f.Name, Report: f.Report})
	}
}
