package engine

import (
	"bytes"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/decode"
)

// A marker is what a text says to be left alone; a blank behind the colon does no harm:
//
//	fixtext:ignore            this line
//	fixtext:ignore FT301,FT4  these rules, on this line
//	fixtext:ignore-next-line  the line behind this one, with or without rules
//	fixtext:ignore-begin      from here, with or without rules …
//	fixtext:ignore-end        … to here, both lines included
//	fixtext:ignore-file       all of the file; stands in its first mebibyte
//
// Decoding (FT2xx) goes on, unless its rules are named: half of a file in
// another charset would be damage.
type marker struct {
	kind string // what follows ignore-; "" of the line itself
	rules
}

// The kinds that are known, but for "", in the order in which people are told of them.
var kinds = []string{"next-line", "begin", "end", "file"}

// Marked reports whether a text has markers.
func Marked(text []byte) bool {
	for range markers(text) {
		return true
	}
	return false
}

// markers yields the markers of a text.
func markers(text []byte) iter.Seq[marker] {
	return func(yield func(marker) bool) {
		for {
			i := bytes.Index(text, name)
			if i < 0 {
				return
			}
			text = bytes.TrimLeft(text[i+len(name):], " \t")
			if rest, ok := bytes.CutPrefix(text, ignore); ok {
				if m, ok := parseMarker(rest); ok && !yield(m) {
					return
				}
			}
		}
	}
}

var name, ignore = []byte("fixtext:"), []byte("ignore")

// Unknown is a marker of a kind that does not exist, or of a rule, and so does nothing.
type Unknown struct {
	Line int // from 1
	Kind string
	Rule string // "" if it is the kind
}

// Error says what there is instead.
func (u Unknown) Error() string {
	if u.Rule != "" {
		return fmt.Sprintf("line %d: there is no rule %s, which a marker names", u.Line, u.Rule)
	}
	return fmt.Sprintf("line %d: there is no marker fixtext:ignore-%s: there are ignore, ignore-%s", u.Line, u.Kind, strings.Join(kinds, ", ignore-"))
}

// Ignorer takes edits out of segments where the text says so.
type Ignorer struct {
	Emit   Emit
	Opts   []fixtext.Option // of the repair
	decode decode.Decoder
	begun  bool
	file   []rules // of ignore-file
	block  []rules // of ignore-begin
	in     bool    // between begin and end
	next   []rules // of ignore-next-line, on the line before
	kept   []fixtext.Edit
	out    []byte

	// Unknown are markers that do nothing, a few of them at most.
	Unknown []Unknown
	lines   int // that are behind us
}

// rules are prefixes of codes; none means all of them but FT2xx.
type rules []string

func (r rules) match(code fixtext.Code) bool {
	for _, prefix := range r {
		if strings.HasPrefix(string(code), prefix) {
			return true
		}
	}
	return len(r) == 0 && !strings.HasPrefix(string(code), "FT2")
}

func anyMatch(list []rules, code fixtext.Code) bool {
	for _, r := range list {
		if r.match(code) {
			return true
		}
	}
	return false
}

// Segment takes the next segment and hands it on.
func (g *Ignorer) Segment(s Segment) error {
	if !g.begun {
		g.begun = true
		g.file = fileMarkers(s.In)
	}
	if len(g.file)+len(g.next) == 0 && !g.in && !Marked(s.In) {
		g.lines += bytes.Count(s.In, newline)
		return g.Emit(s)
	}
	if s.Silent {
		s = Loud(s, g.Opts)
	}
	g.kept = g.kept[:0]
	dropped := false
	next, lineLo, lineHi := 0, 0, 0 // edits and the current line
	for lineHi < len(s.In) || next < len(s.Edits) {
		lineLo = lineHi
		if i := bytes.IndexByte(s.In[lineLo:], '\n'); i >= 0 {
			lineHi = lineLo + i + 1
		} else {
			lineHi = len(s.In)
		}
		here := g.line(s.In[lineLo:lineHi])
		g.decode.EndLine()
		last := lineHi == len(s.In)
		for ; next < len(s.Edits); next++ {
			e := s.Edits[next]
			if at := int(e.Offset - s.Offset); at >= lineHi && !last {
				break
			}
			g.decode.See(&e)
			rest, ok := g.keep(e, here)
			if ok {
				g.kept = append(g.kept, rest)
			}
			dropped = dropped || !ok || rest.Rule != e.Rule
		}
	}
	if dropped {
		g.out = Apply(g.out[:0], s.In, s.Offset, g.kept)
		s.Out, s.Edits = g.out, g.kept
		if bytes.Equal(s.In, s.Out) {
			s.Out = s.In
		}
	}
	return g.Emit(s)
}

