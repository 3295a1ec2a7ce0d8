package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // for sarifSchema
	"github.com/parquet-go/parquet-go"
	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/cmd/fixtext/internal/atomicfile"
)

// schemaOf compiles a schema: one of this program, or one of testdata/schemas.
func schemaOf(t *testing.T, name string) *jsonschema.Schema {
	text, err := schemas.ReadFile("schema/" + name + ".json")
	if err != nil {
		text, err = os.ReadFile("testdata/schemas/" + name + ".json")
	}
	require.NoError(t, err)
	return compiled(t, name, text)
}

// sarifSchema is the schema of SARIF 2.1.0 by OASIS, errata 01, as the module go-sarif has
// it in its source: OASIS allows no copies under terms of others.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	dir, err := exec.Command("go", "list", "-f", "{{.Dir}}", "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif").Output()
	require.NoError(t, err)
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(strings.TrimSpace(string(dir)), "schema.go"), nil, 0)
	require.NoError(t, err)
	value, ok := file.Scope.Lookup("schema").Decl.(*ast.ValueSpec)
	require.True(t, ok)
	text, ok := constant(value.Values[0])
	require.True(t, ok)
	require.Contains(t, text, "sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json")
	return compiled(t, "sarif", []byte(text))
}

func compiled(t *testing.T, name string, text []byte) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(text))
	require.NoError(t, err)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	require.NoError(t, c.AddResource(name, doc))
	s, err := c.Compile(name)
	require.NoError(t, err)
	return s
}

// holds requires that a text is one document of a schema, or that each of its lines is.
func holds(t *testing.T, s *jsonschema.Schema, text string, lines bool) {
	t.Helper()
	list := []string{text}
	if lines {
		list = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	}
	for _, one := range list {
		doc, err := jsonschema.UnmarshalJSON(strings.NewReader(one))
		require.NoError(t, err, one)
		require.NoError(t, s.Validate(doc), one)
	}
}

