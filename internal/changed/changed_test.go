package changed

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/linescan"
)

func TestChangesAreTheLinesThatDiffer(t *testing.T) {
	text := rapid.StringMatching(`([ab圖]*\n)*[ab圖]*`)
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(text.Draw(t, "src"))
		dst := bytes.ReplaceAll(src, []byte(rapid.SampledFrom([]string{"aa", "b", "圖"}).Draw(t, "in")), []byte("國國"))
		var lines []int
		number := 0
		Lines(src, dst, func(from, to, outFrom, outTo int) {
			require.NotEqual(t, src[from:to], dst[outFrom:outTo])
			number = bytes.Count(src[:from], []byte{'\n'})
			for range bytes.Lines(src[from:to]) {
				lines = append(lines, number)
				number++
			}
		})
		var want []int
		was, is := bytes.SplitAfter(src, []byte{'\n'}), bytes.SplitAfter(dst, []byte{'\n'})
		for i := range was {
			if !bytes.Equal(was[i], is[i]) {
				want = append(want, i)
			}
		}
		require.Equal(t, want, lines)
	})
}

// The parts hold all lines that differ.
func TestPartsHoldChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := bytes.Repeat([]byte(rapid.StringMatching(`([ab]{0,9}\n){0,9}`).Draw(t, "src")), 99)
		dst := bytes.Clone(src)
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if i := rapid.IntRange(0, len(dst)).Draw(t, "at"); i < len(dst) && dst[i] != '\n' {
				dst = slices.Replace(dst, i, i+1, []byte(rapid.SampledFrom([]string{"c", "", "cc"}).Draw(t, "new"))...)
			}
		}
		var parts [][2]int
		Parts(src, dst, func(from, to, outFrom, outTo int) {
			require.Equal(t, bytes.Count(src[:from], newline), bytes.Count(dst[:outFrom], newline))
			require.Equal(t, bytes.Count(src[:to], newline), bytes.Count(dst[:outTo], newline))
			require.True(t, outFrom == 0 || dst[outFrom-1] == '\n')
			require.True(t, len(parts) == 0 || from >= parts[len(parts)-1][1])
			require.True(t, from == 0 || src[from-1] == '\n')
			require.Less(t, to-from, 1<<10+2*20)
			parts = append(parts, [2]int{from, to})
		})
		Lines(src, dst, func(from, to, _, _ int) {
			for from < to {
				i := slices.IndexFunc(parts, func(p [2]int) bool { return p[0] <= from && from < p[1] })
				require.GreaterOrEqual(t, i, 0)
				from = parts[i][1]
			}
		})
	})
}

func TestSkipLines(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := bytes.Repeat([]byte(rapid.StringMatching(`([ab]{0,9}\n){0,9}[ab]{0,9}`).Draw(t, "text")), rapid.SampledFrom([]int{1, 99}).Draw(t, "times"))
		n, want := rapid.IntRange(0, 300).Draw(t, "lines"), 0
		for range n {
			want += linescan.Len(text[want:])
		}
		require.Equal(t, want, SkipLines(text, n))
	})
}
