package canonical

import (
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// texts calls f for every file below testdata/dir.
func texts(t *testing.T, dir string, f func(name, text string)) {
	n := 0
	err := filepath.WalkDir(filepath.Join("..", "..", "testdata", dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		n++
		text, err := os.ReadFile(path)
		f(path, string(text))
		return err
	})
	require.NoError(t, err)
	require.NotZero(t, n)
}

func TestCleanTextStays(t *testing.T) {
	for _, dir := range []string{"clean", "sentences", "teaching"} {
		texts(t, dir, func(name, text string) {
			require.Equal(t, text, string(Append(nil, []byte(text), Canonical, nil)), name)
		})
	}
}

// What a PDF reader writes for common ideographs, and zero-width spaces in the
// midst of words, are undone in every sentence.
func TestSentences(t *testing.T) {
	rnd := rand.New(rand.NewPCG(1, 2))
	look := map[rune]rune{} // ideographs and the radicals that look like them
	for i, r := range unified {
		if r != 0 {
			look[rune(r)] = rune(0x2E80 + i)
		}
	}
	texts(t, "sentences/test", func(name, text string) {
		var broken strings.Builder
		total, kept := 0, 0
		for line := range strings.Lines(text) {
			broken.Reset()
			changed := false
			runes := []rune(line)
			for i, r := range runes {
				radical, ok := look[r]
				switch {
				case ok && rnd.IntN(2) == 0:
					broken.WriteRune(radical)
					changed = true
				case isHan(r) && i > 0 && isHan(runes[i-1]) && rnd.IntN(10) == 0:
					broken.WriteString("\u200B" + string(r))
					changed = true
				default:
					broken.WriteRune(r)
				}
			}
			if !changed {
				continue
			}
			total++
			if string(Append(nil, []byte(broken.String()), Canonical, nil)) != line {
				kept++
				t.Logf("%q", broken.String())
			}
		}
		require.LessOrEqual(t, kept, total/20, "%s: %d of %d lines", name, kept, total)
	})
}
