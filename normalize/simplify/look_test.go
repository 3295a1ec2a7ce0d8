package simplify

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/normalize/internal/script"
)

// What vectors see is what is seen without, but for names, of which they see the middle.
func TestLook(t *testing.T) {
	pieces := []string{"體", "中文", "日本語", "中", "語", "說", "。", "a", "z", "C", "h", "\t", "'", "\"", "\U00020000", "😀", "\xff", "\n", "們們們們們們們們"}
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "text"), ""))
		src := append([]byte("中文"), text...)
		src = append(src, "\t中文"...)
		got := look(src, 6, 6+len(text))
		require.Equal(t, bytes.IndexByte(text, 0xF0) >= 0 || bytes.IndexByte(text, 0xFF) >= 0, got&beyond != 0, "%q", text)
		require.Equal(t, bytes.ContainsAny(text, "\t'\""), got&cells != 0, "%q", text)
		require.Equal(t, bytes.Contains(text, []byte("zh")) || bytes.Contains(text, []byte("Ch")), got&letters != 0, "%q", text)
		require.True(t, got&names != 0 || !mayName(text), "%q", text)
	})
}

// The characters that isBeyond passes over say nothing.
func TestPicturesSayNothing(t *testing.T) {
	for r := rune(0x1F300); r < 0x20000; r++ {
		text := []byte(string(r))
		require.False(t, isBeyond(text), "%U", r)
		require.Equal(t, script.Counts{}, script.Count(text), "%U", r)
	}
}
