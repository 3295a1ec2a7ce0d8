//go:build !purego

package net

import "golang.org/x/sys/cpu"

// vector: the processor has what sumsAVX2 is written in.
var vector = cpu.X86.HasAVX2

// sumsAVX2 fills in y, the sum for each of the rows of n weights of its products with x. n is a multiple
// of 16, and rows of 4.
//
//go:noescape
func sumsAVX2(weights *int8, x *int16, n int, y *int32, rows int)
