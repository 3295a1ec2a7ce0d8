package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/tree"
)

// backup keeps the old file under its name and the suffix of --backup, and
// returns the name if it is new. A file that has the name is never replaced: the
// backup gets a number then.
func (w *rewrite) backup() (string, error) {
	if w.j.f.walk.Backup == "" {
		return "", nil
	}
	real, err := filepath.EvalSymlinks(w.in.path) // the text, not the link
	if err != nil {
		return "", err
	}
	for n := 0; n < 10_000; n++ {
		name := w.in.path + w.j.f.walk.Backup
		if n > 0 {
			name = fmt.Sprintf("%s.%d", name, n)
		}
		if info, err := os.Lstat(name); err == nil {
			if os.SameFile(info, w.in.info) { // of a run that was killed behind it
				return "", tree.AddBackup(name)
			}
			continue
		}
		if w.j.outs.takes(name) {
			continue
		}
		if err := tree.AddBackup(name); err != nil { // first: no backup is ever unknown
			return "", err
		}
		if err := w.keepAs(real, name); !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return "", errors.New("too many backups")
}

// keepAs gives the old file another name, or copies it where it cannot have two,
// or has others already: what is written to it under these is not for the backup.
func (w *rewrite) keepAs(real, name string) error {
	if links(w.in.info) < 2 {
		if err := os.Link(real, name); err == nil || errors.Is(err, fs.ErrExist) {
			return err
		}
	}
	old, err := os.Open(real)
	if err != nil {
		return err
	}
	defer old.Close()
	copied, err := w.j.atoms.CreateCopy(name, real)
	if err != nil {
		return err
	}
	if _, err := io.Copy(copied, old); err != nil {
		return errors.Join(err, copied.Discard())
	}
	return copied.Commit()
}
