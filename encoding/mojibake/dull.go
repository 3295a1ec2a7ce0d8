package mojibake

// Bounds of what is remembered, so that memory is bounded: texts, and bytes of them.
const (
	maxDull      = 1 << 12
	maxDullBytes = 1 << 20
)

// dull remembers texts that were looked at and held nothing: of two kinds, which a fixer keeps
// apart, lines in which no reading was found, and the few characters around a suspicious place
// that are no reason to look at the line; a line without a reading may still have to be told of. Lines of real pages come many times, rare words do, and each
// stage that changes some lines of a block has all of it looked at again.
type dull struct {
	block uint32 // the number of the block at hand
	seen  map[string]sight
	bytes int // of the texts
}

// sight is what is known of a dull text.
type sight struct {
	block  uint32 // the last one that it was met in
	always bool   // it is dull by itself, whatever is in its block

	steps, work int // what it took to find out
}

// begin begins a block. What depends on the one before is not known any more.
func (d *dull) begin() {
	if d.block++; d.block == 0 || len(d.seen) >= maxDull || d.bytes >= maxDullBytes {
		*d = dull{seen: d.seen, block: 1}
		clear(d.seen)
	}
}

// isDull reports whether text was looked at before and held nothing. It matters only as
// long as nothing was found in the block: what was found is evidence for the rest. The
// first time in a block costs as much of the work that is allowed as the look that is saved,
// so that what is found in a block does not depend on what was seen before it.
func (f *fixer) isDull(d *dull, text []byte) bool {
	if f.sure || f.hinted || len(f.last) > 0 {
		return false
	}
	s, ok := d.seen[string(text)]
	if !ok || s.block != d.block && !(s.always && f.unbiased()) {
		return false
	}
	if s.block != d.block {
		s.block = d.block
		d.seen[string(text)] = s
		if s.steps != 0 || s.work != 0 {
			steps, work := f.steps, f.w.work
			f.steps, f.w.work = steps-s.steps, work-s.work
			f.spent(len(text), steps, work)
		}
	}
	return true
}

// noteDull takes note that text was looked at and held nothing, which took so much. What
// was looked at before anything was found in the block, and with work to spare, is dull in
// every block.
func (f *fixer) noteDull(d *dull, text []byte, steps, work int) {
	if f.sure || f.hinted || len(f.last) > 0 || len(d.seen) >= maxDull || d.bytes >= maxDullBytes {
		return
	}
	if d.seen == nil {
		d.seen = make(map[string]sight)
	}
	if _, ok := d.seen[string(text)]; !ok {
		d.bytes += len(text)
	}
	always := f.unbiased() && f.steps > 0 && (f.w.work > 0 || f.exact)
	d.seen[string(text)] = sight{d.block, always, steps, work}
}

// spent counts the work on n bytes of a line in which nothing was found, or hardly anything:
// it began with so much left of it.
func (f *fixer) spent(n, steps, work int) {
	if f.vain += n; f.vain > patience {
		f.steps -= inVain * (steps - f.steps)
		f.w.work -= inVain * (work - f.w.work)
	}
}

// unbiased reports whether nothing was found in the block that would be evidence for a text.
func (f *fixer) unbiased() bool {
	return !f.sure && !f.hinted && !f.refills && !f.west.found && len(f.last) == 0
}
