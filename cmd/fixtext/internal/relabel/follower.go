package relabel

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/internal/changed"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// longest is how many bytes are held back until it is known whether text behind
// a label is decoded.
const longest = 16 << 20

// Follower changes the labels of one file, segment by segment. A segment with a
// label about which it depends on what follows is held back.
type Follower struct {
	Target Target
	Name   string // of the file; empty if it has none
	Emit   engine.Emit
	Opts   []fixtext.Option // of the repair
	Whole  bool             // the first segment is all of the file
	Left   func(error)      // takes why the file is left alone; may be nil

	held    engine.Segment
	waiting bool
	decoded bool  // text that was handed on
	left    bool  // the file is left alone
	late    error // a label was handed on as it was
}

// Segment takes the next segment and hands it on, now or later.
func (f *Follower) Segment(s engine.Segment) error {
	if f.waiting {
		f.hold(s)
		s = f.held
	}
	name := f.Name
	if name == "" {
		name = unnamed
	}
	decoded := decodedBy(s)
	if f.Whole && !f.Target.follows() && !decoded && len(s.In) <= longest {
		return f.Emit(s)
	}
	changes := f.Target.changes(name, s.Out, s.Offset == 0)
	if len(s.In) > longest {
		return f.pass(s, name, false, decoded, changes)
	}
	known := f.decoded || f.Target.follows() || decoded
	// A list whose end, or a part whose text, may be in the next segment.
	wait := variables.Match(s.Out[max(0, len(s.Out)-tailSize):]) || mail.holds(name)
	for _, c := range changes {
		wait = wait || c.atEnd || !known || c.to > 0
	}
	if !wait {
		return f.pass(s, name, false, decoded, changes)
	}
	if !f.waiting {
		f.held = engine.Segment{Offset: s.Offset, Line: s.Line, Silent: s.Silent}
		f.hold(s)
		f.waiting = true
	}
	return nil
}

// Close hands on what was held back: the file ends.
func (f *Follower) Close() error {
	if !f.waiting {
		return nil
	}
	name := f.Name
	if name == "" {
		name = unnamed
	}
	return f.pass(f.held, name, true, decodedBy(f.held), f.Target.changes(name, f.held.Out, f.held.Offset == 0))
}

// hold adds a segment to what is held back.
func (f *Follower) hold(s engine.Segment) {
	h := &f.held
	for _, end := range s.Records {
		h.Records = append(h.Records, len(h.In)+end)
	}
	h.In, h.Out = append(h.In, s.In...), append(h.Out, s.Out...)
	h.Edits = append(h.Edits, s.Edits...)
}

// pass changes the labels of a segment, of which it is known whether some was decoded and what may change, and hands it on.
func (f *Follower) pass(s engine.Segment, name string, last, decoded bool, changes []change) error {
	f.waiting = false
	defer func() { f.held = engine.Segment{} }()
	if f.left {
		return f.Emit(apply(s, kept(s.Edits)))
	}
	if s.Silent && len(changes) > 0 {
		s = engine.Loud(s, f.Opts)
		decoded = decodedBy(s)
	}
	if f.late != nil && decoded {
		return f.late
	}
	if len(changes) == 0 || !decoded && !f.decoded && !f.Target.follows() {
		f.decoded = f.decoded || decoded
		for _, c := range changes {
			if !c.atEnd && c.to == 0 && f.late == nil {
				f.late = fmt.Errorf("declares %s, and the first text to be decoded comes more than %d MiB behind that: left alone; --ignore FT204 decodes it and leaves what it declares",
					s.Out[c.lo:c.hi], longest>>20)
			}
		}
		return f.Emit(s)
	}
	from := s.In
	blind := s.Silent && len(s.Edits) == 0 && !bytes.Equal(s.In, s.Out)
	if blind { // the edits are not known, and not asked for
		from = s.Out
	}
	edits, left := f.Target.Follow(name, from, s.Out, s.Offset, s.Edits, s.Offset == 0, last, decoded || f.decoded)
	if left {
		return f.leave(s, edits)
	}
	f.decoded = f.decoded || decoded
	if len(edits) == len(s.Edits) {
		return f.Emit(s)
	}
	if blind {
		s.Out = engine.Apply(nil, s.Out, s.Offset, edits)
		return f.Emit(s)
	}
	after := apply(s, edits)
	if !f.settled(after) {
		e := fixtext.Edit{Offset: s.Offset, Rule: Rule, Verdict: fixtext.Unrepairable, Note: "not decoded: bytes that are kept would be read in another charset if the text declared its own"}
		return f.leave(s, []fixtext.Edit{e})
	}
	return f.Emit(after)
}

// leave leaves the file alone from here; the edits say why.
func (f *Follower) leave(s engine.Segment, edits []fixtext.Edit) error {
	why := fmt.Errorf("%s; --ignore FT204 leaves what it declares", edits[0].Note)
	if f.decoded || f.Target.follows() {
		return fmt.Errorf("cannot declare the charset that it would be written in: %w", why)
	}
	f.left = true
	if f.Left != nil {
		f.Left(why)
	}
	edits = append(kept(s.Edits), edits...)
	slices.SortStableFunc(edits, func(a, b fixtext.Edit) int { return cmp.Compare(a.Offset, b.Offset) })
	return f.Emit(apply(s, edits))
}

// kept are the edits that change nothing: they are as true of a text that is left
// alone.
func kept(edits []fixtext.Edit) (list []fixtext.Edit) {
	for _, e := range edits {
		if e.Verdict == fixtext.Unrepairable {
			list = append(list, e)
		}
	}
	return list
}

// settled reports whether a second run would leave the text alone. What is UTF-8
// it takes for that; bytes that were kept may become text of the charset that is
// declared now.
func (f *Follower) settled(s engine.Segment) bool {
	return s.Offset > 0 || f.Target.follows() || utf8scan.Valid(s.Out) || bytes.Equal(fixtext.Bytes(s.Out, f.Opts...), s.Out)
}

// decodedBy reports whether some of a segment was decoded; of a silent one, as far
// as can be seen without its edits.
func decodedBy(s engine.Segment) bool {
	if len(s.Edits) > 0 || !s.Silent {
		return Decoded(s.Edits)
	}
	if bytes.Equal(s.In, s.Out) {
		return false
	}
	was := bytes.IndexByte(s.In, 0) >= 0 // no UTF-8; what stayed is, if the output is
	changed.Parts(s.In, s.Out, func(from, to, _, _ int) { was = was || !utf8scan.Valid(s.In[from:to]) })
	return was && utf8scan.Valid(s.Out)
}
