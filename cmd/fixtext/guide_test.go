package main

import (
	"bytes"
	"encoding/hex"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/tools/txtar"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/lang"
)

var update = flag.Bool("update", false, "write what the commands print into the guides and the reference")

// TestGuide runs the commands of the guide in each language, one after the other in one
// folder, and compares what they print with what the guide says.
func TestGuide(t *testing.T) {
	for _, tool := range []string{"bash", "zstd", "sed"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("skipped: the guide needs %s", tool)
		}
	}
	for name, language := range map[string]string{"GUIDE.md": "en", "GUIDE.zh-CN.md": "zh"} {
		t.Run(name, func(t *testing.T) {
			path, err := filepath.Abs("../../" + name)
			require.NoError(t, err)
			guide, err := os.ReadFile(path)
			require.NoError(t, err)
			dir := guideFolder(t)
			got := renderGuide(string(guide), func(command string) string { return shell(t, dir, language, command) })
			if *update {
				require.NoError(t, os.WriteFile(path, []byte(got), 0o644))
				return
			}
			require.Equal(t, string(guide), got, "go test ./cmd/fixtext -run Guide -update writes it anew")
		})
	}
}

// renderGuide replaces what follows the commands in the guide by what they print.
func renderGuide(guide string, run func(string) string) string {
	var b strings.Builder
	in := false
	for line := range strings.Lines(guide) {
		switch {
		case strings.HasPrefix(line, "```console"):
			in = true
		case strings.HasPrefix(line, "```"):
			in = false
		case in && strings.HasPrefix(line, "$ "):
			b.WriteString(line + run(strings.TrimSpace(line[2:])))
			continue
		case in:
			continue
		}
		b.WriteString(line)
	}
	return b.String()
}

// guideFolder makes the folder that the guide works in.
func guideFolder(t *testing.T) string {
	dir := t.TempDir()
	archive, err := txtar.ParseFile("testdata/guide.txtar")
	require.NoError(t, err)
	for _, f := range archive.Files {
		path := filepath.Join(dir, f.Name)
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, f.Data, 0o644))
	}
	shell(t, dir, "en", string(archive.Comment))
	return dir
}

// shell runs a command with this program as fixtext. A failure other than
// findings is shown as the guide shows it: by what it prints.
func shell(t *testing.T, dir, language, command string) string {
	self, err := os.Executable()
	require.NoError(t, err)
	bin := t.TempDir()
	require.NoError(t, os.Symlink(self, filepath.Join(bin, "fixtext")))
	cmd := exec.Command("bash", "-c", command)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "PATH="+bin+":"+os.Getenv("PATH"), "LC_ALL=C.UTF-8", "FIXTEXT_JOBS=1", "FIXTEXT_LANG="+language)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	_ = cmd.Run() // the exit code of findings is 1
	if out.Len() > 0 && !bytes.HasSuffix(out.Bytes(), []byte("\n")) {
		out.WriteByte('\n')
	}
	return out.String()
}

// The help, the manual page and the reference come from one table; the reference
// in the repository must be current.
func TestReferenceIsCurrent(t *testing.T) {
	t.Cleanup(func() { lang.Use("en") })
	for language, name := range map[string]string{"en": "README.md", "zh": "README.zh-CN.md"} {
		var out bytes.Buffer
		require.Equal(t, 0, run([]string{"man", "--markdown", "--lang", language}, streams{strings.NewReader(""), &out, &out}, nil))
		if *update {
			require.NoError(t, os.WriteFile(name, out.Bytes(), 0o644))
		}
		was, err := os.ReadFile(name)
		require.NoError(t, err)
		require.Equal(t, string(was), out.String(), "go test ./cmd/fixtext -run Reference -update writes it anew")
	}
}

// Every option is in the help, in the manual page, in the reference and, if it
// may be set in a file, in the schema.
func TestEveryOptionIsDocumented(t *testing.T) {
	texts := map[string]string{}
	for name, args := range map[string][]string{"help": {"--help"}, "man": {"man"}, "reference": {"man", "--markdown"}, "schema": {"config", "schema"}} {
		var out bytes.Buffer
		require.Equal(t, 0, run(args, streams{strings.NewReader(""), &out, &out}, nil))
		texts[name] = out.String()
	}
	names := map[string]bool{}
	for _, o := range newFlags().rows {
		require.False(t, names[o.name], "--%s twice", o.name)
		names[o.name] = true
		require.Contains(t, texts["help"], o.spelled())
		require.Contains(t, texts["man"], roff(o.spelled()))
		require.Contains(t, texts["reference"], cell(o.spelled()))
		if o.from != lineOnly {
			require.Contains(t, texts["schema"], `"`+o.name+`"`)
		}
	}
}

// What the table at the top of README says of a text becomes of it.
func TestReadme(t *testing.T) {
	rows := 0
	for _, name := range []string{"README.md", "README.zh-CN.md"} {
		text, err := os.ReadFile("../../" + name)
		require.NoError(t, err)
		for _, m := range regexp.MustCompile("(?m)^\\| (`.*`).*? \\| (`(.*)`|[^`|]*) \\|$").FindAllStringSubmatch(string(text), 10) {
			for _, in := range regexp.MustCompile("`(.*?)`").FindAllStringSubmatch(m[1], -1) {
				in, want := in[1], m[3]
				if b, err := hex.DecodeString(strings.ReplaceAll(in, " ", "")); err == nil {
					in = string(b)
				}
				if want == "" {
					want = in // "the same, byte for byte"
				}
				require.Equal(t, want, fixtext.String(in), "%s: %s", name, m[0])
				rows++
			}
		}
	}
	require.Equal(t, 2*10, rows)
}

// A version is one everywhere: that of the newest release in the changelog, of the package
// for Python, and of what is to be copied for CI.
func TestVersionsAgree(t *testing.T) {
	find := func(name, pattern string) []string {
		text, err := os.ReadFile("../../" + name)
		require.NoError(t, err)
		var list []string
		for _, m := range regexp.MustCompile(pattern).FindAllStringSubmatch(string(text), -1) {
			list = append(list, m[1])
		}
		require.NotEmpty(t, list, name)
		return list
	}
	newest := find("CHANGELOG.md", `(?m)^## (\d+\.\d+\.\d+)`)[0]
	require.Equal(t, newest, find("python/pyproject.toml", `(?m)^version = "(.*)"`)[0])
	for _, v := range find("CI.md", `(?:@v|: v|fixtext:)(\d+\.\d+\.\d+)`) {
		require.Equal(t, newest, v)
	}
}
