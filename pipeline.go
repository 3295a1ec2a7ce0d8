package fixtext

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// pipeline repairs one block after the other: bytes to text, text to canonical
// text. It holds buffers and serves one goroutine.
type pipeline struct {
	chain edit.Chain
}

// result is what became of one block.
type result struct {
	in    int    // bytes of the block
	out   []byte // the block itself, or a buffer of the pipeline
	lines int    // newlines
	log   *edit.Log
}

// maxRounds bounds how often a block is looked at again after a change. Two
// rounds are the rule; a block that still changes in the last one is left as it
// was decoded, because a second run would change it once more.
const maxRounds = 8

// run repairs a block. The result is valid until the next call. keep asks for
// the edits, with offsets into the block; otherwise they are counted only.
func (p *pipeline) run(s encoding.Stream, block []byte, o *options) result {
	c := &p.chain
	c.Policy = o.policy
	clean := p.decode(s, block, o)
	r := result{in: len(block), lines: bytes.Count(c.Text(), []byte{'\n'}), log: &c.Log}
	if decoded := c.Changes(); !p.normalize(o) || c.Changes() > decoded && !clean && !stays(s, c.Text()) {
		p.decode(s, block, o)
	}
	r.out = c.Text()
	return r
}

// decode begins a block and turns its bytes into text. It tells whether they
// were clean text already.
func (p *pipeline) decode(s encoding.Stream, block []byte, o *options) (clean bool) {
	p.chain.Start(block, o.onEdit != nil)
	if clean = s.Span(block) == len(block); !clean {
		p.chain.Run(s.Append)
	}
	return clean
}

// normalize repairs the text. It tells whether nothing more would change.
func (p *pipeline) normalize(o *options) (settled bool) {
	c := &p.chain
	for round := range maxRounds {
		if o.normal.Span(c.Text()) == len(c.Text()) || !o.normal.Run(c, round > 0) {
			return true
		}
	}
	return false
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
