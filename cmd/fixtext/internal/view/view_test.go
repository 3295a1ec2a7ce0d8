package view

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
)

// viewed returns the lines that are shown of an input, and its output.
func viewed(t require.TestingT, all bool, in string) (list []Line, out string, v *Viewer) {
	v = &Viewer{All: all, Each: func(l Line) error {
		list = append(list, l)
		return nil
	}}
	var b bytes.Buffer
	_, err := engine.Stream(strings.NewReader(in), nil, true, func(g engine.Segment) error {
		b.Write(g.Out)
		return v.Segment(g)
	})
	require.NoError(t, err)
	require.NoError(t, v.Close())
	return list, b.String(), v
}

func joined(parts []Part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.Text)
	}
	return b.String()
}

// What broken text is made of.
var pieces = []string{
	"\n", "\n", "\r\n", "，", "院子里的石榴树今年结了三十多个果子。", "圖書館裡的燈亮了，大家都在看書。", "新學(xué)期開(kāi)始了,圖書(shū)館也換上了新桌椅。",
	"杩欐槸涓�涓棶棰樸��", "鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�", "锟斤拷锟斤拷", "\xff", "abc <b>", "\u200b", "浠婂ぉ澶╂皵寰堝ソ锛屾垜浠竴璧峰幓鍏洯鐜╁惂銆?",
}

// All lines together are the input and the output, and a character that lost bytes stands
// where its part says.
func TestLinesAreTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := strings.Join(rapid.SliceOf(rapid.SampledFrom(pieces)).Draw(t, "pieces"), "")
		lines, out, v := viewed(t, true, in)
		var old, now []string
		for i, l := range lines {
			require.Equal(t, i+1, l.No)
			old, now = append(old, joined(l.Old)), append(now, joined(l.New))
			for _, p := range append(l.Old, l.New...) {
				require.LessOrEqual(t, p.Edit, len(l.Edits))
				if len(p.May) > 0 {
					require.Equal(t, p.Text, out[p.At:p.At+int64(len(p.Text))])
					require.True(t, p.Text == lost || slices.ContainsFunc(p.May, func(m May) bool { return m.Text == p.Text }))
				}
			}
		}
		require.Equal(t, strings.TrimSuffix(readable([]byte(in)), "\n"), strings.Join(old, "\n"))
		require.Equal(t, strings.TrimSuffix(readable([]byte(out)), "\n"), strings.Join(now, "\n"))
		require.Zero(t, v.Left)
	})
}

func TestLostCharactersHaveChoices(t *testing.T) {
	in := "圖書館裡的燈亮了，大家都在看書。\n前面 杩欐槸涓�涓棶棰樸��\n鐜嬪┒閫佹潵涓�绡�楦¤泲銆�\n"
	lines, out, _ := viewed(t, false, in)
	var found []Part
	for _, l := range lines {
		for _, p := range l.New {
			if p.Text == lost && len(p.May) > 0 {
				found = append(found, p)
			}
		}
	}
	require.Len(t, found, strings.Count(out, lost))
	require.NotEmpty(t, found)
	require.Len(t, found[0].May, 4)
	require.EqualValues(t, strings.Index(out, lost), found[0].At)
}

// Characters that were filled in have choices as well.
func TestInferredCharactersHaveChoices(t *testing.T) {
	lines, out, _ := viewed(t, true, "圖書館\n鑰佸笀璁╂垜浠�鍏堢湅涓�閬�\n")
	require.Equal(t, "图书馆\n老师让我们先看一遍\n", out)
	parts := lines[1].New
	last := parts[len(parts)-1]
	require.Equal(t, "遍", last.Text)
	require.Equal(t, "遍", last.May[0].Text)
	require.Greater(t, last.May[0].Chance, last.May[1].Chance)
	require.Greater(t, len(last.May), 1)
	require.Equal(t, "遍\n", out[last.At:])
}

// A note that names fewer lost characters than there are says nothing of which is which.
func TestNotedChoicesAreOfAllLostCharacters(t *testing.T) {
	e := fixtext.Edit{Out: []byte("一�二�"), Note: "utf-8 read as gbk; lost: one of 上 下; lost: one of 大; inferred: 3"}
	require.Equal(t, []choice{{3, []May{{Text: "上"}, {Text: "下"}}}, {9, []May{{Text: "大"}}}}, noted(&e))
	e.Note = "utf-8 read as gbk; lost: one of 上 下"
	require.Nil(t, noted(&e))
}

func TestCharsetsAreShownDecoded(t *testing.T) {
	for _, label := range []string{"gb18030", "big5", "utf-16le", "utf-32be"} {
		var b bytes.Buffer
		enc, err := fixtext.NewEncoder(&b, label)
		require.NoError(t, err)
		_, err = enc.Write([]byte("今天下午的圖書館裡有很多人在看書。\n這是圖書館的第二行文字，說明開放時間。\n"))
		require.NoError(t, err)
		require.NoError(t, enc.Close())
		lines, _, _ := viewed(t, true, b.String())
		require.Len(t, lines, 2, label)
		require.Equal(t, "這是圖書館的第二行文字，說明開放時間。", joined(lines[1].Old), label)
		require.Equal(t, "这是图书馆的第二行文字，说明开放时间。", joined(lines[1].New), label)
	}
}

// Of what is long, as much is shown as a browser can take, and the rest is counted.
func TestLongInputIsCut(t *testing.T) {
	var b strings.Builder
	for i := range 600 {
		fmt.Fprintf(&b, "%d 圖書館裡的燈亮了，大家都在看書。\n院子里的石榴树今年结了三十多个果子。\n", i)
	}
	b.WriteString(strings.Repeat("圖書館裡的燈亮了，大家都在看書。", 10000))
	lines, _, v := viewed(t, false, b.String())
	require.Len(t, lines, mostLines)
	require.GreaterOrEqual(t, v.Left, 601-mostLines)

	lines, _, _ = viewed(t, false, strings.Repeat("院子里的石榴树今年结了三十多个果子。", 10000)+"圖書館裡的燈亮了，大家都在看書。")
	require.Len(t, lines, 1)
	require.Less(t, len(joined(lines[0].Old)), 4*longest)
	require.True(t, strings.HasSuffix(joined(lines[0].New), "图书馆里的灯亮了，大家都在看书。"))
}

func TestExplanationHasTheBytes(t *testing.T) {
	lines, _, _ := viewed(t, true, "ä¸\u00adå›½äººæ°‘é“¶è¡Œ\n院子\n")
	require.True(t, lines[0].Explain(nil))
	require.False(t, lines[1].Explain(nil))
	best := lines[0].Why.Readings[0]
	require.True(t, best.Made)
	require.Equal(t, "中国人民银行", best.New)
	require.Equal(t, Charset{"windows-1252", "of Western Europe"}, best.Stages[0].As)
	require.True(t, strings.HasPrefix(best.Stages[0].Bytes, "e4 b8 ad e5 9b bd"))
	require.NotEmpty(t, best.Evidence)
}
