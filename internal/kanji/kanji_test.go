package kanji_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/kanji"
)

// Words that are written in one of the languages only, names of people and places among
// them. Own list.
func TestScore(t *testing.T) {
	for _, word := range strings.Fields("図書館 学校 時間割 会議室 駅前 電車 午後 没頭 直樹 鈴木一郎 長野県 日本語 運転免許証 人間万事塞翁馬 車 語 御見積書") {
		assert.Positive(t, kanji.Score([]byte(word)), word)
	}
	for _, word := range strings.Fields("圖書館 學校 這個時候 電腦 國家 體育 我們 計程車 腳踏車 軟體 發現 對於 為什麼 讓他來 臺灣 總統府 說話 買東西 國家") {
		assert.Negative(t, kanji.Score([]byte(word)), word)
	}
}

// What is no Han character only bounds runs.
func TestScoreOfOtherText(t *testing.T) {
	for _, text := range []string{"", "plain English", "かな", "한글", "1234", "\xff\xfe"} {
		assert.Zero(t, kanji.Score([]byte(text)), "%q", text)
	}
	assert.Equal(t, kanji.Score([]byte("電車")), kanji.Score([]byte("(電車)")))
	assert.Equal(t, 2*kanji.Score([]byte("電車")), kanji.Score([]byte("電車 電車")))
}

// Chinese that speaks of single characters, some of which Japanese has as words, is Chinese.
func TestScoreOfCharactersAlone(t *testing.T) {
	for _, text := range []string{"簡體→繁體：万→萬", "「車」「見」「門」都是獨體字。"} {
		assert.Negative(t, kanji.Score([]byte(text)), text)
	}
	for _, word := range strings.Fields("車 語 駅 円 門") {
		assert.Positive(t, kanji.Score([]byte(word)), word)
	}
}

func TestScoreDoesNotAllocate(t *testing.T) {
	text := []byte("本節包含有關瀏覽和編輯資料庫表格的資訊。")
	assert.Zero(t, testing.AllocsPerRun(10, func() { kanji.Score(text) }))
}
