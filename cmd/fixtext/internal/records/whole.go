package records

import (
	"bytes"

	"github.com/fixtext/fixtext"
)

// whole is a format whose files are repaired as one text.
type whole struct {
	opt  Options
	find func(data []byte) []span
}

// Next takes all of the file, up to Longest.
func (w *whole) Next(data []byte, final bool) int {
	if !final && len(data) < Longest {
		return 0
	}
	if len(data) <= Longest {
		return len(data)
	}
	if i := bytes.LastIndexByte(data[:Longest], '\n'); i >= 0 {
		return i + 1
	}
	return Longest
}

func (w *whole) Repair(piece []byte, _ bool) (r Result) {
	r.Edits = decoded(piece, w.opt, func(text []byte) []fixtext.Edit {
		return repairSpans(text, w.find(text), w.opt.Repair)
	})
	r.Records = []int{len(piece)}
	return r
}

// merge joins two lists of edits that do not overlap.
func merge(a, b []fixtext.Edit) (out []fixtext.Edit) {
	for len(a) > 0 && len(b) > 0 {
		if b[0].Offset < a[0].Offset {
			a, b = b, a
		}
		out = append(out, a[0])
		a = a[1:]
	}
	return append(append(out, a...), b...)
}
