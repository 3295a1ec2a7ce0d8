package main

// origins say where settings come from.
type origins struct {
	config   string
	settings string // the file that was read: that of config, or one that was found
	isolated bool
	version  bool
	confined map[string]string // options whose path a found file set, and its directory
}

func (f *flags) settingRows() []*option {
	return []*option{
		{name: "config", value: &f.config,
			usage:   "read settings from `FILE`, not from the fixtext.toml above the working directory",
			example: "fixtext --config repair.toml page.txt; stdout '^學期開始了'"},
		{name: "isolated", value: &f.isolated,
			usage:   "read no settings from files or the environment",
			example: "env FIXTEXT_PROFILE=repair; fixtext --isolated old.txt; cmp stdout new.txt"},
		{name: "version", short: "V", value: &f.version,
			usage:   "tell the version of the program and its data, as fixtext version does",
			example: "fixtext --version; stdout '^fixtext '"},
	}
}
