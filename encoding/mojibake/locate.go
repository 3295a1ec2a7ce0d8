package mojibake

import "github.com/fixtext/fixtext/internal/judge"

// scores are by how much likelier a part of a line is if a step made it, by steps; 0 for
// those that the decoder does not know or that it takes for unlikely.
type scores [numSources][numPages]int

// locate asks the decoder which steps may have made parts of the line that was loaded, and
// whether UTF-16 may have.
func (f *fixer) locate() (list scores, units bool) {
	for _, g := range f.rec.Segments(f.w.line) {
		if x, y := source(g.Step.Source), page(g.Step.Page); x < numSources {
			list[x][y] = max(list[x][y], g.Score)
		} else {
			units = units || judge.Enough(judge.NearRoughUTF8, g.Score)
		}
	}
	return list, units
}

// mayHold reports whether the line may hold spans that s made. Of what was met in the
// block, little is a sign.
func (f *fixer) mayHold(s step, located *scores) bool {
	switch {
	case s.y == partial: // which has all characters
		return f.w.mayBe(s)
	case s.y.phased():
		return true
	case s.crosses() && !f.isMet(s): // more happens by chance
		return judge.Enough(judge.NearRoughUTF8, located[s.x][s.y])
	}
	return located[s.x][s.y] > 0
}

// isMet reports whether s was done to the last line, or is proved for the block.
func (f *fixer) isMet(s step) bool { return f.hinted && s == f.hint || f.isProved(s) }

// near reports whether a few characters may well be what s made of others: whether they
// read better by far if it is undone, or, where there are letters of an alphabet among
// them, just better.
func (f *fixer) near(s step, letters bool, located *scores) bool {
	w := &f.w
	switch {
	case s.y.phased():
		return w.glimpse(s) && (letters || judge.Enough(judge.NearOutOfStep, w.gainOutOfStep(s)))
	case s.y == partial, s.y.single():
		return w.mayBe(s) || s.x == utf8Source && w.valid(s)
	case letters:
		return located[s.x][s.y] > 0 // among foreign letters, less is a sign
	case s.x == utf8Source:
		return judge.Enough(judge.NearRoughUTF8, located[s.x][s.y])
	}
	return judge.Enough(judge.NearUTF8, located[s.x][s.y])
}
