package judge

import (
	"fmt"
	"math"
)

// Evidence is one line of a ledger, for people.
type Evidence struct {
	Words  string
	Weight float64 // in nats; it speaks against the reading if less than 0, and −Inf forbids it
}

// Explain returns what counted for a reading and against it, and the decision. Weights
// add up to more than 0, or to 0, for what is made.
func Explain(l *Ledger) (list []Evidence, d Decision) {
	d, forbids := decide(l)
	b := l.Bar()
	add := func(weight int, words string, args ...any) {
		list = append(list, Evidence{fmt.Sprintf(words, args...), float64(weight) / nat})
	}
	add(l.Gain, "the language model finds the reading likelier by")
	for f := firstWeighed; f <= lastWeighed; f++ {
		if l.Has(f) {
			add(l.N(f)*rows[f].Weight, "%s%s", rows[f].Words, l.share(f))
		}
	}
	add(-b.Asks(l.Chars), "is asked of %s with %d characters", b.Words, l.Chars)
	for f := Proved; f < TooShort; f++ {
		if l.Counts(f) && (f < firstWeighed || f > lastWeighed) {
			add(0, "%s", rows[f].Words)
		}
	}
	if b.Mean > 0 && l.Mean > b.Mean {
		list = append(list, Evidence{fmt.Sprintf("a character of the reading costs %.1f, more than %.1f", float64(l.Mean)/nat, float64(b.Mean)/nat), math.Inf(-1)})
	}
	if forbids != none {
		list = append(list, Evidence{rows[forbids].Words + l.share(forbids), math.Inf(-1)})
	}
	return list, d
}

// share says how often a feature was seen, if that was counted.
func (l *Ledger) share(f Feature) string {
	c := l.counts[f]
	if c.of <= 1 {
		return ""
	}
	return fmt.Sprintf(" (%d of %d)", c.n, c.of)
}
