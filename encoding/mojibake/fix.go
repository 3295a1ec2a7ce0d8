package mojibake

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/model"
)

// Option changes what [Fix] does.
type Option func(*options)

type options struct {
	exact bool
	model *model.Model
}

// ExactOnly leaves text alone in which bytes were lost and had to be inferred.
func ExactOnly() Option { return func(o *options) { o.exact = true } }

// WithModel chooses characters that lost bytes by a model; nil is the small one in the library.
func WithModel(m *model.Model) Option { return func(o *options) { o.model = m } }

// maxBlock is how many bytes of text are evidence for each other, at most.
const maxBlock = 1 << 20

// Fix returns s with wrong decodings undone, and the edits that lead there, in
// order, with offsets in bytes of s: replacing every Edit.In by its Edit.Out turns s into the result, and
// the reverse turns it back. Edits with the verdict Unrepairable change
// nothing; they say what was seen and is lost. Clean text, of whatever
// language, comes back as it is, and so does what Fix has returned.
//
// Lines are judged by themselves, with what other lines within a megabyte show.
func Fix(s string, opts ...Option) (string, []edit.Edit) {
	o := optionsOf(opts)
	src := []byte(s)
	var out []byte
	var edits []edit.Edit
	for from := 0; from < len(src); {
		to := blockEnd(src, from)
		block := src[from:to]
		if gate.Next(block, 0) < 0 {
			out = append(out, block...)
			from = to
			continue
		}
		log := edit.Log{Keep: true}
		f := fixer{exact: o.exact}
		f.use(o.model)
		out = f.append(out, block, &log)
		for _, e := range log.Edits {
			e.Offset += int64(from)
			edits = append(edits, e)
		}
		from = to
	}
	if !slices.ContainsFunc(edits, func(e edit.Edit) bool { return e.Verdict != edit.Unrepairable }) {
		return s, edits
	}
	return string(out), edits
}

// optionsOf are what opts choose.
func optionsOf(opts []Option) (o options) {
	for _, set := range opts {
		set(&o)
	}
	return o
}

// blockEnd returns where the block that begins at from ends: behind the last
// line end within maxBlock.
func blockEnd(src []byte, from int) int {
	if len(src)-from <= maxBlock {
		return len(src)
	}
	for i := from + maxBlock; i > from; i-- {
		if src[i-1] == '\n' {
			return i
		}
	}
	return cutAt(src, from, maxBlock)
}
