package runeclass_test

import (
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/runeclass"
)

func TestClasses(t *testing.T) {
	for class, text := range map[runeclass.Class]string{
		runeclass.Common: "中圖鿿", runeclass.ExtensionA: "㐀", runeclass.Compatible: "\uF900", runeclass.Supplementary: "\U00020000\U0002FA1D",
		runeclass.Hexagram: "䷀䷿", runeclass.Iteration: "々", runeclass.Closing: "〆", runeclass.Zero: "〇",
		runeclass.Radical: "⺀⼀", runeclass.KanaFull: "あンー", runeclass.KanaHalf: "ｦﾝ", runeclass.KanaSmall: "ㇰ", runeclass.KanaOther: "\u3040\u30a0",
		runeclass.HalfMark: "｡･ﾞﾟ", runeclass.Bopomofo: "ㄅㄯ", runeclass.Syllable: "한", runeclass.Jamo: "ㄱᄀ", runeclass.WideMark: "　。（Ａ９￥｠",
		runeclass.Greek: "αΩ", runeclass.Cyrillic: "шЁ", runeclass.Thai: "กฯ", runeclass.Vietnamese: "Ạỹ",
		runeclass.Combining: "\u0300\u036f", runeclass.Voiced: "\u3099\u309a", runeclass.Box: "─╿", runeclass.Block: "▀▟", runeclass.Shape: "■◯",
		runeclass.Emoji: "☀😀", runeclass.Private: "\uE000\uF8FF",
		0: "aé\u2014\u00b7\uFDD0\U0010FFFF",
	} {
		for _, r := range text {
			require.Equal(t, class, runeclass.Of(r), "%q", r)
		}
	}
	for r := rune(-1); r < 0x11000; r++ {
		require.Equal(t, runeclass.Is(r, runeclass.Private), runeclass.IsPrivate(r), "%U", r)
	}
	require.Zero(t, runeclass.Of(-1))
	require.Equal(t, runeclass.Surrogate, runeclass.Of(0xD800))
}

// Every ideograph of Unicode is one here, also those to come in their blocks.
func TestIdeographs(t *testing.T) {
	for r := rune(0); r < 0x40000; r++ {
		if unicode.Is(unicode.Unified_Ideograph, r) {
			require.True(t, runeclass.Is(r, runeclass.Ideograph), "%U", r)
		}
	}
}
