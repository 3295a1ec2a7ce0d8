package main

import (
	"log"
	"strings"

	"github.com/fixtext/fixtext/internal/dict"
)

// inputs are the texts of the input files by name.
type inputs map[string]string

func (in inputs) dict(name string) []dict.Entry {
	d, err := dict.ParseOpenCC(in[name])
	check(err)
	return d
}

func (in inputs) reversed(name string) []dict.Entry {
	d, err := dict.ParseReversed(in[name])
	check(err)
	return d
}

func (in inputs) tofuRisk() []dict.Entry {
	d, err := dict.ParseTofuRisk(in["TSCharacters.txt"])
	check(err)
	return d
}

// line is a line of a dictionary with all its values.
type line struct {
	key    string
	values []string
}

func (in inputs) all(name string) []line {
	var out []line
	for _, l := range lines(in[name]) {
		key, values, ok := strings.Cut(l, "\t")
		if !ok {
			log.Fatalf("%s: %q", name, l)
		}
		out = append(out, line{key, strings.Fields(values)})
	}
	return out
}

// cost ranks a character as a trigger: what is no standard simplified character
// is rare in simplified text, and of the standard the first 3,500 are the
// common ones.
func (in inputs) cost() func(rune) int {
	rank := map[rune]int{}
	n := 0
	for _, l := range lines(in["tgscc_8105.txt"]) {
		n++
		for _, r := range l {
			rank[r] = 1
			if n <= 3500 {
				rank[r] = 2
			}
		}
	}
	rank['甚'], rank['么'] = dict.Common, dict.Common
	return func(r rune) int { return rank[r] }
}

type named struct {
	name, doc string
	chain     dict.Chain
}

// openccChains are OpenCC's configurations into simplified Chinese, as the JSON
// files of the same names describe them.
func openccChains(in inputs) []named {
	group := func(dicts ...[]dict.Entry) dict.Group { return dict.Group{Dicts: dicts} }
	normalize := group(in.dict("CJK_Compatibility_Ideographs.txt"))
	phrases := in.dict("TSPhrases.txt")
	simplified := group(phrases, in.tofuRisk(), in.dict("TSCharacters.txt"))
	tw := in.reversed("TWVariants.txt")
	hk := in.reversed("HKVariants.txt")
	twPhrases, hkPhrases := in.dict("TWVariantsRevPhrases.txt"), in.dict("HKVariantsRevPhrases.txt")

	region := func(name string, first dict.Group) named {
		return named{name, "is OpenCC's " + strings.ToLower(name) + ".", dict.Chain{
			Normalize: normalize, Segment: phrases, Stages: []dict.Group{first, simplified},
			KeepIDS: true, Cost: in.cost(),
		}}
	}
	return []named{
		{"T2S", "is OpenCC's t2s.", dict.Chain{
			Normalize: normalize, Stages: []dict.Group{simplified}, KeepIDS: true, Cost: in.cost(),
		}},
		region("TW2S", group(twPhrases, tw)),
		region("HK2S", group(hkPhrases, hk)),
		region("TW2SP", group(in.dict("TWPhrasesRev.txt"), twPhrases, tw)),
		region("HK2SP", group(in.dict("HKPhrasesRev.txt"), hkPhrases, hk)),
	}
}
