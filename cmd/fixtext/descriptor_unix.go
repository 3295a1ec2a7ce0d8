//go:build unix

package main

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// inherited is an open file that the process was started with. Its own ones are
// closed for the programs that it starts, by which they are told apart.
func inherited(n int) (*os.File, error) {
	flags, err := unix.FcntlInt(uintptr(n), unix.F_GETFD, 0)
	if err != nil || flags&unix.FD_CLOEXEC != 0 {
		return nil, errors.New("is not open")
	}
	return os.NewFile(uintptr(n), fmt.Sprintf("/dev/fd/%d", n)), nil
}

// wasClosed reports whether a standard stream was closed when the process began:
// the null device that Go opens in its place, so that no file can take its number,
// can be read and written. One that a shell opens for output cannot, but some
// programs hand on such a device on purpose, which cannot be told apart.
func wasClosed(file *os.File) bool {
	if file.Fd() > 2 {
		return false
	}
	flags, err := unix.FcntlInt(file.Fd(), unix.F_GETFL, 0)
	if err != nil {
		return err == unix.EBADF
	}
	if flags&unix.O_ACCMODE != unix.O_RDWR {
		return false
	}
	info, err := file.Stat()
	null, err2 := os.Stat(os.DevNull)
	return err == nil && err2 == nil && os.SameFile(info, null)
}
