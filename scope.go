package fixtext

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/prose"
)

// Scope says which parts of a text are converted: made simplified (FT30x) and brought
// into canonical form (FT50x). Damage is repaired everywhere.
type Scope uint8

const (
	// ConvertProse converts what is written for people. Code, paths, addresses, targets
	// of links, keys, literals of programs and expressions stay, where the line itself
	// shows them or [Verbatim] names them; so do menus of languages, values whose key
	// names a language, and both forms of a word side by side. It is the default, but
	// for [Search], which wants the same of all texts.
	ConvertProse Scope = iota
	// ConvertAll converts all of the text, also what [Verbatim] names.
	ConvertAll
	// ConvertNone converts nothing, as [Repair] does.
	ConvertNone
)

// Convert sets which parts of a text are converted.
func Convert(s Scope) Option {
	return func(o *options) error {
		if s > ConvertNone {
			return fmt.Errorf("unknown scope %d", s)
		}
		o.scope, o.scoped = s, true
		return nil
	}
}

// ParseScope returns the scope with this name: prose, all or none.
func ParseScope(name string) (Scope, error) {
	i := slices.Index(scopeNames[:], name)
	if i < 0 {
		return 0, fmt.Errorf("fixtext: unknown scope %q; known are %s", name, strings.Join(scopeNames[:], ", "))
	}
	return Scope(i), nil
}

// String returns the name of s.
func (s Scope) String() string {
	if int(s) < len(scopeNames) {
		return scopeNames[s]
	}
	return fmt.Sprintf("Scope(%d)", uint8(s))
}

var scopeNames = [...]string{"prose", "all", "none"}

// Verbatim lets the caller say which spans of a text keep their script and their
// characters, beside those that the text itself shows to be no prose: who knows the
// format of a file knows its keys, its code and its links. Damage is repaired in them, too.
//
// The function gets one block, of 1 MiB at most, once that is decoded and its damage
// undone, and returns the spans as pairs of offsets into it, from and to, in any order.
// It is asked only if something would change. It must not keep or change the block; it
// may be called in several goroutines, and it must depend on nothing but the text, nor
// on the script of what it leaves out: a text that was converted has the same spans.
func Verbatim(find func(text []byte) [][2]int) Option {
	return func(o *options) error {
		o.verbatim = find
		return nil
	}
}

// kept returns what finds the spans of a text that are not converted, as [chain.Keeping] asks for
// them; nil if there are none.
func (o *options) kept() chain.Spans {
	switch {
	case o.scope != ConvertProse || o.profile == Search && !o.scoped:
		return nil
	case o.verbatim == nil:
		return prose.In
	}
	return func(text []byte) func(spans [][2]int, from, to int) [][2]int {
		find := prose.In(text)
		named := sync.OnceValue(func() [][2]int { return o.verbatim(text) })
		return func(spans [][2]int, from, to int) [][2]int {
			n := len(spans)
			spans = find(spans, from, to)
			for _, s := range named() {
				if s[0], s[1] = max(s[0], from), min(s[1], to); s[0] < s[1] {
					spans = append(spans, s)
				}
			}
			return spans[:n+len(prose.Merge(spans[n:]))]
		}
	}
}
