package linkfarm

import "github.com/fixtext/fixtext/edit"

// A kind is one of the things that the tools put between characters. Clean text has
// them, too, so each is measured line by line: pages that follow one another in a block
// do not vouch for each other, and a line that cannot decide looks at its neighbours.
type kind uint8

const (
	commaKind    kind = iota // a comma before another mark
	tonedKind                // a reading with its tone
	tonelessKind             // one without
	strewnKind               // a symbol
	blankKind                // a blank that became a question mark and a blank
	kinds
)

// habits says of each kind how it is found in a line, and which claims, any of which
// will do, say that it was put there.
var habits = [kinds]struct {
	sign    sign // what lines have that are measured
	measure func(*evidence, []byte)
	claims  []*claim
	drop    edit.Edit // what is said of each that is taken out
}{
	commaKind: {commaSign, measureCommas, []*claim{&commaPage},
		edit.Edit{Rule: RuleComma, Confidence: commaPage.sure, Note: "a comma before another mark, as in most of this page"}},
	tonedKind: {noteSign, measureNotes, []*claim{&noteLine},
		edit.Edit{Rule: RuleAnnotation, Confidence: noteLine.sure, Note: "the character also stands without this reading"}},
	tonelessKind: {noteSign, measureToneless, []*claim{&tonelessNear, &tonelessTwice},
		edit.Edit{Rule: RuleToneless, Confidence: tonelessNear.sure, Note: "toneless readings behind several ordinary characters nearby"}},
	strewnKind: {strewnSign, measureStrewn, []*claim{&strewnNear},
		edit.Edit{Rule: RuleStrewn, Confidence: strewnNear.sure, Note: "signs like this stand in the midst of words nearby"}},
	blankKind: {blankSign, measureBlanks, []*claim{&blankNear},
		edit.Edit{Rule: RuleStrewn, Out: []byte("\u00a0"), Confidence: blankNear.sure, Note: "a question mark and a blank behind other marks, several times nearby"}},
}

// site is a place where something may have been put in.
type site struct {
	k        rune // the character it belongs to
	from, to int  // in bytes of the line
	note          // if it is a reading
	proved   bool // putting it in again gives the line back
}

// evidence is what a line shows of one kind.
type evidence struct {
	off int // of the line, in the block
	ledger
	sites []site

	judged, isFarm bool
}

// evidenceOf measures a line.
func evidenceOf(k kind, off int, line []byte) evidence {
	e := evidence{off: off}
	habits[k].measure(&e, line)
	e.ledger[found] = float64(len(e.sites))
	return e
}

// holds asks whether kind k was put into the lines of which e is the sum.
func (e *evidence) holds(k kind) bool {
	different := map[rune]bool{}
	for _, s := range e.sites {
		different[s.k] = true
	}
	e.ledger[differ] = float64(len(different))
	e.ledger[share] = e.ledger[found] / max(1, e.ledger[places])
	for _, c := range habits[k].claims {
		if c.holds(&e.ledger) {
			return true
		}
	}
	return false
}

// farm decides whether kind k was put into line i of its evidence: that alone tells, or with
// so many lines on either side of it, or more on one where the other has none.
func (p *page) farm(k kind, i int) bool {
	lines := p.inserted[k]
	e := &lines[i]
	if e.judged || len(e.sites) == 0 {
		return e.isFarm
	}
	e.judged = true
	var sum evidence
	for j := max(0, min(i-nearLines, len(lines)-1-2*nearLines)); j < min(len(lines), max(i, nearLines)+nearLines+1); j++ {
		if d := lines[j].off - e.off; -nearBytes <= d && d <= nearBytes {
			sum.ledger.add(&lines[j].ledger)
			sum.sites = append(sum.sites, lines[j].sites...)
		}
	}
	if k == tonedKind {
		sum.ledger[foreignScript] = p.foreign.near(p.block, e.off)
	}
	e.isFarm = sum.holds(k)
	return e.isFarm
}

// drop takes what was put into a line out of it, if anything was, and says so.
func (p *page) drop(l *line, k kind) bool {
	if l.at[k] < 0 || !p.farm(k, l.at[k]) {
		return false
	}
	e := evidenceOf(k, l.from, l.text)
	var edits []edit.Edit
	for _, s := range e.sites {
		d := habits[k].drop
		d.Offset, d.In, d.Verdict = int64(s.from), l.text[s.from:s.to], edit.Inferred
		if s.proved {
			d.Verdict, d.Confidence, d.Note = edit.Exact, 1, ""
		}
		edits = append(edits, d)
	}
	l.do(edits)
	return true
}
