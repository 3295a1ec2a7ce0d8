package layout

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"
)

func TestSlotIsInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		buckets := rapid.Uint32Min(1).Draw(t, "buckets")
		bucket, fingerprint := Slot(rapid.Uint64().Draw(t, "key"), buckets)
		assert.Less(t, bucket, buckets)
		assert.NotZero(t, fingerprint, "zero marks an empty cell")
		assert.Less(t, fingerprint, uint64(1)<<FingerprintBits)
	})
}

func TestKeysDiffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b, c := rapid.Uint16().Draw(t, "a"), rapid.Uint16().Draw(t, "b"), rapid.Uint16().Draw(t, "c")
		assert.NotEqual(t, Pair(b, c), Triple(a, b, c))
		assert.NotEqual(t, Triple(a, b, c), Triple(a+1, b, c))
	})
}

func TestSplitKeepsATenthAway(t *testing.T) {
	var n [3]int
	for line := range 10_000 {
		n[Split(line)]++
	}
	assert.Equal(t, [3]int{9000, 500, 500}, n)
	assert.Equal(t, Train, Split(449))
	assert.Equal(t, Dev, Split(450))
	assert.Equal(t, Test, Split(999))
}
