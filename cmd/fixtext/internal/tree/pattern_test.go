package tree

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// Every pattern means what it means to git, on every path of a small tree.
func TestPatternsAreThoseOfGit(t *testing.T) {
	if exec.Command("git", "--version").Run() != nil {
		t.Skip("skipped: git is not here to compare with")
	}
	dir := t.TempDir()
	require.NoError(t, exec.Command("git", "init", "-q", dir).Run())
	var paths []string
	isDir := map[string]bool{}
	for _, file := range []string{
		"a", "b.txt", "ab", "a-b", "a b", "ba/a", "a.d/b", "b/a.txt", "b/c/a", "b/c/d/e/a.txt", "c/a/b/c/ab", "d/a.d/b/c", "第一章.txt", "d/第", "B", "]", "[a]", "d/a*",
		`d/a\b`, "x/-", "x/#a", "x/!a", "a1", "x/ ",
	} {
		for d := path.Dir(file); d != "."; d = path.Dir(d) {
			isDir[d] = true
		}
		full := filepath.Join(dir, file)
		require.NoError(t, os.MkdirAll(filepath.Dir(full), 0o755))
		require.NoError(t, os.WriteFile(full, nil, 0o644))
		paths = append(paths, file)
	}
	for d := range isDir {
		paths = append(paths, d)
	}
	slices.Sort(paths)
	stdin := strings.Join(paths, "\x00")
	seen := 0
	for _, p := range gitPatterns() {
		require.NoError(t, os.WriteFile(filepath.Join(dir, ".gitignore"), []byte(p+"\n"), 0o644))
		git := exec.Command("git", "-C", dir, "-c", "core.ignoreCase=false", "check-ignore", "--no-index", "-z", "--stdin")
		git.Stdin = strings.NewReader(stdin)
		var out, msg bytes.Buffer
		git.Stdout, git.Stderr = &out, &msg
		if err := git.Run(); err != nil && git.ProcessState.ExitCode() != 1 { // 1: none is ignored
			t.Fatalf("git check-ignore: %v: %s", err, msg.String())
		}
		covered := strings.Split(out.String(), "\x00")
		ps := patterns(t, p)
		for _, file := range paths {
			want := slices.Contains(covered, file)
			require.Equal(t, want, ps.Match(file, isDir[file]), "pattern %q, path %q", p, file)
			if want {
				seen++
			}
		}
	}
	require.Greater(t, seen, 500, "paths that are covered")
}

// gitPatterns are patterns by hand, for what is easily done wrong, and by chance.
func gitPatterns() []string {
	list := []string{
		"a", "/a", "a/", "/a/", "a//", "//a", "b/c", "/b/c", "b/c/", "**/a", "**/c/a", "b/**", "b/**/a", "b/**/", "**", "**/", "/**", "***", "***/a", "a***", "b/***/a", "**/**/a", "**/*/a", "*/**/a.txt",
		"*", "*/", "/*", "*.txt", "/*.txt", "*/a", "*/*", "b/*", "b/*/a", "a*b", "a?b", "?", "??", "第?章.txt", "第???章.txt", "第*.txt", "[第]*", "d/???", "*.*", "a*", "*b", "**b", "*.d", "*.d/", "*.d/b",
		"[ab]", "[!ab]", "[^ab]", "[a-c]", "[c-a]", "[]]", "[]a]", "[!]a]", "[a", "[", "[]", "[!]", "[a-]", "[-a]", "[--a]", "[a-c-e]", `[\]]`, `[\a-\c]`, `[a\`, "[[:alpha:]]", "[[:alpha:]b]", "[![:alpha:]]", "[[:digit:]]", "[[:nope:]]", "[[:alpha", "[[:alpha]", "[[a]", "[[:]", "[[:]]", "[a[:digit:]-z]", "a[[:digit:]]", "a[!/]b", "b[/]c", "b[!a]c", "b?c",
		`\a`, `a\`, `\*`, `d/a\*`, `d/a\\b`, `\[a\]`, `x/\#a`, `\#a`, `\!a`, "#a", "!a", "!", "a ", `a\ b`, "a b", "a\\ ", "x/\\ ", "a \t", "a\r", " a", " ", "x/!a", "!!a", "-", "x/-", "]", "B", "/", "//", ".", "./a", "../a", "a/./b", "a.d/../a",
	}
	parts := []string{"a", "b", "c", "d", "*", "*", "?", "**/", "/**", "/**/", "/", "[ab]", "[!a]", "[a-c]", "[[:alpha:]]", `\a`, ".txt", "第", "-", ".d"}
	rnd := rand.New(rand.NewPCG(1, 2))
	for len(list) < 500 {
		var b strings.Builder
		for range 1 + rnd.IntN(6) {
			b.WriteString(parts[rnd.IntN(len(parts))])
		}
		list = append(list, b.String())
	}
	// Up to version 2.52 git takes the ** of a** for that of **, as it forgets what
	// it has compared already; gitignore(5) says that it is like *.
	forgets := regexp.MustCompile(`^[^*?[\\]*[^/*?[\\]\*\*`)
	return slices.DeleteFunc(list, forgets.MatchString)
}

