// Package judge decides what becomes of a reading: a hypothesis about what a part of a
// text was before it was damaged. Whoever finds a reading measures what speaks for
// it and against it into a [Ledger]; [Decide] alone compares that with a threshold.
//
// The package knows nothing of charsets or of any other damage. features.go has one
// row for each kind of evidence. A reading of a span is judged by its score: terms.go
// makes numbers of the evidence, and fitted.go says what these weigh, what is asked
// for, and how often readings of a score are right; package fit writes it. All other
// kinds are held against the numbers of thresholds.go.
//
// A ledger is a value of fixed size. To measure costs no allocation, and what is
// dear to measure may be left until a reading is known to be possible: a feature that was
// not measured does not count.
package judge

import "math"

// Decision is what becomes of a reading.
type Decision uint8

// The decisions. All from Infer on make an edit.
const (
	Keep   Decision = iota // the text stays as it is
	Report                 // it stays, and what was seen is told
	Infer                  // the reading takes its place: nothing likelier is left
	Exact                  // the same, proved: the damage, done again, makes what stood there
)

// Made reports whether the reading takes the place of the text.
func (d Decision) Made() bool { return d >= Infer }

// Ledger is the evidence for a reading and against it. Costs and gains are in units of
// 1/16 nat.
type Ledger struct {
	Kind   Kind    // what is decided: the row of thresholds that it is held against
	Gain   int     // what the text costs less than what stands there, by the language model
	Mean   int     // what a character of it costs
	Chars  int     // how many characters the gain is of
	Chance float64 // how likely it is, of all readings that there are; where that is known

	seen   [2]uint64 // as bits
	counts [numFeatures]count
}

// Share is how often something was seen, and of how many.
type Share struct{ N, Of int }

// count is a Share that takes little room.
type count struct{ n, of int16 }

// Add measures a feature: it was seen n times, of so many.
func (l *Ledger) Add(f Feature, n, of int) {
	l.seen[f>>6] |= 1 << (f & 63)
	l.counts[f] = count{int16(min(n, math.MaxInt16)), int16(min(of, math.MaxInt16))}
}

// Set is Add for a share.
func (l *Ledger) Set(f Feature, s Share) { l.Add(f, s.N, s.Of) }

// Note measures a feature that is there or not.
func (l *Ledger) Note(f Feature, there bool) {
	if there {
		l.Add(f, 1, 1)
	}
}

// N returns how often a feature was seen.
func (l *Ledger) N(f Feature) int { return int(l.counts[f].n) }

// Has reports whether a feature was seen.
func (l *Ledger) Has(f Feature) bool { return l.counts[f].n > 0 }

// Counts reports whether a feature was measured and is over its limit.
func (l *Ledger) Counts(f Feature) bool {
	return l.seen[f>>6]>>(f&63)&1 != 0 && limits[f].reached(l.counts[f], l.Mean)
}

// Decide says what becomes of a reading.
func Decide(l *Ledger) Decision {
	d, _ := decide(l)
	return d
}

// decide also returns what forbids a reading, 0 if nothing does.
func decide(l *Ledger) (Decision, Feature) {
	b := &bars[l.Kind]
	if l.Kind.span() {
		if f := l.Impossible(); f != none {
			return Keep, f
		}
		if l.Score() < l.asks() {
			return Keep, 0
		}
	} else if l.Net() < b.Asks(l.Chars) || l.Chars < b.Chars || b.Mean > 0 && l.Mean > b.Mean || l.Chance < b.Chance {
		return Keep, 0
	}
	if f := l.vetoed(); f != 0 {
		return Keep, f
	}
	switch {
	case b.Told:
		return Report, 0
	case l.Has(Redone) && !l.Has(Guesses) && !l.Has(Omitted):
		return Exact, 0
	}
	return Infer, 0
}

// Net is the gain with what the features weigh.
func (l *Ledger) Net() int {
	gain := l.Gain
	if l.seen[0]&weighed == 0 {
		return gain
	}
	for f := firstWeighed; f <= lastWeighed; f++ {
		gain += l.N(f) * rows[f].Weight
	}
	return gain
}

// Enough is Decide where a gain is all that is asked for.
func Enough(kind Kind, gain int) bool { return gain >= bars[kind].Gain }

// Holds reports whether a feature by itself is over its limit: a first sign, for which
// no ledger is kept.
func Holds(f Feature, s Share) bool {
	return limits[f].reached(count{int16(min(s.N, math.MaxInt16)), int16(min(s.Of, math.MaxInt16))}, 0)
}

// vetoed returns a feature that forbids the reading and counts, 0 if there is none.
func (l *Ledger) vetoed() Feature {
	if l.seen[0]>>firstVeto == 0 && l.seen[1] == 0 {
		return none
	}
	for f := firstVeto; f < numFeatures; f++ {
		if l.Counts(f) && !l.Counts(rows[f].Unless) {
			return f
		}
	}
	return 0
}
