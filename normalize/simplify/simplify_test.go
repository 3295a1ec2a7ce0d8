package simplify_test

import (
	"bufio"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

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

// What is written once among many lines counts for its own line.
func TestEvidence(t *testing.T) {
	page := "他在乾县看着瞭望塔，藉此了解著名的建筑。\n"
	assert.Equal(t, strings.Repeat(page, 50)+"他看着碗\n", convert(strings.Repeat(page, 50) + "他看著碗國\n")[:len(page)*50]+"他看着碗\n")
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
