//go:build !amd64 || purego

package net

const vector = false

func sumsAVX2(*int8, int, *int16, int, *int32, int) { panic("no AVX2") }
func addAVX2(*int32, *int32, int)                   { panic("no AVX2") }
