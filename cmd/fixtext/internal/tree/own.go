package tree

import (
	"io/fs"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// ownFile says why a file that was found is not to be worked on, for this program
// made it; empty if it did not.
func (w *walker) ownFile(path string, e fs.DirEntry, kept map[string]bool) string {
	switch {
	case e.IsDir():
		return ""
	case atomicfile.IsTemporary(e.Name()):
		return "is unfinished: a run that was killed left it, or one that is at work"
	case kept[e.Name()], HasSuffix(path, w.Backup):
		return "is a backup"
	}
	return ""
}

// backups are the names of backups in a directory.
func (w *walker) backups(dir string, list []fs.DirEntry) map[string]bool {
	for _, e := range list {
		if e.Name() == BackupList {
			return backups(dir)
		}
	}
	return nil
}

// once passes each file once, by whatever names the user gave it or directories
// above it. Hard links are several files: each has the text to itself when it
// was replaced.
type once map[string]bool

// newOnce returns nil where nothing can come twice.
func newOnce(paths []string) once {
	if len(paths) < 2 {
		return nil
	}
	return once{}
}

// only is each for what a path leads to.
func (o once) only(path string, each func(Entry) bool) func(Entry) bool {
	real, err := filepath.EvalSymlinks(path)
	if err == nil {
		real, err = filepath.Abs(real)
	}
	if o == nil || err != nil {
		return each
	}
	root := filepath.Clean(path)
	return func(e Entry) bool {
		key := real
		if !e.Named {
			rest := e.Path
			if root != "." {
				rest = strings.TrimPrefix(rest, root)
			}
			key = filepath.Join(real, rest)
		}
		if o[key] {
			return true
		}
		o[key] = true
		return each(e)
	}
}
