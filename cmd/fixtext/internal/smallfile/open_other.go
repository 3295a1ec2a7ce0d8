//go:build !unix

package smallfile

// Elsewhere there are no such files in directories.
const nonblock, nofollow = 0, 0