// wreckage writes files with all kinds of findings to the working directory.
func wreckage(t *testing.T) {
	put := func(name, text string) { require.NoError(t, os.WriteFile(name, []byte(text), 0o666)) }
	put("old.txt", "圖書館裡的燈亮了。\n锟斤拷锟斤拷\n幹了三年\n鎴戜滑鏄庡ぉ鍘荤湅鐢靛奖銆�\n<a&\"b\">圖\t圖\x01圖圖圖圖\n")
	put("gbk.txt", "\xd6\xd0\xb9\xfa\xc8\xcb\xc3\xf1\xff\xff\n")
	put("page.txt", "老校長(cháng)說(shuō):“明天一早出發(fā)?！睆埨蠋燑c(diǎn)了點(diǎn)頭。\n")
	put("clean.txt", "图书馆里的灯亮了。\n")
	put("broken.jsonl", "{\"text\": \"開門\n{\"text\": \"圖\"}\n")
	put("rows.csv", "text,no\n圖,1\n")
	if err := os.WriteFile("\xcd\xff.txt", []byte("圖書\n"), 0o666); err != nil {
		t.Logf("no names of bytes here: %v", err)
	}
	require.NoError(t, parquet.WriteFile("rows.parquet", []parquetRow{{"圖書館"}, {"书"}}))
	var names bytes.Buffer
	z := zip.NewWriter(&names)
	for _, name := range []string{"\xd6\xd0\xb9\xfa\xc8\xcb\xc3\xf1.txt", "圖書.txt", "鎴戜滑鏄庡ぉ.txt"} {
		_, err := z.CreateHeader(&zip.FileHeader{Name: name, NonUTF8: true})
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	put("names.zip", names.String())
}

// written runs the command and returns its standard output, and all that it says.
func written(t *testing.T, args ...string) (out, said string) {
	var o, e bytes.Buffer
	code := run(args, streams{strings.NewReader("圖\n"), &o, &e}, new(atomicfile.Group))
	require.Less(t, code, exitError, "%q: %s", args, e.String())
	return o.String(), e.String()
}

// What the program writes for others of its own kind is as the schemas say that it
// publishes.
func TestOutputsAreAsTheirSchemas(t *testing.T) {
	all := map[string]*jsonschema.Schema{}
	for _, name := range schemaNames() {
		all[name] = schemaOf(t, name)
	}
	t.Chdir(t.TempDir())
	wreckage(t)
	seen := map[string]bool{}
	is := func(name, text string, lines bool) {
		t.Helper()
		require.NotEmpty(t, text)
		holds(t, all[name], text, lines)
		seen[name] = true
	}
	text, said := written(t, "--output-format", "json", "--stats=json", ".")
	is("findings", text, false)
	is("stats", said[strings.LastIndex(strings.TrimSpace(said), "\n")+1:], false)
	require.Contains(t, text, `"file_bytes"`)
	text, said = written(t, "--output-format", "json", "--stats=json", "clean.txt")
	is("findings", text, false)
	is("stats", said, false)
	text, _ = written(t, "--output-format", "jsonl", ".")
	for line := range strings.Lines(text) {
		is("findings", "["+line+"]", false)
	}

	for _, args := range [][]string{
		{"."}, {"-w", "copy"}, {"--to", "gb18030", "page.txt"}, {"rows.parquet", "-o", "out.parquet"}, {"--on-unrepairable", "drop", "broken.jsonl"},
	} {
		if args[0] == "-w" {
			require.NoError(t, os.Mkdir("copy", 0o777))
			for _, name := range []string{"old.txt", "gbk.txt", "broken.jsonl", "rows.csv"} {
				data, err := os.ReadFile(name)
				require.NoError(t, err)
				require.NoError(t, os.WriteFile("copy/"+name, data, 0o666))
			}
		} else if args[0] == "." {
			args = append([]string{"--check"}, args...)
		}
		_, _ = written(t, append([]string{"--report", "out.jsonl", "--quarantine", "lost.jsonl"}, args...)...)
		for _, name := range []string{"report=out.jsonl", "quarantine=lost.jsonl"} {
			name, file, _ := strings.Cut(name, "=")
			data, err := os.ReadFile(file)
			require.NoError(t, err)
			is(name, string(data), true)
			require.NoError(t, os.Remove(file))
		}
	}
	holds(t, all["report"], `{"file":"a","failed":"permission denied"}`, true)

	_, _ = written(t, "--check", "--write-baseline", "known.json", ".")
	data, err := os.ReadFile("known.json")
	require.NoError(t, err)
	is("baseline", string(data), false)

	files, err := filepath.Glob("*.*")
	require.NoError(t, err)
	text, _ = written(t, append([]string{"detect", "--json"}, files...)...)
	is("detect", text, true)
	text, _ = written(t, "rules", "--json")
	is("rules", text, true)
	text, _ = written(t, "zipnames", "--json", "names.zip")
	is("zipnames", text, true)
	text, _ = written(t, "explain", "--json", "鏄ㄥぉ涓嬪崍鑺�敋妤犲幓闈掑卜闀囩殑闆嗗競銆�")
	require.Contains(t, text, `"stands":"�"`)
	require.Contains(t, text, `"chance":0.`)
	is("explain", text, false)
	text, _ = written(t, "explain", "--json", "今天天气很好。")
	is("explain", text, false)
	text, _ = written(t, "version", "--json")
	is("version", text, false)
	for name := range all {
		require.True(t, seen[name], "nothing was held against schema/%s.json", name)
	}
}

// The schemas are published by the command, and refuse what is wrong.
func TestSchemasRefuse(t *testing.T) {
	for _, name := range schemaNames() {
		text, _ := written(t, "schema", name)
		require.True(t, json.Valid([]byte(text)))
		for _, wrong := range []string{`{}`, `{"x":1}`, `[{"file":1}]`, `[{}]`, `"text"`} {
			doc, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
			require.NoError(t, err)
			require.Error(t, schemaOf(t, name).Validate(doc), "%s: %s", name, wrong)
		}
	}
	text, _ := written(t, "schema")
	require.Equal(t, len(schemaNames()), strings.Count(text, "\n"))
	settings, _ := written(t, "config", "schema")
	_, err := jsonschema.UnmarshalJSON(strings.NewReader(settings))
	require.NoError(t, err)
}

// What it writes for other programs is as theirs say: SARIF by the schema of OASIS, the
// others by what their documentation says.
func TestOutputsForOthers(t *testing.T) {
	rdjson, gitlab, sarif := schemaOf(t, "rdjson"), schemaOf(t, "gitlab"), sarifSchema(t)
	t.Chdir(t.TempDir())
	wreckage(t)
	for _, paths := range [][]string{{"clean.txt"}, {"."}} {
		with := func(format string) string {
			text, _ := written(t, append([]string{"--output-format", format}, paths...)...)
			return text
		}
		holds(t, rdjson, with("rdjson"), false)
		holds(t, gitlab, with("gitlab"), false)

		holds(t, sarif, with("sarif"), false)
		validJUnit(t, with("junit"))
		for line := range strings.Lines(with("github")) {
			require.Regexp(t, annotation, line)
		}
	}
}

// annotation is a command of a workflow of GitHub, with escaped values.
var annotation = regexp.MustCompile(`^::(notice|warning|error) file=[^,:\r\n]+,line=[1-9]\d*,col=[1-9]\d*,endColumn=[1-9]\d*,title=[^,:\r\n]+::[^\r\n]+\n$`)

// junitElements are the elements of reports as the schema of Jenkins' plugin xunit
// (junit-10.xsd) has them, as far as they are written: parents, and attributes, of which
// those with a mark are required.
var junitElements = map[string]struct{ in, attributes []string }{
	"testsuites": {[]string{""}, []string{"name", "time", "tests", "failures", "errors"}},
	"testsuite":  {[]string{"testsuites", "testsuite"}, []string{"name!", "tests!", "failures!", "errors!", "skipped", "time", "timestamp", "hostname", "id", "package", "file", "log", "url", "group"}},
	"testcase":   {[]string{"testsuite"}, []string{"name!", "classname", "time", "group"}},
	"failure":    {[]string{"testcase"}, []string{"type", "message"}},
}

func validJUnit(t *testing.T, text string) {
	d := xml.NewDecoder(strings.NewReader(text))
	above := []string{""}
	count := 0
	for {
		token, err := d.Token()
		if err == io.EOF {
			break
		}
		require.NoError(t, err)
		switch token := token.(type) {
		case xml.StartElement:
			name := token.Name.Local
			known, ok := junitElements[name]
			require.True(t, ok, name)
			require.Contains(t, known.in, above[len(above)-1], name)
			var has []string
			for _, a := range token.Attr {
				has = append(has, a.Name.Local)
				require.True(t, slices.Contains(known.attributes, a.Name.Local) || slices.Contains(known.attributes, a.Name.Local+"!"), "%s %s", name, a.Name.Local)
			}
			for _, a := range known.attributes {
				if a, must := strings.CutSuffix(a, "!"); must {
					require.Contains(t, has, a, name)
				}
			}
			above = append(above, name)
			count++
		case xml.EndElement:
			above = above[:len(above)-1]
		case xml.CharData:
			if strings.TrimSpace(string(token)) != "" {
				require.Equal(t, "failure", above[len(above)-1], "text stands in failures only")
			}
		}
	}
	require.Greater(t, count, 2)
}
