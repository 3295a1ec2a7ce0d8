package records

import (
	"bytes"

	"github.com/fixtext/fixtext"
)

// Malformed is the rule of edits that report a record that is not in its format,
// or that cannot be read.
const Malformed fixtext.Code = "FT205"

// malformed reports a record; lo to hi in data is the place that shows why.
func malformed(data []byte, lo, hi int, note string) fixtext.Edit {
	place := bytes.Clone(data[lo:hi])
	return fixtext.Edit{Offset: int64(lo), In: place, Out: place, Rule: Malformed, Verdict: fixtext.Unrepairable, Note: note}
}
