package fixtext

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/utf8scan"
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
	if !stays(s, r.out) {
		r.out = text
		return r
	}
	p.log.Merge(&own)
	if keep {
		p.log.Edits = edit.Compose(p.log.Edits, own.Edits)
		p.log.Recount()
	}
	return r
}

// stays tells whether a second run would take the bytes of text for what they
// are. Where ill-formed bytes were kept, a repair beside them may tip the scales
// for another charset; then the block is left as it was decoded.
func stays(s encoding.Stream, text []byte) bool {
	if unit, _ := s.Width(); unit != 1 || utf8scan.Valid(text) {
		return true
	}
	var log edit.Log
	s.Append(nil, text, &log)
	return !log.Changed()
}
