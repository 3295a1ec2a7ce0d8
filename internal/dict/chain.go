// Package dict turns conversion dictionaries into a form that converts text at
// the speed of copying it.
//
// A dictionary maps keys to values. OpenCC, whose dictionaries and whose way of
// joining them are the model here, reads a text from left to right, takes the
// longest key that starts at each place, and does so once per stage of a chain.
// Done literally that is one trie walk per character and stage. Compile flattens
// the chain:
//
//   - One table says for every character of three UTF-8 bytes what the whole
//     chain makes of it when it stands alone. Nearly all characters stand alone.
//   - A phrase (a key of two or more characters) can only lie inside a run of
//     characters that occur in phrases, its members. Any other character ends
//     every match, so the edges of such runs are exact points to start again.
//   - Of each phrase whose value is more than the sum of its characters, one
//     character is a trigger. A run is resolved stage by stage, with true longest
//     match, only when a trigger stands next to a neighbour it has in a phrase.
//
// The result is byte for byte that of the chain.
package dict

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Entry is one line of a dictionary. Key and Value are UTF-8; Key is not empty
// and holds no line break.
type Entry struct {
	Key, Value string
}

// Policy says which match wins when several dictionaries of a group have one at
// the same place. The names are OpenCC's.
type Policy uint8

const (
	// ShortCircuit takes the first dictionary that has any match, and of that
	// dictionary the longest.
	ShortCircuit Policy = iota
	// Union takes the longest match of all; among equals the first dictionary's.
	Union
)

// Group is a list of dictionaries that are asked together.
type Group struct {
	Dicts  [][]Entry
	Policy Policy
}

// Chain is a conversion as OpenCC's configuration files describe one.
type Chain struct {
	// Normalize, if not empty, is run over the text before everything else.
	Normalize Group
	// Segment, if not empty, cuts the text before the stages run: matches of its
	// keys are segments, and so is each stretch between them. No match of a
	// later stage crosses a cut.
	Segment []Entry
	// Stages are run one after the other, each on what the one before it gave.
	Stages []Group

	// KeepIDS leaves complete ideographic description sequences (⿰亻門) of the
	// input alone, as OpenCC does since 1.2: they describe a character by its
	// parts. No key or value may then hold a description operator.
	KeepIDS bool

	// Cost, if set, says how common a character is, in any unit: of the
	// characters of a phrase the cheapest becomes its trigger. It has no
	// influence on results, only on speed.
	Cost func(r rune) int
	// Marks, if set, gives the caller's own flags of a character, within
	// MarkMask, and may make it a Trigger or Special. Characters that have any of
	// StopMarks are found by Next.
	Marks     func(r rune) uint32
	StopMarks uint32

	// Asked, if set, names characters about which the caller decides where no phrase
	// holds them. A phrase that holds one is then looked for even if its value is
	// what its characters give alone. Only for chains of one stage.
	Asked func(r rune) bool

	// Direct asks for the larger and faster form of a table.
	Direct bool
}

// stage is a group made flat: one set of keys, of which the longest wins.
type stage struct {
	chars   map[rune]string   // keys of one character
	phrases map[string]string // all others
}

// flatten joins the dictionaries of a group into one in which the longest match
// is the match the group would take.
func (g Group) flatten(keepIDS bool) (stage, error) {
	st := stage{chars: map[rune]string{}, phrases: map[string]string{}}
	taken := map[string]bool{}
	for _, d := range g.Dicts {
		var added []string
		for _, e := range d {
			if err := e.check(); err != nil {
				return st, err
			}
			if keepIDS && strings.IndexFunc(e.Key+e.Value, isIDSOperator) >= 0 {
				return st, fmt.Errorf("dict: entry %q holds a description operator", e.Key)
			}
			if taken[e.Key] || g.Policy == ShortCircuit && hasPrefixIn(e.Key, taken) {
				continue // an earlier dictionary matches wherever this key does
			}
			if r, n := utf8.DecodeRuneInString(e.Key); n == len(e.Key) {
				if _, dup := st.chars[r]; !dup {
					st.chars[r] = e.Value
				}
			} else if _, dup := st.phrases[e.Key]; !dup {
				st.phrases[e.Key] = e.Value
			}
			added = append(added, e.Key)
		}
		for _, k := range added {
			taken[k] = true
		}
	}
	return st, nil
}

func (e Entry) check() error {
	switch {
	case e.Key == "":
		return errors.New("dict: empty key")
	case !utf8.ValidString(e.Key) || !utf8.ValidString(e.Value):
		return fmt.Errorf("dict: entry %q is not valid UTF-8", e.Key)
	case strings.ContainsAny(e.Key, "\r\n"):
		return fmt.Errorf("dict: key %q holds a line break", e.Key)
	}
	return nil
}

// hasPrefixIn reports whether a prefix of key, cut between characters, is in set.
func hasPrefixIn(key string, set map[string]bool) bool {
	for i := range key {
		if i > 0 && set[key[:i]] {
			return true
		}
	}
	return set[key]
}

// alone returns what the stage makes of s when no phrase matches in it.
func (st stage) alone(s string) string {
	var b strings.Builder
	for _, r := range s {
		if v, ok := st.chars[r]; ok {
			b.WriteString(v)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
