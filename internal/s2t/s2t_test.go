package s2t_test

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/internal/pinyin"
	"github.com/fixtext/fixtext/internal/s2t"
)

func TestString(t *testing.T) {
	for in, want := range map[string]string{
		"发展业务,个人创业":     "發展業務,個人創業",
		"他看着天上的云":       "他看著天上的云",
		"皇后在里面,志向于此":    "皇后在里面,志向于此",
		"范县的干部斗志昂扬":     "范縣的干部斗志昂揚",
		"为什么群众来了":       "為什麼群眾來了",
		"批准了几台机器":       "批準了幾臺機器",
		"\xff个\xe4\xb8": "\xff個\xe4\xb8",
		"abc あ 𠮷":       "abc あ 𠮷",
		"":              "",
	} {
		assert.Equal(t, want, s2t.String(in))
	}
}

// The rewriter works on GBK and loses nothing: a two-byte character stays one,
// no two become the same, and a second pass changes nothing.
func TestRuneIsReversible(t *testing.T) {
	gbk := simplifiedchinese.GBK.NewEncoder()
	from := make(map[rune]rune)
	for r := rune(0); r <= utf8.MaxRune; r++ {
		to := s2t.Rune(r)
		if to == r {
			continue
		}
		for _, c := range []rune{r, to} {
			b, err := gbk.Bytes([]byte(string(c)))
			require.NoError(t, err, "%c", c)
			require.Len(t, b, 2, "%c", c)
		}
		require.Zero(t, from[to], "%c and %c both become %c", from[to], r, to)
		from[to] = r
		require.Equal(t, to, s2t.Rune(to), "%c", r)
	}
	assert.Len(t, from, 2561)
	for e := range pinyin.FarmEntries() {
		assert.NotZero(t, from[e.Rune], "farms write %c, so something must become it", e.Rune)
	}
}
