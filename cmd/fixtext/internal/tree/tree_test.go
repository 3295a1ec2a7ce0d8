package tree

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestPatterns(t *testing.T) {
	for _, c := range []struct {
		pattern, path string
		dir, want     bool
	}{
		{"*.txt", "a.txt", false, true},
		{"*.txt", "deep/er/a.txt", false, true},
		{"/*.txt", "deep/a.txt", false, false},
		{"/*.txt", "a.txt", false, true},
		{"doc/*.txt", "doc/a.txt", false, true},
		{"doc/*.txt", "doc/b/a.txt", false, false},
		{"doc/**/a.txt", "doc/b/c/a.txt", false, true},
		{"doc/**/a.txt", "doc/a.txt", false, true},
		{"**/a.txt", "x/y/a.txt", false, true},
		{"doc/**", "doc/b/c", false, true},
		{"build/", "build", true, true},
		{"build/", "build", false, false},
		{"build/", "build/x/y.txt", false, true},
		{"[ab].txt", "a.txt", false, true},
		{"[!ab].txt", "a.txt", false, false},
		{"[!ab].txt", "c.txt", false, true},
		{`\#a`, "#a", false, true},
		{"a?c", "abc", false, true},
		{"章*", "章节.txt", false, true},
		{"# comment", "# comment", false, false},
		{"", "a", false, false},
	} {
		require.Equal(t, c.want, patterns(t, c.pattern).Match(c.path, c.dir), "%q on %q", c.pattern, c.path)
	}
	require.False(t, patterns(t, "*.txt", "!a.txt").Match("a.txt", false), "the last one wins")
}

func patterns(t testing.TB, lines ...string) Patterns {
	ps, err := ParsePatterns(lines)
	require.NoError(t, err)
	return ps
}

// list walks paths below a new directory that holds files.
func list(t *testing.T, opt Options, files map[string]string, cd string, paths ...string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, []byte(text), 0o644))
	}
	t.Chdir(filepath.Join(dir, cd))
	var out []string
	Walk(paths, opt, func(e Entry) bool {
		name := filepath.ToSlash(e.Path)
		if e.Err != nil {
			name += "!"
		}
		out = append(out, name)
		return true
	})
	return strings.Join(out, " ")
}

func TestWalk(t *testing.T) {
	files := map[string]string{
		".git/config": "", ".gitignore": "*.log\n/build/\nsub/deep/no.txt\n", "a.log": "", "b.txt": "", "build/x.txt": "",
		"sub/.gitignore": "!keep.log\n", "sub/keep.log": "", "sub/c.txt": "", "sub/build/y.txt": "", "sub/deep/no.txt": "", "sub/deep/yes.txt": "", "doc/x/z.log": "",
		".fixtextignore": "vendor\n", "vendor/v.txt": "",
	}
	rest := ".fixtextignore .gitignore b.txt "
	sub := "sub/.gitignore sub/build/y.txt sub/c.txt sub/deep/yes.txt sub/keep.log"
	require.Equal(t, rest+sub, list(t, Options{}, files, ".", "."))
	require.Equal(t, sub, list(t, Options{}, files, ".", "sub"))
	require.Equal(t, strings.ReplaceAll(sub, "sub/", ""), list(t, Options{}, files, "sub", "."), "rules from above hold below")
	require.Equal(t, "deep/yes.txt", list(t, Options{}, files, "sub", "deep"))
	require.Equal(t, "../b.txt a.log!", list(t, Options{}, files, "sub", "../b.txt", "a.log"))
	require.Equal(t, "a.log", list(t, Options{}, files, ".", "a.log"), "what is named is taken")
	require.Equal(t, "a.log doc/x/z.log sub/keep.log", list(t, Options{NoIgnore: true, Include: patterns(t, "*.log")}, files, ".", "."))
	require.Equal(t, "../sub/deep/yes.txt", list(t, Options{}, files, "doc", "../sub/deep"))
	require.Equal(t, strings.ReplaceAll(sub, "sub/", "../../sub/"), list(t, Options{}, files, "doc/x", "../../sub"))
	require.Equal(t, "../c.txt ../deep/yes.txt", list(t, Options{Include: patterns(t, "c.txt", "yes.txt")}, files, "sub/build", ".."))
	require.Equal(t, "b.txt", list(t, Options{Include: patterns(t, "*.txt"), Exclude: patterns(t, "sub")}, files, ".", "."))
}
