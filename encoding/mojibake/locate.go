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

// mayHold reports whether the line may hold spans that s made.
func (f *fixer) mayHold(s step, located *scores) bool {
	if s.y == partial { // which has all characters
		return f.w.mayBe(s)
	}
	return s.y.phased() || located[s.x][s.y] > 0
}

// near reports whether a few characters may well be what s made of others: whether they
// read better by far if it is undone, or just better, where a weak sign is enough: where
// there are letters of an alphabet among them, or characters that the line does not have.
func (f *fixer) near(s step, weak bool, located *scores) bool {
	w := &f.w
	switch {
	case s.y.phased():
		return w.glimpse(s) && (weak || judge.Enough(judge.NearOutOfStep, w.gainOutOfStep(s)))
	case s.y == partial, s.y.single():
		return w.mayBe(s) || s.x == utf8Source && w.valid(s)
	case weak:
		return located[s.x][s.y] > 0
	case s.x == utf8Source:
		return judge.Enough(judge.NearRoughUTF8, located[s.x][s.y])
	}
	return judge.Enough(judge.NearUTF8, located[s.x][s.y])
}
