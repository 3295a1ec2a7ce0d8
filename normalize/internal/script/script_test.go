package script_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/normalize/internal/script"
)

func TestClassify(t *testing.T) {
	for class, lines := range map[script.Class][]string{
		script.Traditional: {
			"我們昨天在圖書館裡讀了三個小時的書。",
			"國家發展委員會公布最新經濟數據",
			"他說這個の字很好看",
			"我最喜歡的動畫是《となりのトトロ》，你看過嗎？",
			"「我們明天再看《ちびまる子》，這集太長了」",
			"佢哋話嗰間舖頭好貴",
		},
		script.Simplified: {
			"我们昨天在图书馆里读了三个小时的书。",
			"这首歌的日文名是《さくら》",
			"这是优衣库の新品",
		},
		script.Mixed: {
			"这是“發”字的简体写法",
			"他们把網站重新做了一遍",
		},
		script.Japanese: {
			"今日は図書館で三時間本を読みました。",
			"経済産業省",
			"國體の本義を論ずる",
			"カタカナ",
			"「こんにちは」",
			"「犬の後を跟けて裏庭まで歩いた」",     // what is quoted has a character of Chinese, and is none
			"母「怎うしたの、灯りを點けて見ておくれ」", // and so has what a person says
			"「部屋へ這入ってお茶にしよう」",
			"（例）這《は》い出る",
			"朝の喇叭の時を告げる音。", // の is kana beside others
		},
		script.Korean: {
			"大韓民國은 民主共和國이다.",
			"오늘은 도서관에서 책을 읽었다.",
		},
		script.Vietnamese: {
			"Chữ Hán (漢字) và chữ Nôm (𡨸喃) từng được dùng ở Việt Nam.",
		},
		script.Other: {
			"", "plain English", "12345", "人山人海", "\xff\xfe", "Crème brûlée",
		},
	} {
		for _, l := range lines {
			assert.Equal(t, class, script.Classify([]byte(l)), "%s", l)
		}
	}
}

func TestClassNames(t *testing.T) {
	assert.Equal(t, "traditional", script.Traditional.String())
	assert.Equal(t, "vietnamese", script.Vietnamese.String())
	assert.True(t, script.Other.Chinese())
	assert.False(t, script.Japanese.Chinese())
}

// Parts of a described character say nothing about the script of the text.
func TestDescription(t *testing.T) {
	assert.Equal(t, script.Other, script.Classify([]byte("⿰言兌")))
	assert.Equal(t, script.Simplified, script.Classify([]byte("左边说的是⿰言兌")))
	assert.Equal(t, 9, script.Description([]byte("⿰言兌字")))
	assert.Zero(t, script.Description([]byte("⿰言\n兌")), "a line feed is no part")
}

// classes returns what each line of text counts as among the others.
func classes(text string) (out []script.Class) {
	x := script.NewContext([]byte(text))
	for p := 0; p < len(text); {
		end := p + script.UnitEnd([]byte(text[p:]))
		out = append(out, x.Decide(p, end, script.Count([]byte(text[p:end]))))
		p = end
	}
	return out
}

// A line of Han characters only is what the lines around it are.
func TestContext(t *testing.T) {
	const (
		title    = "國立國會圖書館\n"
		japanese = "議会は三月に開かれます。\n"
		chinese  = "我們在圖書館裡等了很久。\n"
		korean   = "국회는 삼월에 열린다.\n"
	)
	for in, want := range map[string][]script.Class{
		title:                      {script.Traditional},
		title + japanese:           {script.Japanese, script.Japanese},
		japanese + title:           {script.Japanese, script.Japanese},
		japanese + chinese + title: {script.Japanese, script.Traditional, script.Traditional},
		chinese + japanese + title: {script.Traditional, script.Japanese, script.Japanese},
		title + chinese + japanese: {script.Traditional, script.Traditional, script.Japanese},
		korean + title:             {script.Korean, script.Korean},
		japanese + "底本：「漁業學會誌　第參拾號」漁業學會出版部\n": {script.Japanese, script.Japanese}, // no sentence
		japanese + "文麻呂　？　？　？\n":              {script.Japanese, script.Japanese},
		japanese + "廣場之燈已滅，唯餘月色映於長廊。\n":       {script.Japanese, script.Traditional},
		title + "\n\n" + korean + japanese:    {script.Korean, script.Other, script.Other, script.Korean, script.Japanese},
	} {
		got := classes(in)
		if strings.Contains(in, "\n\n") { // empty lines are of no class, whatever is around
			got[1], got[2] = script.Other, script.Other
		}
		assert.Equal(t, want, got, in)
	}
}

// What stands far away does not decide.
func TestContextIsLocal(t *testing.T) {
	far := strings.Repeat("人口三千五百\n", 2000)
	got := classes("議会は三月に開かれます。\n" + far + "國立國會圖書館\n" + far + "국회는 열린다.\n")
	assert.Equal(t, script.Traditional, got[2001])
}

func TestUnitEnd(t *testing.T) {
	unit := func(s string) int { return script.UnitEnd([]byte(s)) }
	assert.Zero(t, unit(""))
	assert.Equal(t, 4, unit("國\nx"))
	assert.Equal(t, 1, unit("\n\n"))
	long := strings.Repeat("國家", 150) + "。"
	assert.Equal(t, len(long), unit(long+long), "ends with a sentence")
	assert.Equal(t, 1200, unit(strings.Repeat("國", 500)), "or after 400 characters")
	assert.Equal(t, 400, unit(strings.Repeat("a", 500)))
	assert.Equal(t, 400, unit(strings.Repeat("a", 400)+"\n"))
	assert.LessOrEqual(t, unit(strings.Repeat("\x80", 1<<20)), 1<<16)
}

// Units cover a text without gaps, and only a line feed or the limit ends one
// early: so whoever starts at the start of a line finds the same units.
func TestUnits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		piece := rapid.SampledFrom([]string{"國", "a", "\n", "。", "é", "😀", "\xe4\xb9", "\x80"})
		text := []byte(strings.Join(rapid.SliceOfN(piece, 0, 2000).Draw(t, "text"), ""))
		for len(text) > 0 {
			n := script.UnitEnd(text)
			require.Positive(t, n)
			if i := strings.IndexByte(string(text), '\n'); i >= 0 {
				require.LessOrEqual(t, n, i+1)
			}
			text = text[n:]
		}
	})
}
