package prose

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What lookAt says is what look says, but for rows, of which it may see more, and digits, of which
// it sees what may be code points.
func TestLookAtIsLook(t *testing.T) {
	pieces := []string{"4E00", "9a", "語", "中文", "體", "话", "，", "。", "一", "二", "三", "儿", "京", "說", "é", "\U00020000", "→", "x", "7", " ", "`", "[", "/", `\`, ".", "'", "|", ",", "\t", "=", "(", "\xff", "\xe4", "們們們們"}
	rapid.Check(t, func(t *rapid.T) {
		text := bytes.Join(rapid.SliceOfN(rapid.Map(rapid.SampledFrom(pieces), func(s string) []byte { return []byte(s) }), 0, 60).Draw(t, "text"), nil)
		line := append([]byte(nil), text...)
		block := append(append([]byte("中文\n"), line...), bytes.Repeat([]byte("七中文("), behind)...)
		from := len("中文\n")
		want, got := look(line), lookAt(block, from, from+len(line))
		require.Equal(t, want&^(row|digit), got&^(row|digit), "%q", line)
		require.Zero(t, want&row&^got, "%q", line)
		require.Zero(t, got&digit&^want, "%q", line)
		if hexCode.Match(line) {
			require.NotZero(t, got&digit, "%q", line)
		}
	})
	for c := range 256 {
		line := bytes.Repeat([]byte{byte(c)}, 40)
		got := lookAt(append(line, make([]byte, behind)...), 0, 33)
		require.Equal(t, look(line)&^row, got&^row, "%#x", c) // 40 digits are a code
	}
}

var hexCode = regexp.MustCompile(`[4-9][0-9A-Fa-f]{3}`)
