package simplify_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// With and without edits, text and counts are the same: of words of a region, of those
// of a dictionary, and of both.
func TestCountsWithoutEdits(t *testing.T) {
	texts := []string{
		"這個軟體的滑鼠游標不會動，程式設計師說是記憶體的問題。",
		"他把資料庫裡的資訊印表出來，計程車司機看著螢幕。",
		"網路上的影片品質很好，隨身碟放著。\n这是简体的滑鼠。\n",
		"乾淨的數位相機\n心一沈，預設的伺服器當機了。\n",
		"沒有這樣的詞。",
		"",
	}
	dict, err := simplify.ParseDict(strings.NewReader("滑鼠\t鼠标器\n記憶體\n伺服器\t主机\n"))
	require.NoError(t, err)
	for _, o := range []simplify.Options{{Vocabulary: true}, {Vocabulary: true, Variant: simplify.TW},
		{Vocabulary: true, Variant: simplify.HK}, {Dict: dict}, {Vocabulary: true, Dict: dict}} {
		c, err := simplify.New(o)
		require.NoError(t, err)
		for _, text := range append(texts, strings.Repeat(strings.Join(texts, "\n")+"\n", 3)) {
			var counts edit.Log
			kept := edit.Log{Keep: true}
			got := string(c.Append(nil, []byte(text), &counts))
			assert.Equal(t, string(c.Append(nil, []byte(text), &kept)), got)
			for rule, n := range kept.Counts {
				assert.Equal(t, n, counts.Counts[rule], "%s in %q", rule, text)
			}
			assert.Equal(t, kept.Verdicts, counts.Verdicts, text)
			assert.Equal(t, got, string(c.Append(nil, []byte(got), nil)), "a second time")
		}
	}
}
