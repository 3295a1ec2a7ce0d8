package fixtext

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// pipeline repairs one block after the other: bytes to text, text to canonical
// text. It holds buffers and serves one goroutine.
type pipeline struct {
	chain    edit.Chain
	gate     gate.Gate
	mojibake *mojibake.Fixer // nil until it is needed: it is large
}

// result is what became of one block.
type result struct {
	in    int    // bytes of the block
	out   []byte // the block itself, or a buffer of the pipeline
	lines int    // newlines
	log   *edit.Log
}

// The rules of the stages that turn bytes into the text they were meant to be.
var (
	decodeRules  = []Code{"FT201", "FT202", "FT203"}
	misreadRules = []Code{"FT101", "FT102", "FT103", "FT104", "FT105"}
)

// maxRounds bounds how often a block is looked at again after a change. Two
// rounds are the rule; a block that still changes in the last one is left as it
// was decoded, because a second run would change it once more.
const maxRounds = 8

// run repairs a block. The result is valid until the next call. keep asks for
// the edits, with offsets into the block; otherwise they are counted only.
func (p *pipeline) run(s encoding.Stream, block []byte, o *options) result {
	c := &p.chain
	c.Policy = o.policy
	clean := p.gate.First(block).Valid && s.Plain()
	p.decode(s, block, o, clean)
	r := result{in: len(block), lines: bytes.Count(c.Text(), []byte{'\n'}), log: &c.Log}
	if !s.Binary() { // in which nothing is text that could be repaired
		if decoded := c.Changes(); !p.repair(o) || c.Changes() > decoded && !clean && !stays(s, c.Text()) {
			p.decode(s, block, o, clean)
		}
	}
	r.out = c.Text()
	return r
}

// decode begins a block and turns its bytes into text, unless they are clean text
// already.
func (p *pipeline) decode(s encoding.Stream, block []byte, o *options, clean bool) {
	p.chain.Start(block, o.onEdit != nil)
	if !clean {
		stream := s // s itself, captured, would cost clean text an allocation
		p.chain.Run(stream.Append, decodeRules...)
	}
}

// repair repairs the text. It tells whether nothing more would change.
func (p *pipeline) repair(o *options) (settled bool) {
	c := &p.chain
	for round := range maxRounds {
		again := round > 0
		// The link farm leaves bytes out of step, and says where. Without that
		// knowledge the search for wrong decodings would have to guess.
		more := o.normal.Farm(c, &p.gate, again)
		if o.mojibake {
			if places := p.gate.Look(c).Unlikely; len(places) > 0 {
				more = p.undo(places, again) || more
			}
		}
		if more = o.normal.Run(c, &p.gate, again) || more; !more {
			return true
		}
	}
	return false
}

// undo undoes wrong decodings near places.
func (p *pipeline) undo(places []int32, again bool) (changed bool) {
	if p.mojibake == nil {
		p.mojibake = new(mojibake.Fixer)
	}
	stage := func(dst, src []byte, log *edit.Log) []byte { return p.mojibake.AppendAt(dst, src, places, log) }
	if again {
		return p.chain.Again(stage, misreadRules...)
	}
	return p.chain.Run(stage, misreadRules...)
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
