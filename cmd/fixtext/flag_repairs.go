package main

import (
	"bytes"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/model"
)

// picking says what is repaired.
type picking struct {
	pick, omit []string     // codes of rules, or their beginnings
	convert    choice       // which parts of a text are converted
	model      *model.Model // that lost characters are chosen by; nil: the small one in the program
}

func (f *flags) repairRows() []*option {
	unsafe, confidence, vocabulary, dictionary, modelFile := true, 0.0, false, "", ""
	profile := choice{set: "canonical", of: []string{"canonical", "repair", "search"}}
	variant := choice{set: "auto", of: []string{"auto", "cn", "tw", "hk"}}
	f.convert = choice{set: "prose", of: []string{"prose", "all", "none"}}
	return []*option{
		{name: "select", value: words{&f.pick, ruleCode}, from: setting, values: ruleNames,
			usage:   "look only for these `RULES`: codes, beginnings of codes (FT4) or names, with commas",
			effect:  adds(&f.rules, func() fixtext.Option { return fixtext.Select(f.pick...) }),
			example: "fixtext --select FT4 page.txt; stdout '^學期開始了'"},
		{name: "ignore", value: words{&f.omit, ruleCode}, from: setting, values: ruleNames,
			usage:   "do not look for these `RULES`; where --select names them too, the longer name wins",
			effect:  adds(&f.rules, func() fixtext.Option { return fixtext.Ignore(f.omit...) }),
			example: `fixtext --ignore reading page.txt; stdout '^学\(xué\)期'`},
		{name: "unsafe-fixes", value: &unsafe, from: setting,
			usage:   "make changes that are inferred; with =false they are only reported, and what is proved is\nchanged",
			effect:  adds(&f.rules, fixtext.SafeOnly),
			example: "fixtext --unsafe-fixes=false shifted.txt; ! stdout ”张老师"},
		{name: "min-confidence", value: &confidence, from: setting,
			usage: "make only changes with a confidence of at least `X`, from 0 to 1; others are reported",
			check: func() error {
				return unless(confidence >= 0 && confidence <= 1, "--min-confidence %v: must be from 0 to 1", confidence)
			},
			effect:  adds(&f.rules, func() fixtext.Option { return fixtext.MinConfidence(confidence) }),
			example: "fixtext --min-confidence 0.9999 lossy.txt; ! stdout 图书馆"},
		{name: "profile", value: &profile, from: setting,
			usage: "`PROFILE` of repair: canonical (the default), repair (damage only, traditional Chinese stays),\nsearch (canonical, and then width, case and punctuation folded for an index)",
			effect: adds(&f.rules, func() fixtext.Option {
				p, _ := fixtext.ParseProfile(profile.set) // one of them
				return fixtext.WithProfile(p)
			}),
			example: "fixtext --profile repair page.txt; stdout '^學期開始了'"},
		{name: "convert", value: &f.convert, from: setting,
			usage: "convert `WHAT` to simplified and to canonical characters (FT3, FT5): prose (code, keys,\npaths, links and translations into another language stay, as the name of the file and the\nline show them), all, or none; damage is repaired everywhere",
			effect: adds(&f.rules, func() fixtext.Option {
				scope, _ := fixtext.ParseScope(f.convert.set) // one of them
				return fixtext.Convert(scope)
			}),
			example: "fixtext --convert none page.txt; stdout '^學期開始了'"},
		{name: "variant", value: &variant, from: setting,
			usage:   "take traditional text for that of `REGION`: auto, cn, tw or hk; where they differ, its\nspellings win",
			effect:  adds(&f.rules, func() fixtext.Option { return fixtext.Variant(variant.set) }),
			example: "fixtext --variant tw taiwan.txt; stdout 软体"},
		{name: "vocabulary", value: &vocabulary, from: setting,
			usage:   "replace words of Taiwan and Hong Kong by those of the mainland, too, in text that is\ntraditional by its own evidence",
			effect:  adds(&f.rules, fixtext.Vocabulary),
			example: "fixtext --vocabulary taiwan.txt; stdout 软件"},
		{name: "dictionary", value: &dictionary, from: pathSetting,
			usage: "apply the entries of `FILE` first: one a line, a word, a tab and what to write for it, or a\nword alone that is to stay",
			effect: func() error {
				text, err := f.read("dictionary", dictionary)
				if err != nil {
					return named(dictionary, err)
				}
				dict, err := fixtext.ParseDict(bytes.NewReader(text))
				f.rules = append(f.rules, fixtext.Dictionary(dict))
				return named(dictionary, err)
			},
			example: "fixtext --dictionary words.tsv taiwan.txt; stdout 程式公司"},
		{name: "model", value: &modelFile, from: pathSetting,
			usage: "choose characters that lost bytes by the model in `FILE`, such as the large one of a release;\nby default by a small one that is in the program",
			effect: func() (err error) {
				if f.model, err = f.openModel(modelFile); err != nil {
					return err
				}
				f.rules = append(f.rules, fixtext.WithModel(f.model))
				return nil
			},
			example: "fixtext --model counts.bin --report report.jsonl lossy.txt; grep '\\+model.counts.1' report.jsonl"},
	}
}
