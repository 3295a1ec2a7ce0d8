package encoding

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// Of what Unmarked says of, a detection says the same: that it is UTF-8.
func TestUnmarkedIsPlain(t *testing.T) {
	pieces := []string{"的", "字", "a", "1", "\n", "\x00", "+", "~{", "~", "{", "\x1b$", "\x1b", "$", "\x1f", "，", "+Ti1lhw-", "~{VPND~}", strings.Repeat("plain ", 20)}
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(t, "text"), ""))
		marked := bytes.IndexByte(text, 0) >= 0
		for _, mark := range marks {
			marked = marked || bytes.Contains(text, mark)
		}
		if unmarked := Unmarked(text); unmarked {
			require.True(t, Sniff(text, Options{}).Plain(), "%q", text)
		} else {
			require.True(t, marked, "%q", text)
		}
	})
}
