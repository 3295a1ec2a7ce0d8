package main

import "github.com/fixtext/fixtext/internal/lang"

// origins say where settings come from.
type origins struct {
	config   string
	settings string // the file that was read: that of config, or one that was found
	isolated bool
	version  bool
	lang     choice
	confined map[string]string // options whose path a found file set, and its directory
}

func (f *flags) settingRows() []*option {
	f.lang = choice{set: "auto", of: append([]string{"auto"}, lang.Languages()...)}
	return []*option{
		{name: "config", value: &f.config,
			usage:   "read settings from `FILE`, not from the fixtext.toml above the working directory",
			example: "fixtext --config repair.toml page.txt; stdout '^學期開始了'"},
		{name: "isolated", value: &f.isolated,
			usage:   "read no settings from files or the environment",
			example: "env FIXTEXT_PROFILE=repair; fixtext --isolated old.txt; cmp stdout new.txt"},
		{name: "lang", value: &f.lang, from: setting,
			usage: "speak `LANGUAGE`: en, zh (Chinese), or auto: as LC_ALL, LC_MESSAGES or LANG says; what is written\nfor programs (json, sarif, ...) does not change",
			effect: func() error {
				if f.lang.set != "auto" {
					lang.Use(f.lang.set)
				}
				return nil
			},
			example: "! fixtext --lang zh --check old.txt; stdout 已证明"},
		{name: "version", short: "V", value: &f.version,
			usage:   "tell the version of the program and its data, as fixtext version does",
			example: "fixtext --version; stdout '^fixtext '"},
	}
}
