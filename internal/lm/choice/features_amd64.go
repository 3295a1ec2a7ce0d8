//go:build !purego

package choice

import "golang.org/x/sys/cpu"

// vector: the processor has what addAVX2 and dotAVX2 are written in.
var vector = cpu.X86.HasAVX2

// addAVX2 adds what a character at a place of the context says to means: see Window.add.
//
//go:noescape
func addAVX2(means *int32, seen *uint8, side *uint8)

// dotAVX2 returns the sum of the products of Dim features.
//
//go:noescape
func dotAVX2(own *int8, means *int32) int64
