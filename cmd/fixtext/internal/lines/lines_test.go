package lines

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/engine"
	"github.com/fixtext/fixtext/internal/cputime"
)

// shown writes lines down for comparison: number, column of each change, old
// and new text.
func shown(t require.TestingT, all, wide bool, in string) (list []string) {
	s := Splitter{All: all, Wide: wide, Each: func(l *Line) error {
		cols := []int{}
		for _, c := range l.Changes {
			cols = append(cols, c.Column)
		}
		list = append(list, fmt.Sprintf("%d %v %s -> %s", l.No, cols, l.Old, l.New))
		return nil
	}}
	require.NoError(t, engine.Memory([]byte(in), nil, s.Segment))
	require.NoError(t, s.Close())
	return list
}

func TestLines(t *testing.T) {
	require.Equal(t, []string{"2 [1 3 4 5] 這是圖書館 -> 这是图书馆"}, shown(t, false, false, "院子里的石榴树今年结了三十多个果子，孩子们天天去数。\n這是圖書館\n院子"))
	require.Len(t, shown(t, true, false, "院子\n這是圖書館\n院子"), 3)
	require.Len(t, shown(t, true, false, "院子\n這是圖書館\n院子\n"), 3)
	require.Empty(t, shown(t, true, false, ""))
}

func TestLinesOfAnotherCharsetAreShownDecoded(t *testing.T) {
	for _, label := range []string{"gb18030", "big5", "utf-16le", "utf-16be", "utf-32le"} {
		var b bytes.Buffer
		enc, err := fixtext.NewEncoder(&b, label)
		require.NoError(t, err)
		_, err = enc.Write([]byte("今天下午的圖書館裡有很多人在看書。\n這是圖書館的第二行文字，說明開放時間。\n"))
		require.NoError(t, err)
		require.NoError(t, enc.Close())
		got := shown(t, false, strings.HasPrefix(label, "utf-"), b.String())
		require.Len(t, got, 2, label)
		require.Contains(t, got[0], "今天下午的圖書館裡有很多人在看書。 -> 今天下午的图书馆里有很多人在看书。", label)
		require.Regexp(t, "^2 .* 這是圖書館的第二行文字，說明開放時間。 -> 这是图书馆的第二行文字", got[1], label)
	}
}

// The lines together are the output, whatever the input.
func TestLinesLoseNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"\n", "圖書館", "院子", "創(chuàng )業(yè)", "\xff", "abc", "\r\n", "開(kāi)門(mén)"})).Draw(t, "parts")
		in := strings.Join(parts, "")
		var raw, out []byte
		s := Splitter{All: true, Each: func(l *Line) error {
			raw, out = append(raw, l.Raw...), append(out, l.New...)
			if l.Whole {
				raw, out = append(raw, '\n'), append(out, '\n')
			}
			return nil
		}}
		require.NoError(t, engine.Memory([]byte(in), nil, s.Segment))
		require.NoError(t, s.Close())
		require.Equal(t, in, string(raw))
		require.Equal(t, fixtext.String(in), string(out))
	})
}

// What a line costs grows with it, however many edits are on it: most of a megabyte of
// them costs less than a second.
func TestLongLinesCostWhatTheyHold(t *testing.T) {
	in := []byte(strings.Repeat("一", 1<<18))
	var edits []fixtext.Edit
	for at := 0; at < len(in); at += 3 {
		edits = append(edits, fixtext.Edit{Offset: int64(at), In: in[at : at+3], Out: in[at : at+3], Rule: "FT301"})
	}
	last := 0
	cost := cputime.Of(func() {
		s := Splitter{Each: func(l *Line) error { last = l.Changes[len(l.Changes)-1].Column; return nil }}
		require.NoError(t, s.Segment(engine.Segment{In: in, Out: in, Edits: edits}))
		require.NoError(t, s.Close())
	})
	require.Equal(t, 1<<18, last)
	require.Less(t, cost, time.Second)
}
