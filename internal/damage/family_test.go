package damage_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
)

func sentences(t *testing.T, pattern string) (lines []string) {
	files, err := filepath.Glob("../../" + pattern)
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		lines = append(lines, strings.Split(strings.TrimSpace(string(b)), "\n")...)
	}
	return lines
}

// Every row of families.json is whole, breaks text, and says truly whether bytes get lost.
func TestFamilies(t *testing.T) {
	chinese, western := sentences(t, "testdata/sentences/dev/*.txt"), sentences(t, "encoding/mojibake/testdata/western/*.txt")
	seen := map[string]bool{}
	for _, f := range damage.Families() {
		require.False(t, seen[f.ID], "%s twice", f.ID)
		seen[f.ID] = true
		assert.NotEmpty(t, f.Words, f.ID)
		assert.True(t, len(f.Exact) > 0 || f.Table != "", "%s: nobody looks at it", f.ID)
		assert.NotEqual(t, f.Farm == nil, f.Steps == nil, "%s: steps, or the link farm", f.ID)
		if f.Farm != nil {
			continue
		}
		broken, lost := 0, 0
		for i, line := range append(western, chinese...) {
			if i%4 != 0 {
				continue
			}
			clean := f.Clean(line)
			bad, n, ok := f.Break(clean)
			if ok && bad != clean {
				broken++
				lost += n
			}
		}
		assert.NotZero(t, broken, f.ID)
		assert.Equal(t, lost > 0, f.Loses, "%s: loses", f.ID)
	}
}

// Rows read as they say.
func TestBreak(t *testing.T) {
	for id, want := range map[string]string{
		"utf-8 as gbk, private":               "浠栵紝璇达紱濂藉悧锛\uFFFD",
		"utf-8 as gbk":                        "浠栵紝璇达紱濂藉悧锛\uFFFD",
		"utf-8 as gbk, ?":                     "浠栵紝璇达紱濂藉悧锛?",
		"utf-8 as gbk, dropped":               "浠栵紝璇达紱濂藉悧锛",
		"utf-8 as gbk, strip":                 "浠栵紝璇达紱濂藉悧锛\uFFFD",
		"gbk as latin1":                       "Ëû£¬Ëµ£»ºÃÂð£¿",
		"gbk as latin1, then utf-8 as latin1": "Ã\u008bÃ»Â£Â¬Ã\u008bÂµÂ£Â»ÂºÃ\u0083Ã\u0082Ã°Â£Â¿",
		"decimal references":                  "&#20182;，&#35828;；&#22909;&#21527;？",
		"gbk as utf-8":                        "\uFFFD\uFFFD\uFFFD\uFFFD˵\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD",
	} {
		bad, _, ok := damage.Lookup(id).Break("他，说；好吗？")
		assert.True(t, ok, id)
		assert.Equal(t, want, bad, id)
	}
	bad, _, _ := damage.Lookup("first word: utf-8 as latin1").Break("plain café déjà")
	assert.Equal(t, "plain cafÃ© déjà", bad)
	assert.Equal(t, "一\n二\n涓\uFFFD\n四\n", damage.Lookup("one line in five: utf-8 as gbk").Page([]string{"一", "二", "三", "四"}, 0))
	assert.Panics(t, func() { damage.Lookup("no such family") })
}
