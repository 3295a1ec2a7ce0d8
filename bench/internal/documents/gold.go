// Package documents measures converters on whole documents in traditional Chinese, and on the
// words and sentences that users of converters reported.
//
// A document is a file of testdata/documents/dev (to tune on) or test (for figures). Its
// gold is the mainland's standard, the table of 2013: a character that appendix 1 gives one
// standard form becomes that form. Wherever the table leaves something to decide (two forms,
// a character that is standard itself, none at all) a person has: the form stands behind the
// character, as in 曬乾〔干〕. Read refuses a document in which such a decision is missing.
package documents

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode"
)

// Document is a text and what it becomes.
type Document struct{ Split, Name, In, Want string }

// decisions are standard characters that stand for others so often that each of them asks for
// a decision, also where it stays.
const decisions = "著沈乾覆藉徵瞭夥帳"

// spellings are characters as Taiwan and Hong Kong write them, of which the table lists another
// spelling (説, 爲), or, in names, a second form: each with its standard form.
const spellings = "為为說说沒没內内戶户麼么線线別别錄录靜静稅税滾滚產产絕绝溫温爭争黃黄換换盜盗毀毁閱阅沖冲顏颜" +
	"燉炖臥卧兌兑悅悦剝剥屜屉殼壳丟丢於于"

// table is the national table.
type table struct {
	standard map[rune]bool
	forms    map[rune][]rune
}

// readTable reads the table from the files of the generator.
func readTable(root string) (table, error) {
	t := table{map[rune]bool{}, map[rune][]rune{}}
	dir := filepath.Join(root, "internal", "dict", "gen")
	list, err := os.ReadFile(filepath.Join(dir, "tgscc_8105.txt"))
	if err != nil {
		return t, err
	}
	for line := range strings.Lines(string(list)) {
		if !strings.HasPrefix(line, "#") {
			for _, r := range line {
				t.standard[r] = true
			}
		}
	}
	appendix, err := os.ReadFile(filepath.Join(dir, "tgscc_map.tsv"))
	if err != nil {
		return t, err
	}
	for line := range strings.Lines(string(appendix)) {
		f := strings.Split(line, "\t")
		if len(f) < 2 {
			continue
		}
		for _, form := range strings.Split(f[1], "/") {
			r := []rune(f[0])[0]
			t.forms[r] = append(t.forms[r], []rune(form)...)
		}
	}
	for pair := []rune(spellings); len(pair) > 0; pair = pair[2:] {
		t.forms[pair[0]] = pair[1:2]
		delete(t.standard, pair[0])
	}
	return t, nil
}

// parse returns the text of a document and its gold.
func (t table) parse(text string) (in, want string, err error) {
	var out, gold strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		r := runes[i]
		out.WriteRune(r)
		if i+3 < len(runes) && runes[i+1] == '〔' && runes[i+3] == '〕' {
			gold.WriteRune(runes[i+2])
			i += 3
			continue
		}
		forms := t.forms[r]
		switch {
		case strings.ContainsRune(decisions, r):
			return "", "", fmt.Errorf("%c in %s: which form?", r, around(runes, i))
		case len(forms) == 1 && !t.standard[r]:
			gold.WriteRune(forms[0])
		case len(forms) == 0 && (t.standard[r] || !unicode.Is(unicode.Han, r)):
			gold.WriteRune(r)
		default:
			return "", "", fmt.Errorf("%c in %s: which of %q?", r, around(runes, i), string(forms))
		}
	}
	return out.String(), gold.String(), nil
}

func around(runes []rune, i int) string {
	return string(runes[max(0, i-4):min(len(runes), i+5)])
}

// Read returns all documents of a checkout.
func Read(root string) (list []Document, err error) {
	t, err := readTable(root)
	if err != nil {
		return nil, err
	}
	for _, split := range []string{"dev", "test"} {
		names, err := filepath.Glob(filepath.Join(root, "bench", "testdata", "documents", split, "*.txt"))
		if err != nil {
			return nil, err
		}
		for _, name := range names {
			text, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			d := Document{Split: split, Name: strings.TrimSuffix(filepath.Base(name), ".txt")}
			if d.In, d.Want, err = t.parse(string(text)); err != nil {
				return nil, fmt.Errorf("%s/%s: %w", split, d.Name, err)
			}
			list = append(list, d)
		}
	}
	return list, nil
}
