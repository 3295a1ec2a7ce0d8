package mojibake

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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

// word is a damage done to the first word only that is not ASCII.
func (d damaged) word() damaged {
	return damaged{name: "a word: " + d.name, do: func(line string) (string, bool) {
		for w := range strings.FieldsSeq(line) {
			if utf8.RuneCountInString(w) < len(w) {
				bad, ok := d.do(w)
				return strings.Replace(line, w, bad, 1), ok
			}
		}
		return "", false
	}}
}

// blanks turns no-break spaces of damaged text into blanks.
func (d damaged) blanks() damaged {
	return damaged{name: d.name + ", A0 a blank", do: func(line string) (string, bool) {
		bad, ok := d.do(line)
		return strings.ReplaceAll(bad, "\u00a0", " "), ok && strings.Contains(bad, "\u00a0")
	}}
}

// surrogates writes characters beyond the first plane as two surrogates before they
// are damaged.
func (d damaged) surrogates() damaged {
	return damaged{name: d.name + ", CESU-8", do: func(line string) (string, bool) {
		var out strings.Builder
		for _, r := range line {
			if r < 0x10000 {
				out.WriteRune(r)
				continue
			}
			for _, s := range utf16.Encode([]rune{r}) {
				out.Write([]byte{0xED, byte(s>>6&0x3F) | 0x80, byte(s&0x3F) | 0x80})
			}
		}
		if out.Len() == len(line) {
			return "", false
		}
		return d.do(out.String())
	}}
}

func westernFamilies() (list []damaged) {
	for _, y := range append(singles, "latin2", "cp1257") {
		list = append(list, misread("utf-8", y))
	}
	cp1252, latin1 := misread("utf-8", "cp1252"), misread("utf-8", "latin1")
	list = append(list, cp1252.then(cp1252), latin1.then(latin1), cp1252.then(latin1), cp1252.then(misread("utf-8", "cp1251")),
		misread("utf-8", "mac").then(cp1252), cp1252.then(cp1252).then(cp1252))
	for _, y := range []string{"cp1252", "latin1", "cp1250", "cp1251", "mac", "cp437", "cp1254", "cp1257"} {
		list = append(list, misread("utf-8", y).word())
	}
	return append(list, cp1252.blanks(), misread("utf-8", "cp1250").blanks(), misread("utf-8", "cp1251").blanks(), cp1252.surrogates(), latin1.surrogates())
}

// TestWesternFamilies prints, for each way in which UTF-8 becomes garbage in a
// single-byte page, how many lines come back in twenty languages.
func TestWesternFamilies(t *testing.T) {
	files, _ := filepath.Glob("testdata/western/*.txt")
	require.NotEmpty(t, files)
	type pair struct{ Family, Language, Bad, Want string }
	var pairs []pair
	total, exact := 0, 0
	languages := map[string][2]int{}
	for _, d := range westernFamilies() {
		n, right, harm := 0, 0, 0
		for _, f := range files {
			for _, line := range westernSentences(t, f, *familyPart) {
				bad, ok := d.do(line)
				if !ok || bad == line {
					continue
				}
				language := strings.TrimSuffix(filepath.Base(f), ".txt")
				l := languages[language]
				l[0]++
				n++
				got := fixLine(bad)
				switch {
				case got == line:
					right++
					l[1]++
				case got != bad:
					harm++
				}
				if got != line && *familyShow == "line" {
					t.Logf("%s %s\n  was %q\n  bad %q\n  got %q", d.name, language, line, bad, got)
				}
				languages[language] = l
				pairs = append(pairs, pair{d.name, language, bad, line})
			}
		}
		t.Logf("%-50s %4d lines, %5.1f %% exact, %d otherwise changed", d.name, n, share(right, n), harm)
		total, exact = total+n, exact+right
	}
	for l, n := range languages {
		t.Logf("%s: %.1f %%", l, share(n[1], n[0]))
	}
	t.Logf("all: %d of %d lines, %.1f %%", exact, total, share(exact, total))
	assert.Greater(t, share(exact, total), 90.0)
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