// Loud finds the edits of a silent segment by repairing it again, with the
// options of the repair. In the rare text whose start decides how the rest is
// read, that may come out otherwise; then there are none.
func Loud(s Segment, opts []fixtext.Option) Segment {
	_ = Memory(s.In, opts, func(again Segment) error {
		if bytes.Equal(again.Out, s.Out) {
			for _, e := range again.Edits {
				e.Offset += s.Offset
				s.Edits = append(s.Edits, e)
			}
		}
		return nil
	})
	return s
}

// keep tells what remains of an edit on a line for which these rules are
// switched off.
func (g *Ignorer) keep(e fixtext.Edit, off []rules) (fixtext.Edit, bool) {
	if !anyMatch(off, e.Rule) {
		return e, true
	}
	if e.Verdict == fixtext.Unrepairable || g.decode.Plain(e.In) || anyMatch(off, "FT201") {
		return e, false
	}
	text := g.decode.Text(e.In)
	if text == nil {
		return e, false
	}
	e.Out, e.Rule, e.Verdict, e.Confidence, e.Note = text, "FT201", fixtext.Exact, 1, "decoded; another change is ignored here"
	return e, true
}

// line returns the rules that are off on a line, and follows begin and end.
func (g *Ignorer) line(text []byte) []rules {
	off := slices.Concat(g.file, g.next)
	g.next = nil
	if g.in {
		off = append(off, g.block...)
	}
	for m := range markers(text) {
		switch m.kind {
		case "":
			off = append(off, m.rules)
		case "next-line":
			g.next = append(g.next, m.rules)
		case "begin":
			g.in, g.block = true, append(g.block, m.rules)
			off = append(off, m.rules)
		case "end":
			g.in, g.block = false, nil
		case "file": // see fileMarkers
		default:
			g.unknown(Unknown{Kind: m.kind})
			continue
		}
		for _, rule := range m.rules {
			if !slices.ContainsFunc(fixtext.Rules(), func(r fixtext.Rule) bool { return strings.HasPrefix(string(r.Code), rule) }) {
				g.unknown(Unknown{Rule: rule})
			}
		}
	}
	g.lines += bytes.Count(text, newline)
	return off
}

// unknown takes note of a marker that does nothing on the line at hand.
func (g *Ignorer) unknown(u Unknown) {
	if u.Line = g.lines + 1; len(g.Unknown) < maxUnknown {
		g.Unknown = append(g.Unknown, u)
	}
}

// maxUnknown is how many markers that do nothing are told of.
const maxUnknown = 5

var newline = []byte("\n")

// Off reports whether a marker on a line, or one for the file in text, switches a
// rule off.
func Off(code fixtext.Code, line, text []byte) bool {
	off := fileMarkers(text)
	for m := range markers(line) {
		if m.kind == "" {
			off = append(off, m.rules)
		}
	}
	return anyMatch(off, code)
}

// fileMarkers returns the rules that are off in the whole file.
func fileMarkers(text []byte) (off []rules) {
	for m := range markers(text) {
		if m.kind == "file" {
			off = append(off, m.rules)
		}
	}
	return off
}

// parseMarker reads what follows "ignore". Another word that begins so is none.
func parseMarker(text []byte) (m marker, ok bool) {
	text, _, _ = bytes.Cut(text[:min(len(text), 200)], newline)
	letters := func(from int) (n int) {
		for n = from; n < len(text) && (text[n] >= 'a' && text[n] <= 'z' || text[n] == '-' && n > from); n++ {
		}
		return n
	}
	switch {
	case bytes.HasPrefix(text, []byte("-")) && !bytes.HasPrefix(text, []byte("--")): // which ends a comment: -->
		n := letters(1)
		m.kind, text = strings.TrimRight(string(text[1:n]), "-"), text[n:]
		if m.kind == "" {
			m.kind = "?"
		}
	case letters(0) > 0:
		return m, false
	}
	for field := range bytes.FieldsFuncSeq(text, func(c rune) bool { return c == ' ' || c == ',' || c == ':' }) {
		if !isCode(field) {
			break
		}
		m.rules = append(m.rules, string(field))
	}
	return m, true
}

// isCode reports whether a word is a code, or the beginning of one: FT3, FT301.
func isCode(word []byte) bool {
	if len(word) < 3 || len(word) > 5 || word[0] != 'F' || word[1] != 'T' {
		return false
	}
	for _, c := range word[2:] {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}
