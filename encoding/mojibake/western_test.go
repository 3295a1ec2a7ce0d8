package mojibake

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/damage/damagetest"
)

// What holds for any text holds for text of single-byte pages: idempotence above all,
// and that the edits lead to the output.
func TestPropertiesOfWesternText(t *testing.T) {
	files, err := filepath.Glob("testdata/western/*.txt")
	require.NoError(t, err)
	var lines []string
	for _, f := range files {
		lines = append(lines, westernSentences(t, f, "dev")...)
	}
	families := damagetest.Of("TestWesternFamilies")
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for range rapid.IntRange(1, 4).Draw(t, "lines") {
			line := rapid.SampledFrom(lines).Draw(t, "line")
			if bad, ok := breakLine(families[rapid.IntRange(0, len(families)-1).Draw(t, "family")], line); ok {
				line = bad
			}
			switch rapid.IntRange(0, 5).Draw(t, "loss") {
			case 0:
				line = lose(line, "\uFFFD")
			case 1:
				line = lose(line, "?")
			case 2: // a part
				r := []rune(line)
				line = string(r[rapid.IntRange(0, len(r)).Draw(t, "from"):])
			}
			b.WriteString(strings.ReplaceAll(line, "\n", " ") + "\n")
		}
		check(t, []byte(b.String()))
	})
}

// lose replaces C1 controls, which a strict decoder does not make, by a mark.
func lose(line, mark string) string {
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r < 0xA0 {
			r, _ = utf8.DecodeRuneInString(mark)
		}
		return r
	}, line)
}

// The same for leads and trails of all pages in any order.
func TestPropertiesOfLeadsAndTrails(t *testing.T) {
	var all []string
	for _, y := range westernPages {
		for b := 0x80; b < 0xF5; b += 3 {
			all = append(all, string(sloppyPages[y].DecodeByte(byte(b))))
		}
	}
	all = append(all, " ", "?", "\uFFFD", "a", "A", "Ã", "Â", "â", "€", "™", "\u0085", "\u0099", "\n", "\r", "ï¿½", "í\u00a0½í¸\u0081")
	rapid.Check(t, func(t *rapid.T) {
		check(t, []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(all), 0, 40).Draw(t, "text"), "")))
	})
}
