package atomicfile

import (
	"io/fs"
	"os"
	"path/filepath"
)

// folder is a directory in which files are made and renamed: an os.Root, or one
// that is known by its path.
type folder interface {
	Open(name string) (*os.File, error)
	OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error)
	Lstat(name string) (fs.FileInfo, error)
	Link(from, to string) error
	Rename(from, to string) error
	Remove(name string) error
}

type plain string

func (p plain) path(name string) string { return filepath.Join(string(p), name) }

func (p plain) Open(name string) (*os.File, error) { return os.Open(p.path(name)) }

func (p plain) OpenFile(name string, flag int, perm fs.FileMode) (*os.File, error) {
	return os.OpenFile(p.path(name), flag, perm)
}

func (p plain) Lstat(name string) (fs.FileInfo, error) { return os.Lstat(p.path(name)) }
func (p plain) Link(from, to string) error             { return os.Link(p.path(from), p.path(to)) }
func (p plain) Rename(from, to string) error           { return os.Rename(p.path(from), p.path(to)) }
func (p plain) Remove(name string) error               { return os.Remove(p.path(name)) }
