package simplify_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

func convert(s string) string { return string(simplify.Append(nil, []byte(s), nil)) }

// pairs reads lines of two fields: a text and what becomes of it. If the second is
// missing, the first stays.
func pairs(t *testing.T, name string) (out [][2]string) {
	f, err := os.Open("testdata/" + name)
	require.NoError(t, err)
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		l := s.Text()
		if l == "" || l[0] == '#' {
			continue
		}
		in, want, ok := strings.Cut(l, "\t")
		if !ok {
			want = in
		}
		out = append(out, [2]string{in, want})
	}
	return out
}

// amid is what becomes of a line that stands behind traditional text.
func amid(s string) string {
	const before, after = "這裡說的話是漢語。\n", "这里说的话是汉语。\n"
	return strings.TrimPrefix(convert(before+s), after)
}

func TestSentences(t *testing.T) {
	for _, p := range pairs(t, "dev.tsv") {
		assert.Equal(t, p[1], amid(p[0]))
	}
	for _, name := range []string{"mention.tsv", "clean.txt", "foreign.txt"} {
		for _, p := range pairs(t, name) {
			assert.Equal(t, p[1], convert(p[0]), name)
		}
	}
}

// Sentences that the word lists were not made with. Not all need to be right, but
// most; and what this test says is what the documentation may claim.
func TestUnseenSentences(t *testing.T) {
	wrong, all := 0, 0
	for _, p := range pairs(t, "test.tsv") {
		all++
		if got := amid(p[0]); got != p[1] {
			wrong++
			t.Logf("%s\n got %s\nwant %s", p[0], got, p[1])
		}
	}
	require.NotZero(t, all)
	assert.LessOrEqual(t, float64(wrong), 0.02*float64(all), "%d of %d wrong", wrong, all)
}

// Words with a character that has several simplified forms, in a traditional
// sentence that says nothing more about them.
func TestWords(t *testing.T) {
	for _, name := range []string{"words_dev.tsv", "words_test.tsv"} {
		wrong, all := 0, 0
		for _, p := range pairs(t, name) {
			form, words, ok := strings.Cut(p[1], "\t")
			require.True(t, ok, p[0])
			for _, word := range strings.Fields(words) {
				all++
				before, _, _ := strings.Cut("這裡說的是"+word, p[0])
				got := []rune(convert("這裡說的是" + word + "，沒有錯。"))
				if at := utf8.RuneCountInString(before); string(got[at]) != form {
					wrong++
					t.Logf("%s gives %s, want %s", word, string(got), form)
				}
			}
		}
		assert.Greater(t, all, 400)
		assert.LessOrEqual(t, float64(wrong), 0.02*float64(all), "%s: %d of %d wrong", name, wrong, all)
	}
}

// A whole document keeps what is Japanese or Korean in it.
func TestDocument(t *testing.T) {
	in := "東京都議会\n議会は三月に開かれます。國體も論じた。\n\n" +
		"我們看著議會的網站，這裡說明了一切。\n國家圖書館\n\n대한민국 國會\n대한민국의 국회는 서울에 있다.\n"
	want := "東京都議会\n議会は三月に開かれます。國體も論じた。\n\n" +
		"我们看着议会的网站，这里说明了一切。\n国家图书馆\n\n대한민국 國會\n대한민국의 국회는 서울에 있다.\n"
	assert.Equal(t, want, convert(in))
}

// A document in Japanese or Korean keeps also the lines that have no kana or hangul.
// Where it follows Chinese text, its first line with some of them has to say so.
func TestForeignDocuments(t *testing.T) {
	const before, after = "這個國家的圖書館，我們學會了。\n", "这个国家的图书馆，我们学会了。\n"
	for name, first := range map[string]string{"japanese.txt": "これは日本語の文書です。\n", "korean.txt": "이것은 한국어 문서입니다.\n"} {
		text, err := os.ReadFile("testdata/" + name)
		require.NoError(t, err)
		doc := string(text)
		assert.Equal(t, doc, convert(doc), name)
		assert.Equal(t, doc+after, convert(doc+before), name)
		assert.Equal(t, after+first+doc, convert(before+first+doc), name)
	}
}

// Characters that are standard change next to traditional text only.
func TestEvidence(t *testing.T) {
	for in, want := range map[string]string{
		"乾燥\n":           "乾燥\n",           // nothing tells
		"餅乾\n":           "饼干\n",           // the word does
		"乾燥\n這裡很熱\n":     "干燥\n这里很热\n",     // the next line does
		"這裡很熱\n\n乾燥\n":   "这里很热\n\n干燥\n",   // the one before
		"这里很热\n乾燥\n":     "这里很热\n乾燥\n",     // and says no
		"这里\n乾燥\n這裡很熱\n": "这里\n干燥\n这里很热\n", // the nearer traditional line
	} {
		assert.Equal(t, want, convert(in), in)
	}
	page := "他在乾县看着瞭望塔，藉此了解著名的建筑。\n"
	assert.Equal(t, strings.Repeat(page, 50)+"他看着碗\n", convert(strings.Repeat(page, 50) + "他看著碗國\n")[:len(page)*50]+"他看着碗\n")
}

