package gate

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/chain"
	"github.com/fixtext/fixtext/internal/cputime"
)

// What is seen behind a change is what a look at all of the text sees.
func TestUpdateIsScan(t *testing.T) {
	calm := "昨天下午我们在学校里一起写了很多作业，然后大家都高高兴兴地回家了。"
	pieces := []string{calm, calm, calm, calm, "plain text of no interest at all, as ever. ", "\n", "\n", "\n", "圖書館", "⼈", "烫烫", "鍚姩", "囧", "氢氯噻嗪", "锟斤拷",
		"Ã©", "вЂ“", "é", "?，", ",。", "，。", "(a", "&#", "\\u", "%E4", "\uFFFD", "锘", "𠀀", "哒", "x", "u12345u"}
	text := func(t *rapid.T, most int) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, most).Draw(t, "text"), "")
	}
	traditional := strings.Repeat("圖書館裡說話聲應當輕", manyStops/4) + "\n"
	updated, all := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		before := []byte(text(t, 80))
		if rapid.IntRange(0, 9).Draw(t, "traditional") == 0 {
			before = []byte(traditional + string(before))
		}
		lines := bytes.SplitAfter(before, []byte{'\n'})
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			i := rapid.IntRange(0, len(lines)-1).Draw(t, "line")
			line := strings.ReplaceAll(text(t, 4), "\n", "")
			if bytes.HasSuffix(lines[i], []byte{'\n'}) {
				line += "\n"
			}
			lines[i] = []byte(line)
		}
		block := bytes.Join(lines, nil)
		var old, want, got Seen
		old.Scan(before, true)
		want.Scan(block, true)
		all++
		if !got.update(&old, before, block) {
			return
		}
		updated++
		for _, s := range []*Seen{&want, &got} {
			for _, list := range []*[]int32{&s.Losses, &s.Odd, &s.Convertible, &s.Unlikely, &s.Marks, &s.Leaks} {
				*list = append([]int32{}, *list...)
			}
		}
		want.list, got.list = [room]int32{}, [room]int32{}
		want.amid, got.amid = old.amid, old.amid
		require.Equal(t, want, got, "%q to %q", before, block)
	})
	require.Greater(t, updated, all/2)
}

// A Gate that is asked behind each change of a Chain says what a new one says.
func TestLookBehindAChange(t *testing.T) {
	var c chain.Chain
	var g Gate
	block := []byte(strings.Repeat("他们在图书馆里读了三个小时的书，外面下着很大的雨。\n", 40))
	g.First(block)
	c.Start(block, false)
	for i, word := range []string{"囧圖", "圖書館裡", "烫烫烫", "?，", "书"} {
		c.Run(replace(i*7, word))
		var fresh Gate
		want := fresh.Look(&c)
		got := g.Look(&c)
		require.Equal(t, want.Unlikely, got.Unlikely)
		require.Equal(t, want.Convertible, got.Convertible)
		require.Equal(t, want.Marks, got.Marks)
	}
}

// replace is a stage that puts a word at the start of a line.
func replace(line int, word string) chain.Stage {
	return func(dst, src []byte, log *edit.Log) []byte {
		lines := bytes.SplitAfter(src, []byte{'\n'})
		at := len(bytes.Join(lines[:line], nil))
		log.Add(edit.Edit{Offset: int64(at), In: lines[line][:3], Out: []byte(word), Rule: "FT901"})
		dst = append(append(dst, src[:at]...), word...)
		return append(dst, src[at+3:]...)
	}
}

// Many changes with much calm text between them cost no more than a look at all of it.
func TestUpdateIsNoDearerThanScan(t *testing.T) {
	lines := func(word string) []byte {
		return []byte(strings.Repeat(strings.Repeat("他们在图书馆里读了三个小时的书，外面下着很大的雨。\n", 40)+word+"\n", 300))
	}
	before, block := lines("圖書館"), lines("图书馆")
	var old, want, got Seen
	old.Scan(before, true)
	scan := cputime.Least(3, func() { want.Scan(block, true) })
	update := cputime.Least(3, func() { require.True(t, got.update(&old, before, block)) })
	require.Less(t, update, 3*scan+time.Millisecond)
}
