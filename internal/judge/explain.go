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
	b := &bars[l.Kind]
	add := func(weight int, words string, args ...any) {
		list = append(list, Evidence{fmt.Sprintf(words, args...), float64(weight) / nat})
	}
	if l.Kind.span() {
		return l.explainScore(d, forbids), d
	}
	add(l.Gain, "the language model finds the reading likelier by")
	for f := firstWeighed; f <= lastWeighed; f++ {
		if l.Has(f) {
			add(l.N(f)*rows[f].Weight, "%s%s", rows[f].Words, l.share(f))
		}
	}
	switch asked := b.Asks(l.Chars); {
	case asked <= anything:
		add(0, "nothing is asked of %s", b.Words)
	case l.Chars > 0:
		add(-asked, "is asked of %s (%d beyond ASCII)", b.Words, l.Chars)
	default:
		add(-asked, "is asked of %s", b.Words)
	}
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

// explainScore returns what the terms of a score weigh, and what is asked for.
func (l *Ledger) explainScore(d Decision, forbids Feature) (list []Evidence) {
	if l.Impossible() == none {
		list = append(list, Evidence{"what every reading begins with", float64(intercept) / nat})
		for i, x := range l.Terms() {
			if w := weights[i] * x; w != 0 {
				list = append(list, Evidence{terms[i].Words, float64(w) / (whole * nat)})
			}
		}
		list = append(list, Evidence{"is asked of a reading of this kind and length", -float64(l.asks()) / nat})
	}
	if forbids != none {
		list = append(list, Evidence{rows[forbids].Words + l.share(forbids), math.Inf(-1)})
	}
	return list
}

// share says how often a feature was seen, if that was counted.
func (l *Ledger) share(f Feature) string {
	c := l.counts[f]
	if c.of <= 1 {
		return ""
	}
	return fmt.Sprintf(" (%d of %d)", c.n, c.of)
}
