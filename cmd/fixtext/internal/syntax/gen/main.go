// Command gen packs the lexers of chroma that package syntax asks: chroma's own package
// of lexers reads all of them when a program starts.
package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

// packed are the lexers. Where several have the same names of files, the first one wins.
const packed = `json yaml toml ini properties desktop_entry systemd xml
bash c c++ c# java javascript typescript react python ruby rust perl lua kotlin swift scala groovy dart r julia haskell
ocaml fsharp clojure common_lisp scheme racket emacslisp erlang elixir objective-c objectpascal vb_net powershell batchfile
fish tcl awk sed viml makefile cmake meson docker nix terraform protocol_buffer thrift graphql sql mysql css scss sass stylus
solidity verilog systemverilog vhdl zig nim d matlab mathematica fortran ada cobol nasm gas glsl hlsl cython crystal
coffeescript antlr bnf ebnf abnf diff apacheconf nginx_configuration_file php tex bibtex org_mode groff gherkin handlebars
twig django_jinja typst prolog elm reasonml vala autohotkey autoit applescript actionscript arduino nsis rpm_spec puppet qml
gdscript postscript abap rego`

// further are names of files that chroma does not have.
var further = map[string][]string{
	"json": {"*.arb", "*.ipynb", "*.webmanifest", "*.geojson", "*.jsonc", "*.json5"}, "antlr": {"*.g4", "*.g3"},
	"javascript": {"*.cjs"}, "typescript": {"*.mts", "*.cts"}, "xml": {"*.resx", "*.xlf", "*.xliff", "*.plist", "*.strings.xml", "*.metainfo.xml"},
	"yaml": {"*.cff"}, "diff": {"*.rej"},
}

var filename = regexp.MustCompile(`<filename>([^<]+)</filename>`)

func main() {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/alecthomas/chroma/v2").Output()
	check(err)
	var out, index bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range strings.Fields(packed) {
		text, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(dir)), "lexers", "embedded", name+".xml"))
		check(err)
		w, err := z.Create(name + ".xml")
		check(err)
		_, err = w.Write(text)
		check(err)
		for _, m := range filename.FindAllStringSubmatch(string(text), -1) {
			fmt.Fprintf(&index, "%s\t%s\n", m[1], name)
		}
		for _, glob := range further[name] {
			fmt.Fprintf(&index, "%s\t%s\n", glob, name)
		}
	}
	w, err := z.Create("index")
	check(err)
	_, err = w.Write(index.Bytes())
	check(err)
	check(z.Close())
	check(os.WriteFile("lexers.zip", out.Bytes(), 0o644))
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}
