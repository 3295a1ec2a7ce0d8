// Package tree lists the files of directories in the order of their paths,
// without those that ignore files leave out.
package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// Options say which files are listed.
type Options struct {
	Include, Exclude Patterns // of paths as they are listed
	NoIgnore         bool     // ignore files are not read
	Backup           string   // the suffix of backups, besides those that are listed
}

// Entry is a file to be worked on, or an error.
type Entry struct {
	Path  string
	Named bool   // by the user, not found in a directory
	Skip  string // why it is only to be told of
	Err   error  // that is a Warning if nothing failed
}

// repositories are directories that are never entered.
var repositories = map[string]bool{".git": true, ".hg": true, ".svn": true, ".jj": true}

// Walk calls each for the named files, and for the files of the named
// directories. It ends when each returns false. Symbolic links are followed where
// they are named, not where they are found.
func Walk(paths []string, opt Options, each func(Entry) bool) {
	seen := newOnce(paths)
	for _, p := range paths {
		each := seen.only(p, each)
		info, err := os.Stat(p)
		switch {
		case p == "-", err == nil && !info.IsDir():
			if !each(Entry{Path: p, Named: true}) {
				return
			}
		case err != nil:
			if !each(Entry{Path: p, Named: true, Err: err}) {
				return
			}
		default:
			w := walker{Options: opt, each: each}
			root := filepath.Clean(p)
			if !opt.NoIgnore {
				var warning, err error
				w.levels, warning, err = above(root)
				if warning != nil && !each(Entry{Path: p, Err: Warning{warning}}) {
					return
				}
				if err != nil {
					if !each(Entry{Path: p, Named: true, Err: err}) {
						return
					}
					continue
				}
			}
			if !w.dir(root) {
				return
			}
		}
	}
}

type walker struct {
	Options
	levels []level
	each   func(Entry) bool
}

// dir lists a directory; false ends the walk.
func (w *walker) dir(dir string) bool {
	list, err := os.ReadDir(dir)
	if err != nil && !w.each(Entry{Path: dir, Err: err}) {
		return false
	}
	if !w.NoIgnore && hasIgnoreFile(list) {
		l, warning, err := readLevel(dir)
		if warning != nil && !w.each(Entry{Path: dir, Err: Warning{warning}}) {
			return false
		}
		if err != nil {
			return w.each(Entry{Path: dir, Err: err})
		}
		w.levels = append(w.levels, l)
		defer func() { w.levels = w.levels[:len(w.levels)-1] }()
	}
	kept := w.backups(dir, list)
	for _, e := range list {
		path := filepath.Join(dir, e.Name())
		if w.leftOut(path, e) {
			continue
		}
		if why := w.ownFile(path, e, kept); why != "" {
			if !w.each(Entry{Path: path, Skip: why}) {
				return false
			}
			continue
		}
		if e.IsDir() {
			if !w.dir(path) {
				return false
			}
			continue
		}
		if len(w.Include) > 0 && !w.Include.Match(path, false) {
			continue
		}
		if !w.each(Entry{Path: path}) {
			return false
		}
	}
	return true
}

func hasIgnoreFile(list []fs.DirEntry) bool {
	for _, e := range list {
		for _, name := range ignoreFiles {
			if e.Name() == name {
				return true
			}
		}
	}
	return false
}

// leftOut reports whether a path is not to be listed or entered.
func (w *walker) leftOut(path string, e fs.DirEntry) bool {
	name, isDir := e.Name(), e.IsDir()
	switch {
	case isDir && repositories[name], !isDir && !e.Type().IsRegular(), atomicfile.IsOwn(name), name == BackupList:
		return true
	case !w.NoIgnore && ignored(w.levels, path, isDir):
		return true
	}
	return len(w.Exclude) > 0 && w.Exclude.one(filepath.ToSlash(path), isDir) > 0
}

// above reads the ignore files of the directories above root, up to the one
// that holds the repository; none where there is no repository.
func above(root string) (levels []level, warning, err error) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil, nil, nil
	}
	var dirs []string
	rel := root // a name of the directory that paths below root begin with
	for dir := abs; ; dir = filepath.Dir(dir) {
		if dir != abs {
			dirs = append(dirs, rel)
		}
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			break
		}
		if dir == filepath.Dir(dir) {
			return nil, nil, nil
		}
		if rel = parent(rel, dir); rel == "" {
			return nil, nil, nil
		}
	}
	for _, dir := range slices.Backward(dirs) {
		l, warn, err := readLevel(dir)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", dir, err)
		}
		if warn != nil {
			warning = errors.Join(warning, fmt.Errorf("%s: %w", dir, warn))
		}
		l.seen(dir, root)
		levels = append(levels, l)
	}
	return levels, warning, nil
}

// parent is the directory above rel, whose absolute name is abs.
func parent(rel, abs string) string {
	if filepath.IsAbs(rel) {
		return filepath.Dir(abs)
	}
	if rel == "." || filepath.Base(rel) == ".." {
		return filepath.Join(rel, "..")
	}
	return filepath.Dir(rel)
}

// seen makes a level whose directory is named by .. match the paths below root,
// where they do not begin with that name.
func (l *level) seen(dir, root string) {
	dir, root = filepath.ToSlash(dir), filepath.ToSlash(root)
	if !strings.HasPrefix(dir, "..") || strings.HasPrefix(root, dir+"/") {
		return
	}
	cut := ""
	for rest := root + "/"; strings.HasPrefix(rest, cut+"../"); {
		cut += "../"
	}
	up, err := filepath.Abs(dir)
	here, err2 := filepath.Abs(filepath.FromSlash("./" + cut))
	rel, err3 := filepath.Rel(up, here)
	if errors.Join(err, err2, err3) == nil && rel != "." {
		l.dir, l.below = cut, filepath.ToSlash(rel)+"/"
	}
}
