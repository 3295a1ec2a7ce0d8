package canonical

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
)

// Edit is one change; see the fields of the type. Offsets are in bytes of the text
// that was given to [Fix].
type Edit = edit.Edit

// String returns s with its characters in canonical form ([Canonical]): s itself where nothing changes.
func String(s string) string {
	out, _ := Fix(s)
	return out
}

// Fix is [String] with the edits that lead there, in order: replacing every Edit.In
// by its Edit.Out turns s into the result, and the reverse turns it back. All of s
// is evidence for every change.
func Fix(s string) (string, []Edit) {
	return chain.Fix(s, func(dst, src []byte, log *edit.Log) []byte { return Append(dst, src, Canonical, log) })
}
