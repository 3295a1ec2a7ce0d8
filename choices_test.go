package fixtext_test

import (
	"fmt"
	"hash/fnv"
	"strconv"
	"strings"

	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
)

// choices are the options that are drawn, as cases write them.
var choices = []string{
	"prefer big5", "prefer shift_jis windows-1252 utf-16le", "declared gbk", "declared euc-kr", "allow big5 euc-tw", "allow utf-8",
	"from gb18030", "from cp950", "from utf-16be", "bom add", "bom strip", "each line", "workers 2", "safe only", "sure by 0.5", "sure by 0.9", "sure by 1",
	"only FT1", "only FT20 FT401", "only FT301 FT5", "no FT2", "no FT101 FT402", "no FT302 FT303",
	"profile repair", "profile search", "convert all", "convert none", "verbatim tags", "variant tw", "variant hk", "vocabulary",
	"dictionary 公司\t企业\n会议\t大会议\n館\n的\t得\n下午\t下午好\n，\t,",
}

// option reads an option as cases write it: a verb, and what it is about.
func option(s string) (fixtext.Option, error) {
	verb, arg, _ := strings.Cut(s, " ")
	switch args := strings.Fields(arg); verb {
	case "prefer":
		return fixtext.Prefer(args...), nil
	case "declared":
		return fixtext.Declared(arg), nil
	case "allow":
		return fixtext.Allow(args...), nil
	case "from":
		return fixtext.FromCharset(arg), nil
	case "bom":
		p, err := fixtext.ParseBOMPolicy(arg)
		return fixtext.BOM(p), err
	case "each": // line
		return fixtext.LineBuffered(), nil
	case "workers":
		n, err := strconv.Atoi(arg)
		return fixtext.Workers(n), err
	case "safe": // only
		return fixtext.SafeOnly(), nil
	case "sure":
		least, err := strconv.ParseFloat(strings.TrimPrefix(arg, "by "), 64)
		return fixtext.MinConfidence(least), err
	case "only":
		return fixtext.Select(args...), nil
	case "no":
		return fixtext.Ignore(args...), nil
	case "profile":
		p, err := fixtext.ParseProfile(arg)
		return fixtext.WithProfile(p), err
	case "variant":
		return fixtext.Variant(arg), nil
	case "vocabulary":
		return fixtext.Vocabulary(), nil
	case "convert":
		scope, err := fixtext.ParseScope(arg)
		return fixtext.Convert(scope), err
	case "verbatim": // tags
		return fixtext.Verbatim(inTags), nil
	case "dictionary":
		d, err := fixtext.ParseDict(strings.NewReader(arg))
		return fixtext.Dictionary(d), err
	}
	return nil, fmt.Errorf("no option %q", s)
}

// optionsOf returns the options of a list and panics where there is none such.
func optionsOf(list []string) (opts []fixtext.Option) {
	for _, s := range list {
		opt, err := option(s)
		if err != nil {
			panic(err)
		}
		opts = append(opts, opt)
	}
	return opts
}

// options draws up to three options. Most often it draws none.
func options() *rapid.Generator[[]fixtext.Option] {
	return rapid.Custom(func(t *rapid.T) []fixtext.Option {
		return optionsOf(rapid.SliceOfNDistinct(rapid.SampledFrom(choices), 0, 3, rapid.ID).Draw(t, "options"))
	})
}

// named returns the options of a list, one a line. A line that is not among the choices
// stands for one of them: a fuzzer finds some.
func named(list string) []fixtext.Option {
	var names []string
	for name := range strings.SplitSeq(list, "\n") {
		if name == "" {
			continue
		}
		h := fnv.New32a()
		h.Write([]byte(name))
		names = append(names, choices[h.Sum32()%uint32(len(choices))])
		for _, c := range choices {
			if c == name {
				names[len(names)-1] = c
			}
		}
	}
	return optionsOf(names)
}

// inTags returns what stands in angle brackets.
func inTags(text []byte) (spans [][2]int) {
	for at, c := range text {
		switch {
		case c == '<':
			spans = append(spans, [2]int{at, len(text)})
		case c == '>' && len(spans) > 0:
			spans[len(spans)-1][1] = min(spans[len(spans)-1][1], at)
		}
	}
	return spans
}
