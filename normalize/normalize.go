// Package normalize turns text into canonical simplified Chinese: it undoes
// what a link farm did to a page and converts traditional Chinese, only where
// there is evidence. It works on UTF-8; bytes that are not pass through.
package normalize

import (
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// Normalizer normalizes one block after the other. The zero Normalizer is
// ready to use. It holds buffers and is not safe for concurrent use.
type Normalizer struct {
	bufs [2][]byte
}

// Span tells whether block is certain to stay as it is: it returns len(block)
// then, and the length of an unchanged prefix if not.
func Span(block []byte) int {
	if linkfarm.Suspicious(block) {
		return 0
	}
	return simplify.Span(block)
}

// Block returns block in canonical form: block itself where nothing changes,
// else a buffer that is valid until the next call. A block should be whole
// lines, of 1 MiB at most; all evidence is looked for within it. Edits go to
// log with offsets into block.
//
// A suspicious block is looked at again after a repair, until nothing more
// changes: what one repair uncovers, the next may see. Every repair removes
// what it was found by, so this ends; two rounds are the rule.
func (n *Normalizer) Block(block []byte, log *edit.Log) []byte {
	var edits []edit.Edit
	text := block
	for changed := true; changed; {
		suspicious := linkfarm.Suspicious(text)
		changed = false
		if suspicious {
			text = n.stage(linkfarm.Append, text, log, &edits, &changed)
		}
		if simplify.Span(text) < len(text) {
			text = n.stage(simplify.Append, text, log, &edits, &changed)
		}
		changed = changed && suspicious
	}
	if log.Keep {
		log.Edits = edits
	}
	return text
}

// stage runs one stage, joins its edits to those before, and tells whether it
// changed anything. It returns text itself if not.
func (n *Normalizer) stage(run func(dst, src []byte, log *edit.Log) []byte, text []byte, log *edit.Log, edits *[]edit.Edit, changed *bool) []byte {
	own := edit.Log{Keep: log.Keep}
	n.bufs[0] = run(n.bufs[0][:0], text, &own)
	log.Merge(&own)
	if log.Keep {
		*edits = edit.Compose(*edits, own.Edits)
	}
	if !own.Changed() {
		return text
	}
	*changed = true
	out := n.bufs[0]
	n.bufs[0], n.bufs[1] = n.bufs[1], n.bufs[0]
	return out
}
