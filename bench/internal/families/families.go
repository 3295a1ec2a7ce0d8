// Package families says which families of damage speed is measured on, and makes the
// damaged lines: short ones and long ones of the project's sentences.
package families

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/damage"
)

// Lengths are the kinds of lines: Short ones have 30 to 100 characters, Long ones 1,000 and more.
const (
	Short = "short"
	Long  = "long"
)

// measured are the families that the figures are about: first those that lose nothing.
var measured = []string{
	"utf-8 as latin1", "utf-8 as cp1252", "utf-8 as cp1251", "utf-8 as cp437",
	"gb18030 as latin1", "gb18030 as cp1251", "gb18030 as koi8-r", "big5 as latin1", "big5 as gbk, private",
	"utf-8 as latin1, then utf-8 as latin1", "gbk as latin1, then utf-8 as latin1",
	"utf-8 as gbk, private", "utf-8 as gbk, ?", "utf-8 as gbk", "utf-8 as gbk, rereads", "utf-8 as gbk, ?, eats",
	"utf-8 as cp1252, strict", "gbk as big5", "utf-8 as cp932", "utf-8 as cp949", "utf-8 as big5",
}

// All returns them.
func All() (list []*damage.Family) {
	for _, id := range measured {
		list = append(list, damage.Lookup(id))
	}
	return list
}

// Lines returns lines of a length, short or long, of a part of the sentences, dev or test, of
// testdata.
func Lines(testdata, part, length string) ([]string, error) {
	sentences, err := read(filepath.Join(testdata, "sentences", part, "*.txt"))
	if err != nil {
		return nil, err
	}
	if length == Long {
		return join(sentences, 1000), nil
	}
	return cut(sentences, 30, 100), nil
}

// Break breaks lines and returns those that the family breaks, as they were and as they are
// then.
func Break(f *damage.Family, lines []string) (good, bad []string) {
	for _, line := range lines {
		line = f.Clean(line)
		if b, _, ok := f.Break(line); ok && b != line && !strings.Contains(b, "\n") {
			good, bad = append(good, line), append(bad, b)
		}
	}
	return good, bad
}

// read returns the lines of files.
func read(pattern string) (lines []string, err error) {
	names, err := filepath.Glob(pattern)
	if err == nil && len(names) == 0 {
		err = fmt.Errorf("no file %s", pattern)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, err
		}
		lines = append(lines, strings.Split(strings.TrimRight(string(b), "\n"), "\n")...)
	}
	return lines, err
}

// cut returns the sentences of so many characters.
func cut(sentences []string, from, to int) (lines []string) {
	for _, s := range sentences {
		if n := utf8.RuneCountInString(s); n >= from && n <= to {
			lines = append(lines, s)
		}
	}
	return lines
}

// join makes lines of at least so many characters of the sentences.
func join(sentences []string, least int) (lines []string) {
	var b strings.Builder
	n := 0
	for _, s := range sentences {
		b.WriteString(s)
		if n += utf8.RuneCountInString(s); n >= least {
			lines = append(lines, b.String())
			b.Reset()
			n = 0
		}
	}
	return lines
}
