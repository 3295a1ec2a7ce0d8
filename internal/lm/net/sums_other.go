//go:build !amd64 || purego

package net

const vector = false

func sumsAVX2(*int8, *int16, int, *int32, int) { panic("no AVX2") }
