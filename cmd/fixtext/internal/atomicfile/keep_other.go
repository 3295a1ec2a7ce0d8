//go:build !unix

package atomicfile

import (
	"io/fs"
	"os"
)

// keep gives file the mode of another.
func keep(file *os.File, info fs.FileInfo) error { return file.Chmod(info.Mode()) }
