// Package speed measures how long the tools take.
package speed

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Input is a text to be measured on.
type Input struct{ Name, What, Path string }

// Inputs of the tables.
const (
	Simplified  = "simplified"
	Traditional = "traditional"
	Mixed       = "mixed"
	ASCII       = "ascii"
	GBK         = "gbk"
	Big5        = "big5"
	LinkFarm    = "linkfarm"
	MisreadGBK  = "misread-gbk"
	MisreadOne  = "misread-latin"
)

// texts are the units that inputs repeat.
type texts struct {
	root string // of the checkout
	test string // the folder of the split
}

// unit joins files below testdata.
func (t texts) unit(patterns ...string) (string, error) {
	var all strings.Builder
	for _, p := range patterns {
		folder, name := filepath.Split(p)
		files, err := filepath.Glob(filepath.Join(t.root, "testdata", folder, t.test, name))
		if err != nil {
			return "", err
		}
		if len(files) == 0 {
			return "", fmt.Errorf("no text like %s", p)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				return "", err
			}
			all.Write(data)
		}
	}
	return all.String(), nil
}

// Make writes the inputs of so many bytes into a folder.
func Make(root, dir string, size int) (list []Input, err error) {
	t := texts{root, "test"}
	simplified, err := t.unit("sentences/[dfln]*.txt")
	if err != nil {
		return nil, err
	}
	hant, err := t.unit("clean/zh-Hant-*.txt")
	if err != nil {
		return nil, err
	}
	mixed, err := t.unit("clean/code.txt", "sentences/mixed.txt")
	if err != nil {
		return nil, err
	}
	ascii, err := t.unit("clean/en.txt")
	if err != nil {
		return nil, err
	}
	farm := damage.Farm{Annotate: 0.5, Blank: true, Bytes: true, Commas: 0.6, Fold: true}.Page(simplified, 1).Text
	for _, in := range []struct{ name, what, text string }{
		{Simplified, "clean sentences: dialogue, fiction, law, lists, literature, names, news", simplified},
		{Traditional, "lines in Taiwan and Hong Kong style: nearly every line changes", hant},
		{Mixed, "source code with Chinese comments, and Chinese mixed with English", mixed},
		{ASCII, "English", asciiOnly(ascii)},
		{GBK, "the clean sentences in GBK", byLine(simplified, gbk)},
		{Big5, "the clean sentences in traditional characters, in Big5", byLine(s2t.String(simplified), big5)},
		{LinkFarm, "the clean sentences after the link farm: readings, commas, shifted bytes", farm},
		{MisreadGBK, "the clean sentences in UTF-8, read as GBK", misread(simplified, "utf-8", "gbk")},
		{MisreadOne, "the clean sentences in UTF-8, read as code page 1252", misread(simplified, "utf-8", "cp1252")},
	} {
		path := filepath.Join(dir, in.name+".txt")
		if err := write(path, in.text, size); err != nil {
			return nil, err
		}
		list = append(list, Input{in.name, in.what, path})
	}
	return list, nil
}

// write repeats a text to the size, in whole texts.
func write(path, text string, size int) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, bytes.Repeat([]byte(text), max(1, size/len(text))), 0o644)
}

// gbk and big5 give nothing for lines that the charset does not have.
func gbk(line string) string {
	b, err := simplifiedchinese.GBK.NewEncoder().String(line)
	if err != nil {
		return ""
	}
	return b
}

func big5(line string) string {
	b, _ := damage.Big5(line)
	return string(b)
}

func misread(text, from, to string) string { return byLine(text, misreader(from, to)) }

// misreader returns a function that misreads lines.
func misreader(from, to string) func(line string) string {
	f := damage.Family{Steps: []string{from + " as " + to + ": private"}}
	return func(line string) string {
		bad, _, _ := f.Break(line) // nothing where the line cannot be broken so
		return bad
	}
}

func asciiOnly(text string) string {
	return strings.NewReplacer("“", `"`, "”", `"`, "’", "'", "‘", "'", "—", "-").Replace(text)
}

// byLine replaces lines by what f makes of them, and drops those it makes
// nothing of.
func byLine(text string, f func(line string) string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		if s := f(strings.TrimSuffix(line, "\n")); s != "" {
			out.WriteString(s + "\n")
		}
	}
	return out.String()
}

// Damaged returns a text of whose lines a share of percent was broken by f,
// evenly spread.
func Damaged(text string, percent int, f func(line string) string) string {
	var out strings.Builder
	sum := 0
	for line := range strings.Lines(text) {
		line = strings.TrimSuffix(line, "\n")
		if sum += percent; sum >= 100 {
			sum -= 100
			line = f(line)
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}
