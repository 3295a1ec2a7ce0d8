package chain

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
)

// Fix runs a stage over all of s, as one block, and returns what it makes of it and
// the edits that lead there, in the order of s: replacing every In by its Out turns
// s into the result. Where nothing changes the result is s itself; edits that are
// Unrepairable say what was seen.
func Fix(s string, stage Stage) (string, []edit.Edit) {
	log := edit.Log{Keep: true}
	out := stage(nil, []byte(s), &log)
	if !slices.ContainsFunc(log.Edits, func(e edit.Edit) bool { return e.Verdict != edit.Unrepairable }) {
		return s, log.Edits
	}
	return string(out), log.Edits
}
