//go:build !purego

package gate

import "golang.org/x/sys/cpu"

// vector: the processor has what stopsAVX2 is written in.
var vector = cpu.X86.HasAVX2 && cpu.X86.HasBMI1 && cpu.X86.HasBMI2

// stopsAVX2 is stops up to offset last, behind which there are 44 bytes at least.
//
//go:noescape
func stopsAVX2(set *[1024]uint64, src *byte, p, last int, out *[room]int32) (n, next int)
