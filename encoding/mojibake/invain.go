package mojibake

import (
	"github.com/fixtext/fixtext/internal/decoder"
)

// searched remembers what was looked for in lines in vain, from one look at a block to the next:
// in what way a line is read as a step depends on the line, on the step, and on whether the
// block proves that, which is not remembered; and on whether any work is left. So nothing
// else is found, but sooner. The work that was done once counts each time, or the block
// would be searched further.
type searched struct {
	lines map[string]int
	known []vain
	bytes int
	line  *vain // the line at hand; nil if it is not to be remembered
	whole map[string]inWhole
}

// inWhole is that a line was looked at as a whole in vain.
type inWhole struct {
	evidence uint64 // a hash of what that depends on beside the line
	steps    int    // that it took
}

// vain is what was looked for in a line in vain.
type vain struct {
	steps [2][numSources]uint32 // of which pages, as bits; first those without work that was left
	work  [numSources][decoder.NumPages]int32
}

// begin forgets all.
func (v *searched) begin() {
	*v = searched{known: v.known[:0]} // to clear what was large takes longer each time
}

// turn turns to a line.
func (v *searched) turn(line []byte) {
	v.line = nil
	i, ok := v.lines[string(line)]
	if !ok {
		if len(v.known) == maxKnown || v.bytes+len(line) > maxKnownBytes {
			return
		}
		if v.lines == nil {
			v.lines = make(map[string]int)
		}
		i = len(v.known)
		v.known, v.bytes = append(v.known, vain{}), v.bytes+len(line)
		v.lines[string(line)] = i
	}
	v.line = &v.known[i]
}

// readOnce is read, but for what was read in vain before.
func (f *fixer) readOnce(s step) partly {
	v := f.searched.line
	if v == nil || f.every || f.trace != nil || f.isProved(s) {
		return f.read(s)
	}
	steps := &v.steps[0][s.Source]
	if f.w.work > 0 {
		steps = &v.steps[1][s.Source]
	}
	if *steps>>s.Page&1 != 0 {
		f.steps -= len(f.w.runes)
		if f.w.work > 0 {
			f.w.work -= int(v.work[s.Source][s.Page])
		}
		return partly{}
	}
	before := f.w.work
	r := f.read(s)
	if len(r.readings) == 0 && (before > 0) == (f.w.work > 0) {
		*steps |= 1 << s.Page
		if before > 0 {
			v.work[s.Source][s.Page] = int32(before - f.w.work)
		}
	}
	return r
}

// wholeOnce is whole, but for short lines at which whole looked in vain before, when the block
// said the same of them. Of lines that lost bytes, whole does not ask much.
func (f *fixer) wholeOnce(line []byte) []reading {
	if len(line) < 2*minWhole || f.isDull(&f.dullLines, line) {
		return nil
	}
	if len(line) > 2*around || f.every || f.trace != nil || lacking(line) {
		return f.whole(line)
	}
	evidence := f.evidence(line)
	if was, ok := f.searched.whole[string(line)]; ok && was.evidence == evidence {
		f.steps -= was.steps
		return nil
	}
	steps, last := f.steps, f.last
	list := f.whole(line)
	if list == nil && f.searched.bytes+len(line) <= maxKnownBytes && len(f.last) == len(last) && (len(last) == 0 || &f.last[0] == &last[0]) && f.evidence(line) == evidence {
		if f.searched.whole == nil {
			f.searched.whole = make(map[string]inWhole)
		}
		f.searched.bytes += len(line)
		f.searched.whole[string(line)] = inWhole{evidence, steps - f.steps}
	}
	return list
}

// evidence is a hash of what the block says that whole asks for: the steps that are likely, those that
// are proved, which page the last line was in, and whether any work is left.
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
	add(int(f.west.last))
	return h
}
