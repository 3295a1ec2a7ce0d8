package choice

import (
	"encoding/binary"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/net"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

// What is sealed comes back; whatever byte of the file becomes another, it is refused.
func TestSeal(t *testing.T) {
	file := Seal("large", 7, []byte("what it holds"))
	f, err := Unseal(string(file))
	require.NoError(t, err)
	assert.Equal(t, "large", f.Name)
	assert.Equal(t, 7, f.Version)
	assert.Equal(t, "what it holds", f.Contents)
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
	assert.NotEqual(t, f.Sum, sumOf(string(Seal("large", 8, []byte("what it holds")))))
}

// A model without a network has that in the program, and one with a network has its own.
func TestOpen(t *testing.T) {
	table := make([]byte, spans.HeaderSize+spans.BucketSize)
	copy(table, spans.Magic)
	binary.LittleEndian.PutUint64(table[8:], Below())
	table[16] = 128
	other := []byte(net.File())
	for i := len(other) / 2; i < len(other)/4*3; i++ {
		other[i]++
	}
	ts := []lm.Token{lm.TokenOf('又'), lm.TokenOf('再'), lm.TokenOf('才'), lm.TokenOf('就')}
	costs := func(m *Model) []int {
		p, c := at("他昨天□来了。"), make([]int, len(ts))
		p.Use(m)
		p.Costs(ts, c)
		return c
	}
	var said [][]int
	for _, network := range []string{"", net.File(), string(other)} {
		m, err := Open(network + string(table))
		require.NoError(t, err)
		said = append(said, costs(m))
	}
	assert.Equal(t, said[0], said[1])
	assert.NotEqual(t, said[0], said[2])
	assert.Equal(t, costs(Of(counted)), costs(nil))
	for _, bad := range []string{net.File(), net.File() + "x", net.File()[1:] + string(table), string(table[:spans.HeaderSize])} {
		_, err := Open(bad)
		assert.EqualError(t, err, "is no model of fixtext")
	}
	other[8]++
	_, err := Open(string(other) + string(table))
	assert.EqualError(t, err, "is a model for another version of fixtext")
}
