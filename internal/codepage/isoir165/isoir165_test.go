package isoir165

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// TestMatchesReference compares all places with glibc 2.36, which agrees with
// ICU, where the table is from: the sum is over the characters as big-endian
// 16-bit numbers, 0 for empty places.
func TestMatchesReference(t *testing.T) {
	h := sha256.New()
	for row := 1; row <= 94; row++ {
		for column := 1; column <= 94; column++ {
			r, _ := Decode(row, column)
			h.Write(binary.BigEndian.AppendUint16(nil, uint16(r)))
		}
	}
	assert.Equal(t, "4fdc395dc31d3e228e458fced4b76441ca9c6cc8e0675eba5ae5053019c4a27f", hex.EncodeToString(h.Sum(nil)))
}

// TestEncode: what is read can be written as ASCII, in GB2312 or here.
func TestEncode(t *testing.T) {
	for row := 1; row <= 94; row++ {
		for column := 1; column <= 94; column++ {
			r, ok := Decode(row, column)
			if !ok || r < 0x80 {
				continue
			}
			if _, _, ok := gb18030.EncodeGB2312(r); ok {
				continue
			}
			r2, c2, ok := Encode(r)
			require.True(t, ok, "%U", r)
			back, _ := Decode(r2, c2)
			require.Equal(t, r, back)
		}
	}
	n := 0
	for r := rune(0); r <= utf8.MaxRune; r++ {
		if _, _, ok := Encode(r); ok {
			n++
		}
	}
	assert.Equal(t, 850, n)
}
