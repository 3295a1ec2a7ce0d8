package mojibake

import (
	"bytes"

	"github.com/fixtext/fixtext/internal/decoder"
)

// memory remembers what was looked for in texts of a block in vain: in lines, and in the few characters around
// suspicious places. Lines of real pages come many times, rare words do, and a block is looked at until nothing
// changes. What is found in a text depends on the text, on what the block says elsewhere, which is asked for,
// and on whether any work is left; so nothing else is found, but sooner. Nothing is known of a text that was
// met in another block: what is found must not depend on what was seen before.
type memory struct {
	texts map[string]*vain
	block uint32 // the number of the block
	look  uint32 // of the look at it
	met   int    // texts of the block
	bytes int    // of these
	line  *vain  // the line at hand; nil if it is not remembered
}

// vain is what was looked for in a text in vain.
type vain struct {
	block    uint32
	dull     [2]uint32 // the last look that found nothing: as a line, as a place
	evidence uint64    // a hash of what a look at the line as a whole depended on; 0: there was none
	whole    int       // the steps that it took
	read     uint32    // the last look that asked for steps
	steps    [2][numSources]uint32
	work     *[numSources][decoder.NumPages]int32
}

// What a text may be. A line without a reading may still have to be told of; a place that is dull is no reason to
// look at its line.
const (
	asLine = iota
	asPlace
)

// begin begins a block.
func (m *memory) begin() {
	if len(m.texts) >= maxKnown {
		clear(m.texts)
	}
	m.block++
	m.met, m.bytes = 0, 0
}

// of returns what is known of a text, nil if there is no room.
func (m *memory) of(text []byte) *vain {
	v := m.texts[string(text)]
	switch {
	case v != nil && v.block == m.block:
		return v
	case m.met >= maxKnown || m.bytes+len(text) > maxKnownBytes:
		return nil
	case v == nil:
		if m.texts == nil {
			m.texts = make(map[string]*vain)
		}
		v = new(vain)
		m.texts[string(text)] = v
	}
	*v = vain{block: m.block}
	m.met, m.bytes = m.met+1, m.bytes+len(text)
	return v
}

// isDull reports whether a text was looked at before, in this look at the block, and held nothing. It
// matters only as long as nothing was found in the block: what was found is evidence for
// the rest.
func (f *fixer) isDull(text []byte, as int) bool {
	if f.sure || f.hinted || len(f.last) > 0 {
		return false
	}
	v := f.known.texts[string(text)]
	return v != nil && v.block == f.known.block && v.dull[as] == f.known.look
}

// noteDull takes note that a text was looked at and held nothing.
func (f *fixer) noteDull(text []byte, as int) {
	if f.sure || f.hinted || len(f.last) > 0 {
		return
	}
	if v := f.known.of(text); v != nil {
		v.dull[as] = f.known.look
	}
}

// readOnce is read, but for what was read in vain before. The work that was done once counts each time, or the block
// would be searched further.
func (f *fixer) readOnce(s step) partly {
	v := f.known.line
	if v == nil || f.every || f.trace != nil || f.isProved(s) {
		return f.read(s)
	}
	if v.read != f.known.look && bytes.ContainsAny(f.w.line, "?\uFFFD") { // what was lost is chosen by what the block says
		v.steps, v.work = [2][numSources]uint32{}, nil
	}
	v.read = f.known.look
	before, working := f.w.work, 0
	if before > 0 {
		working = 1
	}
	if v.steps[working][s.Source]>>s.Page&1 != 0 {
		f.steps -= len(f.w.runes)
		if working > 0 {
			f.w.work -= int(v.work[s.Source][s.Page])
		}
		return partly{}
	}
	r := f.read(s)
	if len(r.readings) == 0 && (before > 0) == (f.w.work > 0) {
		v.steps[working][s.Source] |= 1 << s.Page
		if working > 0 {
			if v.work == nil {
				v.work = new([numSources][decoder.NumPages]int32)
			}
			v.work[s.Source][s.Page] = int32(before - f.w.work)
		}
	}
	return r
}

// wholeOnce is whole, but for short lines at which whole looked in vain before, when the block
// said the same of them. Of lines that lost bytes, whole does not ask much.
func (f *fixer) wholeOnce(line []byte) []reading {
	if len(line) < 2*minWhole || f.isDull(line, asLine) {
		return nil
	}
	if len(line) > 2*around || lacking(line) {
		return f.whole(line)
	}
	v, evidence := f.known.of(line), f.evidence(line)
	if v != nil && v.evidence == evidence {
		f.steps -= v.whole
		return nil
	}
	steps := f.steps
	list := f.whole(line)
	if v != nil && list == nil && f.evidence(line) == evidence {
		v.evidence, v.whole = evidence, steps-f.steps
	}
	return list
}

// evidence is a hash of what the block says that whole asks for: the steps that are likely, those that
// are proved, and whether any work is left.
func (f *fixer) evidence(line []byte) (h uint64) {
	add := func(x int) { h = (h ^ uint64(x)) * 0x9E3779B97F4A7C15; h ^= h >> 29 }
	for _, g := range f.guesses(line) {
		add(int(g.Step.Source)<<8 | int(g.Step.Page))
		add(g.Score)
		if g.Layered {
			add(1)
		}
	}
	for _, s := range f.provedSteps {
		add(int(s.Source)<<8 | int(s.Page))
	}
	for _, left := range [...]bool{f.steps > 0, f.w.work > 0} {
		if left {
			add(1)
		}
		add(0)
	}
	return h | 1
}
