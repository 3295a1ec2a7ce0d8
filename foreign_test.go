package fixtext_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/damage"
)

// charsetsOf are the charsets that text of a language was written in, beside UTF-8; of others, windows-1252.
var charsetsOf = map[string][]string{
	"ko": {"cp949"}, "ja": {"cp932", "euc-jp"}, "th": {"cp874"},
	"ru": {"cp1251", "koi8-r", "cp866"}, "uk": {"cp1251", "koi8-u"},
	"pl": {"cp1250", "latin2"}, "cs": {"cp1250", "latin2"}, "hu": {"cp1250"}, "ro": {"cp1250"},
	"el": {"cp1253"}, "tr": {"cp1254"}, "ar": {"cp1256"}, "vi": {"cp1258"},
}

// TestForeignDamage: damaged text of other languages comes back exactly, or stays as it is: of all lines that lost nothing
// hardly one is repaired by halves, or becomes Chinese that nobody wrote.
func TestForeignDamage(t *testing.T) {
	files, err := filepath.Glob("encoding/mojibake/testdata/*ern/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	pages := []string{"latin1", "cp1252", "cp1250", "cp1251", "cp1253", "koi8-r", "cp437", "cp850", "mac", "gbk", "big5", "cp932", "cp949", "euc-jp"}
	var all, exact, left, otherwise int
	for _, file := range files {
		b, err := os.ReadFile(file)
		require.NoError(t, err)
		language := strings.TrimSuffix(filepath.Base(file), ".txt")
		charsets := append([]string{"utf-8"}, charsetsOf[language]...)
		if len(charsets) == 1 {
			charsets = append(charsets, "cp1252")
		}
		for _, from := range charsets {
			for _, to := range pages {
				if from == to {
					continue
				}
				f := damage.Family{Steps: []string{from + " as " + to}}
				for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
					if strings.HasSuffix(filepath.Dir(file), "western") && i%3 != 0 {
						continue
					}
					bad, lost, ok := f.Break(line)
					if !ok || lost > 0 || bad == line {
						continue
					}
					all++
					switch got := fixtext.String(bad); got {
					case fixtext.String(line):
						exact++
					case bad:
						left++
					default:
						otherwise++
						t.Logf("%s, %s read as %s:\n  was %q\n  bad %q\n  got %q", language, from, to, line, bad, got)
					}
				}
			}
		}
	}
	t.Logf("of %d lines %d come back exactly, %d stay, %d are changed otherwise", all, exact, left, otherwise)
	assert.LessOrEqual(t, 1000*otherwise, 25*all, "changed otherwise")
	assert.GreaterOrEqual(t, 100*exact, 45*all, "exact")
}
