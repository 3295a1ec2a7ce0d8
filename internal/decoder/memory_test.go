package decoder

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/lm"
)

func tokensOf(text string) (ts []lm.Token) {
	for _, r := range text {
		ts = append(ts, lm.TokenOf(r))
	}
	return ts
}

// know makes m know a text, and nothing else.
func (m *Memory) know(text string) {
	m.Forget()
	m.Near([]byte(text), 0, func(int, int) {})
}

// A memory knows what stands beside what in a text, within lines, where Han characters are.
func TestMemory(t *testing.T) {
	says := func(m *Memory, text string) int32 {
		ts := tokensOf(text)
		return m.says(ts[0], ts[1], ts[2:len(ts)-2], ts[len(ts)-2], ts[len(ts)-1])
	}
	var m Memory
	assert.Zero(t, says(&m, "芮蔚楠写字"), "it knows nothing yet")
	assert.Zero(t, says(nil, "芮蔚楠写字"))
	m.know("芮蔚楠写字。\n坐在2楼\n铪铥\ufffd铽铘")
	m.Add(0, []byte("窗边\ufffd看书"))
	assert.Equal(t, int32(5*reminded), says(&m, "芮蔚楠写字"))
	assert.Equal(t, int32(7*reminded), says(&m, "芮蔚楠写字。"), "two side by side")
	assert.Equal(t, int32(3*reminded), says(&m, "张蔚楠写坏"), "two pairs, and three side by side")
	assert.Zero(t, says(&m, "坐在书边看"))
	assert.Zero(t, says(&m, "窗边看书写")-int32(reminded), "nothing across what was lost")
	assert.Zero(t, says(&m, "x铪铥x"), "what lost bytes was not written so, until somebody has read it")
	m.know("别的文字")
	assert.Zero(t, says(&m, "芮蔚楠写字"), "what was learnt is forgotten")
}

// What is far away is not known: of a long text, the part at hand and those beside it are, and what
// else is said there.
func TestMemoryMoves(t *testing.T) {
	names := []string{"芮蔚楠", "蒯庭筠", "鄢霁岚", "璩荔枫", "佴琬琰"}
	var text []byte
	for _, name := range names {
		text = append(text, name...)
		text = append(text, bytes.Repeat([]byte("。\n"), Part/4)...)
		text = text[:len(text)/Part*Part]
	}
	has := func(m *Memory, name string) bool { ts := tokensOf(name); return m.two(ts[0], ts[1]) > 0 }
	var m Memory
	for _, at := range []int{0, 1, 2, 3, 4, 3, 0, 4, 1} {
		learnt := 0
		m.Near(text, at*Part, func(from, to int) { learnt++ })
		m.Near(text, at*Part+1, func(int, int) { t.Error("it is known") })
		assert.LessOrEqual(t, learnt, 3)
		for k, name := range names {
			assert.Equal(t, k >= at-1 && k <= at+1, has(&m, name), "%s near %d", name, at)
		}
	}
	m.Add(0, []byte("冼暄妍"))
	m.Add(4*Part, []byte("逄昀澍"))
	assert.True(t, has(&m, "冼暄妍"))
	assert.False(t, has(&m, "逄昀澍"))
	m.Forget()
	m.Near(text, 0, func(int, int) {})
	assert.False(t, has(&m, "冼暄妍"))
}

// What a text has, a memory of it knows.
func TestMemoryForgetsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[一-龥，a-z]{5,40}`).Draw(t, "text")
		var m Memory
		m.know(text)
		ts, runes := tokensOf(text), []rune(text)
		k := rapid.IntRange(2, len(ts)-3).Draw(t, "at")
		if isHan(runes[k-1]) && isHan(runes[k]) {
			assert.GreaterOrEqual(t, m.says(ts[k-2], ts[k-1], ts[k:k+1], ts[k+1], ts[k+2]), int32(3*reminded))
		}
	})
}
