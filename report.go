package fixtext

import "github.com/fixtext/fixtext/edit"

// Edit is one change: Offset bytes into the input, the bytes In became Out, by
// a Rule, with a Verdict and a Confidence from 0 to 1. Edits come in the order
// of the input and do not overlap. Replacing every In by its Out turns the
// input into the output; the reverse turns it back. As JSON an edit is one
// object; bytes that are no UTF-8 stand there as in_hex and out_hex.
type Edit = edit.Edit

// Code names a rule, such as "FT402". FT1xx is mojibake, FT2xx charset and
// bytes, FT3xx script, FT4xx perturbation, FT5xx canonical form.
type Code = edit.Code

// Verdict says how sure an edit is.
type Verdict = edit.Verdict

// The verdicts.
const (
	Exact        = edit.Exact        // proved by doing the damage again
	Inferred     = edit.Inferred     // decided by the language model or a rule, with its margin
	Unrepairable = edit.Unrepairable // reported and left alone
)

// Report sums up what was done to an input. Edits of several stages at the same
// place are one edit for [OnEdit]; without it they are counted stage by stage.
type Report struct {
	BytesIn  int64 `json:"bytes_in"`
	BytesOut int64 `json:"bytes_out"`
	// Lines is the number of newlines; the output has as many.
	Lines        int64          `json:"lines"`
	Exact        int64          `json:"exact"`        // edits that were proved
	Inferred     int64          `json:"inferred"`     // edits that were decided
	Unrepairable int64          `json:"unrepairable"` // places left alone
	Rules        map[Code]int64 `json:"rules"`        // edits by rule
}

// Changed reports whether the output differs from the input.
func (r Report) Changed() bool { return r.Exact+r.Inferred > 0 }

// Clean reports whether there was nothing to report at all.
func (r Report) Clean() bool { return !r.Changed() && r.Unrepairable == 0 }

// add counts one block.
func (r *Report) add(b *result) {
	r.BytesIn += int64(b.in)
	r.BytesOut += int64(len(b.out))
	r.Lines += int64(b.lines)
	r.Exact += int64(b.log.Verdicts[Exact])
	r.Inferred += int64(b.log.Verdicts[Inferred])
	r.Unrepairable += int64(b.log.Verdicts[Unrepairable])
	for rule, n := range b.log.Counts {
		if n == 0 {
			continue
		}
		if r.Rules == nil {
			r.Rules = make(map[Code]int64)
		}
		r.Rules[rule] += int64(n)
	}
}
