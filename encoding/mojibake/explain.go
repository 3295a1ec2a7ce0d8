package mojibake

import (
	"bytes"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

// An Explanation says what may have happened to a text, and what speaks for it.
type Explanation struct {
	Text       string      // the line that was looked at: the first that looks odd, or the first
	Fixed      string      // what Fix makes of it; Text if it stays
	Edits      []edit.Edit // how Fix gets there, with offsets into Text
	Candidates []Candidate // what was weighed, the best first; the last may make no sense at all
	Reason     string      // why the text was repaired or not, in a sentence
}

// A Candidate is one way to read the bytes of a text.
type Candidate struct {
	Plan     Plan    // the wrong decodings that are supposed
	From, To int     // the part of the text, in bytes
	Text     string  // what that part says then
	Stages   []Stage // what it looked like after each step of the plan
	Gain     float64 // how much likelier the text becomes, in nats: at 10, about e^10 times
	Need     float64 // the gain that was asked for
	Accepted bool
}

// A Stage is a text on the way back through a chain of wrong decodings.
type Stage struct {
	Step  Step
	Bytes []byte // the bytes of the text before this step, in the charset that it was read in
	Text  string // what these bytes say in the charset that they were in; empty where bytes were lost
}

// maxCandidates is how many candidates an explanation keeps.
const maxCandidates = 8

// Explain tells what Fix makes of the first line of s that looks odd, and why.
func Explain(s string) Explanation {
	line := []byte(s)
	if i := gate.Next(line, 0); i >= 0 {
		line = line[bytes.LastIndexByte(line[:i], '\n')+1:]
	}
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	line = bytes.TrimSuffix(line, []byte("\r"))
	line = line[:cut(line, 0, len(line))]
	e := Explanation{Text: string(line)}
	e.Fixed, e.Edits = Fix(e.Text)
	var f fixer
	f.w.work = workMin
	f.trace = func(c Candidate) {
		same := func(o Candidate) bool { return o.Text == c.Text && o.From == c.From }
		if i := slices.IndexFunc(e.Candidates, same); i < 0 {
			e.Candidates = append(e.Candidates, c)
		} else if len(e.Candidates[i].Plan) > len(c.Plan) {
			e.Candidates[i] = c
		}
	}
	if len(line) > 1 {
		f.w.load(line)
		f.w.mask()
		f.islands()
		f.proven()
		f.wide()
		f.parts()
	}
	slices.SortStableFunc(e.Candidates, func(a, b Candidate) int {
		if a.Accepted != b.Accepted {
			if a.Accepted {
				return -1
			}
			return 1
		}
		if a.Gain > b.Gain {
			return -1
		}
		return 1
	})
	e.Candidates = e.Candidates[:min(len(e.Candidates), maxCandidates)]
	for i := range e.Candidates {
		c := &e.Candidates[i]
		c.Stages = stages(e.Text[c.From:c.To], c.Plan)
	}
	e.Reason = e.reason()
	return e
}

// stages follows a plan.
func stages(text string, p Plan) (list []Stage) {
	for _, named := range p {
		s, _ := named.parse()
		b, ok := s.y.appendEncoded(nil, []byte(text))
		if !ok {
			return append(list, Stage{Step: named})
		}
		out, ok := s.x.appendDecoded(nil, b)
		if !ok {
			return append(list, Stage{Step: named, Bytes: b})
		}
		text = string(out)
		list = append(list, Stage{named, b, text})
	}
	return list
}

func (e *Explanation) reason() string {
	lost := false
	for _, x := range e.Edits {
		lost = lost || x.Rule == RuleLost || x.Rule == RuleSnowball
	}
	switch {
	case e.Fixed != e.Text && strings.ContainsRune(e.Fixed, '\uFFFD'):
		return "It was repaired as far as its bytes are left; where too many characters are possible, U+FFFD stands."
	case e.Fixed != e.Text:
		return "It was repaired: read this way, it is far more plausible, by more than chance explains."
	case lost:
		return "It cannot be repaired: the bytes that it was made of are gone."
	case len(e.Candidates) == 0:
		return "It stays: nothing looks wrong, or its characters do not come from the bytes of any other text."
	case e.Candidates[0].Gain <= 0:
		return "It stays: it reads better as it is than in any other charset."
	case e.Candidates[0].Accepted && quoted([]byte(e.Text), e.Candidates[0].From, e.Candidates[0].To):
		return "It stays: it is an example in text about encodings."
	case e.Candidates[0].Accepted:
		return "It stays: another reading is plausible, but the text does not look broken enough to be searched for one."
	}
	return "It stays: another reading is possible, but not plausible enough to be more than chance."
}
