package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

func folder(t *testing.T) string {
	dir := t.TempDir()
	put := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	put("a.txt", strings.Repeat("园丁把玫瑰剪短了。\n厨师把萝卜切碎了。\n", 40))
	put("b.txt", strings.Repeat("这一行不会用到。\n", 20))
	return dir
}

const small = "a.txt\t1\nb.txt\t0\n"

// key is that of a text.
func key(text string) uint64 {
	sum, n := uint64(0), 0
	for _, r := range text {
		sum += spans.Term(lm.TokenOf(r), n)
		n++
	}
	return spans.Key(sum, n)
}

func TestCount(t *testing.T) {
	c, err := read(folder(t), small)
	require.NoError(t, err)
	counted, err := c.count(12)
	require.NoError(t, err)
	assert.Equal(t, len(c.lines)/2, counted.Of(key("萝卜")))
	assert.Equal(t, len(c.lines)/2, counted.Of(key("厨师把萝卜")))
	assert.Zero(t, counted.Of(key("萝萄")))
	assert.Zero(t, counted.Of(key("一行")))
	_, err = c.count(4)
	assert.Error(t, err, "there is no room")
	_, err = read(folder(t), "missing.txt\t1\n")
	assert.Error(t, err)
}

// What a table says is what was counted, as near as it can be told, and the same folder gives
// the same bytes.
func TestPack(t *testing.T) {
	var first []byte
	for range 2 {
		c, err := read(folder(t), small)
		require.NoError(t, err)
		counted, err := c.count(12)
		require.NoError(t, err)
		m := &mixture{base: 0.6}
		for k := range m.shares {
			m.shares[k] = 0.5
		}
		g := &gains{slots: make([]gain, 1<<12)}
		g.run(c, counted, candidates(gap.NewFinder()), m, len(c.tokens), func(string, ...any) {})
		b := pack(append(g.order(), gain{key: key("萝卜")}), counted, 1<<14)
		m.write(b)
		table, err := spans.Open(string(b))
		require.NoError(t, err)
		assert.Equal(t, int32(77), table.Base)
		assert.InDelta(t, counted.Of(key("萝卜")), table.Of(key("萝卜")), 10)
		assert.Zero(t, table.Of(key("萝萄")))
		if first == nil {
			first = b
		}
		assert.Equal(t, first, b)
	}
}

func TestLevel(t *testing.T) {
	for n, want := range map[int]uint16{1: 1, 2: 2, 5: 6, 9: 8, 1_000_000: 3000} {
		assert.Equal(t, want, spans.Levels[level(n)], n)
	}
}
