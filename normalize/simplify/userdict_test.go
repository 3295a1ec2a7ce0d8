package simplify

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// What SpanAt leaves alone by the places that a caller knows, Append leaves alone.
func TestSpanAtOfADictionary(t *testing.T) {
	words := rapid.SampledFrom([]string{"台湾", "台灣\t台湾", "软件", "軟體\t软件", "乾", "乾隆", "后面\t後面", "里\t裡"})
	text := rapid.SliceOf(rapid.SampledFrom([]string{"台湾", "台灣", "软件", "軟體", "乾隆", "皇帝", "后面", "里", "。", "\n", "國", "说明"}))
	rapid.Check(t, func(t *rapid.T) {
		d, err := ParseDict(strings.NewReader(strings.Join(rapid.SliceOfDistinct(words, func(s string) string { return s }).Draw(t, "words"), "\n")))
		if err != nil {
			return // it contradicts itself
		}
		src := []byte(strings.Join(text.Draw(t, "text"), ""))
		var places []int32
		for i := range string(src) {
			if e, _, _ := entry(src[i:]); e != 0 {
				places = append(places, int32(i))
			}
		}
		c, err := New(Options{Dict: d})
		require.NoError(t, err)
		if c.SpanAt(src, places) == len(src) {
			require.Equal(t, string(src), string(c.Append(nil, src, nil)))
		}
	})
}
