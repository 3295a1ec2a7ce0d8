package mojibake

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/judge"
)

// Whatever is UTF-8 from end to end in a page, its characters are told at the first look.
func TestFormRunsMissNothing(t *testing.T) {
	var f fixer
	chars := rapid.SampledFrom([]rune("中文字符的编码很少出错é«äœ¿用ñßøабвГД한국어かなカナ©®€😀x "))
	rapid.Check(t, func(t *rapid.T) {
		said := string(rapid.SliceOfN(chars, 1, 40).Draw(t, "text"))
		y := page(rapid.IntRange(0, int(gbkPhase)-1).Draw(t, "page"))
		if y == partial || y.has(charset.LoneKana) {
			return
		}
		var bad []rune
		for b := []byte(said); len(b) > 0; {
			r, n := y.decode(b)
			bad = append(bad, r)
			b = b[n:]
		}
		w := &f.w
		w.load([]byte("有的" + string(bad) + "。"))
		w.mask()
		runs := w.formRuns()
		for from := range w.runes {
			for _, form := range []struct {
				least int
				limit rune
				bit   forms
			}{{8, utf8.MaxRune, 1}, {8, 0xFF, twiceForm}} {
				if !y.single() && form.bit == 1 || y.has(charset.Thai) {
					form.least = 20
				}
				if form.bit != 1 && y.single() || w.runes[from] < utf8.RuneSelf || w.masks[from]>>y&1 == 0 {
					continue
				}
				if _, points, _ := w.form(y, from, form.limit); points >= form.least {
					require.NotZero(t, runs>>y&form.bit, "%v: %q", y, bad)
				}
			}
		}
	})
	require.True(t, judge.Enough(judge.FormInSingle, 8*judge.FormGain) && !judge.Enough(judge.FormInSingle, 8*judge.FormGain-1))
	require.True(t, judge.Enough(judge.FormInPairs, 20*judge.FormGain) && !judge.Enough(judge.FormInPairs, 20*judge.FormGain-1))
	require.True(t, judge.Enough(judge.FormTwice, 8*judge.FormGain) && !judge.Enough(judge.FormTwice, 8*judge.FormGain-1))
}
