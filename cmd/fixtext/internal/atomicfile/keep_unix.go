//go:build unix

package atomicfile

import (
	"io/fs"
	"os"
	"syscall"
)

// keep gives file the mode and owner of another.
func keep(file *os.File, info fs.FileInfo) error {
	if s, ok := info.Sys().(*syscall.Stat_t); ok {
		_ = file.Chown(int(s.Uid), int(s.Gid)) // only the superuser may; the mode matters more
	}
	return file.Chmod(info.Mode()) // behind Chown, which clears the bits of setuid
}
