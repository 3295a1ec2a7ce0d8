package net

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"testing"
	"testing/quick"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/lm"
)

func TestFile(t *testing.T) {
	require.Len(t, weights, Size)
	assert.Equal(t, "fixnet02", string(load().magic[:]))
	doc, err := os.ReadFile("PROVENANCE.md")
	require.NoError(t, err)
	sum := sha256.Sum256([]byte(weights))
	assert.Contains(t, string(doc), hex.EncodeToString(sum[:]))
}

// say asks what fits in the middle of five characters and more.
func say(before, after string, ts ...rune) []int {
	var w Window
	b, a := []rune(before), []rune(after)
	for i := range Near {
		if k := len(b) - Near + i; k >= 0 {
			w[i] = lm.TokenOf(b[k])
		}
		if i < len(a) {
			w[Near+1+i] = lm.TokenOf(a[i])
		}
	}
	var tokens []lm.Token
	for _, r := range ts {
		tokens = append(tokens, lm.TokenOf(r))
	}
	said := make([]int, len(ts))
	Say(&w, tokens, said)
	return said
}

func TestSay(t *testing.T) {
	for _, x := range []struct {
		before, after string
		right, wrong  rune
	}{
		{"我们明天去", "影院看电影", '电', '甸'},
		{"他昨天生", "了，没来上班", '病', '疾'},
		{"这家餐厅的", "务很好", '服', '朋'},
		{"请把窗户", "上", '关', '兲'},
	} {
		said := say(x.before, x.after, x.right, x.wrong)
		assert.Greater(t, said[0], said[1], "%s[%c]%s", x.before, x.right, x.after)
	}
}

// A token too rare to be known is like any other such; order and company of the candidates
// change nothing.
func TestAlone(t *testing.T) {
	var w Window
	said := make([]int, 3)
	Say(&w, []lm.Token{Rows - 1, Rows, 9000}, said)
	assert.Equal(t, said[0], said[1])
	assert.Equal(t, said[0], said[2])
	two, one := say("今天天", "很好", '气', '汽'), say("今天天", "很好", '汽')
	assert.Equal(t, two[1], one[0])
}

// Sums in vectors, and two rows in one number, are what they are by their definition.
func TestSums(t *testing.T) {
	const n, rows = 3 * 16, 8
	check := func(weights [rows * n]int8, x [n]int16) bool {
		var want, words, vectors [rows]int32
		for i, w := range weights {
			want[i/n] += int32(w) * int32(x[i%n])
		}
		sumsGo(pair(weights[:], n), x[:], words[:])
		if vector {
			sumsAVX2(&weights[0], &x[0], n, &vectors[0], rows)
		} else {
			vectors = words
		}
		return words == want && vectors == want
	}
	require.NoError(t, quick.Check(check, nil))
	for _, l := range layers() {
		assert.Zero(t, len(l.bias)%4, "vectors take four rows,")
		assert.Zero(t, len(l.rows)/len(l.bias)%16, "and 16 weights of each")
	}
}

func TestSayAllocatesNothing(t *testing.T) {
	var w Window
	ts, said := []lm.Token{100, 200, 300}, make([]int, 3)
	Say(&w, ts, said)
	assert.Zero(t, testing.AllocsPerRun(3, func() { Say(&w, ts, said) }))
}

func BenchmarkSay(b *testing.B) {
	var w Window
	for i := range w {
		w[i] = 100 + 7*lm.Token(i)
	}
	ts := []lm.Token{100, 200, 300, 400, 500, 600}
	said := make([]int, len(ts))
	for b.Loop() {
		Say(&w, ts, said)
	}
}