// In a line of both kinds, what stands next to traditional characters is traditional.
func TestMixedLine(t *testing.T) {
	got := convert("他的著作出版了，这里的门都开着，让我们来看看他们写的东西。" +
		"我們看著這個網站說話，實在開心極了，讓他們來寫這個東西，瞭解一下。")
	assert.Equal(t, "他的著作出版了，这里的门都开着，让我们来看看他们写的东西。"+
		"我们看着这个网站说话，实在开心极了，让他们来写这个东西，了解一下。", got)
}

func TestEdits(t *testing.T) {
	log := &edit.Log{Keep: true}
	simplify.Append(nil, []byte("好，鍾繇瞭解國家，看著"), log)
	var told []string
	for _, e := range log.Edits {
		told = append(told, string(e.In)+string(e.Out)+" "+string(e.Rule)+" "+e.Verdict.String())
		assert.NotZero(t, e.Confidence)
		if e.Rule == simplify.Context {
			assert.NotEmpty(t, e.Note)
		}
	}
	assert.Equal(t, []string{
		"鍾锺 FT302 inferred", "瞭了 FT302 inferred", "國国 FT301 exact", "著着 FT303 inferred",
	}, told)
	assert.Equal(t, map[edit.Code]int{simplify.Character: 1, simplify.Context: 2, simplify.Ambiguous: 1}, log.Counts)
	assert.EqualValues(t, 6, log.Edits[0].Offset)
}

// The national table, each character in a traditional sentence.
func TestNationalTable(t *testing.T) {
	right, all := 0, 0
	for _, p := range pairs(t, "../../../internal/dict/gen/tgscc_map.tsv") {
		forms, role, _ := strings.Cut(p[1], "\t")
		if strings.HasSuffix(role, " dual") {
			continue
		}
		all++
		got := convert("我們說這個「" + p[0] + "」是漢字，" + p[0] + "。")
		for _, form := range strings.Split(forms, "/") {
			if got == "我们说这个「"+form+"」是汉字，"+form+"。" {
				right++
			}
		}
	}
	assert.Equal(t, 3533, all)
	assert.Equal(t, all, right)
}

// The characters that are both standard and a variant of another one.
func TestDualRoles(t *testing.T) {
	text := ""
	for _, p := range pairs(t, "dual.tsv") {
		assert.Equal(t, p[1], convert(p[0]))
		assert.Equal(t, p[1], convert(p[1]), "in simplified text")
		text += p[0]
	}
	dual := 0
	for _, p := range pairs(t, "../../../internal/dict/gen/tgscc_map.tsv") {
		if strings.HasSuffix(p[1], " dual") {
			dual++
			assert.Contains(t, text, p[0])
		}
	}
	assert.Equal(t, 39, dual)
}

// Characters to which the national table gives two forms, by what stands around them.
func TestTwoForms(t *testing.T) {
	for in, want := range map[string]string{
		"他要報讐，讐人見面": "他要报仇，仇人见面", "校讐古籍": "校雠古籍", "報讎": "报仇", "校讎學": "校雠学",
		"妳說得對，妳們來": "你说得对，你们来", "請來一位妳娘": "请来一位奶娘", "嬭嬭說": "奶奶说",
		"粇米飯": "粳米饭", "米粇與麥麩": "米糠与麦麸", "尅扣軍餉": "克扣军饷", "他挨尅了，淚流": "他挨剋了，泪流",
		"噁心的氣味": "恶心的气味", "二噁英超標，對環境不好": "二𫫇英超标，对环境不好", "蘋果熟了，農民笑": "苹果熟了，农民笑",
		"采蘋於澗": "采𬞟于涧", "閤家歡樂": "合家欢乐", "東閤開了": "东阁开了", "趙孟頫的畫": "赵孟𫖯的画", "頫首聽命": "俯首听命",
		"紙鳶飄颺，隨風飛颺": "纸鸢飘扬，随风飞扬", "酒麴與麴文泰": "酒曲与麹文泰", "錢鍾書鍾情於書": "钱锺书钟情于书",
		"鉅額貲財": "巨额资财", "所費不貲": "所费不赀", "逕自離開": "径自离开", "李勣立下功勣": "李𪟝立下功绩", "香鑪裡的煙": "香炉里的烟",
		"枝椏上的鳥": "枝丫上的鸟", "樹椏": "树丫", "奕訢": "奕䜣",
	} {
		assert.Equal(t, want, amid(in))
	}
}

// Nothing that is converted leaves a character with a standard form behind.
func TestClosed(t *testing.T) {
	official := map[string]bool{}
	for _, p := range pairs(t, "../../../internal/dict/gen/tgscc_map.tsv") {
		official[p[0]] = !strings.HasSuffix(p[1], "dual")
	}
	for _, name := range []string{"dev.tsv", "test.tsv"} {
		for _, p := range pairs(t, name) {
			if strings.ContainsAny(p[0], "⿰嘅嗰") {
				continue // a description of a form keeps the form, and Cantonese its words
			}
			for _, r := range convert(p[0]) {
				assert.False(t, official[string(r)], "%c in %s", r, p[0])
			}
		}
	}
}

// The time is linear in the text, also where every character asks for its
// neighbours.
func TestHostile(t *testing.T) {
	for _, piece := range []string{"乾", "乾\n", "著", "於", "の國", "國の\n", "嘅", "⿰", "⿰國", "乾隆", "\xe4", "あ乾", "乾乾乾\n這\n", "이\n國\n"} {
		in := strings.Repeat(piece, 200000/len(piece))
		out := convert(in)
		assert.Equal(t, utf8.RuneCountInString(in), utf8.RuneCountInString(out))
	}
}
