package main

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
)

// perFile is a table [[per-file]] of fixtext.toml: settings for the files that match a
// pattern, which is one of .gitignore, from the directory of the file. Of several that
// match, the later ones win; what they ignore adds up. They choose what is repaired, so
// that a file that was found may have them.
type perFile struct {
	Glob    string   `toml:"glob"`
	Convert *string  `toml:"convert"`
	Profile *string  `toml:"profile"`
	Variant *string  `toml:"variant"`
	Ignore  []string `toml:"ignore"`

	patterns tree.Patterns
	dir      string
	options  []fixtext.Option
}

// keys are the settings of a table that options of the command line override.
func (p *perFile) keys() map[string]*string {
	return map[string]*string{"convert": p.Convert, "profile": p.Profile, "variant": p.Variant}
}

// compile checks a table of the file config, and makes options of it.
func (p *perFile) compile(config string, chosen func(option string) bool) (err error) {
	if p.Glob == "" {
		return fmt.Errorf("%s: per-file: a table needs a glob", config)
	}
	if p.dir, err = filepath.Abs(filepath.Dir(config)); err != nil {
		return err
	}
	if p.patterns, err = tree.ParsePatterns([]string{p.Glob}); err != nil {
		return fmt.Errorf("%s: per-file: %w", config, err)
	}
	for _, name := range []string{"convert", "profile", "variant"} {
		value := p.keys()[name]
		if value == nil || chosen(name) {
			continue
		}
		var opt fixtext.Option
		switch name {
		case "convert":
			scope, bad := fixtext.ParseScope(*value)
			opt, err = fixtext.Convert(scope), bad
		case "profile":
			profile, bad := fixtext.ParseProfile(*value)
			opt, err = fixtext.WithProfile(profile), bad
		case "variant":
			opt = fixtext.Variant(*value)
			_, err = fixtext.NewFixer(opt)
		}
		if err != nil {
			return fmt.Errorf("%s: per-file: %s: %w", config, name, reason(err))
		}
		p.options = append(p.options, opt)
	}
	if chosen("convert") {
		p.Convert = nil
	}
	var codes []string
	for _, name := range p.Ignore {
		code, err := ruleCode(name)
		if err != nil {
			return fmt.Errorf("%s: per-file: ignore: %w", config, err)
		}
		codes = append(codes, code)
	}
	if len(codes) > 0 {
		p.options = append(p.options, fixtext.Ignore(codes...))
	}
	return nil
}

// matches reports whether the settings are for the file of this name.
func (p *perFile) matches(name string) bool {
	path, err := filepath.Abs(name)
	if err != nil {
		return false
	}
	rel, err := filepath.Rel(p.dir, path)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator)) && p.patterns.Match(rel, false)
}

// compilePerFile readies the tables that the file config had. From tells which options
// came from it: those of the command line and of the environment win.
func (f *flags) compilePerFile(config string, from origin) error {
	chosen := func(option string) bool { return f.set.Lookup(option).Changed && from[option] != config }
	for i := range f.perFile {
		if err := f.perFile[i].compile(config, chosen); err != nil {
			return err
		}
	}
	return nil
}

// settingsOf returns the options of the tables that match a file, and which parts of it
// are converted.
func (f *flags) settingsOf(name string) (opts []fixtext.Option, convert string) {
	convert = f.convert.set
	for i := range f.perFile {
		if p := &f.perFile[i]; p.matches(name) {
			opts = slices.Concat(opts, p.options)
			if p.Convert != nil {
				convert = *p.Convert
			}
		}
	}
	return opts, convert
}
