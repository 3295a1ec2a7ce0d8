//go:build !amd64 || purego

package prose

const vector = false

func lookAVX2(*byte, int, *[8][16]byte) (kinds [2]uint64, high, odd uint32, rows uint64) {
	panic("no vectors")
}
