package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/smallfile"
	"github.com/fixtext/fixtext/model"
)

// A fixtext.toml that was found comes with the text: whoever wrote the one may
// have written the other. It chooses what is repaired, never where something is
// written, what is dropped, or how the program ends. A file that the user names
// may do all of that.

// trustIt ends the errors of a file that was found.
const trustIt = "pass --config to trust this file"

// settingPath is a path in a file of settings as seen from the working directory.
func (f *flags) settingPath(option, config, path string, found bool) (string, error) {
	dir := filepath.Dir(config)
	switch {
	case !found && filepath.IsAbs(path):
		return path, nil
	case !found:
		return filepath.Join(dir, path), nil
	case !filepath.IsLocal(path):
		return "", fmt.Errorf("%s: %s: %q is not below the directory of this file; %s", config, option, path, trustIt)
	}
	if f.confined == nil {
		f.confined = map[string]string{}
	}
	f.confined[option] = dir
	return filepath.Join(dir, path), nil
}

// read reads the small file that an option names: where a found file named it,
// only below its directory.
func (f *flags) read(option, path string) ([]byte, error) {
	dir, confined := f.confined[option]
	if !confined {
		return smallfile.Read(path, smallfile.Data)
	}
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return nil, err
	}
	text, err := smallfile.ReadBelow(dir, name, smallfile.Data)
	if err != nil {
		return nil, fmt.Errorf("%w; %s", reason(err), trustIt)
	}
	return text, nil
}

// openModel loads the model that an option names, under the same condition as read.
func (f *flags) openModel(path string) (*model.Model, error) {
	dir, confined := f.confined["model"]
	if !confined {
		m, err := model.OpenFile(path)
		return m, named(path, err)
	}
	name, err := filepath.Rel(dir, path)
	if err != nil {
		return nil, err
	}
	file, err := smallfile.OpenBelow(dir, name)
	if err != nil {
		return nil, named(path, fmt.Errorf("%w; %s", reason(err), trustIt))
	}
	defer file.Close()
	m, err := model.Load(file)
	return m, named(path, err)
}

// checkSuffix tells what is wrong with the suffix of --backup: put behind the name
// of a file, it must be the name of another one beside it, on every system.
func checkSuffix(s string) error {
	bad := func(c rune) bool { return strings.ContainsRune(`/\:*?[]"<>|`, c) || !unicode.IsPrint(c) }
	switch {
	case s == "":
		return nil // no backups
	case !utf8.ValidString(s) || strings.ContainsFunc(s, bad):
		return errors.New("must have no separators, wildcards or control characters")
	case strings.HasSuffix(s, ".") || strings.HasSuffix(s, " "):
		return errors.New("must not end in a dot or a space, which some systems drop")
	}
	return nil
}
