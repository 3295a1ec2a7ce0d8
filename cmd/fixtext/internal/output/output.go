// Package output writes findings in the forms that people and CI systems read.
package output

import (
	"bufio"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
)

// Printer writes findings. For every file Begin, its findings and End are called,
// in the order of the files; Close ends the whole.
type Printer interface {
	Begin(file string)
	Finding(f finding.Finding)
	End()
	Close() error // returns the first error of writing
}

// Options say how findings are written.
type Options struct {
	Color   bool
	Version string // of the program
	Model   string // that was chosen for lost characters; empty for the one in the program
}

// Formats are the names that New knows.
func Formats() []string {
	return []string{"full", "concise", "json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson"}
}

// New returns a printer for a format, nil if it is not known.
func New(format string, w io.Writer, opt Options) Printer {
	p := printer{w: bufio.NewWriter(w), opt: opt}
	switch format {
	case "full":
		return &text{printer: p, full: true}
	case "concise":
		return &text{printer: p}
	case "json":
		return &list{printer: p, item: jsonItem(opt.Model), open: "[", shut: "]\n"}
	case "jsonl":
		return &list{printer: p, item: jsonItem(opt.Model)}
	case "gitlab":
		return &list{printer: p, item: gitlabItem, open: "[", shut: "]\n"}
	case "rdjson":
		return &list{printer: p, item: rdjsonItem, open: rdjsonOpen, shut: "]}\n"}
	case "sarif":
		return &list{printer: p, item: sarifItem, open: sarifOpen(opt.Version), shut: "]}]}\n"}
	case "github":
		return &github{p}
	case "junit":
		return &junit{printer: p}
	}
	return nil
}

// printer is what all printers share.
type printer struct {
	w   *bufio.Writer
	opt Options
}

func (printer) Begin(string)    {}
func (printer) End()            {}
func (p *printer) Close() error { return p.w.Flush() }

// text is for people: full and concise.
type text struct {
	printer
	full bool
}

func (t *text) Finding(f finding.Finding) {
	fmt.Fprintf(t.w, "%s:%d:%d: %s %s\n", t.paint(bold, finding.QuotePath(f.File)), f.Line, f.Column, t.paint(red, string(f.Rule)), finding.Visible(f.Said()))
	if !t.full {
		return
	}
	if !f.Fixable() {
		fmt.Fprintf(t.w, "  %d | %s\n", f.Line, finding.Visible(f.Old))
		return
	}
	fmt.Fprintf(t.w, "  %d %s\n", f.Line, t.paint(red, "- "+finding.Visible(f.Old)))
	fmt.Fprintf(t.w, "  %d %s\n", f.Line, t.paint(green, "+ "+finding.Visible(f.New)))
}

// Escape sequences of terminals.
const (
	bold  = "\x1b[1m"
	red   = "\x1b[31m"
	green = "\x1b[32m"
	reset = "\x1b[0m"
)

func (t *text) paint(color, s string) string {
	if !t.opt.Color {
		return s
	}
	return color + s + reset
}

// github writes the commands that GitHub turns into annotations.
type github struct{ printer }

func (g *github) Finding(f finding.Finding) {
	title := fmt.Sprintf("%s %s", f.Rule, finding.Name(f.Rule))
	fmt.Fprintf(g.w, "::%s file=%s,line=%d,col=%d,endColumn=%d,title=%s::%s\n", level(f), property(finding.QuotePath(filepath.ToSlash(f.File))),
		f.Line, f.Column, max(f.EndColumn, f.Column+1), property(title), message(finding.VisibleLines(f.Message)))
}

// level is how bad a finding is: what is lost is worse than what can be repaired.
func level(f finding.Finding) string {
	if f.Fixable() {
		return "warning"
	}
	return "error"
}

// message and property escape text for a command of GitHub.
func message(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(message(s))
}
