package edit

import (
	"slices"
	"strings"
)

// Policy says which edits are made. The zero Policy makes all of them.
type Policy struct {
	Select        []string // prefixes of the rules that are looked for; all if empty
	Ignore        []string // prefixes of the rules that are not; the longer prefix wins
	SafeOnly      bool     // make no edits that are Inferred
	MinConfidence float64  // make no edits that are less sure
}

// Wants tells whether a rule is selected. Where prefixes of both lists fit, the
// longer one counts, and Ignore if they are the same.
func (p *Policy) Wants(rule Code) bool {
	selected := longest(p.Select, rule)
	return (len(p.Select) == 0 || selected >= 0) && longest(p.Ignore, rule) < max(selected, 0)
}

// WantsAny tells whether any of the rules is selected.
func (p *Policy) WantsAny(rules ...Code) bool { return slices.ContainsFunc(rules, p.Wants) }

// longest returns the length of the longest prefix of rule, -1 if there is none.
func longest(prefixes []string, rule Code) int {
	n := -1
	for _, p := range prefixes {
		if len(p) > n && strings.HasPrefix(string(rule), p) {
			n = len(p)
		}
	}
	return n
}

// all tells whether every edit of these rules is made.
func (p *Policy) all(rules []Code) bool {
	if p.SafeOnly || p.MinConfidence > 0 {
		return false
	}
	return len(p.Select) == 0 && len(p.Ignore) == 0 ||
		len(rules) > 0 && !slices.ContainsFunc(rules, func(r Code) bool { return !p.Wants(r) })
}

// filter returns the edits that are made, and tells whether that is all of them.
// Of a rule that is not wanted nothing is said. An edit that is not sure enough
// is left alone and reported.
func (p *Policy) filter(edits []Edit) (kept []Edit, all bool) {
	all = true
	for _, e := range edits {
		if !p.Wants(e.Rule) {
			all = all && e.Verdict == Unrepairable
			continue
		}
		if e.Verdict != Unrepairable && (p.SafeOnly && e.Verdict == Inferred || e.Confidence < p.MinConfidence) {
			all = false
			if len(e.In) == 0 {
				continue
			}
			e.Note = strings.TrimPrefix(e.Note+"; left alone, would become "+string(e.Out), "; ")
			e.Out, e.Verdict, e.Step = e.In, Unrepairable, nil
		}
		kept = append(kept, e)
	}
	return kept, all
}
