package mojibake_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/damage"
)

// A frequent word of which two characters are left comes back where it stands by itself,
// and stays where it may be a part of something else.
func TestWordsByThemselves(t *testing.T) {
	left := func(word string) string {
		bad, lost, ok := damage.Lookup("utf-8 as gbk, strip").Break(word)
		assert.True(t, ok && lost == 1, word)
		return bad
	}
	for _, line := range [][2]string{{`print("`, `")`}, {"x = 1 // ", ""}, {"<td>", "</td>"}, {"", ": 8080"}} {
		for _, word := range []string{"错误", "目录", "启动", "端口"} {
			got, edits := mojibake.Fix(line[0] + left(word) + line[1] + "\n")
			assert.Equal(t, line[0]+word+line[1]+"\n", got)
			if assert.Len(t, edits, 1) {
				assert.Equal(t, edit.Inferred, edits[0].Verdict)
			}
		}
	}
	for _, s := range []string{"请点击" + left("启动") + "按钮\n", left("目录") + "不存在\n"} {
		got, _ := mojibake.Fix(s)
		assert.Equal(t, s, got)
	}
	s := `print("` + left("错误") + `")`
	got, _ := mojibake.Fix(s, mojibake.ExactOnly())
	assert.Equal(t, s, got)
}

// Two characters are no word of which the third was left out if what stands behind them are bytes of it; and where a line is no
// reading as a whole, its parts may be some.
func TestWordsOfTrees(t *testing.T) {
	for bad, want := range map[string]string{
		"鈹? 鏂囨。":                   "鈹? 文档",
		"鈹溾攢鈹? 鏂囨。":                "├─\uFFFD 文档",
		"鈹?   鈹斺攢鈹? 璇存槑.md":        "鈹?   └─鈹? 说明.md",
		"鈹溾攢鈹€ 鏂囨。\n鈹?  鈹斺攢鈹€ 璇存槑": "├── 文档\n\uFFFD  └── 说明",
	} {
		got, _ := mojibake.Fix(bad)
		assert.Equal(t, want, got, bad)
	}
}

// Marks of English come back by themselves; of those that lost a byte nothing is made.
func TestMarksByThemselves(t *testing.T) {
	for _, line := range []string{"You don’t say.", "We’ll see", "’s avonds", "an “easy task", "so —and then", "done 🎉", "🚀 launch", "next→page", "今天🎂蛋糕"} {
		bad, _, ok := damage.Lookup("utf-8 as gbk, private").Break(line)
		assert.True(t, ok, line)
		got, _ := mojibake.Fix(bad)
		assert.Equal(t, line, got, bad)
	}
	for _, line := range []string{"Sold as 鈥? or not", "窶れた顔", "鈥（Ho）"} {
		got, _ := mojibake.Fix(line)
		assert.Equal(t, line, got)
	}
}

// A frequent word of two characters comes back by itself, too, where pairs were read in
// other pairs; other words of two characters stay.
func TestCrossedWords(t *testing.T) {
	for _, line := range [][2]string{{"COMMENT '", "',"}, {"x = 1 // ", ""}, {"<td>", "</td>"}} {
		for id, words := range map[string][]string{
			"gbk as big5, private":   {"产品", "系统", "密码"},
			"gbk as big5, java":      {"商品"}, // 妀こ
			"gbk as euc-jp, private": {"品牌", "类型", "状态"},
			"gbk as cp949, private":  {"企业", "数量"},
		} {
			for _, word := range words {
				bad, _, ok := damage.Lookup(id).Break(word)
				assert.True(t, ok, word)
				got, _ := mojibake.Fix(line[0] + bad + line[1])
				assert.Equal(t, line[0]+word+line[1], got, bad)
			}
		}
		for _, word := range []string{"食う", "渇き", "麺つ", "饕餮", "魑魅", "龜裂", "설명", "쏘다", "뷁어",
			// Words and names that are made of the bytes of other words.
			"畠中", "戦中", "浜口", "蛍原", "伊訳", "隠寮", "梶苺", "様様", "剋剋", "抹抹", "営舎", "貢女", "ｼﾞｶﾝ", "ﾞｶ", "ﾑﾀﾞｶﾞﾈ", "時間 ｼﾞｶﾝ"} {
			clean := line[0] + word + line[1]
			got, _ := mojibake.Fix(clean)
			assert.Equal(t, clean, got)
		}
	}
}
