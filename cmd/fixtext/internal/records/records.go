// Package records repairs the text inside of structured files and keeps every
// other byte: strings of JSON, cells of CSV, subtitles, text of HTML, pages in
// WARC. All of them come down to edits of the file.
package records

import (
	"bytes"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Options say what is repaired, and how.
type Options struct {
	Repair []fixtext.Option // of the library
	Decode []fixtext.Option // of the library, for decoding alone; nil decodes nothing
	Fields []string         // which fields, by name; none means all
	Labels *relabel.Target  // what the charsets become that records declare; nil leaves them alone
}

// repairer knows the structure of a kind of file.
type repairer interface {
	// Next returns the length of the whole records that data begins with and that
	// are repaired together; 0 if more data must come. final says that none will.
	// It is called for one piece after the other.
	Next(data []byte, final bool) int
	// Repair returns the edits of a piece that Next cut, with offsets into it. First
	// says that the piece is the first of the file. It may be called in several
	// goroutines. A record that is not in the format is left alone, and reported by
	// an edit of the rule Malformed.
	Repair(piece []byte, first bool) Result
}

// passer is a repairer that may cut pieces of records that are too long to be held.
type passer interface {
	// passed is asked after each call of Next: whether the piece is handed on as it
	// is, and with what.
	passed(piece []byte) (Result, bool)
}

// checker is a repairer that knows whether the fields that it repairs are there.
type checker interface {
	// check is called when the first piece was cut, and at the end of the file.
	check(end bool) error
}

// Result is what was found in a piece.
type Result struct {
	Edits   []fixtext.Edit
	Records []int // where they end, in bytes; not nil
}

// pieceSize is how many bytes are repaired together, where records are shorter.
const pieceSize = 1 << 20

// Longest is how long a record may be, in bytes. What is longer is cut there.
const Longest = 64 << 20

// lines returns the length of the whole lines in data, as Next does.
func lines(data []byte, final bool) int {
	if len(data) <= pieceSize {
		if final {
			return len(data)
		}
		return 0
	}
	if i := bytes.LastIndexByte(data[:pieceSize], '\n'); i >= 0 {
		return i + 1
	}
	if i := bytes.IndexByte(data[pieceSize:], '\n'); i >= 0 {
		return pieceSize + i + 1
	}
	if final || len(data) >= Longest {
		return min(len(data), Longest)
	}
	return 0
}

// span is a piece of text in a record: the bytes from lo to hi, written in a
// certain way.
type span struct {
	lo, hi int
	as     notation
	joined bool   // with the span before, without anything between them
	wrong  string // why it cannot be read, and stays as it is
}

// text returns the text of a span of data.
func (s span) text(data []byte) string {
	raw := data[s.lo:s.hi]
	if s.as != nil {
		raw = s.as.decode(nil, raw)
	}
	return string(raw)
}

// notation is how text is written in a file.
type notation interface {
	// step reads one character of raw, which is not empty, and returns its length
	// in raw and in the text.
	step(raw []byte) (n, m int)
	// decode appends the text of raw.
	decode(dst, raw []byte) []byte
	// encode appends text as it is written; ok is false if it cannot be. Before is
	// what it replaces.
	encode(dst, text, before []byte) (out []byte, ok bool)
}

// repairText returns the edits of a text.
func repairText(text []byte, opts []fixtext.Option) (edits []fixtext.Edit) {
	_ = engine.Memory(text, opts, func(s engine.Segment) error {
		edits = s.Edits
		return nil
	})
	return edits
}

// repairSpan appends the edits of one span as edits of the file.
func repairSpan(edits []fixtext.Edit, data []byte, s span, opts []fixtext.Option) []fixtext.Edit {
	raw := data[s.lo:s.hi]
	text := raw
	if s.as != nil {
		text = s.as.decode(nil, raw)
	}
	found := repairText(text, opts)
	if len(found) == 0 {
		return edits
	}
	if s.as == nil {
		for _, e := range found {
			e.Offset += int64(s.lo)
			edits = append(edits, e)
		}
		return edits
	}
	return append(edits, rewrite(raw, int64(s.lo), text, found, s.as)...)
}

// rewrite turns edits of a text into edits of how it is written at offset.
func rewrite(raw []byte, offset int64, text []byte, found []fixtext.Edit, as notation) (edits []fixtext.Edit) {
	n, m := 0, 0 // in raw and in text
	for i := 0; i < len(found); i++ {
		e := found[i]
		lo, hi := int(e.Offset), int(e.Offset)+len(e.In)
		for m < lo {
			dn, dm := as.step(raw[n:])
			if m+dm > lo {
				break
			}
			n, m = n+dn, m+dm
		}
		startN, startM := n, m
		for m < hi {
			dn, dm := as.step(raw[n:])
			n, m = n+dn, m+dm
		}
		out := append(append(bytes.Clone(text[startM:lo]), e.Out...), text[hi:m]...)
		e.Offset, e.In = offset+int64(startN), bytes.Clone(raw[startN:n])
		written, ok := as.encode(nil, out, e.In)
		switch {
		case e.Verdict == fixtext.Unrepairable:
			e.Out = e.In
		case !ok:
			e.Out, e.Verdict, e.Confidence, e.Note = e.In, fixtext.Unrepairable, 0, "cannot be written here; would become "+string(e.Out)
		default:
			e.Out = written
		}
		edits = append(edits, e)
	}
	return edits
}

// repairSpans returns the edits of spans that are one text together: each is a
// line of it, or a part of one if it is joined.
func repairSpans(data []byte, list []span, opts []fixtext.Option) (edits []fixtext.Edit) {
	var text []byte
	starts, ends := make([]int, len(list)), make([]int, len(list)) // of the spans in text
	for i, s := range list {
		if i > 0 && !s.joined {
			text = append(text, '\n')
		}
		starts[i] = len(text)
		switch raw := data[s.lo:s.hi]; {
		case s.wrong != "":
			edits = append(edits, malformed(data, s.lo, s.hi, s.wrong))
		case s.as == nil:
			text = append(text, raw...)
		default:
			text = s.as.decode(text, raw)
		}
		ends[i] = len(text)
	}
	i := 0
	var found, inSpan []fixtext.Edit // of all, and of the span at hand with offsets into its text
	flush := func() {
		if s := list[i]; len(inSpan) > 0 {
			found = append(found, rewrite(data[s.lo:s.hi], int64(s.lo), text[starts[i]:ends[i]], inSpan, s.as)...)
			inSpan = nil
		}
	}
	for _, e := range repairText(text, opts) {
		lo, hi := int(e.Offset), int(e.Offset)+len(e.In)
		for i+1 < len(list) && starts[i+1] <= lo && ends[i] <= lo {
			flush()
			i++
		}
		if hi > ends[i] {
			continue // over a tag: what would become of the tag is not known
		}
		if e.Offset -= int64(starts[i]); list[i].as != nil {
			inSpan = append(inSpan, e)
			continue
		}
		e.Offset += int64(list[i].lo)
		found = append(found, e)
	}
	if len(list) > 0 {
		flush()
	}
	return merge(edits, found)
}

// decoded decodes a text that is not UTF-8, so that its structure can be seen,
// and calls find with it. The edits lead from data to the result of both.
func decoded(data []byte, opt Options, find func(text []byte) []fixtext.Edit) []fixtext.Edit {
	if opt.Decode == nil || utf8scan.Valid(data) {
		return find(data)
	}
	var first []fixtext.Edit
	text := data
	_ = engine.Memory(data, opt.Decode, func(s engine.Segment) error {
		first, text = s.Edits, s.Out
		return nil
	})
	second := find(text)
	for i := range second { // a malformed record is decoded as all others: its report is a point
		if e := &second[i]; e.Rule == Malformed {
			e.In, e.Out = nil, nil
		}
	}
	return compose(first, second)
}
