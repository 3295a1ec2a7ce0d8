//go:build unix

package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// keep gives file the owner, the mode and the attributes of another. An owner
// that cannot be kept is an error: the file would be another's than it was.
func keep(file *os.File, info fs.FileInfo, path string) error {
	was, ok := info.Sys().(*syscall.Stat_t)
	if now, err := file.Stat(); ok && err == nil {
		if is, ok := now.Sys().(*syscall.Stat_t); ok && (is.Uid != was.Uid || is.Gid != was.Gid) {
			if err := file.Chown(int(was.Uid), int(was.Gid)); err != nil {
				return fmt.Errorf("cannot keep its owner (user %d, group %d): %w", was.Uid, was.Gid, errors.Unwrap(err))
			}
		}
	}
	if err := keepAttributes(file, path); err != nil {
		return err
	}
	return file.Chmod(info.Mode()) // behind Chown, which clears the bits of setuid
}

// writable returns an error unless the file may be written.
func writable(path string) error {
	err := unix.Faccessat(unix.AT_FDCWD, path, unix.W_OK, unix.AT_EACCESS)
	if err == unix.EACCES || err == unix.EPERM || err == unix.EROFS {
		return err
	}
	return nil
}
