//go:build darwin || dragonfly || freebsd || linux || netbsd || openbsd

package main

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// lock keeps other runs off a file until it is closed. Some file systems have no
// locks; there the user must see to it.
func lock(file *os.File) error {
	if unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB) == unix.EWOULDBLOCK {
		return errors.New("another run writes to it: name another file")
	}
	return nil
}
