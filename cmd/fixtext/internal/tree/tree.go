// Package tree lists the files of directories in the order of their paths,
// without those that ignore files leave out.
package tree

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
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
	Err   error
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
				w.levels = above(root)
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
		w.levels = append(w.levels, readLevel(dir))
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

// leftOut tells whether a path is not to be listed or entered.
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
func above(root string) (levels []level) {
	abs, err := filepath.Abs(root)
	if err != nil {
		return nil
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
			return nil
		}
		if rel = parent(rel, dir); rel == "" {
			return nil
		}
	}
	for i := len(dirs) - 1; i >= 0; i-- {
		l := readLevel(dirs[i])
		l.dir = strings.TrimSuffix(l.dir, "/") + "/"
		if dirs[i] == "." {
			l.dir = ""
		}
		levels = append(levels, rebase(l, dirs[i], root)...)
	}
	return levels
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

// rebase makes a level whose directory is named by .. match the paths below
// root, which do not begin with that name.
func rebase(l level, dir, root string) []level {
	if !strings.HasPrefix(filepath.ToSlash(dir), "..") || strings.HasPrefix(filepath.ToSlash(root), filepath.ToSlash(dir)+"/") {
		return []level{l}
	}
	up, err := filepath.Abs(dir)
	here, err2 := filepath.Abs(".")
	if errors.Join(err, err2) != nil {
		return nil
	}
	rel, err := filepath.Rel(up, here)
	if err != nil {
		return nil
	}
	below := filepath.ToSlash(rel) + "/" // paths seen from dir begin with it
	var out Patterns
	for _, p := range l.Patterns {
		if p.rooted {
			rest, ok := strings.CutPrefix(p.glob, below)
			if !ok && !strings.HasPrefix(p.glob, "**/") {
				continue // concerns another directory
			}
			if ok {
				p.glob = rest
			}
		}
		out = append(out, p)
	}
	return []level{{Patterns: out}}
}
