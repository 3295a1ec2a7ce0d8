//go:build !purego

package simplify

import "golang.org/x/sys/cpu"

// vectors: the processor has what lookAVX2 is written in.
var vectors = cpu.X86.HasAVX2

// lookAVX2 is look for n bytes from src on, 32 at least, behind which there are two more. Of names it sees
// the middle, as mayName does.
//
//go:noescape
func lookAVX2(src *byte, n int) (signs uint8)
