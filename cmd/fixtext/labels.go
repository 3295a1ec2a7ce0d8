package main

import (
	"slices"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/codec"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/records"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/relabel"
)

// follow puts in front of what takes the segments of an input what changes its
// labels, and returns what must be called behind the last segment. Text that is
// repaired line by line cannot wait for evidence: its labels stay.
func (j *job) follow(in *input, format *records.Format, opts []fixtext.Option, emit engine.Emit) (engine.Emit, func() error) {
	f := j.f
	if !f.labels() || f.lineBuffered || format.Labels == nil {
		return emit, func() error { return nil }
	}
	follower := &relabel.Follower{Target: relabel.NewTarget(f.to), Emit: emit, Opts: opts, Whole: in.data != nil}
	if in.path != "" || f.stdinFilename != "" {
		_, name := codec.ByName(in.name)
		follower.Name = format.Labels(name)
	}
	follower.Left = func(why error) { in.left = why }
	return follower.Segment, follower.Close
}

// labels reports whether labels follow the text: unless just that is not wanted,
// since a file that says what it is not is broken.
func (f *flags) labels() bool { return !slices.Contains(f.omit, string(relabel.Rule)) }
