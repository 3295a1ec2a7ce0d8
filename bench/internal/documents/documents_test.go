package documents

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// Every document has its decisions, is long enough to be one, and differs from its gold in
// characters, not in length.
func TestDocuments(t *testing.T) {
	list, err := Read("../../..")
	if err != nil {
		t.Fatal(err)
	}
	splits := map[string]int{}
	for _, d := range list {
		splits[d.Split]++
		if n := utf8.RuneCountInString(d.In); n < 280 || n != utf8.RuneCountInString(d.Want) || d.In == d.Want || strings.Contains(d.In+d.Want, "〔") {
			t.Errorf("%s: %d characters", d.Name, n)
		}
	}
	if splits["dev"] < 15 || splits["test"] < 15 {
		t.Errorf("documents: %v", splits)
	}
}

func TestParse(t *testing.T) {
	table, err := readTable("../../..")
	if err != nil {
		t.Fatal(err)
	}
	in, want, err := table.parse("曬乾〔干〕的蘿蔔，看著〔着〕。")
	if err != nil || in != "曬乾的蘿蔔，看著。" || want != "晒干的萝卜，看着。" {
		t.Errorf("%s, %s, %v", in, want, err)
	}
	for _, missing := range []string{"曬乾", "妳好", "鍾情", "沈先生"} {
		if _, _, err = table.parse(missing); err == nil {
			t.Errorf("%s asks for no decision", missing)
		}
	}
}

func TestDifferences(t *testing.T) {
	for _, c := range []struct {
		got, want string
		n         int
	}{{"一二三", "一二三", 0}, {"一二三", "一貳三", 1}, {"软件好", "软體好了", 2}, {"甲甲甲", "甲", 2}, {"甲\n乙", "甲\n丙", 1}} {
		if n := differences(c.got, c.want); n != c.n {
			t.Errorf("%q, %q: %d", c.got, c.want, n)
		}
	}
}
