package canonical

import (
	"fmt"
	"strings"
)

// names are the rules as options and reports spell them, in the order of their
// bits.
var names = [...]string{
	"radicals", "compatibility", "private-use", "invisible", "bidi", "soft-hyphens", "boms", "composition",
	"width", "case", "punctuation",
}

// String returns the names of the rules with commas between them, "none" if there
// are none. [ParseRules] reads it.
func (r Rules) String() string {
	var on []string
	for i, name := range names {
		if r&(1<<i) != 0 {
			on = append(on, name)
		}
	}
	if len(on) == 0 {
		return "none"
	}
	return strings.Join(on, ",")
}

// ParseRules returns the rules of a list such as "canonical,-composition,width": names
// of rules and of the profiles none, canonical and search, from left to right, each
// of which adds its rules or, behind a hyphen, takes them away. An unknown name is
// an error.
func ParseRules(list string) (Rules, error) {
	var r Rules
	for word := range strings.SplitSeq(list, ",") {
		name, off := strings.CutPrefix(strings.TrimSpace(word), "-")
		var rule Rules
		switch name {
		case "none":
		case "canonical":
			rule = Canonical
		case "search":
			rule = Search
		default:
			for i, n := range names {
				if n == name {
					rule = 1 << i
				}
			}
			if rule == 0 {
				return 0, fmt.Errorf("unknown rule %q: must be none, canonical, search, or one of %s", name, strings.Join(names[:], ", "))
			}
		}
		if off {
			r &^= rule
		} else {
			r |= rule
		}
	}
	return r, nil
}
