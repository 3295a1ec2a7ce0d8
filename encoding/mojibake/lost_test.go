package mojibake

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/gate"
)

// What is lost for good is reported and left alone.
func TestLostForGood(t *testing.T) {
	for text, want := range map[string]string{
		"您的订单锟斤拷锟斤拷已经发货":         "锟斤拷锟斤拷",
		"名称：锟斤拷学校":               "锟斤拷",
		"内存里全是烫烫烫烫烫":             "烫烫烫烫烫",
		"输出了屯屯屯屯，请检查":            "屯屯屯屯",
		"标题\uFFFD\uFFFD\uFFFD结束": "\uFFFD\uFFFD\uFFFD",
		"price ï¿½ï¿½ 30":        "ï¿½ï¿½",
		"標題嚙踝蕭嚙踝蕭結束":             "嚙踝蕭嚙踝蕭",
		"제목占쏙옙占쏙옙끝":              "占쏙옙占쏙옙",
		"訂單錕斤拷錕斤拷已發":             "錕斤拷錕斤拷",
	} {
		log := edit.Log{Keep: true}
		assert.GreaterOrEqual(t, gate.Next([]byte(text), 0), 0, text)
		assert.Equal(t, text, string(Append(nil, []byte(text), &log)))
		if assert.Len(t, log.Edits, 1, text) {
			e := log.Edits[0]
			assert.Equal(t, RuleLost, e.Rule)
			assert.Equal(t, edit.Unrepairable, e.Verdict)
			assert.Equal(t, want, string(e.In))
			assert.Equal(t, want, text[e.Offset:int(e.Offset)+len(want)])
		}
	}
}

// Text about encodings keeps its examples.
func TestExamplesStay(t *testing.T) {
	for _, text := range []string{
		"乱码“锟斤拷”是怎么来的？",
		"用 GBK 打开 UTF-8 文件，就会看到“鐨勬枃浠跺悕”这样的字。",
		"把编码弄错，`ä¸\u00adå›½äººæ°‘` 就出来了。",
		"UTF-8 中的“涓枃鏂囧瓧”是典型的乱码。",
	} {
		log := edit.Log{Keep: true}
		assert.Equal(t, text, string(Append(nil, []byte(text), &log)))
		assert.Empty(t, log.Edits, text)
	}
	assert.Equal(t, "他说“中国人民”很好。", fixLine("他说“ä¸\u00adå›½äººæ°‘”很好。"))
}
