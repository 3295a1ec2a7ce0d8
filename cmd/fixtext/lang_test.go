package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
	"github.com/fixtext/fixtext/internal/lang"
)

// speakers are functions whose first text is shown to a person, sooner or later, and with
// which argument.
var speakers = map[string]int{
	"lang.T": 0, "lang.Sprintf": 0, "fmt.Errorf": 0, "errors.New": 0, "note": 0, "unless": 1, "plural": 1, "t": 0,
}

// shownFields are what texts are assigned to that are shown.
var shownFields = map[string]bool{"skipped": true, "why": true, "note": true, "Note": true, "message": true, "reason": true, "Evidence": true}

// silent are packages whose errors are for programs, or for who writes a client.
var silent = regexp.MustCompile(`internal/(frames|worker|thrift)|/gen$|/wasm$|testdata|/test$`)

// textsIn collects the texts that the Go files below a folder show.
func textsIn(t *testing.T, root string, deep bool) map[string]string {
	texts := map[string]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		require.NoError(t, err)
		if d.IsDir() {
			if path != root && (!deep || silent.MatchString(filepath.ToSlash(path))) {
				return filepath.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return nil
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, path, nil, 0)
		require.NoError(t, err)
		see := func(e ast.Expr) {
			if s, ok := constant(e); ok && s != "" {
				texts[s] = fset.Position(e.Pos()).String()
			}
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				name := called(n)
				at, ok := speakers[name]
				if !ok || at >= len(n.Args) {
					break
				}
				if s, isText := constant(n.Args[at]); isText && name == "plural" {
					texts[s], texts[s+"s"] = path, path
				} else {
					see(n.Args[at])
				}
			case *ast.AssignStmt:
				for i, l := range n.Lhs {
					if i < len(n.Rhs) && shownFields[last(l)] {
						see(n.Rhs[i])
					}
				}
			case *ast.KeyValueExpr:
				if id, ok := n.Key.(*ast.Ident); ok && shownFields[id.Name] {
					see(n.Value)
				}
			}
			return true
		})
		return nil
	})
	require.NoError(t, err)
	return texts
}

// constant is the text of a literal, or of several that are joined.
func constant(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		if e.Kind == token.STRING {
			s, err := strconv.Unquote(e.Value)
			return s, err == nil
		}
	case *ast.BinaryExpr:
		a, ok := constant(e.X)
		b, also := constant(e.Y)
		return a + b, ok && also
	}
	return "", false
}

// called is how a function is called: lang.T, or note of j.note.
func called(c *ast.CallExpr) string {
	switch f := c.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && (x.Name == "lang" || x.Name == "fmt" || x.Name == "errors") {
			return x.Name + "." + f.Sel.Name
		}
		return f.Sel.Name
	}
	return ""
}

