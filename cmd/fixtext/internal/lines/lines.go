// Package lines turns segments into lines that a person can be shown: with
// their numbers, what stood there, what stands there now, and which characters
// differ.
package lines

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/decode"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// Line is a line of an input. Its slices are valid until the callee returns.
type Line struct {
	No      int    // from 1
	Offset  int64  // of its first byte in the input
	Old     []byte // what stood there, decoded where it could be; no line end
	New     []byte // what stands there now; no line end
	Raw     []byte // what stood there, as bytes; no line end
	Whole   bool   // it has a line end
	Changes []Change
}

// Change is an edit on a line.
type Change struct {
	fixtext.Edit
	Column       int  // of its first character, from 1
	OldLo, OldHi int  // its place in Line.Old
	NewLo, NewHi int  // its place in Line.New
	More         bool // it began on a line before
}

// Changed reports whether the line differs at all.
func (l *Line) Changed() bool { return !bytes.Equal(l.Raw, l.New) }

// Splitter cuts segments into lines. Each is called for every line that has
// changes, and for all lines if All is set.
type Splitter struct {
	All  bool
	Each func(*Line) error
	// Wide is set for UTF-16 and UTF-32, whose bytes are never shown.
	Wide bool

	line   Line
	begun  bool // the line has bytes
	cut    int  // characters of it that are no longer held
	runes  int  // characters of Line.Old up to its byte at, counted once
	at     int
	decode decode.Decoder
}

// longest is how many bytes of a line are held, unless All is set. What is behind
// them is shown as if it were a line of its own, with the same number.
const longest = 1 << 20

// Segment takes the next segment.
func (s *Splitter) Segment(g engine.Segment) error {
	if s.line.No == 0 {
		s.line.No = 1
	}
	if g.Line > 0 {
		s.line.No = g.Line
	}
	if len(g.Edits) == 0 && !s.All {
		return s.skip(g.In)
	}
	pos := int64(0)
	for i := range g.Edits {
		e := &g.Edits[i]
		at := e.Offset - g.Offset
		if err := s.gap(g.In[pos:at]); err != nil {
			return err
		}
		if err := s.edit(e); err != nil {
			return err
		}
		pos = at + int64(len(e.In))
	}
	return s.gap(g.In[pos:])
}

// Close hands on the last line, if it has no end.
func (s *Splitter) Close() error {
	if !s.begun {
		return nil
	}
	s.line.Whole = false
	return s.flush()
}

// skip passes over text without edits.
func (s *Splitter) skip(in []byte) error {
	i := bytes.IndexByte(in, '\n')
	if i < 0 {
		s.put(in, in, in)
		return nil
	}
	s.put(in[:i], in[:i], in[:i])
	if err := s.end(1); err != nil {
		return err
	}
	in = in[i+1:]
	last := bytes.LastIndexByte(in, '\n') + 1
	s.line.No += bytes.Count(in[:last], []byte{'\n'})
	s.line.Offset += int64(last)
	in = in[last:]
	s.put(in, in, in)
	return nil
}

// gap takes text that no edit covers.
func (s *Splitter) gap(in []byte) error {
	if !s.All && len(in) > 1<<12 {
		// Only its first and last line can have edits.
		return s.skip(in)
	}
	for {
		if err := s.shorten(); err != nil {
			return err
		}
		i := bytes.IndexByte(in, '\n')
		if i < 0 {
			s.put(in, in, in)
			return nil
		}
		s.put(in[:i], in[:i], in[:i])
		if err := s.end(1); err != nil {
			return err
		}
		in = in[i+1:]
	}
}

// edit takes an edit, which may cover several lines.
func (s *Splitter) edit(e *fixtext.Edit) error {
	in, out, old := e.In, e.Out, s.decode.Readable(e, s.Wide)
	more := false
	for {
		i, j, k := bytes.IndexByte(in, '\n'), bytes.IndexByte(out, '\n'), bytes.IndexByte(old, '\n')
		if s.Wide {
			i = -1
		}
		if j < 0 || k < 0 || (i < 0) != s.Wide {
			break
		}
		if s.Wide {
			s.change(e, nil, out[:j], old[:k], more)
		} else {
			s.change(e, in[:i], out[:j], old[:k], more)
			in = in[i+1:]
		}
		if err := s.end(1); err != nil {
			return err
		}
		out, old, more = out[j+1:], old[k+1:], true
	}
	if !more || len(in) > 0 && !s.Wide || len(out) > 0 {
		s.change(e, in, out, old, more)
	}
	if s.Wide { // the places of its lines in the input are not known
		s.line.Offset = e.Offset + int64(len(e.In))
	}
	return nil
}

func (s *Splitter) change(e *fixtext.Edit, in, out, old []byte, more bool) {
	c := Change{Edit: *e, More: more, OldLo: len(s.line.Old), NewLo: len(s.line.New)}
	c.Column = s.cut + s.held() + 1
	s.put(in, old, out)
	c.OldHi, c.NewHi = len(s.line.Old), len(s.line.New)
	s.line.Changes = append(s.line.Changes, c)
}

// held counts the characters of the line that are held.
func (s *Splitter) held() int {
	s.runes += utf8.RuneCount(s.line.Old[s.at:])
	s.at = len(s.line.Old)
	return s.runes
}

func (s *Splitter) put(raw, old, out []byte) {
	l := &s.line
	if len(raw)+len(out) == 0 {
		return
	}
	s.begun = true
	l.Raw, l.Old, l.New = append(l.Raw, raw...), append(l.Old, old...), append(l.New, out...)
}

// shorten hands on what is held of a line that is too long.
func (s *Splitter) shorten() error {
	if s.All || len(s.line.Raw) < longest {
		return nil
	}
	s.cut += s.held()
	n := len(s.line.Raw)
	s.line.Whole = false
	if err := s.flush(); err != nil {
		return err
	}
	s.line.Offset += int64(n)
	return nil
}

// end hands on a whole line; newline is the length of its end.
func (s *Splitter) end(newline int) error {
	s.line.Whole = true
	n := len(s.line.Raw) + newline
	if err := s.flush(); err != nil {
		return err
	}
	s.cut = 0
	s.decode.EndLine()
	s.line.No++
	s.line.Offset += int64(n)
	return nil
}

func (s *Splitter) flush() error {
	l := &s.line
	s.begun = false
	if s.All || len(l.Changes) > 0 {
		if err := s.Each(l); err != nil {
			return err
		}
	}
	s.runes, s.at = 0, 0
	l.Raw, l.Old, l.New, l.Changes = l.Raw[:0], l.Old[:0], l.New[:0], l.Changes[:0]
	return nil
}
