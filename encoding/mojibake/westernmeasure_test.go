package mojibake

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/damage/damagetest"
)

var westernPairs = flag.String("pairs", "", "a `file` for the damaged lines of TestWesternFamilies and what they were, as JSON")

// westernSentences returns the sentences of a language: every second one, for tuning,
// or the others, for figures.
func westernSentences(t testing.TB, file, part string) (lines []string) {
	b, err := os.ReadFile(file)
	require.NoError(t, err)
	for i, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		if (i%2 == 0) == (part == "dev") {
			lines = append(lines, line)
		}
	}
	return lines
}

// TestWesternFamilies prints, for each way in which UTF-8 becomes garbage in a
// single-byte page, how many lines come back in twenty languages.
func TestWesternFamilies(t *testing.T) {
	files, _ := filepath.Glob("testdata/western/*.txt")
	require.NotEmpty(t, files)
	type pair struct{ Family, Language, Bad, Want string }
	var pairs []pair
	for _, split := range []string{"dev", "test"} {
		exact := map[string]damage.Share{}
		languages := map[string]damage.Share{}
		for _, f := range damagetest.Of("TestWesternFamilies") {
			var s damage.Share
			harm := 0
			for _, file := range files {
				language := strings.TrimSuffix(filepath.Base(file), ".txt")
				l := languages[language]
				for _, line := range westernSentences(t, file, split) {
					bad, ok := breakLine(f, line)
					if !ok || bad == line {
						continue
					}
					s[1]++
					l[1]++
					switch got := fixLine(bad); {
					case got == line:
						s[0]++
						l[0]++
					case got != bad:
						harm++
						fallthrough
					default:
						if *familyShow == "line" {
							t.Logf("%s %s\n  was %q\n  bad %q\n  got %q", f.ID, language, line, bad, got)
						}
					}
					pairs = append(pairs, pair{f.ID, language, bad, line})
				}
				languages[language] = l
			}
			t.Logf("%-50s %4d lines of %s, %5.1f %% exact, %d otherwise changed", f.ID, s[1], split, share(s[0], s[1]), harm)
			exact[f.ID] = s
		}
		for l, n := range languages {
			t.Logf("%s: %.1f %%", l, share(n[0], n[1]))
		}
		damagetest.Expect(t, "TestWesternFamilies", split, exact)
	}
	if *westernPairs != "" {
		b, err := json.Marshal(pairs)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(*westernPairs, b, 0o644))
	}
}

// The sentences themselves stay.
func TestWesternSentencesStay(t *testing.T) {
	files, _ := filepath.Glob("testdata/western/*.txt")
	for _, f := range files {
		b, err := os.ReadFile(f)
		require.NoError(t, err)
		assert.Equal(t, string(b), fixLine(string(b)), f)
		for line := range strings.Lines(strings.ToUpper(string(b))) {
			assert.Equal(t, line, fixLine(line), f)
		}
	}
}
