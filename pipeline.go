package fixtext

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/normalize"
)

// pipeline repairs one block after the other: bytes to text, text to canonical
// text. It holds buffers and serves one goroutine.
type pipeline struct {
	text []byte
	norm normalize.Normalizer
	log  edit.Log
}

// result is what became of one block.
type result struct {
	in    int    // bytes of the block
	out   []byte // the block itself, or a buffer of the pipeline
	lines int    // newlines
	log   *edit.Log
}

// run repairs a block. The result is valid until the next call. keep asks for
// the edits, with offsets into the block; otherwise they are counted only.
func (p *pipeline) run(s encoding.Stream, block []byte, keep bool) result {
	p.log.Reset()
	p.log.Keep = keep
	r := result{in: len(block), log: &p.log}
	text := block
	if s.Span(block) < len(block) {
		p.text = s.Append(p.text[:0], block, &p.log)
		if p.log.Changed() {
			text = p.text
		}
	}
	r.lines = bytes.Count(text, []byte{'\n'})
	if normalize.Span(text) == len(text) {
		r.out = text
		return r
	}
	own := edit.Log{Keep: keep}
	r.out = p.norm.Block(text, &own)
	p.log.Merge(&own)
	if keep {
		p.log.Edits = edit.Compose(p.log.Edits, own.Edits)
		p.log.Recount()
	}
	return r
}
