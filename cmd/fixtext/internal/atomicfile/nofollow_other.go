//go:build !unix

package atomicfile

// NoFollow is a flag for opening files that are no links, where the system has
// one.
const NoFollow = 0
