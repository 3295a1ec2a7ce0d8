package gap

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func places(f *Finder, text string, kind Kind) (all []Gap) {
	f.Places([]rune(text), kind, func(g Gap) { all = append(all, g) })
	return all
}

func has(g Gap, r ...rune) bool {
	for _, o := range g.Options {
		if o[0] == r[0] && (len(r) == 1 || o[1] == r[1]) {
			return true
		}
	}
	return false
}

// U+4E00 to U+4E3F begin with the same two bytes of UTF-8.
func TestThirdByte(t *testing.T) {
	all := places(NewFinder(), "中a文", Third)
	require.Len(t, all, 2)
	assert.Equal(t, 0, all[0].At)
	assert.Equal(t, 2, all[1].At)
	assert.Len(t, all[0].Options, 64)
	assert.True(t, has(all[0], '中'))
	assert.True(t, has(all[0], '一'))
	assert.False(t, has(all[0], '乀'))
}

// Strict CP1252 loses five bytes, so what it lost is one of five characters.
func TestUndefined(t *testing.T) {
	f := NewFinder()
	all := places(f, "不中", Third5) // E4 B8 8D, E4 B8 AD
	require.Len(t, all, 1)
	assert.Equal(t, 0, all[0].At)
	assert.Len(t, all[0].Options, 5)
	assert.True(t, has(all[0], '不'))
}

// Three characters have nine bytes: read by twos as GBK, the last one is alone.
func TestGBKRefusesTheEnd(t *testing.T) {
	f := NewFinder()
	all := places(f, "你好吗", Last)
	require.Len(t, all, 1)
	assert.Equal(t, 2, all[0].At)
	assert.True(t, has(all[0], '吗'))
	assert.Empty(t, places(f, "你好", Last))
}

// Whatever was there is always among what is allowed, and every allowed
// character leaves the same bytes.
func TestTruthIsAnOption(t *testing.T) {
	f := NewFinder()
	text := strings.Repeat("今年的苹果个头小，可是甜。果农在地头掰开一个，让记者尝了尝：“怎么样？”", 2)
	runes := []rune(text)
	for kind := range Kinds {
		for _, g := range places(f, text, kind) {
			if kind == Across {
				assert.True(t, has(g, runes[g.At], runes[g.At+1]), kind)
				continue
			}
			assert.True(t, has(g, runes[g.At]), kind)
			for _, o := range g.Options {
				assert.ElementsMatch(t, f.Options(kind, runes[g.At]), f.Options(kind, o[0]), kind)
			}
		}
	}
}

func TestMeasure(t *testing.T) {
	f := NewFinder()
	lines := []string{"今年的苹果个头小，可是甜。"}
	all := Measure(f, lines, 5, Each(func(text []rune, at, _ int) int {
		if string(text) == lines[0] {
			return 0
		}
		return 1000
	}))
	require.Len(t, all[Third], 5)
	for _, x := range all[Third] {
		assert.True(t, x.Right)
		assert.Greater(t, x.Chance, 0.99)
		assert.Less(t, x.Surprise, 0.01)
	}
	var b strings.Builder
	Report(&b, all)
	assert.Contains(t, b.String(), "100.00")
}
