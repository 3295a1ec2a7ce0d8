package dict

import (
	"fmt"
	"sort"
	"strings"
)

// tofuRisk marks, in OpenCC's TSCharacters.txt, a line whose second value is a
// character that few fonts have.
const tofuRisk = "# @tofu-risk:"

// reversePrefer marks, in OpenCC's variant dictionaries, the value to come back
// to when the dictionary is turned round.
const reversePrefer = "# @reverse-prefer:"

// ParseOpenCC reads a dictionary in OpenCC's text form: a key, a tab, and one or
// more values with blanks between them, of which the first counts. Lines that
// are empty or start with # are skipped.
func ParseOpenCC(text string) ([]Entry, error) {
	var out []Entry
	err := eachLine(text, func(key string, values []string) {
		out = append(out, Entry{key, values[0]})
	})
	return out, err
}

// ParseTofuRisk reads the other dictionary that OpenCC's build takes from
// TSCharacters.txt (its TSCharactersExt): of every line marked @tofu-risk, the
// first value that is not the key itself.
func ParseTofuRisk(text string) ([]Entry, error) {
	var out []Entry
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if !strings.HasPrefix(l, tofuRisk) {
			continue
		}
		if i+1 == len(lines) {
			return nil, fmt.Errorf("dict: line %d: no mapping follows", i+1)
		}
		err := eachLine(lines[i+1], func(key string, values []string) {
			for _, v := range values {
				if v != key {
					out = append(out, Entry{key, v})
					return
				}
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ParseReversed reads a dictionary and turns it round, as OpenCC's build does to
// get TWVariantsRev and HKVariantsRev: each value becomes a key, whose value is
// the first key that had it, or the one an @reverse-prefer line asks for.
func ParseReversed(text string) ([]Entry, error) {
	rev := map[string][]string{}
	err := eachLine(text, func(key string, values []string) {
		for _, v := range values {
			rev[v] = append(rev[v], key)
		}
	})
	if err != nil {
		return nil, err
	}
	for _, l := range strings.Split(text, "\n") {
		f := strings.Fields(strings.TrimPrefix(l, reversePrefer))
		if !strings.HasPrefix(l, reversePrefer) || len(f) == 0 {
			continue
		}
		rev[f[0]] = []string{f[len(f)-1]}
	}
	out := make([]Entry, 0, len(rev))
	for k, v := range rev {
		out = append(out, Entry{k, v[0]})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out, nil
}

func eachLine(text string, f func(key string, values []string)) error {
	for i, l := range strings.Split(text, "\n") {
		l = strings.TrimSuffix(l, "\r")
		if strings.HasPrefix(l, "#") || strings.TrimSpace(l) == "" {
			continue
		}
		key, rest, ok := strings.Cut(l, "\t")
		values := strings.Split(rest, " ")
		if !ok || key == "" {
			return fmt.Errorf("dict: line %d: want key, tab, value", i+1)
		}
		f(key, values)
	}
	return nil
}
