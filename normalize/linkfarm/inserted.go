package linkfarm

import (
	"slices"

	"github.com/fixtext/fixtext/edit"
)

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
	ledger
	sites     []site
	different []rune // of a sum of lines: characters that sites stand at, a few

	judged, isFarm bool
}

// evidenceOf measures a line; nil: it has no evidence of kind k.
func evidenceOf(k kind, line []byte) *evidence {
	e := &evidence{}
	habits[k].measure(e, line)
	e.ledger[found] = float64(len(e.sites))
	if e.ledger == (ledger{}) {
		return nil
	}
	return e
}

// add adds what another line shows.
func (sum *evidence) add(e *evidence) {
	sum.ledger.add(&e.ledger)
	for i := 0; i < len(e.sites) && len(sum.different) < enoughDiffer; i++ {
		if k := e.sites[i].k; !slices.Contains(sum.different, k) {
			sum.different = append(sum.different, k)
		}
	}
}

// holds asks whether kind k was put into lines of which sum is the evidence.
func (sum *evidence) holds(k kind) bool {
	sum.ledger[differ] = float64(len(sum.different))
	sum.ledger[share] = sum.ledger[found] / max(1, sum.ledger[places])
	return slices.ContainsFunc(habits[k].claims, func(c *claim) bool { return c.holds(&sum.ledger) })
}

// farm decides whether kind k was put into line i, by so many lines on either
// side of it. Readings with tones tell by one line, too.
func (p *page) farm(k kind, i int) bool {
	e := p.lines[i].seen[k]
	if e == nil || e.judged || len(e.sites) == 0 {
		return e != nil && e.isFarm
	}
	e.judged = true
	var own, sum evidence
	if k == tonedKind {
		p.search.look(p.block, p.lines[i].from)
		own.ledger = e.ledger
		own.ledger[foreignScript] = p.search.foreign
		sum.ledger[foreignScript] = p.search.foreign
		e.isFarm = own.holds(k)
	}
	if !e.isFarm {
		p.near(i, k, func(j int) bool {
			sum.add(p.lines[j].seen[k])
			return false
		})
		e.isFarm = sum.holds(k)
	}
	return e.isFarm
}

// near calls f for line i and those around it that have evidence of kind k, as many on either side, or
// more on one where the other has none, until it has seen enough.
func (p *page) near(i int, k kind, f func(j int) bool) bool {
	_, n := p.reach(i, k, -1, nearLines)
	to, n := p.reach(i, k, 1, 2*nearLines-n)
	from, _ := p.reach(i, k, -1, 2*nearLines-n)
	for j := from; j <= to; j++ {
		if p.lines[j].seen[k] != nil && f(j) {
			return true
		}
	}
	return false
}

// reach goes from line i in direction d, past most others that have evidence of kind k, and tells where
// it has come and past how many.
func (p *page) reach(i int, k kind, d, most int) (j, n int) {
	for j = i; n < most && j+d >= 0 && j+d < len(p.lines) && (p.lines[j+d].from-p.lines[i].from)*d <= nearBytes; {
		if j += d; p.lines[j].seen[k] != nil {
			n++
		}
	}
	return j, n
}

// drop takes what was put into line i out of it, if anything was, and says so.
func (p *page) drop(i int, k kind) bool {
	if !p.farm(k, i) {
		return false
	}
	l := &p.lines[i]
	e := l.seen[k]
	if len(l.edits) > 0 {
		e = evidenceOf(k, l.text)
	}
	if e == nil {
		return true
	}
	edits := make([]edit.Edit, 0, len(e.sites))
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
