package spans

import (
	"math"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/lm"
)

// some is a counter for tests.
type some map[uint64]int

func (s some) Count(keys []uint64, counts []int32) {
	for i, key := range keys {
		counts[i] = int32(s[key])
	}
}

// add counts all sequences of a text between the ends of a line.
func (s some) add(text string) {
	ts := []lm.Token{lm.Start}
	for _, r := range text {
		ts = append(ts, lm.TokenOf(r))
	}
	ts = append(ts, lm.Start)
	for i := range ts {
		sum := uint64(0)
		for n := 1; n <= Longest && i+n <= len(ts); n++ {
			if sum += Term(ts[i+n-1], n-1); n > 1 {
				s[Key(sum, n)]++
			}
		}
	}
}

// window returns what is around the □ of a text.
func window(text string) (w Window) {
	runes := []rune(text)
	at := 0
	for runes[at] != '□' {
		at++
	}
	for o := range w {
		if i := at + o - Far; 0 <= i && i < len(runes) {
			w[o] = lm.TokenOf(runes[i])
		}
	}
	return w
}

func tokens(text string) (ts []lm.Token) {
	for _, r := range text {
		ts = append(ts, lm.TokenOf(r))
	}
	return ts
}

// Every span in which a character was counted says something for it, and none for one that was not.
func TestWeigh(t *testing.T) {
	counted := some{}
	counted.add("厨师把萝卜切碎了。")
	v := Weigher{Truth: -1}
	w := window("厨师把□卜切碎了。")
	v.Weigh(counted, &w, tokens("萝萄莲"))
	for k := range Spans {
		require.True(t, v.Known[k], Spans[k])
		assert.Positive(t, v.W[k][0], Spans[k])
		assert.Zero(t, v.W[k][1], Spans[k])
	}
	v.Truth, v.Times = 0, 1
	v.Weigh(counted, &w, tokens("萝萄莲"))
	for k := range Spans {
		assert.Zero(t, v.W[k][0], "a place does not count for itself")
	}
}

// Beyond the end of the line there is nothing, but that it ends says something.
func TestKnown(t *testing.T) {
	for text, want := range map[string][2]int{"□": {1, 1}, "a□bc": {2, 3}, "abcd□": {4, 1}, "abcdef□abcdef": {4, 4}} {
		w := window(text)
		left, right := w.Known()
		assert.Equal(t, want, [2]int{left, right}, text)
	}
}

// What is seen more often is likelier.
func TestMoreWeighsMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, m := rapid.IntRange(1, 3000).Draw(t, "n"), rapid.IntRange(1, 3000).Draw(t, "m")
		w := window("切□")
		ts := tokens("碎碗")
		counted := some{}
		for i, x := range [2]int{n, m} {
			counted[Key(Term(w[Far-1], 0)+Term(ts[i], 1), 2)] = x
		}
		v := Weigher{Truth: -1}
		v.Weigh(counted, &w, ts)
		chance := func(i int) float64 {
			return float64(v.W[0][i])/Fine - float64(lm.UnigramCost(ts[i]))*lm.Unit
		}
		// P = (n + kP') / (N + k), k = 3/2
		p := math.Exp(float64(lm.UnigramCost(ts[0])-lm.UnigramCost(ts[1])) * lm.Unit)
		got := chance(0) - chance(1)
		assert.InDelta(t, math.Log((float64(n)+1.5/(1+p))/(float64(m)+1.5*p/(1+p))), got, 0.1)
	})
}

func TestLogarithm(t *testing.T) {
	ready()
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.Uint64Range(1, 1<<60).Draw(t, "x")
		assert.InDelta(t, Fine*math.Log(float64(x)), logarithm(x), 1.2)
	})
}

func TestOpen(t *testing.T) {
	for _, b := range []string{"", "fixspan1", string(make([]byte, HeaderSize+BucketSize))} {
		_, err := Open(b)
		assert.Error(t, err)
	}
	b := make([]byte, HeaderSize+BucketSize)
	copy(b, Magic)
	table, err := Open(string(b))
	require.NoError(t, err)
	assert.Zero(t, table.Of(12345))
}
