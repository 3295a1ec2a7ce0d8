// Package atomicfile replaces files so that each is old or new at any moment,
// never half: a temporary file beside it is written, synced and renamed.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
)

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
	dir   folder
	temp  string // its name in dir until Commit
	name  string // and then
	fresh bool   // nothing may have the name before
	done  bool
}

// Create begins a file that will replace path. Where path is a symbolic link,
// what it leads to is replaced. A file that is there keeps its mode, its owner,
// its access control list and its other attributes; where they cannot be kept,
// or the file may not be written, that is an error and the file stays. A new one
// has mode 0666 less the umask.
func (g *Group) Create(path string) (*File, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	dir, name := split(path)
	return g.create(path, plain(dir), name, path, false)
}

// CreateIn is Create for a file of a root, which it does not leave. The file must
// be there and must not be a link.
func (g *Group) CreateIn(root *os.Root, name string) (*File, error) {
	info, err := root.Lstat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errNotRegular
	}
	return g.create(name, root, name, filepath.Join(root.Name(), name), false)
}

// CreateCopy begins a new file with the mode, owner and attributes of another.
// Its Commit fails with fs.ErrExist where the name is taken.
func (g *Group) CreateCopy(path, of string) (*File, error) {
	dir, name := split(path)
	return g.create(path, plain(dir), name, of, true)
}

// CreateScratch begins a file that is only read again and then discarded, in the
// directory for such files. Nobody else may read it, and what is there does not
// matter.
func (g *Group) CreateScratch(name string) (*File, error) {
	f := &File{group: g, dir: plain(os.TempDir()), name: name}
	if err := f.open(0o600); err != nil {
		return nil, err
	}
	return f, nil
}

var errNotRegular = errors.New("is not a regular file")

func (g *Group) create(path string, dir folder, name, like string, fresh bool) (*File, error) {
	info, err := os.Stat(like)
	there := err == nil
	if there {
		if err := replaceable(info, like, fresh); err != nil {
			return nil, err
		}
	}
	f := &File{group: g, dir: dir, name: name, fresh: fresh}
	if err := f.open(0o666); err != nil {
		var p *fs.PathError
		if errors.As(err, &p) {
			p.Path = path // the name that the user knows
		}
		return nil, err
	}
	if there {
		if err := keep(f.File, info, like); err != nil {
			return nil, errors.Join(err, f.Discard())
		}
	}
	return f, nil
}

// replaceable returns an error for files that are not to be replaced. That a
// file may be renamed over one that is read-only does not mean that its owner
// wants it.
func replaceable(info fs.FileInfo, path string, copied bool) error {
	switch {
	case !info.Mode().IsRegular():
		return errNotRegular
	case copied:
		return nil
	case info.Mode().Perm()&0o222 == 0:
		return errors.New("is read-only: make it writable first")
	}
	return writable(path)
}

// open makes the temporary file, known to the group from its first moment.
func (f *File) open(mode fs.FileMode) error {
	f.group.mu.Lock()
	defer f.group.mu.Unlock()
	for try := 0; ; try++ {
		f.temp = tempName(f.name)
		file, err := f.dir.OpenFile(f.temp, os.O_RDWR|os.O_CREATE|os.O_EXCL, mode)
		if err == nil {
			f.File = file
			if f.group.live == nil {
				f.group.live = map[*File]bool{}
			}
			f.group.live[f] = true
			return nil
		}
		if !errors.Is(err, fs.ErrExist) || try == 1000 {
			return err
		}
	}
}

// Commit makes the content durable and puts the file in its place.
func (f *File) Commit() error {
	if f.done {
		return errors.New("was discarded")
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return errors.Join(err, f.Discard())
	}
	if err := f.place(); err != nil {
		return errors.Join(err, f.Discard())
	}
	f.finish()
	syncDir(f.dir)
	return nil
}

// Replaces reports whether Commit would replace this file.
func (f *File) Replaces(info fs.FileInfo) bool {
	now, err := f.dir.Lstat(f.name)
	return err == nil && os.SameFile(now, info)
}

// place renames the file.
func (f *File) place() error {
	if !f.fresh {
		return f.dir.Rename(f.temp, f.name)
	}
	err := f.dir.Link(f.temp, f.name)
	if err == nil {
		return f.dir.Remove(f.temp)
	}
	if _, there := f.dir.Lstat(f.name); there == nil || errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s: %w", f.name, fs.ErrExist)
	}
	return f.dir.Rename(f.temp, f.name) // a file system without links
}

// Discard removes the temporary file. After Commit it does nothing.
func (f *File) Discard() error {
	if f.done {
		return nil
	}
	f.Close() // may be closed already
	err := f.dir.Remove(f.temp)
	f.finish()
	if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// finish forgets the file.
func (f *File) finish() {
	f.done = true
	f.group.mu.Lock()
	defer f.group.mu.Unlock()
	delete(f.group.live, f)
}

// syncDir makes a renaming durable where directories can be synced.
func syncDir(dir folder) {
	d, err := dir.Open(".")
	if err != nil {
		return
	}
	defer d.Close()
	_ = d.Sync() // the file is whole either way
}

// Cleanup removes what is unfinished, when a signal ends the process. It keeps
// the group locked: nothing may begin between it and the end.
func (g *Group) Cleanup() {
	g.mu.Lock()
	for f := range g.live {
		_ = f.dir.Remove(f.temp)
	}
}

func split(path string) (dir, name string) {
	dir, name = filepath.Split(path)
	if dir == "" {
		dir = "."
	}
	return dir, name
}
