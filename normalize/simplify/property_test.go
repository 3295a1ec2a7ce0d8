package simplify_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// pieces are what generated documents are made of: text of every kind the package
// tells apart, the characters and words it decides about, and damage.
var pieces = []string{
	"我們在這裡看著天上的雲，", "著名的著作", "乾隆年間的餅乾很乾燥。", "這個網站由學生維護\n", "國", "說", "體",
	"我们在这里看着天上的云，", "乾清宫在北京，", "这个网站由学生维护。\n", "什么", "么", "着", "坏",
	"東京都議会", "國體", "これは日本語の文章です。", "経済産業省\n", "の", "ラーメン", "「さくら」",
	"大韓民國", "한국어 문장입니다. ", "漢字", "Tiếng Việt có chữ Nôm và chữ Hán. ",
	"乾", "瞭", "瞭解", "瞭望", "徵", "藉口", "狼藉", "夥", "祇", "神祇", "於", "麽", "喆", "昇", "鍾馗", "鍾", "沈沒", "覆",
	"体/體", "頭髮（头发）", "裡(裏)", "發（髮）", "“體”字", "「國」字旁", "嘅", "噉", "香港嘅天氣好好，佢哋都話", "妳", "牠", "峯", "噁", "線", "讐", "𠇮", "㗲", "\uF902", "\uFA10", "⿰", "⿰乾隆", "⿱國家",
	"if x < 3 { return }\n", "plain ASCII text, long enough for a word. ", "\n", "\n\n", " ", "。", "！", "é", "😀", "\u3000",
	"\xe4", "\xe4\xb9", "\xb9", "\xff", "\xed\xa0\x80", "\xf0\x9f", "\x00",
}

func document() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		for range rapid.IntRange(0, 25).Draw(t, "pieces") {
			p := rapid.SampledFrom(pieces).Draw(t, "piece")
			n := 1
			if rapid.IntRange(0, 9).Draw(t, "often") == 0 {
				n = rapid.IntRange(2, 60).Draw(t, "times")
			}
			b.WriteString(strings.Repeat(p, n))
		}
		return b.String()
	})
}

// checkPromises checks what holds for every byte string.
func checkPromises(t require.TestingT, in string) {
	src := []byte(in)
	var counted edit.Log
	out := string(simplify.Append(nil, src, &counted))
	require.Equal(t, in, string(src), "the input is not written to")

	kept := edit.Log{Keep: true}
	require.Equal(t, out, string(simplify.Append(nil, src, &kept)), "keeping edits changes nothing")
	require.Equal(t, out, apply(in, kept.Edits), "the edits tell all")
	require.Equal(t, kept.Counts, counted.Counts, "and are as many as counted")
	require.Equal(t, kept.Verdicts, counted.Verdicts)
	end := int64(0)
	for _, e := range kept.Edits {
		require.GreaterOrEqual(t, e.Offset, end, "in ascending order")
		require.NotEqual(t, string(e.In), string(e.Out))
		require.Contains(t, []edit.Code{simplify.Character, simplify.Context, simplify.Ambiguous}, e.Rule)
		require.Equal(t, e.Rule == simplify.Character, e.Verdict == edit.Exact)
		end = e.Offset + int64(len(e.In))
	}

	require.Equal(t, out, string(simplify.Append(nil, []byte(out), nil)), "a second time changes nothing")
	require.Equal(t, len(out), simplify.Span([]byte(out)))

	n := simplify.Span(src)
	require.Equal(t, in[:n], out[:n], "Span is right")
	require.Equal(t, n == len(in), out == in, "and exact about clean text")

	require.Equal(t, strings.Count(in, "\n"), strings.Count(out, "\n"), "lines in, lines out")
	require.Equal(t, utf8.RuneCountInString(in), utf8.RuneCountInString(out), "a character for a character")
	require.Equal(t, "x"+out, string(simplify.Append([]byte("x"), src, nil)), "Append appends")
}

func TestPromises(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkPromises(t, document().Draw(t, "document")) })
}

func FuzzPromises(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte(strings.Join(pieces, "")))
	f.Fuzz(func(t *testing.T, in []byte) { checkPromises(t, string(in)) })
}
