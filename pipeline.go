package fixtext

import (
	"bytes"
	"slices"
	"sync"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/changed"
	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/runeclass"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
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
	chain    chain.Chain
	gate     gate.Gate
	mojibake *mojibake.Fixer // with a model; nil until it is needed
	frozen   chain.Lines     // lines that are not converted
	opened   []byte          // the text when they were, and read as damaged
	second   chain.Chain     // tries what a second run would convert
	anew     *pipeline       // tries what a second run would repair; nil until it is needed
	sniff    encoding.Stream // what the start of the text says after so many changes, if that is the first block
	sniffed  int
	undone   int     // the changes after which no wrong decoding is left to undo, and 1; 0 if that is not known
	calm     []byte  // the block, if there was none in it as it came
	plain    []byte  // the block, if no link farm had been at it as it came
	private  bool    // it may have characters of private use
	places   []int32 // scratch
}

// result is what became of one block.
type result struct {
	in    int    // bytes of the block
	out   []byte // the block itself, or a buffer of the pipeline
	lines int    // newlines
	log   *edit.Log
	next  encoding.Stream // of the first block: what a second run would know
}

// The rules of the stages that turn bytes into the text they were meant to be.
var (
	decodeRules  = []Code{"FT201", "FT202", ruleKept}
	misreadRules = []Code{"FT101", "FT102", "FT103", "FT104", "FT105"}
)

const ruleKept Code = "FT203"

// maxRounds bounds how often a block is looked at again after a change. Two rounds
// are the rule; a block that still changes in the last one is left as it was
// decoded.
const maxRounds = 10

// run repairs a block. The result is valid until the next call. If the edits are
// asked for, they have offsets into the block; otherwise they are counted only.
func (p *pipeline) run(s sight, block []byte, o *options) result {
	c := &p.chain
	c.Policy = o.policy
	if !s.begins && s.now.Binary() && !s.after.stream().Binary() {
		s.now = s.after.stream() // what made it look so was undone at its start
	}
	if !p.settle(s.now, s, block, o) && (s.begins || !p.settle(s.after.stream(), s, block, o)) {
		c.Start(block, o.onEdit != nil)
		c.Run(leave, ruleKept)
	}
	if o.mojibake {
		c.RunAt(tellMisread, p.gate.Look(c).Unlikely, false, mojibake.RuleLost)
	}
	r := result{in: len(block), out: c.Text(), lines: bytes.Count(c.Text(), []byte{'\n'}), log: &c.Log, next: s.now}
	if s.begins && c.Changes() > 0 {
		r.next = p.next(s, o)
	}
	return r
}

// leave is a stage that changes nothing and says so.
func leave(dst, src []byte, log *edit.Log) []byte {
	log.Add(Edit{Rule: ruleKept, Verdict: Unrepairable, Note: "left alone: a second run would read it in another charset"})
	return append(dst, src...)
}

