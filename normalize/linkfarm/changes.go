package linkfarm

import (
	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
)

// changes reports whether conversion to simplified changes r.
func changes(r rune) bool { return tables.Simplified.RuneEntry(r)&dict.ChangeMask != 0 }

// script is the script of a page, which says what cannot have stood there: the
// rewriter leaves no character simplified that has a traditional form.
type script uint8

const (
	anyScript script = iota
	traditional
	simplified
)

// scriptOf counts the characters of text that belong to one script only. A
// shifted run holds a few of either by chance.
func scriptOf(text []byte) script {
	strict, simple := 0, 0
	for _, r := range string(text) {
		if r < 0x3400 {
			continue
		}
		e := tables.Simplified.RuneEntry(r)
		if e&dict.Strict != 0 {
			strict++
		} else if e&dict.Simplified != 0 {
			simple++
		}
	}
	switch {
	case strict > simple:
		return traditional
	case simple > strict:
		return simplified
	}
	return anyScript
}
