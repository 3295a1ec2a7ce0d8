package simplify

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

// Text in which no character is of one script only is traditional if two different ones of
// it say so; one may be a name, and Japanese has the same.
func TestDoubtful(t *testing.T) {
	for in, want := range map[string]string{
		"他搧了搧扇子，性情沈厚。":   "他扇了扇扇子，性情沉厚。",
		"妳看著我，我看著妳。":     "你看着我，我看着你。",
		"他很沈默，不瞭解我。":     "他很沉默，不了解我。",
		"他很沈默，藉口走了。":     "他很沉默，借口走了。",
		"他搧了我，很沈默。":      "他扇了我，很沉默。",
		"她拚命跑，捱了三天。":     "她拚命跑，捱了三天。",
		"他搧了搧扇子。":        "他搧了搧扇子。",
		"沈思去了上海，沈重在家。":   "沈思去了上海，沈重在家。",
		"著者：沈默":          "著者：沈默",
		"沈没、乾燥機、沈思黙考":    "沈没、乾燥機、沈思黙考",
		"沈黙と乾杯、著者の沈思黙考":  "沈黙と乾杯、著者の沈思黙考",
		"他很沈默，这里很乾燥。":    "他很沈默，这里很乾燥。",
		"乾隆年间，瞭望塔，魏徵，著名": "乾隆年间，瞭望塔，魏徵，著名",
	} {
		assert.Equal(t, want, string(Append(nil, []byte(in), nil)), in)
		assert.Equal(t, want, string(Append(nil, []byte(want), nil)), "again")
	}
}

// Japanese family names with variants stay in simplified text, other words and names with
// the same characters do not; in traditional text all take the standard form.
func TestJapaneseNames(t *testing.T) {
	for in, want := range map[string]string{
		"乐队成员峯田和伸眼泪汪汪地安慰他。": "乐队成员峯田和伸眼泪汪汪地安慰他。",
		"峯岸南毕业了，小嶋阳菜也来了。":   "峯岸南毕业了，小嶋阳菜也来了。",
		"演员眞岛秀和出演，跡部是角色名。":  "演员眞岛秀和出演，跡部是角色名。",
		"遊佐浩二为这部动画配音。":      "遊佐浩二为这部动画配音。",
		"我们在峯顶看日出，旅遊佐餐酒很贵。": "我们在峰顶看日出，旅游佐餐酒很贵。",
		"女优石原里美和長谷川京子同台。":   "女优石原里美和长谷川京子同台。",
		"樂團成員峯田和伸，眼淚汪汪。":    "乐团成员峰田和伸，眼泪汪汪。",
	} {
		assert.Equal(t, want, string(Append(nil, []byte(in), nil)), in)
	}
}

// What somebody is known for is 著, what a verb goes on with is 着.
func TestRenowned(t *testing.T) {
	for in, want := range map[string]string{
		"某縣令素以清嚴著，鄉人敬之。":  "某县令素以清严著，乡人敬之。",
		"其家以孝義著於鄉里。":      "其家以孝义著于乡里。",
		"他以手撐著，慢慢站起來。":    "他以手撑着，慢慢站起来。",
		"我以為他醒著，其實睡熟了。":   "我以为他醒着，其实睡熟了。",
		"這些字可以看著，也可以讀著。":  "这些字可以看着，也可以读着。",
		"他以懷疑的眼光盯著，沒有說話。": "他以怀疑的眼光盯着，没有说话。",
	} {
		assert.Equal(t, want, string(Append(nil, []byte(in), nil)), in)
	}
}