// settle repairs or only decodes a block by what stream says, and reports whether
// one of both stays.
func (p *pipeline) settle(stream encoding.Stream, s sight, block []byte, o *options) bool {
	clean := (s.seen || p.gate.First(block).Valid) && stream.Plain()
	if p.repair(stream, block, o, clean) {
		for again := 0; again < maxAgain && p.stays(s, block, o); again++ {
			if p.steady(s, o) {
				return true
			}
			p.adopt()
		}
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
	next := p.next(s, o)
	if unit, _ := next.Width(); unit > 1 {
		return false
	}
	if !next.Plain() || !p.gate.Look(c).Valid {
		var log edit.Log
		if next.Append(nil, text, &log); log.Changed() {
			return false
		}
	}
	return p.refreezes(o)
}

// next is what a second run would know when it comes to this block.
func (p *pipeline) next(s sight, o *options) encoding.Stream {
	if !s.begins {
		return s.after.stream()
	}
	if at := p.chain.Changes(); p.sniffed != at {
		sniff := encoding.Sniff
		if p.gate.Look(&p.chain).Valid {
			sniff = encoding.SniffValid
		}
		p.sniffed, p.sniff = at, sniff(p.chain.Text(), o.charset)
	}
	return p.sniff
}

// maxAgain bounds how often a block is repaired anew.
const maxAgain = 4

// steady reports whether a second run would find nothing to repair in the text. The
// rounds of this one see to that, unless some edits are held back: those that
// touch them were held back as well, and a second run, for which the others are
// made already, may judge anew.
func (p *pipeline) steady(s sight, o *options) bool {
	if !o.policy.HoldsBack() || p.chain.Changes() == 0 {
		return true
	}
	if p.anew == nil {
		p.anew = new(pipeline)
	}
	q, loud := p.anew, *o
	loud.onEdit = func(Edit) error { return nil } // to have the edits
	text, stream := p.chain.Text(), p.next(s, o)
	q.chain.Policy = o.policy
	clean := q.gate.First(text).Valid && stream.Plain()
	return q.repair(stream, text, &loud, clean) && bytes.Equal(q.chain.Text(), text)
}

// adopt makes the edits that a second run would make.
func (p *pipeline) adopt() {
	p.chain.Again(func(dst, _ []byte, log *edit.Log) []byte {
		log.Merge(&p.anew.chain.Log)
		log.Edits = append(log.Edits, p.anew.chain.Log.Edits...)
		return append(dst, p.anew.chain.Text()...)
	})
}

// refreezes reports whether a second run would leave the frozen lines unconverted
// as well: whether it would convert them to what this one had to take back.
func (p *pipeline) refreezes(o *options) bool {
	if len(p.frozen) == 0 {
		return true
	}
	q := &p.second
	q.Policy = o.policy
	q.Start(p.chain.Text(), false)
	if !o.stages.converts(q, new(gate.Gate)) {
		return bytes.Equal(q.Text(), p.opened)
	}
	if o.stages.convert(q, new(gate.Gate), false, p.frozen) {
		return false
	}
	q.Start(p.chain.Text(), false)
	o.stages.convert(q, new(gate.Gate), false, nil)
	return bytes.Equal(q.Text(), p.opened)
}

// decode begins a block and turns its bytes into text, unless they are clean text
// already.
func (p *pipeline) decode(stream encoding.Stream, block []byte, o *options, clean bool) {
	p.chain.Start(block, o.onEdit != nil)
	p.sniffed, p.undone, p.calm, p.plain = -1, 0, nil, nil
	if !clean {
		stream := stream // the parameter, captured, would cost clean text an allocation
		p.chain.Run(stream.Append, decodeRules...)
	}
}

// repair decodes and repairs a block. It reports whether nothing more would change.
//
// A line that reads as damaged only once it was converted is frozen: it is not
// converted, for what it would become was never written. If most lines do, or others
// do then, none is converted.
func (p *pipeline) repair(stream encoding.Stream, block []byte, o *options, clean bool) (settled bool) {
	c := &p.chain
	p.decode(stream, block, o, clean)
	p.frozen = nil
	if stream.Binary() && !p.text(o) {
		return true // nothing in it is text that could be repaired
	}
	var (
		converted bool // in the last round
		calm      bool // nothing else changed in the round before conversion
		careful   bool // convert only what is calm
	)
	for round := range maxRounds {
		again := round > 0
		more, opened := p.misread(o, again, converted)
		switch {
		case len(opened) == 0:
		case !calm:
			c.Restore()
			careful, converted = true, false
			continue
		default:
			c.Restore()
			if len(p.frozen) > 0 || 2*len(opened) > len(chain.Differing(c.Text(), p.opened)) {
				p.frozen = nil
				return true
			}
			p.frozen.Add(opened)
			if converted = o.stages.convert(c, &p.gate, again, p.frozen); !converted {
				return true
			}
			continue
		}
		if more = o.stages.run(c, &p.gate, again) || more; !more && converted {
			return true // and nothing is left to convert
		}
		if converted = false; !careful || !more {
			if calm = !more; o.stages.converts(c, &p.gate) {
				c.Save()
				converted = o.stages.convert(c, &p.gate, again, p.frozen)
			}
		}
		if !more && !converted {
			return true
		}
	}
	return false
}

// text reports whether a block that looks as if it were no text is text, once wrong
// decodings are undone in it: the NULs of UTF-16 that was read in another charset
// stand among its other characters. Otherwise it undoes them at most.
func (p *pipeline) text(o *options) bool {
	c := &p.chain
	if !o.mojibake || !p.gate.Early(c).Valid {
		return false
	}
	for round := range maxRounds {
		if places := p.gate.Early(c).Unlikely; len(places) == 0 || !p.undo(o, places, round > 0) {
			break
		}
	}
	return c.Changes() > 0 && !encoding.NotText(c.Text())
}

// misread undoes what a link farm and wrong decodings did. If that changes lines
// right after their conversion, it names those that are not frozen.
func (p *pipeline) misread(o *options, again, converted bool) (changed bool, opened []int) {
	c := &p.chain
	// The link farm leaves bytes out of step, and says where. Without that
	// knowledge the search for wrong decodings would have to guess.
	before := c.Text()
	if changed = p.farm(o, again); changed && converted {
		if opened = p.frozen.Lacking(chain.Differing(before, c.Text())); len(opened) > 0 {
			p.opened = append(p.opened[:0], before...)
			return true, opened
		}
	}
	if !o.mojibake {
		return changed, nil
	}
	places := p.gate.Early(c).Unlikely
	if len(places) == 0 {
		return changed, nil
	}
	before = c.Text()
	if p.undo(o, places, again) {
		if changed = true; converted {
			if opened = p.frozen.Lacking(chain.Differing(before, c.Text())); len(opened) > 0 {
				p.opened = append(p.opened[:0], before...)
			}
		}
	}
	return changed, opened
}

// farm undoes what a link farm did. Where that was nothing in the block as it came, it is asked about
// again near lines that changed.
func (p *pipeline) farm(o *options, again bool) (changed bool) {
	c := &p.chain
	if !o.stages.linkfarm {
		return false
	}
	seen := p.gate.Early(c)
	marks, all := seen.Marks, !seen.Hasty
	if len(marks) == 0 {
		return false
	}
	if p.plain != nil && p.plainNow(marks, o) {
		return false
	}
	changed = c.RunAt(linkfarm.By(o.model), marks, again, farmRules...)
	if all && c.Changes() == 0 && !c.Said() {
		p.plain = c.Text()
		p.private = seen.VeryOdd || slices.ContainsFunc(seen.Odd, func(at int32) bool { return runeclass.HasPrivate(p.plain[at:min(len(p.plain), int(at)+3)]) })
	}
	return changed
}

// farmReach is how far a line that changed may matter to what tells of a link farm: a line is judged by
// those near it.
const farmReach = 1 << 14

// plainNow reports whether no link farm was at the text, of which that is known as it came. Characters
// of private use, and the width of marks, tell something farther away.
func (p *pipeline) plainNow(marks []int32, o *options) bool {
	text := p.chain.Text()
	if o.stages.canonical&canonical.Folding != 0 {
		return false
	}
	if !p.private && !linkfarm.Signs(text, marks) {
		return true
	}
	near, done, private := p.places[:0], 0, false // text[:done] was looked at
	changed.Parts(p.plain, text, func(from, to, outFrom, outTo int) {
		private = private || p.private && runeclass.HasPrivate(p.plain[from:to])
		if outTo = min(len(text), outTo+farmReach); outTo <= done {
			return
		}
		outFrom = max(done, outFrom-farmReach)
		outFrom = done + linescan.Start(text[done:], outFrom-done)
		done = linescan.End(text, outTo)
		i, _ := slices.BinarySearch(marks, int32(outFrom))
		j, _ := slices.BinarySearch(marks, int32(done))
		near = append(near, marks[i:j]...)
	})
	p.places = near
	if private || len(near) == 0 {
		return !private
	}
	var log edit.Log
	linkfarm.By(o.model)(nil, text, near, &log)
	return log.Verdicts == [3]int{}
}

// undo undoes wrong decodings near places. What it has said of a text, that looks at it
// until nothing changes, it is not asked again; and where there was nothing in the block as it
// came, of lines that stayed neither.
func (p *pipeline) undo(o *options, places []int32, again bool) (changed bool) {
	c := &p.chain
	if again && p.undone == c.Changes()+1 {
		return false
	}
	fix := p.fixer(o)
	if p.calm != nil {
		p.places = placesIn(p.places[:0], places, p.calm, c.Text())
		calm := len(p.places) == 0
		if !calm {
			var log edit.Log
			_, changed := fix.AppendAt(nil, c.Text(), p.places, &log)
			if calm = !changed && fix.Calm(); calm && log.Verdicts == [3]int{} {
				p.places = p.places[:0] // nor is anything told there
			}
		}
		if calm {
			places = p.places
		}
	}
	all := !p.gate.Early(c).Hasty // the gate noted all places
	changed = c.RunAt(fix.AppendAt, places, again, misreadRules...)
	if p.undone = c.Changes() + 1; c.Partly() {
		p.undone = 0
	}
	if all && c.Changes() == 0 && fix.Calm() {
		p.calm = c.Text()
	}
	p.release(fix) // not where it panicked: nobody knows what it holds then
	return changed
}

// fixers holds those that no pipeline uses at the moment: they are large, and the tables that they
// make as they go serve the next text as well.
var fixers = sync.Pool{New: func() any { return new(mojibake.Fixer) }}

// fixer returns what undoes wrong decodings, until release.
func (p *pipeline) fixer(o *options) *mojibake.Fixer {
	if o.model == nil {
		return fixers.Get().(*mojibake.Fixer)
	}
	if p.mojibake == nil {
		p.mojibake = new(mojibake.Fixer)
		p.mojibake.Use(o.model)
	}
	return p.mojibake
}

func (p *pipeline) release(f *mojibake.Fixer) {
	if f != p.mojibake {
		fixers.Put(f)
	}
}

// placesIn appends those of the places of text that are in lines which before, of as many lines, has otherwise, and in the
// lines beside these: what stands there may be why they were noted.
func placesIn(dst, places []int32, before, text []byte) []int32 {
	done, known := 0, 0 // text[:done] has as many lines as before[:known]
	for _, p := range places {
		from := linescan.Start(text, int(p))
		from = linescan.Start(text, max(0, from-1))
		to := linescan.End(text, int(p))
		to = linescan.End(text, to)
		known += changed.SkipLines(before[known:], bytes.Count(text[done:from], newline))
		done = from
		end := len(before)
		if to < len(text) {
			end = known + changed.SkipLines(before[known:], bytes.Count(text[from:to], newline))
		}
		if !bytes.Equal(before[known:end], text[from:to]) {
			dst = append(dst, p)
		}
	}
	return dst
}

var newline = []byte{'\n'}
