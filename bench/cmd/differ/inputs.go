package main

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"

	xencoding "golang.org/x/text/encoding"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/cases"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// each calls do for text that is made for the purpose: all families, cases, and what
// fuzzing found, then every charset and every label.
func (o *options) each(do func(input)) error {
	sentences, err := readLines(filepath.Join(o.testdata, "sentences", "dev", "*.txt"))
	if err != nil {
		return err
	}
	clean, err := readLines(filepath.Join(o.testdata, "clean", "dev", "*"))
	if err != nil {
		return err
	}
	for i, f := range damage.Families() {
		page := f.Page(sample(sentences, i, o.lines), uint64(i))
		do(input{name: "family " + f.ID, text: []byte(page), report: true})
	}
	list, err := cases.Read(filepath.Join(o.testdata, "cases"))
	if err != nil {
		return err
	}
	for _, c := range list {
		do(input{name: "case " + c.ID, text: c.In, report: true})
		if args := flags(c.Options); args != nil {
			do(input{name: "case " + c.ID, args: args, text: c.In, report: true})
		}
	}
	if err := corpus(filepath.Dir(o.testdata), do); err != nil {
		return err
	}
	text := strings.Join(sample(sentences, 0, 120), "\n") + "\n"
	foreign := strings.Join(sample(clean, 0, 200), "\n") + "\n"
	raw := rawFiles(text, foreign)
	for _, r := range raw {
		for _, args := range [][]string{nil, {"--unsafe-fixes=false"}, {"--line-buffered"}, {"--profile", "repair"}} {
			r.args, r.report = args, true
			do(r)
		}
		do(input{name: r.name, args: []string{"detect", "--json"}, text: r.text})
		do(input{name: r.name + ", its start", args: []string{"detect"}, text: r.text[:min(len(r.text), 60)]})
		do(input{name: r.name, args: []string{"--diff"}, text: r.text})
	}
	labels(raw, text, do)
	return nil
}

// flags returns the flags of the command for the options of a case, or nil where there
// are none.
func flags(options []string) (args []string) {
	for _, s := range options {
		verb, arg, _ := strings.Cut(s, " ")
		list := strings.Join(strings.Fields(arg), ",")
		switch verb {
		case "prefer", "profile", "bom", "variant":
			args = append(args, "--"+verb, list)
		case "from":
			args = append(args, "-e", list)
		case "vocabulary":
			args = append(args, "--vocabulary")
		case "safe":
			args = append(args, "--unsafe-fixes=false")
		}
	}
	return args
}

// corpus calls do for what fuzzing found anywhere in the project.
func corpus(root string, do func(input)) error {
	return filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || !strings.Contains(filepath.ToSlash(path), "/testdata/fuzz/") {
			return err
		}
		b, err := os.ReadFile(path)
		for line := range strings.Lines(string(b)) {
			line, ok := strings.CutPrefix(strings.TrimSpace(line), "[]byte(")
			if !ok {
				line, ok = strings.CutPrefix(line, "string(")
			}
			if text, err := strconv.Unquote(strings.TrimSuffix(line, ")")); ok && err == nil {
				do(input{name: "fuzz " + path, text: []byte(text), report: true})
			}
		}
		return err
	})
}

// readLines returns the lines of files that have something beside ASCII.
func readLines(pattern string) (lines []string, err error) {
	names, err := filepath.Glob(pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file %s", pattern)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(string(b)) {
			if line = strings.TrimRight(line, "\r\n"); len([]rune(line)) < len(line) {
				lines = append(lines, line)
			}
		}
	}
	return lines, err
}

// sample returns n of the lines, others for another turn.
func sample(lines []string, turn, n int) (list []string) {
	n = min(n, len(lines))
	for i := range n {
		list = append(list, lines[(turn*7+i*len(lines)/n)%len(lines)])
	}
	return list
}

// rawFiles are texts in every charset.
func rawFiles(text, foreign string) (list []input) {
	for _, label := range encoding.Written() {
		c, _ := encoding.Exact(label)
		for i, s := range []string{text, s2t.String(text), foreign} {
			list = append(list, input{name: fmt.Sprintf("text %d in %s", i, label), text: c.AppendEncoded(nil, []byte(s), nil)})
		}
	}
	others := []xencoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP, korean.EUCKR}
	for _, e := range append(others, charmap.All...) {
		b, err := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(foreign))
		if err == nil {
			list = append(list, input{name: fmt.Sprintf("foreign text in %v", e), text: b})
		}
	}
	return list
}

// labels try every charset for reading and for writing, and as one that is preferred or
// declared; and of every other label, that it is known.
func labels(raw []input, text string, do func(input)) {
	mixed := []byte{}
	for _, r := range raw {
		mixed = append(append(mixed, r.text[:min(len(r.text), 120)]...), '\n')
	}
	names := encoding.Written()
	for _, c := range encoding.Charsets() {
		names = append(names, c.String())
	}
	for i, name := range names {
		r := raw[i%len(raw)]
		for _, args := range [][]string{{"-e", name}, {"--prefer", name}} {
			do(input{name: r.name, args: args, text: r.text, report: true})
			do(input{name: "a mixture", args: args, text: mixed, report: true})
		}
		do(input{name: "text", args: []string{"--to", name}, text: []byte(text), report: true})
		do(input{name: r.name, args: []string{"detect", "--json", "--prefer", name}, text: r.text})
		page := append([]byte("<meta charset=\""+name+"\">\n"), r.text...)
		do(input{name: r.name + " declared to be " + name, text: page, report: true})
	}
	others := []string{"", "no-such-charset", "utf8mb4", "ibm437", "binary", "unknown", " GB_2312-80 "}
	for _, c := range encoding.Charsets() {
		others = append(others, c.Labels()...)
	}
	for _, label := range others {
		do(input{name: "a few bytes", args: []string{"-e", label}, text: mixed[:min(len(mixed), 2000)], report: true})
		page := append([]byte("<meta charset=\""+label+"\">\n"), mixed[:min(len(mixed), 2000)]...)
		do(input{name: "a few bytes declared to be " + label, text: page, report: true})
	}
}

// files calls do for the files below path.
func files(path string, detect bool, do func(input)) error {
	return filepath.WalkDir(path, func(name string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return nil // what cannot be read is not compared
		}
		b, err := os.ReadFile(name)
		if err != nil || len(bytes.TrimSpace(b)) == 0 {
			return nil
		}
		do(input{name: name, text: b, report: true})
		if detect {
			do(input{name: name, args: []string{"detect", "--json"}, text: b})
		}
		return nil
	})
}
