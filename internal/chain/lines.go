package chain

import (
	"bytes"
	"slices"

	"github.com/fixtext/fixtext/internal/linescan"
)

// Lines is a set of lines of a block, by their numbers from 0. No stage makes them
// more or fewer, so that a number names the same line before and behind it.
type Lines map[int]bool

// Lacking returns those of the lines that are not in the set.
func (l Lines) Lacking(lines []int) []int {
	return slices.DeleteFunc(lines, func(n int) bool { return l[n] })
}

// Add puts lines into the set.
func (l *Lines) Add(lines []int) {
	if *l == nil {
		*l = Lines{}
	}
	for _, n := range lines {
		(*l)[n] = true
	}
}

// Spared returns a stage that does what stage does, but leaves the lines alone.
func (l Lines) Spared(stage Stage) Stage {
	return sparing(stage, always, func(_ []byte, _, _, number int) bool { return l[number] })
}

// Differing returns the numbers of the lines in which two texts differ that have
// equally many.
func Differing(a, b []byte) (lines []int) {
	for n := 0; len(a) > 0 || len(b) > 0; n++ {
		i, j := linescan.Len(a), linescan.Len(b)
		if !bytes.Equal(a[:i], b[:j]) {
			lines = append(lines, n)
		}
		a, b = a[i:], b[j:]
	}
	return lines
}
