package tree

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"

	"github.com/fixtext/fixtext/internal/lazy"
)

// BackupList is the file in which a directory keeps the names of the backups in
// it. The names alone do not tell: a user may choose any suffix, and a later run
// that does not know it would repair the backups, which are the only old text.
// The file goes with the directory wherever that is copied, unlike attributes of
// files, and does not depend on what becomes of the repaired file.
const BackupList = ".fixtext-backups"

// listSize bounds how much of a list is read.
const listSize = 16 << 20

var listing sync.Mutex // of lists, in this process

// AddBackup writes down that a name is that of a backup.
func AddBackup(path string) error {
	listing.Lock()
	defer listing.Unlock()
	if IsBackup(path) {
		return nil
	}
	dir, name := filepath.Split(path)
	list := filepath.Join(dir, BackupList)
	if info, err := os.Lstat(list); err == nil && !info.Mode().IsRegular() {
		return fmt.Errorf("%s: is not a regular file", list)
	}
	file, err := os.OpenFile(list, os.O_WRONLY|os.O_APPEND|os.O_CREATE|atomicfile.NoFollow, 0o666)
	if err != nil {
		return err
	}
	_, err = file.WriteString(strconv.QuoteToASCII(name) + "\n")
	return errors.Join(err, file.Sync(), file.Close())
}

// IsBackup reports whether a file is in the list of its directory, or is that list.
func IsBackup(path string) bool {
	dir, name := filepath.Split(path)
	return name == BackupList || backups(dir)[name]
}

// backups are the names in the list of a directory.
func backups(dir string) map[string]bool {
	list := filepath.Join(dir, BackupList)
	info, err := os.Lstat(list)
	if err != nil || !info.Mode().IsRegular() {
		return nil
	}
	file, err := os.OpenFile(list, os.O_RDONLY|atomicfile.NoFollow, 0)
	if err != nil {
		return nil
	}
	defer file.Close()
	names := map[string]bool{}
	for s := bufio.NewScanner(io.LimitReader(file, listSize)); s.Scan(); {
		if name, err := strconv.Unquote(s.Text()); err == nil {
			names[name] = true
		}
	}
	return names
}

var number = lazy.MustCompile(`\.[0-9]+$`)

// HasSuffix reports whether a file is named as a backup with this suffix is:
// another file has its name without it.
func HasSuffix(path, suffix string) bool {
	if suffix == "" {
		return false
	}
	for _, name := range []string{path, number.ReplaceAllString(path, "")} {
		if of, ok := strings.CutSuffix(name, suffix); ok && filepath.Base(name) != suffix {
			if _, err := os.Lstat(of); err == nil {
				return true
			}
		}
	}
	return false
}
