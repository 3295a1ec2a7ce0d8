// Package smallfile reads files that say what is to be done: settings, ignore
// files, dictionaries, baselines. They are regular files of a bounded size:
// whatever else has their name, a device that never ends, a pipe that nobody
// writes to, is an error at once.
package smallfile

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// The largest files that are read.
const (
	Settings = 1 << 20  // settings and ignore files
	Data     = 64 << 20 // dictionaries and baselines
)

// ErrLink is the error of a file that was found, not named, and is a symbolic
// link: what it leads to was not meant to be read, nor shown in a message.
var ErrLink = errors.New("is a symbolic link, which is not followed")

// Read reads a file that the user names. Links are followed.
func Read(path string, limit int64) ([]byte, error) {
	file, err := os.OpenFile(path, os.O_RDONLY|nonblock, 0)
	if err != nil {
		return nil, err
	}
	return readAll(file, limit)
}

// ReadFound reads a file that was found in a directory. It is no link.
func ReadFound(path string, limit int64) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if info.Mode()&fs.ModeSymlink != 0 {
		return nil, &fs.PathError{Op: "open", Path: path, Err: ErrLink}
	}
	file, err := os.OpenFile(path, os.O_RDONLY|nonblock|nofollow, 0)
	if err != nil {
		return nil, err
	}
	return readAll(file, limit)
}

// ReadBelow reads a file that a file found in dir names, see OpenBelow.
func ReadBelow(dir, name string, limit int64) ([]byte, error) {
	file, err := OpenBelow(dir, name)
	if err != nil {
		return nil, err
	}
	return readAll(file, limit)
}

// OpenBelow opens a file that a file found in dir names, of whatever size. It lies in dir or
// below it, and no link leads out. What is no regular file, the caller must refuse.
func OpenBelow(dir, name string) (*os.File, error) {
	if !filepath.IsLocal(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: errors.New("is not below the directory of the settings")}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	return root.OpenFile(name, os.O_RDONLY|nonblock, 0)
}

// readAll reads an open file to its end, and closes it.
func readAll(file *os.File, limit int64) ([]byte, error) {
	defer file.Close()
	info, err := file.Stat()
	switch {
	case err != nil:
		return nil, err
	case info.IsDir():
		return nil, refused(file, "is a directory")
	case !info.Mode().IsRegular():
		return nil, refused(file, "is no regular file")
	}
	b, err := io.ReadAll(io.LimitReader(file, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(b)) > limit {
		return nil, refused(file, fmt.Sprintf("is larger than %d MiB", limit>>20))
	}
	return b, nil
}

func refused(file *os.File, why string) error {
	return &fs.PathError{Op: "read", Path: file.Name(), Err: errors.New(why)}
}
