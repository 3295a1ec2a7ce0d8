// Package cases reads testdata/cases: texts and what should become of them. It is for
// tests, fuzz targets and comparisons; nothing that ships imports it.
package cases

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/fixtext/fixtext/internal/damage"
)

// A Case is a text and what should become of it; testdata/cases/README.md says what its
// fields mean.
type Case struct {
	ID      string   `json:"id"`
	Label   string   `json:"label"`
	Source  string   `json:"source"`
	Stage   string   `json:"stage,omitempty"`
	Options []string `json:"options,omitempty"`
	In      Text     `json:"in"`
	Want    *Text    `json:"want,omitempty"`
	Any     bool     `json:"any,omitempty"`
	Edits   *[]Edit  `json:"edits,omitempty"`

	File string `json:"-"` // its name without .json
}

// An Edit is what a case expects of an edit. What is empty is not compared.
type Edit struct {
	Rule    string `json:"rule,omitempty"`
	Verdict string `json:"verdict,omitempty"`
	In      string `json:"in,omitempty"`
	Out     string `json:"out,omitempty"`
	Note    string `json:"note,omitempty"`
}

// Text is bytes: a string, or "hex:" and digits, or "file:" and a path from testdata, or
// a list of parts: strings, and text in a charset, some times.
type Text []byte

// part is text in a charset, some times.
type part struct {
	Text, Hex string
	In        string // the charset
	Times     int
}

// UnmarshalJSON reads any form of a Text but "file:", which Read resolves.
func (t *Text) UnmarshalJSON(b []byte) error {
	var s string
	if json.Unmarshal(b, &s) == nil {
		digits, ok := strings.CutPrefix(s, "hex:")
		if !ok {
			*t = Text(s)
			return nil
		}
		raw, err := hex.DecodeString(digits)
		*t = raw
		return err
	}
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	*t = Text{}
	for _, m := range list {
		var one Text
		if m[0] == '{' {
			var p part
			d := json.NewDecoder(bytes.NewReader(m))
			d.DisallowUnknownFields()
			if err := d.Decode(&p); err != nil {
				return err
			}
			var err error
			if one, err = p.bytes(); err != nil {
				return err
			}
		} else if err := one.UnmarshalJSON(m); err != nil {
			return err
		}
		*t = append(*t, one...)
	}
	return nil
}

func (p part) bytes() ([]byte, error) {
	b, err := hex.DecodeString(p.Hex)
	if err != nil {
		return nil, err
	}
	text, err := Encode(p.In, p.Text)
	if err != nil {
		return nil, fmt.Errorf("%q in %s: %w", p.Text, p.In, err)
	}
	return bytes.Repeat(append(b, text...), max(p.Times, 1)), nil
}

// Read returns the cases below a folder testdata/cases.
func Read(dir string) (list []Case, err error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err == nil && len(files) == 0 {
		err = fmt.Errorf("no cases in %s", dir)
	}
	if err != nil {
		return nil, err
	}
	ids := map[string]bool{}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		var some []Case
		d := json.NewDecoder(bytes.NewReader(b))
		d.DisallowUnknownFields()
		if err := d.Decode(&some); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for i := range some {
			c := &some[i]
			c.File = strings.TrimSuffix(filepath.Base(file), ".json")
			if c.ID == "" || c.Label == "" || c.Source == "" || ids[c.ID] {
				return nil, fmt.Errorf("%s: case %q: it needs an id of its own, a label and a source", file, c.ID)
			}
			ids[c.ID] = true
			for _, t := range []*Text{&c.In, c.Want} {
				if t == nil {
					continue
				}
				if name, ok := bytes.CutPrefix(*t, []byte("file:")); ok {
					if *t, err = os.ReadFile(filepath.Join(dir, "..", string(name))); err != nil {
						return nil, fmt.Errorf("%s: %w", c.ID, err)
					}
				}
			}
			if c.Want == nil {
				c.Want = &c.In
			}
		}
		list = append(list, some...)
	}
	return list, nil
}

// Root returns the folder of the project, from that of any package in it.
func Root(t testing.TB) string {
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "testdata", "cases")); err == nil {
			return dir
		}
	}
	t.Fatal("no folder testdata/cases around")
	return ""
}

// All returns all cases of the project.
func All(t testing.TB) []Case {
	list, err := Read(filepath.Join(Root(t), "testdata", "cases"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// Texts returns the texts of all cases that are short, and a sentence broken by each
// family.
func Texts(t testing.TB) (list [][]byte) {
	for _, c := range All(t) {
		if len(c.In) <= 1024 {
			list = append(list, c.In)
		}
	}
	lines := []string{"Le garçon dit: « l’été ». 😀", "图书馆的老师“改”了时间，下午3点来。", "今天上午？"}
	for _, d := range damage.Families() {
		list = append(list, []byte(d.Page(lines, 1)))
	}
	return list
}

// Seed gives a fuzz target the Texts.
func Seed(f *testing.F) {
	for _, text := range Texts(f) {
		f.Add(text)
	}
}
