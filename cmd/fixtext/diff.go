package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/finding"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
)

// differ writes a unified diff. The repair keeps the lines, so that nothing has
// to be searched for: line n became line n.
type differ struct {
	name  string
	color bool
	wide  bool // of UTF-16 or UTF-32, whose bytes no diff can show
	write func([]byte) error

	head   bool // the header is written
	before []diffLine
	hunk   []diffLine // begun
	after  int        // lines without change at the end of hunk
}

// diffLine is a line of a hunk.
type diffLine struct {
	no       int
	old, new []byte // with the marks of colours
	changed  bool
	whole    bool
}

// around is how many lines without change a hunk has at each end.
const around = 3

func newDiffer(name string, color, wide bool, write func([]byte) error) *differ {
	return &differ{name: name, color: color, wide: wide, write: write}
}

// line takes every line of the file.
func (d *differ) line(l *lines.Line) error {
	if d.wide && !d.color {
		return d.binary(l)
	}
	changed := l.Changed()
	if !changed && len(d.hunk) == 0 {
		if len(d.before) == around {
			copy(d.before, d.before[1:])
			d.before = d.before[:around-1]
		}
		d.before = append(d.before, d.make(l, false))
		return nil
	}
	if len(d.hunk) == 0 {
		d.hunk, d.before = append(d.hunk, d.before...), d.before[:0]
	}
	d.hunk = append(d.hunk, d.make(l, changed))
	if changed {
		d.after = 0
		return nil
	}
	if d.after++; d.after > 2*around {
		return d.flush(around)
	}
	return nil
}

// binary says only that the file differs.
func (d *differ) binary(l *lines.Line) error {
	if d.head || !l.Changed() {
		return nil
	}
	d.head = true
	return d.write(fmt.Appendf(nil, "Binary files %s and %s differ\n", finding.QuotePath("a/"+d.name), finding.QuotePath("b/"+d.name)))
}

func (d *differ) make(l *lines.Line, changed bool) diffLine {
	n := diffLine{no: l.No, changed: changed, whole: l.Whole}
	switch {
	case !d.color:
		n.old, n.new = bytes.Clone(l.Raw), bytes.Clone(l.New)
	case changed:
		n.old = mark(l, l.Old, oldMark, func(c *lines.Change) (int, int) { return c.OldLo, c.OldHi })
		n.new = mark(l, l.New, newMark, func(c *lines.Change) (int, int) { return c.NewLo, c.NewHi })
	default:
		n.old = []byte(finding.Visible(string(l.Old)))
	}
	return n
}

// marks of the characters that differ.
const (
	oldMark = "\x1b[41;97m" // on red
	newMark = "\x1b[42;30m" // on green
	unmark  = "\x1b[0m"
	oldLine = "\x1b[31m"
	newLine = "\x1b[32m"
	hunkTop = "\x1b[36m"
)

// mark writes a line with the characters that differ marked.
func mark(l *lines.Line, line []byte, with string, place func(*lines.Change) (int, int)) []byte {
	base := oldLine
	if with == newMark {
		base = newLine
	}
	var b strings.Builder
	pos := 0
	for i := range l.Changes {
		c := &l.Changes[i]
		lo, hi := place(c)
		if lo == hi || bytes.Equal(l.Old[c.OldLo:c.OldHi], l.New[c.NewLo:c.NewHi]) {
			continue
		}
		b.WriteString(base + finding.Visible(string(line[pos:lo])) + unmark)
		b.WriteString(with + finding.Visible(string(line[lo:hi])) + unmark)
		pos = hi
	}
	b.WriteString(base + finding.Visible(string(line[pos:])) + unmark)
	return []byte(b.String())
}

// close writes the last hunk.
func (d *differ) close() error {
	if len(d.hunk) == 0 {
		return nil
	}
	return d.flush(min(d.after, around))
}

// flush writes the hunk with so many lines behind its last change. The others
// may come before the next one.
func (d *differ) flush(after int) error {
	n := len(d.hunk) - d.after + after
	var b bytes.Buffer
	if !d.head {
		d.head = true
		d.paint(&b, "\x1b[1m", "--- "+headerName("a/"+d.name))
		d.paint(&b, "\x1b[1m", "+++ "+headerName("b/"+d.name))
	}
	at := fmt.Sprintf("%d,%d", d.hunk[0].no, n)
	if n == 1 {
		at = fmt.Sprint(d.hunk[0].no)
	}
	d.paint(&b, hunkTop, fmt.Sprintf("@@ -%s +%s @@", at, at))
	body(&b, d.hunk[:n])
	rest := d.hunk[n:]
	d.before = append(d.before[:0], rest[max(0, len(rest)-around):]...)
	d.hunk, d.after = nil, 0
	return d.write(b.Bytes())
}

func (d *differ) paint(b *bytes.Buffer, color, line string) {
	if d.color {
		line = color + line + unmark
	}
	b.WriteString(line + "\n")
}

// body writes the lines of a hunk: of each run of changed lines first the old
// ones, then the new ones.
func body(b *bytes.Buffer, list []diffLine) {
	put := func(sign byte, text []byte, whole bool) {
		b.WriteByte(sign)
		b.Write(text)
		b.WriteByte('\n')
		if !whole {
			b.WriteString("\\ No newline at end of file\n")
		}
	}
	for i := 0; i < len(list); {
		if !list[i].changed {
			put(' ', list[i].old, list[i].whole)
			i++
			continue
		}
		end := i
		for end < len(list) && list[end].changed {
			end++
		}
		for _, l := range list[i:end] {
			put('-', l.old, l.whole)
		}
		for _, l := range list[i:end] {
			put('+', l.new, l.whole)
		}
		i = end
	}
}

// headerName is a name in the header of a diff. Programs that apply it take what
// is behind a blank for a time, unless a tab ends the name.
func headerName(name string) string {
	q := finding.QuotePath(name)
	if q == name && strings.Contains(name, " ") {
		return q + "\t"
	}
	return q
}
