package normalize_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize"
)

// Pieces of text, damaged and clean, that texts are put together of.
var pieces = []string{
	"老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。", "⽼师，整理旧书。", "今天%E5%A4%A9%E6%B0%94很好。",
	"圖書館裡的燈還亮著。", "院子里的石榴树今年结了三十多个果子。", "どこへ行きますか?!", "乾清宫", "著", "\u200b", "\ufffd", "\xff", "?", "(", ",。", "\n", " ", "a",
}

// What Fix returns it leaves alone, and its edits lead there and back.
func TestFix(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := ""
		for _, p := range rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces") {
			in += p
		}
		out, edits := normalize.Fix(in)
		require.Equal(t, out, normalize.String(in))
		require.Equal(t, out, string(edit.Apply([]byte(in), edits)))
		require.Equal(t, in, string(edit.Apply([]byte(out), edit.Invert(edits))))
		again, _ := normalize.Fix(out)
		require.Equal(t, out, again)
		require.Equal(t, utf8.ValidString(in), utf8.ValidString(out))
	})
}

func TestStagesTogether(t *testing.T) {
	for in, want := range map[string]string{
		"老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。\n": "老校长说:“明天一早出发。”张老师点了点头。\n",
		"圖書館今天%E5%BC%80%E9%97%A8。":            "图书馆今天开门。",
		"\xff\xfe題\x80\x81\xfa\n圖書館裡的燈還亮著。\n": "\xff\xfe題\x80\x81\xfa\n图书馆里的灯还亮着。\n",
		"院子里的石榴树今年结了三十多个果子。":                  "院子里的石榴树今年结了三十多个果子。",
		"": "",
	} {
		assert.Equal(t, want, normalize.String(in))
	}
}
