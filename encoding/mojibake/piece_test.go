package mojibake

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/linescan"
)

// A line of megabytes, as programs write without line ends, is repaired like lines are, and what is known
// of its characters is not kept for all of them at a time.
func TestLineOfManyPieces(t *testing.T) {
	names, err := filepath.Glob("../../testdata/sentences/test/*.txt")
	require.NoError(t, err)
	var text []byte
	for _, name := range names {
		b, err := os.ReadFile(name)
		require.NoError(t, err)
		text = append(text, strings.ReplaceAll(string(b), "\n", ", ")...)
	}
	text = bytes.Repeat(text, 1+4*linescan.LongPiece/len(text))
	for _, id := range []string{"utf-8 as gbk", "utf-8 as latin1", "gb18030 as latin1"} {
		t.Run(id, func(t *testing.T) {
			bad, ok := breakLine(damage.Lookup(id), string(text))
			require.True(t, ok)
			var f Fixer
			f.Append(nil, []byte(bad[:maxLine]), nil) // tables are made
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			out := f.Append(nil, []byte(bad), nil)
			runtime.ReadMemStats(&after)
			assert.Less(t, after.TotalAlloc-before.TotalAlloc, uint64(100*len(bad)), "bytes taken in all")
			right := 0
			got := []rune(string(out))
			want := []rune(string(text))
			require.Len(t, got, len(want))
			for i, r := range want {
				if got[i] == r {
					right++
				}
			}
			assert.Greater(t, 100*right, 95*len(want), "of %d", len(want))
		})
	}
}
