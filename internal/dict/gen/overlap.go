package main

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/lm"
)

// The second of two words that overlap is preferred to the first if it is so much
// likelier, in units of lm: more if the first one is longer.
const (
	surer  = 2 * lm.Nat
	longer = 4 * lm.Nat // for each character
)

// overlapping returns phrases for what the longest match from the left gets wrong: a
// phrase that ends with the first characters of another one cuts it, as 待覆 (待复)
// cuts 覆蓋 (覆盖) in 待覆蓋. Where both say otherwise of what they share, and the
// language model prefers the second one, the two together are a phrase.
func overlapping(chain dict.Chain, phrases []dict.Entry) []dict.Entry {
	chain.Stages = []dict.Group{{Dicts: [][]dict.Entry{phrases, chain.Stages[0].Dicts[1]}}}
	t, err := dict.Compile(chain)
	check(err)
	convert := func(s string) string { return string(t.Append(nil, []byte(s))) }
	known := map[string]bool{}
	starts := map[string][]dict.Entry{} // by each proper prefix
	for _, e := range phrases {
		known[e.Key] = true
		for i := range e.Key {
			if i > 0 {
				starts[e.Key[:i]] = append(starts[e.Key[:i]], e)
			}
		}
	}
	var more []dict.Entry
	for _, a := range phrases {
		for i := range a.Key {
			if i == 0 {
				continue
			}
			for _, b := range starts[a.Key[i:]] {
				shared := utf8.RuneCountInString(a.Key[i:])
				if lastRunes(a.Value, shared) == firstRunes(b.Value, shared) {
					continue
				}
				key := a.Key[:i] + b.Key
				left, right := convert(key), convert(a.Key[:i])+b.Value
				lead := surer + longer*max(0, utf8.RuneCountInString(a.Key)-utf8.RuneCountInString(b.Key))
				if known[key] || left == right || cost(right)+lead > cost(left) {
					continue
				}
				known[key] = true
				more = append(more, dict.Entry{Key: key, Value: right})
			}
		}
	}
	return append(phrases, more...)
}

// cost returns what a text costs by the language model.
func cost(s string) int {
	nats, _ := lm.Score(s)
	return int(-nats * lm.Nat)
}

func firstRunes(s string, n int) string { return string([]rune(s)[:n]) }

func lastRunes(s string, n int) string {
	r := []rune(s)
	return string(r[len(r)-n:])
}
