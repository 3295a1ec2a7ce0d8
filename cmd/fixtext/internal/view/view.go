// Package view makes of a repair what a person can look at: lines before and after,
// cut where they were edited, with what each edit rests on. It is JSON that view.js
// shows, on the page in web/ and in the file that fixtext explain --html writes.
package view

import (
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/lines"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/model"
)

// Line is a line before and after.
type Line struct {
	No    int          `json:"no"` // from 1
	Old   []Part       `json:"old"`
	New   []Part       `json:"new"`
	Edits []Edit       `json:"edits,omitempty"`
	Why   *Explanation `json:"why,omitempty"` // of wrong decodings; a page asks for it later
}

// Part is a piece of a line.
type Part struct {
	Text string `json:"text"`
	Edit int    `json:"edit,omitempty"` // the edit that it belongs to, from 1
	At   int64  `json:"at,omitempty"`   // of a character that lost bytes: its offset in the output
	May  []May  `json:"may,omitempty"`  // what it may be, the likeliest first
}

// Edit is what is told of an edit.
type Edit struct {
	Rule       fixtext.Code    `json:"rule"`
	Verdict    fixtext.Verdict `json:"verdict"`
	Confidence float64         `json:"confidence"`
	Note       string          `json:"note,omitempty"`
	Bytes      string          `json:"bytes,omitempty"` // of the input, in hexadecimal, the first few
	More       int             `json:"more,omitempty"`  // how many are left out
}

// Limits of what is shown, so that a browser can show it.
const (
	Whole     = 64 << 10 // an input of this length, at most, is shown with all of its lines
	mostLines = 300
	mostEdits = 20000
	longest   = 240 // bytes of a piece of a line, where not all of the input is shown
	mostBytes = 32  // of an edit
)

// Viewer makes lines of the segments of a repair.
type Viewer struct {
	All  bool             // show all lines, at full length
	Each func(Line) error // is called for every line that is shown
	engine.Sum
	Left int // lines with edits that are not shown

	split  lines.Splitter
	begun  bool
	lines  int
	edits  int
	outs   map[int64]int64 // where the output of edits of wrong decodings stands, by their offset
	behind int64           // of the edit at hand, what was on lines before
	may    mojibake.Candidates
}

// Use makes v choose lost characters by a model; nil for the one in the program.
func (v *Viewer) Use(m *model.Model) { v.may.Use(m) }

// Segment takes the next segment.
func (v *Viewer) Segment(g engine.Segment) error {
	if !v.begun {
		v.begun = true
		unit, _ := encoding.Sniff(g.In, encoding.Options{}).Width()
		v.split = lines.Splitter{All: v.All, Wide: unit > 1, Each: v.line}
	}
	v.outs = map[int64]int64{}
	at := v.BytesOut - g.Offset // from the input to the output
	for i := range g.Edits {
		e := &g.Edits[i]
		if misreads(e.Rule) && e.Verdict != fixtext.Unrepairable {
			v.outs[e.Offset] = e.Offset + at
		}
		at += int64(len(e.Out) - len(e.In))
	}
	v.Add(g)
	return v.split.Segment(g)
}

// Close hands on the last line, if it has no end.
func (v *Viewer) Close() error {
	if !v.begun {
		return nil
	}
	return v.split.Close()
}

func (v *Viewer) line(l *lines.Line) error {
	if v.lines >= mostLines && !v.All || v.edits+len(l.Changes) > mostEdits && v.lines > 0 {
		if len(l.Changes) > 0 {
			v.Left++
		}
		return nil
	}
	v.lines++
	v.edits += len(l.Changes)
	line := Line{No: l.No}
	oldAt, newAt := 0, 0
	changes := l.Changes[:min(len(l.Changes), mostEdits)]
	for i := range changes {
		c := &changes[i]
		line.Old = v.gap(line.Old, l.Old[oldAt:c.OldLo])
		line.New = v.gap(line.New, l.New[newAt:c.NewLo])
		oldAt, newAt = c.OldHi, c.NewHi
		line.Edits = append(line.Edits, told(&c.Edit))
		line.Old = append(line.Old, Part{Text: v.short(l.Old[c.OldLo:c.OldHi]), Edit: i + 1})
		line.New = v.result(line.New, l, c, i+1)
	}
	line.Old = v.gap(line.Old, l.Old[oldAt:])
	line.New = v.gap(line.New, l.New[newAt:])
	return v.Each(line)
}

// result appends what an edit put there. Characters that lost bytes and have choices are
// parts by themselves.
func (v *Viewer) result(list []Part, l *lines.Line, c *lines.Change, no int) []Part {
	out := l.New[c.NewLo:c.NewHi]
	if !c.More {
		v.behind = 0
	}
	begin := int(v.behind)
	v.behind += int64(len(out)) + 1 // and the newline
	pos := 0
	if at, known := v.outs[c.Offset]; known {
		for _, x := range v.choices(l, c) {
			lo := x.at - begin
			if lo < pos || lo >= len(out) {
				continue
			}
			_, n := utf8.DecodeRune(out[lo:])
			if lo > pos {
				list = append(list, Part{Text: v.short(out[pos:lo]), Edit: no})
			}
			list = append(list, Part{Text: string(out[lo : lo+n]), Edit: no, At: at + int64(x.at), May: x.may})
			pos = lo + n
		}
	}
	if pos < len(out) || len(out) == 0 {
		list = append(list, Part{Text: v.short(out[pos:]), Edit: no})
	}
	return list
}

func (v *Viewer) gap(list []Part, text []byte) []Part {
	if len(text) == 0 {
		return list
	}
	return append(list, Part{Text: v.short(text)})
}

// short is text as it is shown: the start and the end of what is long.
func (v *Viewer) short(text []byte) string {
	if v.All || len(text) <= longest {
		return readable(text)
	}
	lo, hi := longest/2, len(text)-longest/2
	for lo > 0 && !utf8.RuneStart(text[lo]) {
		lo--
	}
	for hi < len(text) && !utf8.RuneStart(text[hi]) {
		hi++
	}
	return readable(text[:lo]) + " … " + readable(text[hi:])
}

// told is an edit as it is told of.
func told(e *fixtext.Edit) Edit {
	n := min(len(e.In), mostBytes)
	return Edit{Rule: e.Rule, Verdict: e.Verdict, Confidence: e.Confidence, Note: readable([]byte(e.Note)), Bytes: spaced(e.In[:n]), More: len(e.In) - n}
}

const digits = "0123456789abcdef"

// spaced writes bytes in hexadecimal.
func spaced(p []byte) string {
	var b strings.Builder
	for i, c := range p {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(digits[c>>4])
		b.WriteByte(digits[c&15])
	}
	return b.String()
}

// readable writes bytes that are no UTF-8 as \xNN.
func readable(text []byte) string {
	if utf8.Valid(text) {
		return string(text)
	}
	var b strings.Builder
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		if r == utf8.RuneError && n == 1 {
			b.WriteString(`\x`)
			b.WriteByte(digits[text[0]>>4])
			b.WriteByte(digits[text[0]&15])
		} else {
			b.Write(text[:n])
		}
		text = text[n:]
	}
	return b.String()
}
