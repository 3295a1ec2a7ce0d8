package syntax

import (
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

// The index finds what a search through its rows finds.
func TestIndexIsASearch(t *testing.T) {
	g := index()
	search := func(name string) string {
		for _, row := range g.rows {
			if ok, _ := path.Match(row[0], name); ok {
				return row[1]
			}
		}
		return ""
	}
	require.NotEmpty(t, g.rows)
	for _, row := range g.rows {
		for _, stem := range []string{"", "a", "a.b", "Makefile", ".x", "_1"} {
			for _, glob := range spelled(row[0]) {
				name := strings.NewReplacer("*", stem, "?", "7").Replace(glob)
				ok, _ := path.Match(row[0], name)
				require.True(t, ok, "%s for %s", name, row[0])
				for _, name := range []string{name, strings.ToUpper(name), stem + name, name + "1", name + ".txt"} {
					require.Equal(t, search(name), g.find(name), name)
				}
			}
		}
	}
}

// What a file declares is found as one expression for all of it finds it.
func TestDeclares(t *testing.T) {
	all := regexp.MustCompile(declared.String() + `|(?im:^(?:` + tag + `)\s*\{)`)
	piece := rapid.SampledFrom([]string{"zh_TW", "zh-Hant-rTW", "ZH_hant", "ja", "JA_JP", "b+zh+Hant", "zh_CN", "{", " ", "\n", "\r\n", "\t", "\"",
		"Language: ", "\"Language: ", "target-language=\"", "<TS version=\"2\" language=\"", "trgLang=\"", "escape_char", "Escape_Char ", "/",
		"<language type=\"ja\"/>", "<language type=\"zh\"/>", "<script type=\"Hant\"/>", "lang", "說明", "x"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "text"), "")
		require.Equal(t, all.MatchString(text), declares([]byte(text)), "%q", text)
	})
}
