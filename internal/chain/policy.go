package chain

import (
	"slices"
	"strings"

	"github.com/fixtext/fixtext/edit"
)

// Policy says which edits are made. The zero Policy makes all of them.
type Policy struct {
	Select        []string // prefixes of the rules that are looked for; all if empty
	Ignore        []string // prefixes of the rules that are not; the longer prefix wins
	SafeOnly      bool     // make no edits that are Inferred
	MinConfidence float64  // make no edits that are less sure
}

// Wants reports whether a rule is selected. Where prefixes of both lists fit, the
// longer one counts, and Ignore if they are the same.
func (p *Policy) Wants(rule edit.Code) bool {
	selected := longest(p.Select, rule)
	return (len(p.Select) == 0 || selected >= 0) && longest(p.Ignore, rule) < max(selected, 0)
}

// WantsAny reports whether any of the rules is selected.
func (p *Policy) WantsAny(rules ...edit.Code) bool { return slices.ContainsFunc(rules, p.Wants) }

// longest returns the length of the longest prefix of rule, -1 if there is none.
func longest(prefixes []string, rule edit.Code) int {
	n := -1
	for _, p := range prefixes {
		if len(p) > n && strings.HasPrefix(string(rule), p) {
			n = len(p)
		}
	}
	return n
}

// HoldsBack reports whether edits that are not sure enough are not made.
func (p *Policy) HoldsBack() bool { return p.SafeOnly || p.MinConfidence > 0 }

// all reports whether every edit of these rules is made.
func (p *Policy) all(rules []edit.Code) bool {
	if p.SafeOnly || p.MinConfidence > 0 {
		return false
	}
	return len(p.Select) == 0 && len(p.Ignore) == 0 ||
		len(rules) > 0 && !slices.ContainsFunc(rules, func(r edit.Code) bool { return !p.Wants(r) })
}

// filter returns the edits that are made, and reports whether that is all of them.
// Of a rule that is not wanted nothing is said. An edit that is not sure enough
// is left alone and reported, and so are those that touch it: half a word is not
// what anybody wrote, and another run would make something else of it.
func (p *Policy) filter(edits []edit.Edit) (kept []edit.Edit, all bool) {
	all = true
	for _, e := range edits {
		if !p.Wants(e.Rule) {
			all = all && e.Verdict == edit.Unrepairable
			continue
		}
		kept = append(kept, e)
	}
	wanted := kept
	kept = kept[:0]
	for len(wanted) > 0 {
		n, sure := 1, p.sure(&wanted[0])
		for n < len(wanted) && touches(&wanted[n-1], &wanted[n]) {
			sure = p.sure(&wanted[n]) && sure
			n++
		}
		for _, e := range wanted[:n] {
			if !sure && e.Verdict != edit.Unrepairable {
				all = false
				if len(e.In) == 0 {
					continue
				}
				e.Note = strings.TrimPrefix(e.Note+"; left alone, would become "+string(e.Out), "; ")
				e.Out, e.Verdict, e.Step = e.In, edit.Unrepairable, nil
			}
			kept = append(kept, e)
		}
		wanted = wanted[n:]
	}
	return kept, all
}

// sure reports whether an edit that is wanted is made as well.
func (p *Policy) sure(e *edit.Edit) bool {
	return e.Verdict == edit.Unrepairable || !(p.SafeOnly && e.Verdict == edit.Inferred) && e.Confidence >= p.MinConfidence
}

// touches reports whether o begins where e ends, and both change something.
func touches(e, o *edit.Edit) bool {
	return e.Offset+int64(len(e.In)) == o.Offset && e.Verdict != edit.Unrepairable && o.Verdict != edit.Unrepairable
}
