package cases

import (
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
)

// languages are the files of clean text that are neither Chinese sentences nor
// in traditional characters.
var languages = []struct{ file, name string }{
	{"ja", "Japanese"}, {"ko", "Korean"}, {"vi", "Vietnamese"}, {"ru", "Russian"}, {"en", "English"}, {"fr", "French"}, {"de", "German"},
	{"es", "Spanish"}, {"pl", "Polish"}, {"tr", "Turkish"}, {"code", "source code"}, {"tables", "tables"}, {"questions", "?! in Chinese"}, {"kaomoji", "kaomoji"},
}

// legacy are languages in charsets that are not Chinese. They should not be
// taken for Chinese; left alone or decoded, they are kept.
var legacy = []struct {
	file, name string
	encoding   encoding.Encoding
}{
	{"ja", "Japanese in shift_jis", japanese.ShiftJIS}, {"ja", "Japanese in euc-jp", japanese.EUCJP}, {"ko", "Korean in euc-kr", korean.EUCKR},
	{"ru", "Russian in windows-1251", charmap.Windows1251}, {"ru", "Russian in koi8-r", charmap.KOI8R}, {"fr", "French in windows-1252", charmap.Windows1252},
	{"de", "German in windows-1252", charmap.Windows1252}, {"pl", "Polish in iso-8859-2", charmap.ISO8859_2}, {"tr", "Turkish in windows-1254", charmap.Windows1254},
}

// clean are the families of text in which nothing is wrong.
func (c *Corpus) clean() (list []*Family, err error) {
	own, err := c.pagesOf("sentences", "*.txt")
	if err != nil {
		return nil, err
	}
	list = append(list, &Family{Group: CleanOf, Name: "simplified Chinese", Kind: Clean, breaks: asIs, pages: own})
	for _, l := range languages {
		pages, err := c.pagesOf("clean", l.file+".txt")
		if err != nil {
			return nil, err
		}
		list = append(list, &Family{Group: CleanOf, Name: l.name, Kind: Clean, breaks: asIs, pages: pages})
	}
	teaching, err := c.pagesOf("teaching", "*.txt")
	if err != nil {
		return nil, err
	}
	list = append(list, &Family{Group: CleanOf, Name: "textbooks with pinyin", Kind: Clean, breaks: asIs, pages: teaching})
	all := append(slices.Clone(own), teaching...)
	for _, f := range list[1 : len(list)-1] {
		all = append(all, f.pages...)
	}
	list = append(list, &Family{Group: Foreign, Name: "all clean text, in utf-8", Kind: Clean, breaks: asIs, pages: all})
	for _, l := range legacy {
		pages, err := c.pagesOf("clean", l.file+".txt")
		if err != nil {
			return nil, err
		}
		list = append(list, &Family{Group: Foreign, Name: l.name, Kind: Clean, pages: pages, breaks: func(page []string, seed uint64) (in []byte, want, also []string, ok bool) {
			in, want, _, ok = lineBytes(l.encoding, nil)(page, seed)
			return in, want, want, ok
		}})
	}
	return list, nil
}

// pagesOf returns the pages of the files of a folder of this split. Files in
// traditional characters, which are meant to change, are left out.
func (c *Corpus) pagesOf(folder, pattern string) (pages [][]string, err error) {
	files, err := filepath.Glob(filepath.Join(c.root, "testdata", folder, c.split, pattern))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no text like %s/%s", folder, pattern)
	}
	for _, f := range files {
		if name := filepath.Base(f); strings.Contains(name, "hant") || strings.HasPrefix(name, "word") {
			continue
		}
		lines, err := read(f)
		if err != nil {
			return nil, err
		}
		pages = append(pages, paged(lines)...)
	}
	return pages, nil
}

// words are the families of traditional text with an answer for each line.
func (c *Corpus) words() (list []*Family, err error) {
	list = append(list, &Family{Group: Words, Name: "sentences, character by character", Kind: Broken, breaks: lineByLine(func(line string, _ uint64) (string, bool) {
		in, _, _, ok := traditional(func(s string) ([]byte, bool) { return []byte(s), true })([]string{line}, 0)
		return strings.TrimSuffix(string(in), "\n"), ok
	})})
	for _, f := range []struct {
		name, path string
		row        func(fields []string) (hant, hans string, ok bool)
	}{
		{"one to many: words in sentences", "bench/testdata/words.tsv", pair},
		{"one to many: sentences", "normalize/simplify/testdata/test.tsv", pair},
		{"OpenCC's own cases for t2s", "normalize/simplify/testdata/opencc_to_simplified.tsv", func(fields []string) (string, string, bool) {
			if len(fields) != 4 || fields[0] != "t2s" {
				return "", "", false
			}
			return fields[2], fields[3], true
		}},
		{"the official table, character by character", "internal/dict/gen/tgscc_map.tsv", func(fields []string) (string, string, bool) {
			if len(fields) != 3 || fields[2] == "dual" { // those are official themselves
				return "", "", false
			}
			return fields[0], fields[1], true
		}},
	} {
		family, err := c.table(f.name, f.path, f.row)
		if err != nil {
			return nil, err
		}
		list = append(list, family)
	}
	return list, nil
}

func pair(fields []string) (hant, hans string, ok bool) {
	if len(fields) != 2 {
		return "", "", false
	}
	return fields[0], fields[1], true
}

// table makes a family of the rows of a file; / stands between answers.
func (c *Corpus) table(name, path string, row func(fields []string) (hant, hans string, ok bool)) (*Family, error) {
	lines, err := read(filepath.Join(c.root, path))
	if err != nil {
		return nil, err
	}
	answers := map[string]string{}
	var rows []string
	for _, l := range lines {
		if strings.HasPrefix(l, "#") {
			continue
		}
		if hant, hans, ok := row(strings.Split(l, "\t")); ok {
			answers[hant] = hans
			rows = append(rows, hant)
		}
	}
	if len(rows) == 0 {
		return nil, errors.New("no rows in " + path)
	}
	return &Family{Group: Words, Name: name, Kind: Broken, pages: paged(rows), breaks: func(page []string, _ uint64) (in []byte, want, also []string, ok bool) {
		for _, hant := range page {
			hans := answers[hant]
			first, second, two := strings.Cut(hans, "/")
			if !two || strings.ContainsAny(hant, "/") {
				first, second = hans, hans
			}
			want, also = append(want, first), append(also, second)
		}
		return joined(page), want, also, true
	}}, nil
}

// Families returns all families.
func (c *Corpus) Families() (list []*Family, err error) {
	list = append(list, damaged()...)
	list = append(list, charsets()...)
	list = append(list, hostile()...)
	words, err := c.words()
	if err != nil {
		return nil, err
	}
	clean, err := c.clean()
	return append(append(list, words...), clean...), err
}
