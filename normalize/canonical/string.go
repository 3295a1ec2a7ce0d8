package canonical

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
)

// String returns s with its characters in canonical form ([Canonical]):
// s itself where nothing changes. String(String(s)) equals String(s).
func String(s string) string {
	out, _ := Fix(s)
	return out
}

// Fix is [String] with the edits that lead there, in order, with offsets in bytes of s:
// replacing every Edit.In by its Edit.Out turns s into the result, and the reverse turns
// it back. All of s is evidence for every change. The slice is the caller's.
func Fix(s string) (string, []edit.Edit) {
	return chain.Fix(s, func(dst, src []byte, log *edit.Log) []byte { return Append(dst, src, Canonical, log) })
}
