package main

import (
	"fmt"
	"runtime"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
)

// choosing says which files are worked on.
type choosing struct {
	filesFrom string
	walk      tree.Options
	workers   int
}

// mostWorkers is far more than any machine has use for.
const mostWorkers = 4096

func (f *flags) fileRows() []*option {
	var include, exclude []string
	f.workers = min(runtime.GOMAXPROCS(0), 4)
	return []*option{
		{name: "include", value: &include, from: setting,
			usage:   "in directories take only files that match `GLOB` (as in .gitignore; may be repeated)",
			effect:  f.patterns("include", &include, &f.walk.Include),
			example: "! fixtext --check --include *.md folder; stdout b.md; ! stdout a.txt"},
		{name: "exclude", value: &exclude, from: setting,
			usage:   "in directories leave out files and directories that match `GLOB` (may be repeated)",
			effect:  f.patterns("exclude", &exclude, &f.walk.Exclude),
			example: "! fixtext --check --exclude *.md folder; stdout a.txt; ! stdout b.md"},
		{name: "files-from", value: &f.filesFrom,
			usage:   "read names of files from `FILE`, one a line; - is standard input",
			example: "fixtext --files-from names; cmp stdout new.txt"},
		{name: "no-ignore", value: &f.walk.NoIgnore, from: setting,
			usage:   "take files that .gitignore and .fixtextignore leave out",
			example: "! fixtext --list --no-ignore folder; stdout c.log"},
		{name: "jobs", short: "j", value: &f.workers, from: setting, defaults: "as many as there are processors, at most 4", sample: "2",
			usage: "repair `N` blocks or files at the same time; the output does not depend on it",
			check: func() error {
				return unless(f.workers >= 1 && f.workers <= mostWorkers, "--jobs %d: must be from 1 to %d", f.workers, mostWorkers)
			},
			example: "! fixtext --jobs 0 old.txt; stderr 'must be from 1'"},
	}
}

// patterns is the effect of an option with patterns of files.
func (f *flags) patterns(name string, list *[]string, to *tree.Patterns) func() error {
	return func() (err error) {
		if *to, err = tree.ParsePatterns(*list); err != nil && !f.filter() {
			return fmt.Errorf("--%s: %w", name, err)
		}
		return nil
	}
}
