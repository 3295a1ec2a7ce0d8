//go:build !amd64 || purego

package simplify

const vectors = false

func lookAVX2(*byte, int) (signs uint8) { panic("no vectors") }
