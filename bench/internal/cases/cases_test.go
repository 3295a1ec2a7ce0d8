package cases

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func corpus(t *testing.T) (*Corpus, []*Family) {
	t.Helper()
	c, err := Open("../../..", "dev", 20)
	if err != nil {
		t.Fatal(err)
	}
	families, err := c.Families()
	if err != nil {
		t.Fatal(err)
	}
	return c, families
}

// A tool that knew the answers would have every line right, and one that does
// nothing would have every clean line right and no broken one.
func TestJudgeAtTheExtremes(t *testing.T) {
	c, families := corpus(t)
	for _, f := range families {
		if f.Name == "gbk behind 110 KB of ASCII" {
			continue // most of its lines are clean
		}
		var perfect, idle Score
		for _, one := range c.Cases(f, false) {
			s, misses := one.Judge(f, []byte(strings.Join(one.Want, "\n")+"\n"))
			perfect.Add(s)
			if len(misses) > 0 && f.Kind == Broken {
				t.Errorf("%s: %q", f.Name, misses[0])
			}
			s, _ = one.Judge(f, one.In)
			idle.Add(s)
		}
		if perfect.Lines == 0 || perfect.Exact+perfect.Kept != perfect.Lines {
			t.Errorf("%s: a perfect tool has %+v", f.Name, perfect)
		}
		if f.Kind == Broken && 2*idle.Exact > idle.Lines || idle.Wrong > 0 || idle.Harmed > 0 {
			t.Errorf("%s: an idle tool has %+v", f.Name, idle)
		}
	}
}

// The same sentences give the same cases.
func TestCasesAreDeterministic(t *testing.T) {
	c, families := corpus(t)
	for _, f := range families {
		a, b := c.Cases(f, false), c.Cases(f, false)
		for i := range a {
			if string(a[i].In) != string(b[i].In) {
				t.Fatalf("%s: case %d differs", f.Name, i)
			}
		}
	}
}

// Text that was misread is UTF-8: it is what a program stored.
func TestMisreadTextIsUTF8(t *testing.T) {
	c, families := corpus(t)
	for _, f := range families {
		if f.Group != AsSingle && f.Group != AsDouble && f.Group != Layers {
			continue
		}
		for _, one := range c.Cases(f, true) {
			if !utf8.Valid(one.In) {
				t.Fatalf("%s: %q", f.Name, one.In)
			}
		}
	}
}

func TestJudge(t *testing.T) {
	broken := &Family{Kind: Broken, Group: AsDouble}
	c := Case{In: []byte("涓枃\n好\n"), Want: []string{"中文", "好"}}
	for _, test := range []struct {
		out  string
		want Score
	}{
		{"中文\n好\n", Score{Lines: 2, Exact: 1, Kept: 1}},
		{"涓枃\n好\n", Score{Lines: 2, Untouched: 1, Kept: 1}},
		{"中\uFFFD\n好\n", Score{Lines: 2, Partly: 1, Kept: 1}},
		{"串文\n好\n", Score{Lines: 2, Wrong: 1, Kept: 1}},
		{"中文\n坏\n", Score{Lines: 2, Exact: 1, Harmed: 1}},
		{"中文好\n", Score{Lines: 2, Wrong: 1, Harmed: 1}}, // a line is gone
	} {
		if got, _ := c.Judge(broken, []byte(test.out)); got != test.want {
			t.Errorf("%q: %+v, not %+v", test.out, got, test.want)
		}
	}
}
