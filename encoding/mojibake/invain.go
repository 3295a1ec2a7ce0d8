package mojibake

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
}

// vain is what was looked for in a line in vain.
type vain struct {
	steps [2][numSources]uint32 // of which pages, as bits; first those without work that was left
	work  [numSources][numPages]int32
}

// begin forgets all.
func (v *searched) begin() {
	clear(v.lines)
	v.known, v.bytes, v.line = v.known[:0], 0, nil
}

// turn turns to a line.
func (v *searched) turn(line []byte) {
	v.line = nil
	i, ok := v.lines[string(line)]
	if !ok {
		if len(v.known) == maxSearched || v.bytes+len(line) > maxSearchedBytes {
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
	steps := &v.steps[0][s.x]
	if f.w.work > 0 {
		steps = &v.steps[1][s.x]
	}
	if *steps>>s.y&1 != 0 {
		f.steps -= len(f.w.runes)
		if f.w.work > 0 {
			f.w.work -= int(v.work[s.x][s.y])
		}
		return partly{}
	}
	before := f.w.work
	r := f.read(s)
	if len(r.readings) == 0 && (before > 0) == (f.w.work > 0) {
		*steps |= 1 << s.y
		if before > 0 {
			v.work[s.x][s.y] = int32(before - f.w.work)
		}
	}
	return r
}
