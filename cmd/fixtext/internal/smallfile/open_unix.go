//go:build unix

package smallfile

import "syscall"

// Opening a pipe does not wait for who writes to it, and a link that takes the
// place of a file meanwhile is not followed.
const (
	nonblock = syscall.O_NONBLOCK
	nofollow = syscall.O_NOFOLLOW
)
