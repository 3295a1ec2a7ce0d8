package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/internal/lang"
)

func (j *job) total() engine.Sum { return engine.Sum{Report: j.sum.Report} }

// summary says at the end what was done: shortly where several files were named
// or a directory was, in full where --stats asks for it.
func (j *job) summary(paths []string) error {
	t := &j.sum
	t.Seconds, t.Model = time.Since(j.began).Seconds(), j.f.modelName()
	var err error
	switch {
	case j.f.stats.set == "json":
		var line []byte
		if line, err = jsonLine(t); err == nil {
			_, err = j.std.err.Write(line)
		}
	case j.f.stats.set == "text":
		_, err = io.WriteString(j.std.err, t.long(j.f.write))
	case j.f.quiet || j.f.filter() || len(paths) == 1 && !isDir(paths[0]):
	default:
		_, err = fmt.Fprintf(j.std.err, "%s\n", t.short(j.f.write))
	}
	return err
}

// short is the summary in one line.
func (t *totals) short(write bool) string {
	changed := lang.Sprintf("%s would change", thousands(int64(t.Changed)))
	if write {
		changed = lang.Sprintf("%s changed", thousands(int64(t.Changed)))
	}
	s := lang.Sprintf("%s: %s, %s", plural(int64(t.Files), "file"), changed, describe(t.Report))
	if t.Fieldless > 0 {
		s += lang.Sprintf("; %s not a format with fields, skipped", thousands(int64(t.Fieldless)))
	}
	if t.Skipped > 0 {
		s += lang.Sprintf("; %s skipped", thousands(int64(t.Skipped)))
	}
	if t.Failed > 0 {
		s += lang.Sprintf("; %s failed", thousands(int64(t.Failed)))
	}
	return s
}

// long is the summary with everything.
func (t *totals) long(write bool) string {
	var b strings.Builder
	fmt.Fprintln(&b, t.short(write))
	if t.Records > 0 {
		b.WriteString(lang.Sprintf("%s in, %s out", plural(t.Records, "record"), thousands(t.RecordsOut)))
		if t.Quarantined > 0 {
			b.WriteString(lang.Sprintf("; %s cannot be repaired", thousands(t.Quarantined)))
		}
		if t.Dropped > 0 {
			b.WriteString(lang.Sprintf(", %s dropped", thousands(t.Dropped)))
		}
		b.WriteByte('\n')
	}
	b.WriteString(lang.Sprintf("%s, %s in, %s out, %.2f s, %.1f MB/s\n", plural(t.Lines, "line"), plural(t.BytesIn, "byte"), plural(t.BytesOut, "byte"),
		t.Seconds, float64(t.BytesIn)/1e6/max(t.Seconds, 1e-9)))
	if t.Model != "" {
		b.WriteString(lang.Sprintf("lost characters are chosen by the model %s\n", t.Model))
	}
	codes := make([]fixtext.Code, 0, len(t.Rules))
	for code := range t.Rules {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	for _, code := range codes {
		fmt.Fprintf(&b, "  %s %-*s %s\n", code, 24-wide(lang.T(finding.Name(code))), lang.T(finding.Name(code)), thousands(t.Rules[code]))
	}
	return b.String()
}

func plural(n int64, what string) string {
	if n != 1 {
		what += "s"
	}
	return thousands(n) + " " + lang.T(what)
}

// thousands writes a number with commas.
func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// colored reports whether what is written to w has colours.
func (f *flags) colored(w io.Writer) bool {
	switch f.color.set {
	case "always":
		return true
	case "never":
		return false
	}
	return isTerminal(w) && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
