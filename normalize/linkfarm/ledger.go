package linkfarm

import (
	"math"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/judge"
)

// A feature is something that is measured on a text before anything is decided:
// nats where nothing else is said, else a number of things or a share.
type feature uint8

const (
	// Of a run of bytes that may be out of step.
	gain    feature = iota // the language model prefers the restored text by this much
	guesses                // bytes filled in
	spare                  // characters that the page's own bytes give, less the guesses
	proved                 // 1: doing the damage again gives the page

	// Of what was put between characters of a line.
	found      // places where something was
	places     // where it could have been: marks, Han characters
	share      // found, of these
	differ     // different characters that it stands at
	beforeStop // commas before 、 or 。
	running    // toneless readings in the midst of words, less those that teach
	joins      // nats: what stands around symbols is likelier side by side than apart
	twice      // readings that are written more than once

	// Of toned readings; each character counts once, but for plain.
	tableReading  // a character of the farm's table with the table's reading
	otherReading  // with another of its readings, or another character that conversion changes
	plain         // readings on characters that no conversion changes
	blanks        // 1: a blank stands before a closing parenthesis, which nobody else writes
	dense         // 1: half of the line's Han have readings, none with a blank
	foreignScript // characters near that the tool does not write; 0 where they are few

	features
)

// A ledger holds what was measured for one question. Nothing in it is decided.
type ledger [features]float64

// add adds what another line shows, for features that are counts.
func (l *ledger) add(o *ledger) {
	for f := range l {
		l[f] += o[f]
	}
}

// A claim says that something was done to a text, and what its ledger must show:
// the features, weighed against each other, reach the bar, and no limit is passed.
type claim struct {
	weights ledger
	bar     float64
	limits  []limit
	doubt   feature // where it is 0, doing the damage again surely gives the text as it is
	sure    float64 // the confidence of what is inferred, where not the score tells
}

// limit is a bound for one feature, the ends included.
type limit struct {
	feature
	least, most float64
}

var none = math.Inf(1) // no limit

// decide is the only place where evidence is compared with what is asked for.
func (c *claim) decide(l *ledger) (d judge.Decision, score float64) {
	for f, w := range c.weights {
		score += w * l[f]
	}
	if score < c.bar {
		return judge.Keep, score
	}
	for _, b := range c.limits {
		if l[b.feature] < b.least || l[b.feature] > b.most {
			return judge.Keep, score
		}
	}
	if c.doubt != 0 && l[c.doubt] == 0 {
		return judge.Exact, score
	}
	return judge.Infer, score
}

// holds reports whether a claim is what happened.
func (c *claim) holds(l *ledger) bool {
	d, _ := c.decide(l)
	return d.Made()
}

// judge enters in an edit what is decided on the claim that it follows from, and
// reports whether it is to be made.
func (c *claim) judge(l *ledger, e *edit.Edit) bool {
	d, score := c.decide(l)
	e.Confidence = 1 / (1 + math.Exp(-score))
	if d != judge.Exact {
		e.Verdict = edit.Inferred
	}
	return d.Made()
}
