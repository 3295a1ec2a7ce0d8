package linescan

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

func TestLinesFollowEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var text []byte
		for _, n := range rapid.SliceOfN(rapid.IntRange(0, 200), 1, 5).Draw(t, "lengths") {
			text = append(text, strings.Repeat("字", n)+"\n"...)
		}
		text = text[:len(text)-rapid.IntRange(0, 1).Draw(t, "cut")]
		from := 0
		for _, want := range bytes.SplitAfter(text, []byte{'\n'}) {
			require.Equal(t, len(want), Len(text[from:]))
			for i := from; i < from+len(want); i++ {
				require.Equal(t, from, Start(text, i))
				require.Equal(t, from+len(want), End(text, i))
			}
			from += len(want)
		}
		require.Equal(t, len(text), from)
	})
}
