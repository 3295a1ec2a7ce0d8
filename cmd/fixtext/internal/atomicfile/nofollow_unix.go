//go:build unix

package atomicfile

import "syscall"

// NoFollow is a flag for opening files that are no links, where the system has
// one.
const NoFollow = syscall.O_NOFOLLOW | syscall.O_NONBLOCK
