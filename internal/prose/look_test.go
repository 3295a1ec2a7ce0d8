package prose

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What lookAt says is what look says, wherever the line stands, but for row, which both may say too often.
func TestLookAtIsLook(t *testing.T) {
	pieces := []string{"4E00", "9a", "語", "中文", "體", "话", "，", "。", "一", "二", "三", "儿", "京", "說", "é", "\U00020000", "→", "x", "7", " ", "`", "[", "/", `\`, ".", "'", "|", ",", "\t", "=", "(", "\xff", "\xe4", "們們們們"}
	around := []byte("七中文(")
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 60).Draw(t, "line"), ""))
		block := slices.Concat(around, line, bytes.Repeat(around, behind))
		require.Equal(t, look(line)&^row, lookAt(block, len(around), len(around)+len(line))&^row, "%q", line)
	})
	for c := range 256 {
		line := bytes.Repeat([]byte{byte(c)}, 40)
		require.Equal(t, look(line), lookAt(slices.Concat(line, make([]byte, behind)), 0, 40), "%#x", c)
	}
}

// What lookAVX2 sees of rows is all that look sees, in long lines, too.
func TestRowsInVectors(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		line := []byte(rapid.StringOfN(rapid.RuneFrom([]rune("一丁七万丈三上下不与丐丑专且世丘京說的，a")), 0, 80, -1).Draw(t, "line"))
		block := slices.Concat(line, make([]byte, behind))
		f := finder{line: line, marks: row}
		if f.ordered(); len(f.spans) > 0 {
			require.NotZero(t, lookAt(block, 0, len(line))&row, "%q", line)
		}
	})
}
