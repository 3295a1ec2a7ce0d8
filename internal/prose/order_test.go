package prose

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// A row that ordered would find is one that look sees, wherever it stands.
func TestLookSeesRows(t *testing.T) {
	near := rapid.Custom(func(t *rapid.T) string {
		n := rapid.IntRange(minOrdered, 20).Draw(t, "characters")
		far := rapid.IntRange(0, (n-1)/4).Draw(t, "far")
		steps := rapid.Permutation(append(make([]bool, n-1-far), trues(far)...)).Draw(t, "steps")
		r, out := rune(0x6000), string(rune(0x6000))
		for i, jump := range steps {
			if r += 1 + rune(i); jump {
				r += nearBy
			}
			out += string(r)
		}
		return out
	})
	rapid.Check(t, func(t *rapid.T) {
		line := strings.Repeat("和a1，的", rapid.IntRange(0, 5).Draw(t, "before")) +
			rapid.SampledFrom([]string{"", "x", "，", "é", "一", "\U00020000"}).Draw(t, "beside") + near.Draw(t, "row") +
			rapid.SampledFrom([]string{"", "。", ", and so on", "一二三四五"}).Draw(t, "behind")
		f := finder{line: []byte(line), marks: row}
		f.ordered()
		if len(f.spans) > 0 {
			require.NotZero(t, look([]byte(line))&row, line)
		}
	})
}

func trues(n int) (list []bool) {
	for range n {
		list = append(list, true)
	}
	return list
}