func last(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// helpTexts are the texts of the help of all commands.
func helpTexts() map[string]string {
	texts := map[string]string{}
	see := func(where string, list ...string) {
		for _, s := range list {
			texts[s] = where
		}
	}
	root := newCommand(streams{}, new(atomicfile.Group))
	for _, o := range newFlags().rows {
		see("--"+o.name, o.flag.Usage, o.group, o.defaults)
	}
	var walk func(c *cobra.Command)
	walk = func(c *cobra.Command) {
		see(c.CommandPath(), c.Short, c.Long, strings.TrimPrefix(c.UseLine(), c.CommandPath()))
		if strings.Contains(c.Example, "and back") {
			see(c.CommandPath(), c.Example)
		}
		for _, o := range ownOptions(c) {
			see(c.CommandPath()+" --"+o.flag.Name, o.flag.Usage)
		}
		for _, sub := range c.Commands() {
			walk(sub)
		}
	}
	walk(root)
	for _, r := range fixtext.Rules() {
		see(string(r.Code), r.Name, r.Summary, r.Why)
	}
	for _, name := range schemaNames() {
		text, _ := schemas.ReadFile("schema/" + name + ".json")
		see("schema/"+name+".json", regexp.MustCompile(`(?m)^  "description": "(.*)",$`).FindStringSubmatch(string(text))[1])
	}
	see("words of commands", "Usage", "Examples", "Commands", "Options", "COMMAND ...", "yes", "no ", "safe", "unsafe", "default", "environment")
	return texts
}

var (
	gap    = regexp.MustCompile(`%[-+# 0-9.*\[\]]*[a-zA-Z]|\{\d\}`)
	letter = regexp.MustCompile(`\pL`)
)

// All that the program says to a person can be said in Chinese. What is missing is named
// here.
func TestEverythingIsTranslated(t *testing.T) {
	texts := textsIn(t, ".", true)
	for root, deep := range map[string]bool{"../..": false, "../../edit": false, "../../encoding": false, "../../internal/dict": false, "../../normalize": true} {
		for s, where := range textsIn(t, root, deep) {
			texts[strings.TrimPrefix(s, "fixtext: ")] = where
		}
	}
	maps.Copy(texts, helpTexts())
	require.Greater(t, len(texts), 400)
	var missing []string
	for s, where := range texts {
		if letter.MatchString(gap.ReplaceAllString(s, "")) && !lang.Has(s) {
			missing = append(missing, where+": "+strconv.Quote(s))
		}
	}
	slices.Sort(missing)
	for _, m := range missing {
		t.Errorf("not in internal/lang/zh: %s", m)
	}
}

// What is written for programs is the same in all languages, byte for byte: scripts, the
// dedicated readers of CI systems and baselines compare it.
func TestProgramsReadTheSame(t *testing.T) {
	t.Chdir(t.TempDir())
	require.NoError(t, os.WriteFile("old.txt", []byte("圖書館裡的燈亮了。\n锟斤拷锟斤拷\n幹了三年\n鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�\n"), 0o666))
	require.NoError(t, os.WriteFile("broken.jsonl", []byte("{\"text\": \"開門\n{\"text\": \"圖\"}\n"), 0o666))
	t.Cleanup(func() { lang.Use("en") })
	said := func(args ...string) string {
		var out, err strings.Builder
		run(args, streams{strings.NewReader(""), &out, &err}, new(atomicfile.Group))
		text := out.String()
		if slices.Contains(args, "--stats=json") {
			text += regexp.MustCompile(`"seconds":[0-9.e-]+`).ReplaceAllString(err.String(), "")
		}
		for _, name := range []string{"out.report", "out.quarantine", "out.baseline"} {
			data, err := os.ReadFile(name)
			if err == nil {
				text += string(data)
				require.NoError(t, os.Remove(name))
			}
		}
		return text
	}
	var list [][]string
	for _, format := range []string{"json", "jsonl", "github", "gitlab", "junit", "sarif", "rdjson"} {
		list = append(list, []string{"--output-format", format, "old.txt", "broken.jsonl"})
	}
	for _, args := range append(list,
		[]string{"--stats=json", "old.txt"},
		[]string{"--diff", "old.txt"},
		[]string{"--report", "out.report", "--quarantine", "out.quarantine", "old.txt", "broken.jsonl"},
		[]string{"--check", "--write-baseline", "out.baseline", "old.txt"},
		[]string{"detect", "--json", "old.txt"},
		[]string{"rules", "--json"},
		[]string{"version", "--json"},
		[]string{"config", "schema"},
		[]string{"completion", "bash"},
	) {
		english := said(append([]string{"--lang", "en"}, args...)...)
		require.NotEmpty(t, english, "%q", args)
		require.Equal(t, english, said(append([]string{"--lang", "zh"}, args...)...), "%q", args)
	}
	require.NotEqual(t, said("--lang", "en", "--check", "old.txt"), said("--lang", "zh", "--check", "old.txt"))
}

// The manual page is there in Chinese, too, and is whole.
func TestManualInChinese(t *testing.T) {
	t.Cleanup(func() { lang.Use("en") })
	var out strings.Builder
	require.Zero(t, run([]string{"man", "--lang", "zh"}, streams{strings.NewReader(""), &out, &out}, new(atomicfile.Group)))
	require.Contains(t, out.String(), "fixtext \\- 修复乱码等损坏的中文文本\n")
	require.True(t, utf8.ValidString(out.String()))
	require.NotContains(t, out.String(), "\uFFFD")
}
