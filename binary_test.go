package fixtext_test

import (
	"bytes"
	"encoding/binary"
	"math"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
)

// numbers are arrays of integers and floats of any width, byte order and range, as
// programs write them to files.
func numbers() *rapid.Generator[[]byte] {
	return rapid.Custom(func(t *rapid.T) []byte {
		order := rapid.SampledFrom([]binary.AppendByteOrder{binary.LittleEndian, binary.BigEndian}).Draw(t, "order")
		least := rapid.SampledFrom([]int64{-1 << 40, -30_000, -100, 0, 0, 0, 1}).Draw(t, "least")
		most := rapid.SampledFrom([]int64{30, 127, 1000, 32_000, 50_257, 65_535, 151_936, 1 << 31, 1 << 40}).Draw(t, "most")
		width := rapid.SampledFrom([]string{"int16", "int32", "int64", "float32", "float64"}).Draw(t, "width")
		seed := rapid.Uint64().Draw(t, "seed") // rapid favours small numbers: these are all alike likely
		var b []byte
		for range rapid.IntRange(64, 3000).Draw(t, "n") {
			seed = seed*6364136223846793005 + 1442695040888963407
			v := least + int64((seed>>11)%uint64(most-least+1))
			switch width {
			case "int16":
				b = order.AppendUint16(b, uint16(v))
			case "int32":
				b = order.AppendUint32(b, uint32(v))
			case "int64":
				b = order.AppendUint64(b, uint64(v))
			case "float32":
				b = order.AppendUint32(b, math.Float32bits(float32(v)/7))
			default:
				b = order.AppendUint64(b, math.Float64bits(float64(v)/7))
			}
		}
		return b
	})
}

// What is no text stays, byte for byte.
func TestNumbersStay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := numbers().Draw(t, "numbers")
		require.True(t, bytes.Equal(b, fixtext.Bytes(b)), "numbers are not text: % x", b[:64])
	})
}

func FuzzNumbersStay(f *testing.F) {
	f.Fuzz(rapid.MakeFuzz(func(t *rapid.T) {
		b := numbers().Draw(t, "numbers")
		require.True(t, bytes.Equal(b, fixtext.Bytes(b)))
	}))
}
