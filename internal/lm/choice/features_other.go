//go:build !amd64 || purego

package choice

const vector = false

func addAVX2(*int32, *uint8, *uint8)    { panic("no vectors") }
func dotAVX2(*int8, *int32) (sum int64) { panic("no vectors") }
