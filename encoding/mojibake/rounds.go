package mojibake

import (
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
)

// A repair may uncover another: a block is looked at, anew and as a whole, until nothing
// changes. What comes of it then changes nothing the second time. What was looked for in vain is
// known from one look to the next: see memory.go.

// appendChanged appends what becomes of block, or nothing where it stays.
func (f *fixer) appendChanged(dst, block []byte, log *edit.Log) (out []byte, changed bool) {
	if log == nil {
		log = new(edit.Log)
	}
	own := edit.Log{Keep: log.Keep}
	told := f.told
	f.known.begin()
	text, moving := f.rounds(block, &own)
	if len(moving) > 0 {
		text, own = f.calm(block, text, moving, &own, told)
	}
	log.Merge(&own)
	if log.Keep {
		log.Edits = append(log.Edits, own.Edits...)
	}
	if !own.Changed() {
		return dst, false
	}
	return append(dst, text...), true
}

// rounds looks at block until nothing changes, and logs what that made of it. If it comes
// to no end it returns the lines that still moved; or the block, if the steps run out and
// much moves still, as in noise in which each repair uncovers the next. Edits are kept, also
// if nobody asked, where that is likely. The result is valid until the next call.
func (f *fixer) rounds(block []byte, log *edit.Log) (text []byte, moving chain.Lines) {
	text = block
	told := f.told
	for round := 1; ; round++ {
		own := edit.Log{Keep: log.Keep}
		out := f.block(text, &own)
		if round == 1 {
			log.Keep = own.Keep
		}
		changed := own.Changed()
		last := !changed || round == f.most() || round > 1 && f.steps <= 0
		if !last { // what is lost, the last round tells
			own = withoutReports(&own)
		}
		log.Merge(&own)
		log.Edits = edit.Compose(log.Edits, own.Edits)
		if !changed {
			return text, nil
		}
		if last && f.steps <= 0 && hardly*made(&own) > made(log) {
			*log = edit.Log{Keep: log.Keep}
			return block, nil // noise: to see what of it is settled takes too long
		}
		if last {
			moving.Add(chain.Differing(text, out))
			return out, moving
		}
		if text = out; told { // so is a second run, of the places of this text
			f.places = f.unlikely(text)
		}
	}
}

// made counts the edits that change something.
func made(log *edit.Log) int { return log.Verdicts[edit.Exact] + log.Verdicts[edit.Inferred] }

// most returns how many rounds there are at most.
func (f *fixer) most() int {
	if f.maxRounds > 0 {
		return f.maxRounds
	}
	return maxRounds
}

// calm is rounds for a block of which some lines still move at the end. These stay what
// they were, and the others become what they became, if that is so for a second run as
// well, which has less around them that is damaged. So it is tried, until nothing changes
// but what moves. If that does not come about either, all stays.
// What the first try comes to is known, if edits were kept.
func (f *fixer) calm(block, out []byte, moving chain.Lines, own *edit.Log, told bool) (text []byte, log edit.Log) {
	text = block
	for try := range maxCalm {
		if try > 0 || !own.Keep {
			if f.told = told; told {
				f.places = f.unlikely(text)
			}
			own = &edit.Log{Keep: true}
			out, moving = f.rounds(text, own)
		}
		settled := edit.Log{Keep: true}
		text = moving.Spared(func(dst, _ []byte, log *edit.Log) []byte {
			*log = *own
			return append(dst, out...)
		})(nil, text, &settled)
		calm := len(moving) == 0 || !settled.Changed()
		if !calm {
			settled = withoutReports(&settled)
		}
		log.Edits = edit.Compose(log.Edits, settled.Edits)
		if calm {
			log.Recount()
			return text, log
		}
	}
	return block, edit.Log{}
}

// unlikely returns the places of text that a program tells which looks through it.
func (f *fixer) unlikely(text []byte) []int32 {
	f.seen.Scan(text, true)
	return f.seen.Unlikely
}

// withoutReports returns log without the edits that change nothing.
func withoutReports(log *edit.Log) edit.Log {
	out := edit.Log{Keep: log.Keep, Verdicts: log.Verdicts, Counts: map[edit.Code]int{}}
	out.Verdicts[edit.Unrepairable] = 0
	for rule, n := range log.Counts {
		if rule != RuleLost && rule != RuleSnowball {
			out.Counts[rule] = n
		}
	}
	for _, e := range log.Edits {
		if e.Verdict != edit.Unrepairable {
			out.Edits = append(out.Edits, e)
		}
	}
	return out
}
