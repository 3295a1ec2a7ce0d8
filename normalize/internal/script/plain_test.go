package script

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What Plain takes for Chinese, Count does, too.
func TestPlainIsChinese(t *testing.T) {
	pieces := []string{"這", "入", "的", "說", "們", "吗", "一", "経", "の", "は", "ー", "한", "ạ", "đ", "abc", " ", "「", "」", "⿰", "亻", "\U00020000", "\xff", "é", "東京"}
	rapid.Check(t, func(t *rapid.T) {
		text := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces[:rapid.IntRange(4, len(pieces)).Draw(t, "n")]), 0, 12).Draw(t, "text"), ""))
		if Plain(text) {
			require.True(t, Count(text).SurelyChinese(), "%s", text)
		}
	})
	require.True(t, Plain([]byte("你們說的是 ABC，這樣就好。\n")))
}
