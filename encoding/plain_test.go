package encoding

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Unmarked says the same of short texts and of long ones.
func TestUnmarkedInShortTexts(t *testing.T) {
	pieces := []string{"的", "字", "a", "1", "\n", "\x00", "+", "~{", "~", "{", "\x1b$", "\x1b", "$", "\x1f", "，"}
	rapid.Check(t, func(t *rapid.T) {
		var text []byte
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text") {
			text = append(text, p...)
		}
		want := bytes.IndexByte(text, 0) < 0
		for _, mark := range marks {
			want = want && !bytes.Contains(text, mark)
		}
		require.Equal(t, want, Unmarked(text), "%q", text)
	})
}
