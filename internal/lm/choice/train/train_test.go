package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
)

func folder(t *testing.T) string {
	dir := t.TempDir()
	put := func(name, text string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	put("a.txt", strings.Repeat("园丁把玫瑰剪短了。\n厨师把萝卜切碎了。\n", 40))
	put("b.txt", strings.Repeat("这一行太轻，不会用到。\n", 20))
	put("c.words.tsv", "萝卜\t50\n玫瑰\t20\n")
	return dir
}

const small = "a.txt\t2.5\nb.txt\t0\nc.words.tsv\t1\n"

func TestRead(t *testing.T) {
	c, err := read(folder(t), small)
	require.NoError(t, err)
	words := 0
	for _, l := range c.lines {
		if l.word {
			words++
			assert.Equal(t, 2, l.to-l.from)
		}
	}
	assert.Equal(t, 2, words)
	assert.InDelta(t, 200, len(c.lines), 20, "80 lines, two or three times each")
	_, err = read(folder(t), "missing.txt\t1\n")
	assert.Error(t, err)
}

func TestWindow(t *testing.T) {
	c, err := read(folder(t), small)
	require.NoError(t, err)
	var w choice.Window
	c.window(c.lines[0], c.lines[0].from, &w)
	assert.Equal(t, lm.TokenOf('园'), w[choice.Reach])
	assert.Equal(t, lm.TokenOf('丁'), w[choice.Reach+1])
	assert.Equal(t, lm.Start, w[choice.Reach-1])
	assert.Equal(t, lm.Start, w[2*choice.Reach])
	last := c.lines[len(c.lines)-1]
	c.window(last, last.from, &w)
	assert.Equal(t, choice.Unknown, w[choice.Reach-1])
}

func TestCandidates(t *testing.T) {
	all := candidates(gap.NewFinder())
	list := all[0][lm.TokenOf('萝')] // U+841D: the third byte lost leaves U+8400 to U+843F
	assert.Contains(t, list, lm.TokenOf('萝'))
	assert.Contains(t, list, lm.TokenOf('萄'))
	assert.NotContains(t, list, lm.TokenOf('卜'))
	assert.Nil(t, all[0][lm.TokenOf('a')])
}

// The model learns what it is shown, and the same folder gives the same bytes.
func TestLearns(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a GB of memory")
	}
	dir := folder(t)
	var first []byte
	for range 2 {
		c, err := read(dir, small)
		require.NoError(t, err)
		total := c.shuffle()
		m := newModel()
		f := gap.NewFinder()
		m.train(c, candidates(f), total, func(string, ...any) {})

		var w choice.Window
		l := line{from: len(c.tokens), to: len(c.tokens) + 9}
		for _, r := range "厨师把萝卜切碎了。" {
			c.tokens = append(c.tokens, lm.TokenOf(r))
		}
		c.window(l, l.from+3, &w)
		var means vector
		m.skip = 0
		m.context(&w, &means)
		fit := func(r rune) float32 { return m.fit(&w, &candidate{t: lm.TokenOf(r)}, &means) }
		assert.Greater(t, fit('萝'), fit('萄'))

		out := t.TempDir()
		require.NoError(t, write(out, m))
		b, err := os.ReadFile(filepath.Join(out, "choice.bin"))
		require.NoError(t, err)
		assert.Len(t, b, choice.Size)
		if first == nil {
			first = b
		}
		assert.Equal(t, first, b)
	}
}
