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

// TestEnds: what stands beside a span is looked at from both sides.
func TestEnds(t *testing.T) {
	f, q := new(Filler), &Search{Step: Step{FromGBK, Big5}}
	for _, c := range []struct {
		what, line     string
		from, to       int
		before, inside string
	}{
		{"too short on the right", "老师说隴毞祥奻諺都回家。", 3, 7, "老师说", "明天不上课"},
		{"too short on the left", "老师说隴毞祥奻諺都回家。", 4, 8, "老师说", "明天不上课"},
		{"as it is", "老师说隴毞祥奻諺都回家。", 3, 8, "老师说", "明天不上课"},
		{"too long", "老师说隴毞祥奻諺都回家。", 2, 9, "老师说", "明天不上课"},
	} {
		t.Run(c.what, func(t *testing.T) {
			line := []rune(c.line)
			var toks []lm.Token
			for _, r := range line {
				toks = append(toks, lm.TokenOf(r))
			}
			span := Span{From: c.from, To: c.to}
			for _, r := range line[c.from:c.to] {
				read, ok := f.readPair(q, r)
				assert.True(t, ok)
				span.Chars = append(span.Chars, Char{R: read})
			}
			spans := []Span{span}
			f.Ends(q, line, toks, spans, nil)
			var say []rune
			for _, r := range spans[0].Chars {
				say = append(say, r.R)
			}
			assert.Equal(t, c.before, string(line[:spans[0].From]))
			assert.Equal(t, c.inside, string(say))
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