// No pattern makes a path take long.
func TestHostilePatterns(t *testing.T) {
	deep := strings.Repeat("a/", 40) + "a"
	long := strings.Repeat("a", 255)
	for _, c := range []struct{ pattern, path string }{
		{strings.Repeat("**/", 12) + "b", deep},
		{strings.Repeat("**/a/", 12) + "b", deep},
		{strings.Repeat("a/**/", 12) + "b", deep},
		{strings.Repeat("*/", 39) + "b", deep},
		{strings.Repeat("*a", 12) + "b", long},
		{strings.Repeat("*a", 2000) + "b", long},
		{strings.Repeat("*", 4000) + "b", long},
		{strings.Repeat("?*", 2000) + "b", long},
		{strings.Repeat("[!b]*", 800) + "b", long},
		{"[" + strings.Repeat("a-z", 1300) + "]*b", long},
		{strings.Repeat("[[:alpha:]]", 370), long},
	} {
		began := time.Now()
		ps := patterns(t, c.pattern)
		require.False(t, ps.Match(c.path, false))
		require.Less(t, time.Since(began), 2*time.Second, "%.40s", c.pattern)
	}
	_, err := ParsePatterns([]string{strings.Repeat("*a", maxPattern)})
	require.ErrorContains(t, err, "a pattern has 8192 bytes, more than 4096")
}

// reference matches a path as the expressions do, by trying everything.
func reference(pat, s string) bool {
	for {
		head, rest, more := strings.Cut(pat, "/")
		if len(head) > 1 && strings.Trim(head, "*") == "" {
			if !more {
				return true
			}
			for {
				if reference(rest, s) {
					return true
				}
				i := strings.IndexByte(s, '/')
				if i < 0 {
					return false
				}
				s = s[i+1:]
			}
		}
		name, tail, deeper := strings.Cut(s, "/")
		if ok, err := path.Match(head, name); err != nil || !ok {
			return false
		}
		if !more || !deeper {
			return more == deeper
		}
		pat, s = rest, tail
	}
}

// line reports whether a pattern is a whole line, without the marks of one.
func line(p pattern, pat string) bool {
	return !p.not && !p.dir && pat[0] != '/' && !strings.HasSuffix(pat, " ") && !strings.HasSuffix(pat, "\r")
}

func FuzzPattern(f *testing.F) {
	f.Add("a/**/b*.txt", "a/x/y/bc.txt")
	f.Add("*?/a**b/", "xy/ab/")
	f.Add("**", "")
	f.Fuzz(func(t *testing.T, pat, s string) {
		if len(pat) > 20 || len(s) > 40 {
			return
		}
		p, ok, err := parsePattern(pat)
		require.NoError(t, err)
		if ok {
			p.match(s, path.Base(s), true) // does not panic, whatever it is
		}
		plain := func(c rune) bool { return c >= 0x80 || c == '[' || c == '\\' }
		if strings.ContainsFunc(pat, plain) || strings.ContainsFunc(s, func(c rune) bool { return c >= 0x80 }) {
			return
		}
		expr, valid := expression(pat)
		require.True(t, valid)
		want := reference(pat, s)
		require.Equal(t, want, regexp.MustCompile(expr).MatchString(s), "%q on %q: %s", pat, s, expr)
		if ok && p.rooted && p.kind == wild && line(p, pat) {
			require.Equal(t, want, p.match(s, path.Base(s), true), "%q on %q", pat, s)
		}
	})
}

func BenchmarkPatterns(b *testing.B) {
	ps := patterns(b, "*.o", "*.pyc", "/build/", "node_modules/", ".idea", "*~", "doc/*.log", "**/dist/**/x", "tmp[0-9]", "!keep.o", "*.tar.*", "coverage")
	for b.Loop() {
		ps.one("src/chapters/volume-3/0123-evening.txt", false)
	}
}
