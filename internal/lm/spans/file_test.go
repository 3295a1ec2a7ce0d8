package spans

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// What is sealed comes back; whatever byte of the file becomes another, it is refused.
func TestSeal(t *testing.T) {
	table := make([]byte, HeaderSize+BucketSize)
	copy(table, Magic)
	file := Seal("large", 7, table)
	f, err := Unseal(string(file))
	require.NoError(t, err)
	assert.Equal(t, "large", f.Name)
	assert.Equal(t, 7, f.Version)
	assert.Equal(t, string(table), f.Table)
	for i := range file {
		file[i] ^= 1
		_, err := Unseal(string(file))
		assert.Error(t, err, i)
		file[i] ^= 1
	}
	for n := range file {
		_, err := Unseal(string(file[:n]))
		assert.Error(t, err, n)
	}
	assert.NotEqual(t, f.Sum, sumOf(string(Seal("large", 8, table))))
}
