package simplify_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/normalize/simplify"
)

// Bytes of Latin letters that were read as Han characters are no traditional Chinese.
func TestAmidLatin(t *testing.T) {
	for _, line := range []string{
		"A los ni簽os les encanta el caf矇 con leche.",
		"He said 鈥渉ello鈥?and left",
		"5 鈮� x, 鈹溾攢鈹� src",
		"T瓣m瓣 on p繹ydell瓣, eik礙?",
		"Sie f黨rt 黚er die Br點ke nach K鰈n.",
	} {
		assert.Equal(t, line, simplify.String(line))
	}
	for line, want := range map[string]string{
		"sin與cos的關係":                  "sin与cos的关系",
		"用python寫web應用":               "用python写web应用",
		"mahjong麻將, taichi太極":         "mahjong麻将, taichi太极",
		"Dragon is 龍, tortoise is 烏龜": "Dragon is 龙, tortoise is 乌龟",
		"x軸，y軸":                       "x轴，y轴",
	} {
		assert.Equal(t, want, simplify.String(line))
	}
}
