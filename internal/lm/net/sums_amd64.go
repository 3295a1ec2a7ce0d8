//go:build !purego

package net

import "golang.org/x/sys/cpu"

// vector: the processor has what sumsAVX2 is written in.
var vector = cpu.X86.HasAVX2

// sumsAVX2 fills in y, the sum for each of the rows of n weights of its products with x; from one row to the
// next it is so many weights. n is a multiple of 16, and rows of 4.
//
//go:noescape
func sumsAVX2(weights *int8, stride int, x *int16, n int, y *int32, rows int)

// addAVX2 adds n numbers to sums. n is a multiple of 8.
//
//go:noescape
func addAVX2(sums, x *int32, n int)
