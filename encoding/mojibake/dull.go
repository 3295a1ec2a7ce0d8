package mojibake

// dull remembers texts that were looked at in a block and held nothing: of two kinds, which
// a fixer keeps apart, lines in which no reading was found, and the few characters around a
// suspicious place that are no reason to look at the line; a line without a reading may
// still have to be told of. Lines of real pages come many times, and rare words do. Nothing is
// remembered beyond one look at a block: what is found in a text must not depend on what was
// seen before.
type dull struct {
	block uint32            // the number of the block at hand
	seen  map[string]uint32 // the block that it was met in last
	texts int               // of this block
	bytes int               // of these
	old   int               // texts of other blocks
}

// begin begins a block, or a text.
func (d *dull) begin() {
	d.old += d.texts
	d.texts, d.bytes = 0, 0
	if d.block++; d.block == 0 || d.old >= maxKnown {
		d.block, d.old = 1, 0
		clear(d.seen)
	}
}

// isDull reports whether text was looked at before in this block and held nothing. It
// matters only as long as nothing was found in the block: what was found is evidence for
// the rest.
func (f *fixer) isDull(d *dull, text []byte) bool {
	if f.sure || f.hinted || len(f.last) > 0 {
		return false
	}
	block, ok := d.seen[string(text)]
	return ok && block == d.block
}

// noteDull takes note that text was looked at and held nothing.
func (f *fixer) noteDull(d *dull, text []byte) {
	if f.sure || f.hinted || len(f.last) > 0 || d.texts >= maxKnown || d.bytes >= maxKnownBytes {
		return
	}
	if d.seen == nil {
		d.seen = make(map[string]uint32)
	}
	d.texts++
	d.bytes += len(text)
	d.seen[string(text)] = d.block
}

// spent counts the work on n bytes of a line in which nothing was found, or hardly anything:
// it began with so much left of it.
func (f *fixer) spent(n, steps, work int) {
	if f.vain += n; f.vain > patience {
		f.steps -= inVain * (steps - f.steps)
		f.w.work -= inVain * (work - f.w.work)
	}
}
