// Package edit holds what every stage of fixtext reports: edits, their rules
// and their verdicts, and the algebra that joins the edits of two stages.
//
// [Apply] leads from a text to what became of it, [Invert] gives the edits that lead
// back, and [Compose] joins those of two stages that ran one after the other. A [Log] is
// what a stage writes its edits into.
package edit

// Verdict says how sure a change is.
type Verdict uint8

const (
	// Exact: the change was proved, by doing the damage again and finding the input.
	Exact Verdict = iota
	// Inferred: a language model or a rule decided; Confidence says by how much.
	Inferred
	// Unrepairable: seen, reported and left alone. In and Out are equal.
	Unrepairable
)

// String returns the verdict as reports spell it.
func (v Verdict) String() string {
	switch v {
	case Exact:
		return "exact"
	case Inferred:
		return "inferred"
	default:
		return "unrepairable"
	}
}

// Code names a rule, such as "FT402". The hundreds tell the family: FT1xx
// mojibake, FT2xx charset and bytes, FT3xx script, FT4xx perturbation, FT5xx
// canonical form.
type Code string

// Edit is one change. The edits of a text are in ascending order of Offset and
// do not overlap, so that replacing every In by its Out turns the input into
// the output, and the reverse turns the output back.
type Edit struct {
	Offset     int64   // bytes into the input
	In         []byte  // the input bytes that were replaced; may be empty
	Out        []byte  // what stands there now; may be empty
	Rule       Code    // why
	Verdict    Verdict // how sure
	Confidence float64 // 0 to 1
	Note       string  // evidence or candidates, in words; may be empty

	// Step is set on edits that decode a charset; it is nil on others. Such an edit
	// may be cut in two between characters, when a later stage changes a part of its Out.
	Step Stepper
}

// Stepper reads the first character of in, the rest of an edit's In, and
// returns how many bytes of In it takes and how many bytes of Out it gives.
// n is at least 1 while in is not empty.
type Stepper func(in []byte) (n, m int)

// Log collects the edits of one stage over one block. The zero Log counts
// edits; one with Keep set also keeps them.
//
// Offsets in a Log are in bytes of the stage's own input. In and Out are copied, so a
// stage may reuse its buffers; the copies are the reader's to keep. A Log serves one
// goroutine at a time.
type Log struct {
	Keep     bool         // keep edits; it is set before the first one
	Edits    []Edit       // in the order of the input
	Counts   map[Code]int // edits by rule
	Verdicts [3]int       // edits by verdict

	// Wanted, if it is set and Keep is not, says whether the edits of src[from:to] are kept, a
	// part of one line or whole lines. A stage asks it, in ascending order, where it changes something.
	Wanted func(from, to int) bool

	arena []byte
}

// Wants reports whether the edits of src[from:to] are kept. A nil Log wants none.
func (l *Log) Wants(from, to int) bool {
	return l != nil && (l.Keep || l.Wanted != nil && l.Wanted(from, to))
}

// Take adds all that another log has, of what comes behind the text so far.
func (l *Log) Take(o *Log) {
	l.Merge(o)
	l.Edits = append(l.Edits, o.Edits...)
}

// Add records an edit, which comes behind those before it.
func (l *Log) Add(e Edit) {
	l.count(e.Rule, e.Verdict, 1)
	if !l.Keep {
		return
	}
	e.In, e.Out = l.hold(e.In), l.hold(e.Out)
	l.Edits = append(l.Edits, e)
}

// Count records n exact edits of a rule without keeping them.
func (l *Log) Count(rule Code, n int) { l.count(rule, Exact, n) }

// Merge adds the counts of another log, not its edits.
func (l *Log) Merge(o *Log) {
	for rule, n := range o.Counts {
		l.count(rule, Exact, n)
	}
	l.Verdicts[Exact] -= o.total()
	for v, n := range o.Verdicts {
		l.Verdicts[v] += n
	}
}

// Recount counts the edits that were kept anew, after lists were joined.
func (l *Log) Recount() {
	clear(l.Counts)
	l.Verdicts = [3]int{}
	for _, e := range l.Edits {
		l.count(e.Rule, e.Verdict, 1)
	}
}

// Reset empties the log for the next block. Edits that were taken from it stay
// valid.
func (l *Log) Reset() {
	l.Edits, l.arena, l.Verdicts = nil, nil, [3]int{}
	clear(l.Counts)
}

// Grow makes room in an empty log for n edits with size bytes of In and Out.
func (l *Log) Grow(n, size int) {
	l.Edits, l.arena = make([]Edit, 0, n), make([]byte, 0, size)
}

// Held returns how many bytes of In and Out the log holds.
func (l *Log) Held() int { return len(l.arena) }

// Changed reports whether any edit changes the text.
func (l *Log) Changed() bool { return l.Verdicts[Exact]+l.Verdicts[Inferred] > 0 }

func (l *Log) total() (n int) {
	for _, v := range l.Verdicts {
		n += v
	}
	return n
}

func (l *Log) count(rule Code, v Verdict, n int) {
	if n == 0 {
		return
	}
	if l.Counts == nil {
		l.Counts = make(map[Code]int)
	}
	l.Counts[rule] += n
	l.Verdicts[v] += n
}

// hold copies b into the log's arena.
func (l *Log) hold(b []byte) []byte {
	if len(b) == 0 {
		return nil
	}
	n := len(l.arena)
	l.arena = append(l.arena, b...)
	return l.arena[n:len(l.arena):len(l.arena)]
}
