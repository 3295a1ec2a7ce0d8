//go:build !amd64 || purego

package gate

const vector = false

func stopsAVX2(*[1024]uint64, *byte, int, int, *[room]int32) (n, next int) { panic("no AVX2") }
