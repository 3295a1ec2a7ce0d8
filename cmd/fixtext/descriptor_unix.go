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
