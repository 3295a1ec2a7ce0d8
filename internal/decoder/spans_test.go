package decoder

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/fixtext/fixtext/internal/lm"
)

// TestSpans: what stands around a span stays outside, and what is lost in it is known.
func TestSpans(t *testing.T) {
	for _, c := range []struct {
		what      string
		q         Search
		line      string
		span, say string // ＿ for a character that lost bytes
	}{
		{"nothing lost", Search{Step: Step{FromUTF8, GBK}}, "门卫说鎴戜滑涓嶄笂璇句簡，请回吧。", "鎴戜滑涓嶄笂璇句簡", "我们不上课了"},
		{"pairs in pairs", Search{Step: Step{FromGBK, Big5}}, "老师说ㄛ隴毞祥奻諺ㄛ都回家。", "ㄛ隴毞祥奻諺ㄛ", "，明天不上课，"},
		{"the end was cut", Search{Step: Step{FromUTF8, GBK}}, "门卫说鏄庡ぉ涓嶆槸浠�，请回吧。", "鏄庡ぉ涓嶆槸浠�", "明天不是＿"},
		{"all is clean", Search{Step: Step{FromUTF8, GBK}}, "门卫说明天不上班，请回吧。", "", ""},
	} {
		t.Run(c.what, func(t *testing.T) {
			c.q.Open, c.q.Work = 6*lm.Nat, 1<<16
			line := []rune(c.line)
			var toks []lm.Token
			var raw []int32
			first, prev := lm.Start, lm.Start
			for _, r := range line {
				t := lm.TokenOf(r)
				toks, raw = append(toks, t), append(raw, int32(lm.Cost3(first, prev, t)))
				first, prev = prev, t
			}
			var f Filler
			var span, say string
			for _, p := range f.Spans(&c.q, line, toks, raw) {
				span += string(line[p.From:p.To])
				for _, r := range p.Chars {
					if r.Lost() {
						r.R = '＿'
					}
					say += string(r.R)
				}
			}
			assert.Equal(t, c.span, span)
			assert.Equal(t, c.say, say)
		})
	}
}

// TestSegments: the recogniser says which part of a clean line is not.
func TestSegments(t *testing.T) {
	var r Recogniser
	line := []byte("门卫说鏄庡ぉ涓嶆槸浠ヤ笅，请回吧。")
	list := r.Segments(line)
	if assert.NotEmpty(t, list) {
		assert.Equal(t, Step{FromUTF8, GBK}, list[0].Step)
		assert.Equal(t, "鏄庡ぉ涓嶆槸浠ヤ笅", string(line[list[0].From:list[0].To]))
	}
	assert.Empty(t, r.Segments([]byte("门卫说明天不上班，请回吧。")))
}
