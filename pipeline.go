package fixtext

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/edit"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/normalize"
)

// pipeline repairs one block after the other: bytes to text, text to canonical
// text. It holds buffers and serves one goroutine.
//
// That a second run changes nothing is not left to the stages. What a run may
// give back is one of these, the first that holds:
//
//   - the block repaired, over and over until no stage finds more, if a second run
//     would not decode anything in it,
//   - the block decoded, if the same is true of that: then a second run repairs
//     it to what was refused here, and refuses it as well,
//   - the block as it is.
//
// Which holds is found out by what a second run would do, so it does.
type pipeline struct {
	chain    edit.Chain
	gate     gate.Gate
	mojibake *mojibake.Fixer // nil until it is needed: it is large
	frozen   normalize.Lines // lines that are not converted
	second   *pipeline       // tries what a second run would do; nil until it is needed
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
	decodeRules  = []Code{"FT201", "FT202", ruleKept}
	misreadRules = []Code{"FT101", "FT102", "FT103", "FT104", "FT105"}
)

const ruleKept Code = "FT203"

// Bounds of the work on a block. Two rounds are the rule; a block that still
// changes in the last one is left as it was decoded. So is one in which ever more
// lines are better not converted, though those known by then are spared.
const (
	maxRounds = 8
	maxThaws  = 4
)

// run repairs a block. The result is valid until the next call. If the edits are
// asked for, they have offsets into the block; otherwise they are counted only.
func (p *pipeline) run(s sight, block []byte, o *options) result {
	c := &p.chain
	c.Policy = o.policy
	if !p.settle(s.now, s, block, o) && (s.begins || !p.settle(s.after.stream(), s, block, o)) {
		c.Start(block, o.onEdit != nil)
		c.Run(leave, ruleKept)
	}
	return result{in: len(block), out: c.Text(), lines: bytes.Count(c.Text(), []byte{'\n'}), log: &c.Log}
}

// leave is a stage that changes nothing and says so.
func leave(dst, src []byte, log *edit.Log) []byte {
	log.Add(Edit{Rule: ruleKept, Verdict: Unrepairable, Note: "left alone: a second run would read it in another charset"})
	return append(dst, src...)
}

// settle repairs or only decodes a block by what stream says, and reports whether
// one of both stays.
func (p *pipeline) settle(stream encoding.Stream, s sight, block []byte, o *options) bool {
	clean := p.gate.First(block).Valid && stream.Plain()
	if p.repair(stream, block, o, clean) && p.stays(s, block, o) {
		return true
	}
	p.decode(stream, block, o, clean)
	p.frozen = nil
	return p.stays(s, block, o)
}

// stays reports whether a second run would take the text for what it is. It
// begins with another look at the start of the input; beside a repair, bytes that
// were kept may look like another charset, and so may NULs.
func (p *pipeline) stays(s sight, block []byte, o *options) bool {
	c := &p.chain
	text := c.Text()
	if s.begins && c.Changes() == 0 {
		return true // a second run sees what this one saw
	}
	var next encoding.Stream
	if s.begins {
		next = encoding.Sniff(text, o.charset)
	} else {
		next = s.after.stream()
	}
	if unit, _ := next.Width(); unit > 1 {
		return false
	}
	if !next.Plain() || !p.gate.Look(c).Valid {
		var log edit.Log
		if next.Append(nil, text, &log); log.Changed() {
			return false
		}
	}
	if len(p.frozen) == 0 {
		return true
	}
	// Which lines are not converted depends on what was there before they were.
	if p.second == nil {
		p.second = new(pipeline)
	}
	q := p.second
	q.mojibake, q.chain.Policy = p.mojibake, o.policy
	silent := *o
	silent.onEdit = nil
	clean := q.gate.First(text).Valid && next.Plain()
	return q.repair(next, text, &silent, clean) && bytes.Equal(q.chain.Text(), text)
}

// decode begins a block and turns its bytes into text, unless they are clean text
// already.
func (p *pipeline) decode(stream encoding.Stream, block []byte, o *options, clean bool) {
	p.chain.Start(block, o.onEdit != nil)
	if !clean {
		p.chain.Run(stream.Append, decodeRules...)
	}
}

// repair decodes and repairs a block. It reports whether nothing more would change.
//
// A line that reads as damaged only once it was converted is not converted: what
// it would become was never written.
func (p *pipeline) repair(stream encoding.Stream, block []byte, o *options, clean bool) (settled bool) {
	p.frozen = nil
	for range maxThaws {
		p.decode(stream, block, o, clean)
		settled, opened := p.rounds(o)
		if !p.frozen.Add(opened) {
			return settled
		}
	}
	return false
}

// rounds runs the stages until nothing changes. opened are lines that changed
// behind their conversion; if they are frozen already, the rounds went on.
func (p *pipeline) rounds(o *options) (settled bool, opened []int) {
	c := &p.chain
	converted := false
	for round := range maxRounds {
		again := round > 0
		before := c.Text()
		// The link farm leaves bytes out of step, and says where. Without that
		// knowledge the search for wrong decodings would have to guess.
		more := o.normal.Farm(c, &p.gate, again)
		if more && converted {
			if opened = normalize.Differing(before, c.Text()); p.frozen.Lacks(opened) {
				return false, opened
			}
			before = c.Text()
		}
		if o.mojibake {
			if places := p.gate.Look(c).Unlikely; len(places) > 0 {
				misread := p.undo(places, again)
				if misread && converted {
					if opened = normalize.Differing(before, c.Text()); p.frozen.Lacks(opened) {
						return false, opened
					}
				}
				more = misread || more
			}
		}
		more = o.normal.Run(c, &p.gate, again) || more
		converted = o.normal.Convert(c, &p.gate, again, p.frozen)
		if !more && !converted {
			return true, nil
		}
	}
	return false, nil
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
