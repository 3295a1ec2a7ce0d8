package engine

import (
	"bytes"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/decode"
)

// marker is what a text says to be left alone:
//
//	fixtext:ignore            this line
//	fixtext:ignore FT301,FT4  these rules, on this line
//	fixtext:ignore-begin      from here, with or without rules …
//	fixtext:ignore-end        … to here, both lines included
//	fixtext:ignore-file       all of the file; stands in its first mebibyte
//
// Decoding (FT2xx) goes on, unless its rules are named: half of a file in
// another charset would be damage.
var marker = []byte("fixtext:ignore")

// Marked reports whether a text has markers.
func Marked(text []byte) bool { return bytes.Contains(text, marker) }

// Ignorer takes edits out of segments where the text says so.
type Ignorer struct {
	Emit   Emit
	Opts   []fixtext.Option // of the repair
	decode decode.Decoder
	begun  bool
	file   []rules // of ignore-file
	block  []rules // of ignore-begin
	in     bool    // between begin and end
	kept   []fixtext.Edit
	out    []byte
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
	if len(g.file) == 0 && !g.in && !Marked(s.In) {
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
	off := g.file
	if g.in {
		off = append(off[:len(off):len(off)], g.block...)
	}
	for {
		i := bytes.Index(text, marker)
		if i < 0 {
			return off
		}
		text = text[i+len(marker):]
		kind, r := parseMarker(text)
		switch kind {
		case "":
			off = append(off[:len(off):len(off)], r)
		case "begin":
			g.in, g.block = true, append(g.block, r)
			off = append(off[:len(off):len(off)], r)
		case "end":
			g.in, g.block = false, nil
		}
	}
}

// Off reports whether a marker on a line, or one for the file in text, switches a
// rule off.
func Off(code fixtext.Code, line, text []byte) bool {
	off := fileMarkers(text)
	for {
		i := bytes.Index(line, marker)
		if i < 0 {
			return anyMatch(off, code)
		}
		line = line[i+len(marker):]
		if kind, r := parseMarker(line); kind == "" {
			off = append(off, r)
		}
	}
}

// fileMarkers returns the rules that are off in the whole file.
func fileMarkers(text []byte) (off []rules) {
	for {
		i := bytes.Index(text, marker)
		if i < 0 {
			return off
		}
		text = text[i+len(marker):]
		if kind, r := parseMarker(text); kind == "file" {
			off = append(off, r)
		}
	}
}

// parseMarker reads what follows the marker: its kind and its rules. A kind that
// is not known is returned as it is.
func parseMarker(text []byte) (kind string, r rules) {
	if i := bytes.IndexByte(text, '\n'); i >= 0 {
		text = text[:i]
	}
	text = text[:min(len(text), 200)]
	if len(text) > 0 && text[0] == '-' {
		n := 1
		for n < len(text) && text[n] >= 'a' && text[n] <= 'z' {
			n++
		}
		kind, text = string(text[1:n]), text[n:]
		if kind == "" {
			kind = "?"
		}
	}
	for field := range bytes.FieldsFuncSeq(text, func(c rune) bool { return c == ' ' || c == ',' || c == ':' }) {
		if !isCode(field) {
			break
		}
		r = append(r, string(field))
	}
	return kind, r
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
