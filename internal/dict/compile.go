package dict

import (
	"errors"
	"sort"
	"strings"
	"unicode/utf8"
)

// Compile flattens a chain. The table it returns converts every text to the same
// bytes as the chain would, one stage after the other. It fails on keys that are
// empty, ill-formed or broken across lines.
func Compile(c Chain) (*Table, error) {
	var steps []stage // Normalize, if there is one, then Stages
	for i, g := range append([]Group{c.Normalize}, c.Stages...) {
		st, err := g.flatten(c.KeepIDS)
		if err != nil {
			return nil, err
		}
		if i > 0 || len(g.Dicts) > 0 {
			steps = append(steps, st)
		}
	}
	normal := len(steps) - len(c.Stages)
	seg, err := Group{Dicts: [][]Entry{c.Segment}}.flatten(c.KeepIDS)
	switch {
	case err != nil:
		return nil, err
	case len(seg.chars) > 0:
		return nil, errors.New("dict: a segmentation key of one character")
	case len(c.Stages) == 0:
		return nil, errors.New("dict: a chain without stages")
	}

	k := compiler{chain: c, flags: map[rune]uint32{}, out: map[rune]string{}}
	for _, st := range steps {
		k.steps = append(k.steps, step{st, st.triggers(c)})
	}
	for key := range seg.phrases {
		for _, r := range key {
			// Normalisation comes first: what it turns into r is a member, too.
			for from := range k.sources(r, k.steps[:normal]) {
				k.flags[from] |= Member
			}
		}
	}
	k.collect()
	t := k.table()
	if len(steps) == 1 && len(seg.phrases) == 0 {
		t.Phrases = phrasesOf(steps[0].phrases)
		return t, nil
	}
	t.Segment, t.Normal = phrasesOf(seg.phrases), normal
	for _, st := range steps {
		one := compiler{chain: Chain{Cost: c.Cost}, flags: map[rune]uint32{}, out: map[rune]string{}}
		one.steps = []step{{st, st.triggers(one.chain)}}
		one.collect()
		ot := one.table()
		ot.Phrases = phrasesOf(st.phrases)
		t.Chain = append(t.Chain, ot)
	}
	return t, nil
}

// Common is a cost at which a character is a bad trigger.
const Common = 100

// MustCompile is Compile for chains that are known to be right.
func MustCompile(c Chain) *Table {
	t, err := Compile(c)
	if err != nil {
		panic(err)
	}
	return t
}

func phrasesOf(m map[string]string) Phrases {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return makePhrases(keys, func(k string) string { return m[k] })
}

// triggers chooses, for each phrase whose value differs from what its characters
// give alone, one character that stands for it: the cheapest, and among equals
// the one that stands for most phrases. If key and value have equally many
// characters, it is one of those that become something else than alone, unless
// all of them are Common.
func (st stage) triggers(chain Chain) map[rune]bool {
	cost := chain.Cost
	var differ []string
	covers := map[rune]int{}
	for k := range st.phrases {
		c := st.candidates(k, chain)
		if len(c) == 0 {
			continue
		}
		differ = append(differ, k)
		for _, r := range c {
			covers[r]++
		}
	}
	sort.Strings(differ)
	better := func(a, b rune) bool {
		if x, y := utf8.RuneLen(a) != 3, utf8.RuneLen(b) != 3; x != y {
			return y // the fast loop looks only at characters of three bytes
		}
		if cost != nil && cost(a) != cost(b) {
			return cost(a) < cost(b)
		}
		if covers[a] != covers[b] {
			return covers[a] > covers[b]
		}
		return a < b
	}
	chosen := map[rune]bool{}
	for _, k := range differ {
		best := rune(-1)
		for _, r := range st.candidates(k, chain) {
			if best < 0 || better(r, best) {
				best = r
			}
		}
		chosen[best] = true
	}
	return chosen
}

// candidates returns the characters of a phrase that can be its trigger, none if
// it needs none.
func (st stage) candidates(key string, chain Chain) []rune {
	in, out := []rune(key), []rune(st.phrases[key])
	cost := chain.Cost
	var c []rune
	if chain.Asked != nil {
		for _, r := range in {
			if chain.Asked(r) {
				c = append(c, r)
			}
		}
	}
	switch {
	case len(c) > 0:
		return c
	case st.alone(key) == st.phrases[key]:
		return nil
	}
	if len(in) == len(out) {
		for i, r := range in {
			if st.alone(string(r)) != string(out[i]) && (cost == nil || cost(r) < Common) {
				c = append(c, r)
			}
		}
	}
	if len(c) == 0 {
		return in
	}
	return c
}

type step struct {
	stage
	trigger map[rune]bool
}

// compiler gathers what the characters of the text become, through all steps.
type compiler struct {
	chain   Chain
	steps   []step
	flags   map[rune]uint32 // Member, Trigger, Special
	out     map[rune]string // of those that change alone
	bigrams map[uint32]bool // hashes, not yet cut to the size of the filter

	unfiltered bool // neighbours in the text are no sign of neighbours later on
}

// sources returns the characters that the given steps, each character alone,
// turn into something that holds r.
func (k *compiler) sources(r rune, steps []step) map[rune]bool {
	from := map[rune]bool{r: true}
	for i := len(steps) - 1; i >= 0; i-- {
		before := map[rune]bool{}
		for x := range from {
			if _, changed := steps[i].chars[x]; !changed {
				before[x] = true
			}
		}
		for c, v := range steps[i].chars {
			for x := range from {
				if strings.ContainsRune(v, x) {
					before[c] = true
				}
			}
		}
		from = before
	}
	return from
}

func (k *compiler) collect() {
	k.bigrams = map[uint32]bool{}
	source := map[[2]rune][]rune{} // step and character: memo of sources
	from := func(i int, r rune) []rune {
		key := [2]rune{rune(i), r}
		if s, ok := source[key]; ok {
			return s
		}
		var s []rune
		for x := range k.sources(r, k.steps[:i]) {
			s = append(s, x)
		}
		source[key] = s
		return s
	}
	for i, st := range k.steps {
		for c := range st.chars {
			for _, x := range from(i, c) {
				k.out[x] = ""
			}
		}
		for key := range st.phrases {
			runes := []rune(key)
			differs := len(st.candidates(key, k.chain)) > 0
			done := !differs
			for j, r := range runes {
				for _, x := range from(i, r) {
					k.flags[x] |= Member
				}
				if !differs || !st.trigger[r] {
					continue
				}
				// Every trigger of the phrase is flagged, the first one is enough
				// for the filter.
				for _, x := range from(i, r) {
					k.flags[x] |= Trigger
				}
				if done {
					continue
				}
				done = true
				first := min(j, len(runes)-2)
				for _, x := range from(i, runes[first]) {
					for _, y := range from(i, runes[first+1]) {
						k.bigrams[pairHash(x, y)] = true
					}
				}
			}
		}
	}
	for i, st := range k.steps[:len(k.steps)-1] {
		for c, v := range st.chars {
			if utf8.RuneCountInString(v) == 1 {
				continue
			}
			// What becomes two characters, or none, moves its neighbours: a phrase
			// of a later step can lie within it or across it.
			k.unfiltered = true
			for x := range k.sources(c, k.steps[:i]) {
				k.flags[x] |= Member
			}
		}
	}
	for c := range k.out {
		s := string(c)
		for _, st := range k.steps {
			s = st.alone(s)
		}
		k.out[c] = s
	}
}
