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

func TestPieces(t *testing.T) {
	long := strings.Repeat("读", LongPiece)
	for _, c := range []struct {
		name, line string
		want       int
	}{
		{"short", "读,读", 7},
		{"nowhere", long, len(long)},
		{"behind a mark that is too early, and none", "读," + long, 4 + len(long)},
		{"behind a mark", strings.Repeat("读,", LongPiece/4) + long, LongPiece},
		{"behind the first one, if it is late", long + ",读", len(long) + 1},
		{"not behind what stands for a lost byte", long + "?读", len(long) + 4},
		{"not amid UTF-16", long + " \x00读", len(long) + 5},
	} {
		require.Equal(t, c.want, Piece([]byte(c.line), 0, len(c.line)), c.name)
	}
}
