package main

import (
	"encoding/json"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"gopkg.in/yaml.v3"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/internal/lang"
)

// What CI.md tells people to copy can be read by those who get it, and its commands find
// something in a text that has something.
func TestCIPage(t *testing.T) {
	page, err := os.ReadFile("../../CI.md")
	require.NoError(t, err)
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("page.txt", []byte("我們在圖書館看書。\n"), 0o644))
	commands := 0
	for _, block := range regexp.MustCompile("(?s)```(\\w+)\n(.*?)```").FindAllStringSubmatch(string(page), -1) {
		language, text := block[1], block[2]
		var any any
		switch language {
		case "yaml":
			require.NoError(t, yaml.Unmarshal([]byte(text), &any), text)
		case "json":
			require.NoError(t, json.Unmarshal([]byte(text), &any), text)
		}
		for _, c := range regexp.MustCompile(`fixtext (--[^"|>\n]*)`).FindAllStringSubmatch(text, -1) {
			commands++
			var out strings.Builder
			code := run(strings.Fields(c[1]), streams{strings.NewReader(""), &out, &out}, new(atomicfile.Group))
			require.Less(t, code, exitError, "%s: %s", c[0], out.String())
			require.Contains(t, out.String(), "page.txt", c[0])
		}
	}
	require.Equal(t, 4, commands)
}

// The pattern that CI.md gives to an editor fits what is printed, in every language.
func TestProblemMatcher(t *testing.T) {
	page, err := os.ReadFile("../../CI.md")
	require.NoError(t, err)
	found := regexp.MustCompile(`"regexp": "(.*?)", "file"`).FindSubmatch(page)
	require.NotNil(t, found)
	var pattern string
	require.NoError(t, json.Unmarshal([]byte(`"`+string(found[1])+`"`), &pattern))
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("page.txt", []byte("我們在圖書館看書。\n"), 0o644))
	t.Cleanup(func() { lang.Use("en") })
	for _, language := range lang.Languages() {
		var out strings.Builder
		run([]string{"--lang", language, "--isolated", "-q", "--output-format", "concise", "."}, streams{strings.NewReader(""), &out, &out}, new(atomicfile.Group))
		require.NotEmpty(t, out.String())
		for line := range strings.Lines(out.String()) {
			parts := regexp.MustCompile(pattern).FindStringSubmatch(strings.TrimSpace(line))
			require.NotNil(t, parts, line)
			require.Equal(t, "page.txt", parts[1])
			require.Equal(t, "1", parts[2])
			require.Equal(t, "FT301", parts[4])
		}
	}
}
