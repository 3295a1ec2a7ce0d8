//go:build !amd64 || purego

package prose

const vector = false

func lookAVX2(*byte, int, *[14][16]byte, bool) (kinds [3]uint64, high, odd uint32, rows uint64, left int) {
	panic("no vectors")
}

func hanAVX2(*byte, int, *[6][16]byte, *uint32) (other uint32) { panic("no vectors") }
