// Package atomicfile replaces files so that each is old or new at any moment,
// never half: a temporary file beside it is written, synced and renamed.
package atomicfile

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// Marker is a part of the name of every temporary file.
const Marker = ".fixtext-tmp-"

// IsTemporary tells whether a file of this name is one that a killed run left.
func IsTemporary(name string) bool { return strings.Contains(filepath.Base(name), Marker) }

// Group knows the files that are unfinished, so that a handler of signals can
// remove them. The zero Group is ready for use.
type Group struct {
	mu   sync.Mutex
	live map[*File]bool
}

// File is a file that appears under its name when Commit returns.
type File struct {
	*os.File
	group *Group
	path  string
	done  bool
}

// Create begins a file that will replace path. Where path is a symbolic link,
// what it leads to is replaced. A file that is there keeps its mode and, where
// the system allows it, its owner; a new one has mode 0666 less the umask.
func (g *Group) Create(path string) (*File, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	dir, name := filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	file, err := create(dir, "."+name+Marker)
	if err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			p.Path = path // the name that the user knows
		}
		return nil, err
	}
	f := &File{File: file, group: g, path: path}
	g.mark(f, true)
	if info, err := os.Stat(path); err == nil {
		if !info.Mode().IsRegular() {
			return nil, errors.Join(errNotRegular, f.Discard())
		}
		if err := keep(file, info); err != nil {
			return nil, errors.Join(err, f.Discard())
		}
	}
	return f, nil
}

var errNotRegular = errors.New("is not a regular file")

// create makes a new file with the usual mode.
func create(dir, prefix string) (*os.File, error) {
	for try := 0; ; try++ {
		path := filepath.Join(dir, prefix+random())
		file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if err == nil || !errors.Is(err, fs.ErrExist) || try == 1000 {
			return file, err
		}
	}
}

// Commit makes the content durable and puts the file in its place.
func (f *File) Commit() error {
	err := f.Sync()
	err = errors.Join(err, f.Close())
	if err != nil {
		return errors.Join(err, f.Discard())
	}
	if err := os.Rename(f.Name(), f.path); err != nil {
		return errors.Join(err, f.Discard())
	}
	f.done = true
	f.group.mark(f, false)
	syncDir(filepath.Dir(f.path))
	return nil
}

// Discard removes the temporary file. After Commit it does nothing.
func (f *File) Discard() error {
	if f.done {
		return nil
	}
	f.done = true
	f.group.mark(f, false)
	f.Close() // may be closed already
	if err := os.Remove(f.Name()); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// syncDir makes a renaming durable where directories can be synced.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	defer d.Close()
	_ = d.Sync() // the file is whole either way
}

func (g *Group) mark(f *File, live bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.live == nil {
		g.live = map[*File]bool{}
	}
	if live {
		g.live[f] = true
	} else {
		delete(g.live, f)
	}
}

// Cleanup removes what is unfinished, when a signal ends the process.
func (g *Group) Cleanup() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for f := range g.live {
		os.Remove(f.Name())
	}
}
