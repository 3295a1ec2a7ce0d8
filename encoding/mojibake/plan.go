package mojibake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
)

// A Plan is a chain of wrong decodings, in the order in which they are undone:
// the last one first. It can be kept, as its [Plan.String], and replayed on
// other text that went the same way.
type Plan []Step

// A Step is one wrong decoding: text that was in charset Is was read as charset
// As. Names are those of [ParsePlan].
type Step struct {
	Is string // utf-8, gbk, big5, utf-16le or utf-16be
	As string // the page it was read in
}

// String returns the plan in the form that [ParsePlan] reads, such as
// "utf-8 as gbk, utf-8 as windows-1252".
func (p Plan) String() string {
	var b strings.Builder
	for i, s := range p {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(s.Is + " as " + s.As)
	}
	return b.String()
}

// ParsePlan reads what [Plan.String] returns: steps "X as Y" with commas
// between them, at most four. X is utf-8, gbk (which includes GB18030), big5
// (with HKSCS), utf-16le or utf-16be. Y is one of [Pages], such as windows-1252 (which
// includes ISO-8859-1), gbk, or windows-1252+utf-8 for bytes that were read as UTF-8 as
// far as they happened to be, and as windows-1252 elsewhere.
func ParsePlan(s string) (Plan, error) {
	var p Plan
	for part := range strings.SplitSeq(s, ",") {
		is, as, ok := strings.Cut(strings.TrimSpace(part), " as ")
		step := Step{strings.ToLower(strings.TrimSpace(is)), strings.ToLower(strings.TrimSpace(as))}
		if _, known := step.parse(); !ok || !known {
			return nil, fmt.Errorf("mojibake: %q is no step of a plan, such as \"utf-8 as gbk\"", strings.TrimSpace(part))
		}
		p = append(p, step)
	}
	if len(p) > decoder.MaxLayers {
		return nil, fmt.Errorf("mojibake: a plan has at most %d steps", decoder.MaxLayers)
	}
	return p, nil
}

// Pages returns the names of all charsets that a text may have been wrongly read in, as
// plans have them.
func Pages() (names []string) {
	for y := range decoder.AllPages {
		names = append(names, nameOf(step{Page: y}).As)
	}
	return append(names, nameOf(as(decoder.FromGBK, decoder.GBK)).As, nameOf(as(decoder.FromBig5, decoder.Big5)).As)
}

// Describe says in a few words of whom the charset with this name of a [Step] is, such
// as "of Korean Windows", or how it comes about; it is empty for other names.
func Describe(name string) string {
	if strings.HasSuffix(name, outOfStep) {
		return "paired one byte off"
	}
	for x := range decoder.NumSources {
		for y := range decoder.AllPages {
			switch n := nameOf(as(x, y)); {
			case name == n.As && y == decoder.Partial:
				return "UTF-8 where they happened to fit it, else Western Europe"
			case name == n.As:
				return charset.Rows[pageRows[y]].Use
			case name == n.Is:
				return charset.Rows[sourceRows[x]].Use
			}
		}
	}
	return ""
}

func (n Step) parse() (s step, ok bool) {
	for x := range decoder.NumSources {
		for y := range decoder.AllPages {
			if s = as(x, y); possible(s) && nameOf(s) == n {
				return s, true
			}
		}
	}
	return s, false
}

func planOf(chain []step) (p Plan) {
	for _, s := range chain {
		p = append(p, nameOf(s))
	}
	return p
}

// ErrNoPlan is what [Learn] returns where no chain of wrong decodings leads from
// the good text to the bad one.
var ErrNoPlan = errors.New("mojibake: no chain of wrong decodings makes this of that")

// Apply undoes the plan on a text that is damaged throughout, without asking
// whether that makes sense of it. It fails if the text cannot have come about
// that way, above all if bytes were lost; s is returned then.
func (p Plan) Apply(s string) (string, error) {
	text := []byte(s)
	for _, named := range p {
		st, ok := named.parse()
		if !ok {
			return s, fmt.Errorf("mojibake: unknown step %v", named)
		}
		out, ok := undo(st, text)
		if !ok {
			return s, fmt.Errorf("mojibake: this text was not %s read as %s", named.Is, named.As)
		}
		text = out
	}
	return string(text), nil
}

// undo returns text with the step undone; ok is false if it can not be.
func undo(s step, text []byte) (out []byte, ok bool) {
	b, ok := s.Page.AppendEncoded(nil, text)
	if !ok {
		return nil, false
	}
	return s.Source.AppendDecoded(nil, b)
}

// learnLimit bounds how many texts Learn looks at.
const learnLimit = 4096

// Learn finds the shortest chain of wrong decodings that turned good into bad.
// Nothing may have been lost on the way. It returns [ErrNoPlan] if there is
// none of at most four steps.
func Learn(good, bad string) (Plan, error) {
	type node struct {
		text  []byte
		chain []step
	}
	queue := []node{{[]byte(bad), nil}}
	seen := map[string]bool{bad: true}
	for len(queue) > 0 && len(seen) < learnLimit {
		n := queue[0]
		queue = queue[1:]
		if len(n.chain) == decoder.MaxLayers {
			continue
		}
		for y := range decoder.AllPages {
			for x := range decoder.NumSources {
				s := as(x, y)
				out, ok := undo(s, n.text)
				if !ok || !possible(s) || s.OutOfStep() || seen[string(out)] {
					continue
				}
				chain := append(slices.Clone(n.chain), s)
				if string(out) == good {
					return planOf(chain), nil
				}
				seen[string(out)] = true
				queue = append(queue, node{out, chain})
			}
		}
	}
	return nil, ErrNoPlan
}
