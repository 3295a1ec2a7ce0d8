// Package chain runs stages one after the other over a block: each reads the text
// of the one before, and their edits become one list, of which a policy says which
// are made.
package chain

import (
	"maps"

	"github.com/fixtext/fixtext/edit"
)

// A Stage reads src and appends its text to dst, with its edits in log. Offsets
// in the log are those of src. Of a stage that logs nothing the text is not looked at.
type Stage func(dst, src []byte, log *edit.Log) []byte

// A StageAt is a Stage that looks at some places of src only. If it changes nothing, it
// may append nothing.
type StageAt func(dst, src []byte, places []int32, log *edit.Log) (out []byte, changed bool)

// Chain runs stages over one block, each over the text of the one before, and
// joins their edits. It holds buffers that the next block uses again, and serves
// one goroutine.
type Chain struct {
	Policy Policy
	Log    edit.Log // the edits so far, from the block to Text

	own     edit.Log // of the stage at hand
	text    []byte
	bufs    [2][]byte
	changes int
	partly  bool // not all edits of the last stage were made
	said    bool // the last stage logged something
	before  []byte
	saved   struct {
		log       edit.Log
		text, buf []byte
	}

	edits, bytes int // what the busiest stage of the block before kept
	most         [2]int
}

// Start begins a block. With keep the log keeps the edits; without it, counts.
func (c *Chain) Start(block []byte, keep bool) {
	c.Log.Reset()
	c.Log.Keep = keep
	c.text, c.changes, c.before = block, 0, nil
	c.edits, c.bytes = c.most[0], c.most[1]
	c.most = [2]int{}
}

// Save remembers the text and its edits for Restore.
func (c *Chain) Save() {
	c.before = nil
	s := &c.saved
	s.log = c.Log
	s.log.Counts = maps.Clone(c.Log.Counts)
	if s.text = c.text; begins(c.text, c.bufs[1]) { // no stage is to write there
		s.buf, c.bufs[1] = c.bufs[1], s.buf
	}
}

// begins reports whether text stands where buf begins.
func begins(text, buf []byte) bool { return len(text) > 0 && cap(buf) > 0 && &text[0] == &buf[:1][0] }

// Restore goes back to what was saved last, which stays saved. It counts as a
// change.
func (c *Chain) Restore() {
	c.text, c.before = c.saved.text, nil
	c.Log = c.saved.log
	c.Log.Counts = maps.Clone(c.Log.Counts)
	c.changes++
}

// Changes returns how many of the runs so far changed the text.
func (c *Chain) Changes() int { return c.changes }

// Text returns what the block is so far: the block itself while nothing has
// changed, else a buffer of the Chain that is valid until the next Start.
func (c *Chain) Text() []byte { return c.text }

// Before returns what Text was before the last change, or nil if that is not known any
// more: once another stage has run.
func (c *Chain) Before() []byte { return c.before }

// Partly reports whether the policy did not allow some edits of the last run.
func (c *Chain) Partly() bool { return c.partly }

// Said reports whether the last run found anything, be it only to be told.
func (c *Chain) Said() bool { return c.said }

// Run runs a stage over Text and reports whether it changed anything. The edits
// that the policy does not allow are taken back. rules are those of the stage, if
// they are known: if all are wanted, there is nothing to take back.
func (c *Chain) Run(stage Stage, rules ...edit.Code) (changed bool) { return c.run(stage, rules, true) }

// Again is Run for a stage that has seen the block before: what it left alone
// was counted then.
func (c *Chain) Again(stage Stage, rules ...edit.Code) (changed bool) {
	return c.run(stage, rules, false)
}

func (c *Chain) run(stage Stage, rules []edit.Code, first bool) (changed bool) {
	filter := c.begin(rules)
	if c.own.Keep && c.edits > 0 { // the next block is likely to have as many
		c.own.Grow(c.edits+c.edits/8, c.bytes+c.bytes/8)
	}
	return c.end(stage(c.bufs[0][:0], c.text, &c.own), filter, first)
}

// RunAt is Run, or with again Again, for a stage that looks at these places of Text
// only. Where there are none, it is not run.
func (c *Chain) RunAt(stage StageAt, places []int32, again bool, rules ...edit.Code) (changed bool) {
	if len(places) == 0 {
		return false
	}
	filter := c.begin(rules)
	out, _ := stage(c.bufs[0][:0], c.text, places, &c.own)
	return c.end(out, filter, !again)
}

// begin makes the log of a stage ready, and reports whether some of its edits may have
// to be taken back.
func (c *Chain) begin(rules []edit.Code) (filter bool) {
	c.before = nil
	filter = !c.Policy.all(rules)
	c.own = edit.Log{Keep: c.Log.Keep || filter}
	return filter
}

// end takes over what a stage made of Text.
func (c *Chain) end(out []byte, filter, first bool) (changed bool) {
	c.bufs[0] = out
	own := &c.own
	c.partly = false
	if c.said = own.Verdicts != [3]int{}; !c.said {
		return false
	}
	c.most[0], c.most[1] = max(c.most[0], len(own.Edits)), max(c.most[1], own.Held())
	if filter {
		kept, all := c.Policy.filter(own.Edits)
		own.Edits = kept
		own.Recount()
		if c.partly = !all; !all {
			out = edit.Apply(c.text, kept)
		}
	}
	changed = own.Changed()
	if first || changed {
		c.Log.Merge(own)
	}
	if c.Log.Keep {
		c.Log.Edits = edit.Compose(c.Log.Edits, own.Edits)
		c.Log.Recount()
	}
	if changed {
		c.before, c.text = c.text, out
		c.changes++
		c.bufs[0], c.bufs[1] = c.bufs[1], c.bufs[0]
	}
	return changed
}
