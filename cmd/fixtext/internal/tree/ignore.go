package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/smallfile"
)

// level is what the ignore files of one directory say.
type level struct {
	dir   string // what paths below the directory begin with: with a slash at its end, or empty
	below string // what leads from there to where the paths begin, if it lies above: also with a slash
	Patterns
}

// rel is a path as seen from the directory; ok is false if it is not below it.
func (l *level) rel(file string) (rel string, ok bool) {
	rel, ok = strings.CutPrefix(file, l.dir)
	if l.below != "" {
		rel = l.below + rel
	}
	return rel, ok
}

// ignoreFiles are read in every directory; the later one wins.
var ignoreFiles = [...]string{".gitignore", ".fixtextignore"}

// Warning is what is wrong with an ignore file that git does not heed, either.
type Warning struct{ error }

// readLevel reads the ignore files of a directory. Without one of them nothing
// below can be told from what was to be left alone: that is an error. A symbolic
// link is none; git does not follow it, either.
func readLevel(dir string) (l level, warning, err error) {
	l = level{dir: filepath.ToSlash(dir) + "/"}
	switch {
	case dir == ".":
		l.dir = ""
	case strings.HasSuffix(l.dir, "//"): // the root
		l.dir = l.dir[:len(l.dir)-1]
	}
	for _, name := range ignoreFiles {
		text, err := smallfile.ReadFound(filepath.Join(dir, name), smallfile.Settings)
		switch {
		case errors.Is(err, fs.ErrNotExist):
			continue
		case errors.Is(err, smallfile.ErrLink):
			warning = errors.Join(warning, fmt.Errorf("%s %w", name, smallfile.ErrLink))
			continue
		case err != nil:
			var p *fs.PathError
			if errors.As(err, &p) {
				err = p.Err
			}
			return l, nil, fmt.Errorf("%s: %w; nothing below was looked at", name, err)
		}
		lines := strings.Split(strings.TrimPrefix(string(text), "\uFEFF"), "\n")
		ps, err := ParsePatterns(lines)
		if err != nil {
			return l, nil, fmt.Errorf("%s: %w; nothing below was looked at", name, err)
		}
		l.Patterns = append(l.Patterns, ps...)
	}
	return l, warning, nil
}

// ignored reports whether the files of the levels, the outermost first, leave a
// path out.
func ignored(levels []level, file string, isDir bool) bool {
	file = filepath.ToSlash(file)
	for i := len(levels) - 1; i >= 0; i-- {
		if len(levels[i].Patterns) == 0 {
			continue
		}
		rel, ok := levels[i].rel(file)
		if !ok {
			continue
		}
		if v := levels[i].one(rel, isDir); v != 0 {
			return v > 0
		}
	}
	return false
}
