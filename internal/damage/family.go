package damage

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/s2t"
)

// A Family is one way in which text gets broken: a row of families.json, from which
// tests, figures and comparisons derive.
type Family struct {
	ID    string `json:"id"`
	Words string `json:"words"` // what happened, for readers
	// Steps are done to a line one after the other: "utf-8 as gbk: private" is a
	// wrong decoding with the habits of its decoder, "percent" one of the escapes.
	Steps []string `json:"steps,omitempty"`
	Farm  *Farm    `json:"farm,omitempty"` // or: what the link farm does to a page
	// Of is what they are done to: every line if empty, or its "first word", or
	// "one line in five".
	Of          string `json:"of,omitempty"`
	Traditional bool   `json:"traditional,omitempty"` // the text is, before it breaks
	With        string `json:"with,omitempty"`        // what lines get to their end, before they break
	Loses       bool   `json:"loses"`                 // whether bytes get lost for good
	Table       string `json:"table,omitempty"`       // the table of the benchmark that lists the family
	// Exact is how many lines, or pages, come back exactly, by test and by split:
	// no fewer may.
	Exact map[string]map[string]Share `json:"exact,omitempty"`

	compile sync.Once
	steps   []step
}

// A Share is so many of so many.
type Share [2]int

// A step breaks a line. lost is how many places lost bytes; ok is false where the line
// cannot be broken so.
type step func(line string) (bad string, lost int, ok bool)

//go:embed families.json
var rows []byte

// Families returns the families. They are parsed anew each time.
func Families() []*Family { return Parse(rows) }

// Parse reads rows of families and panics where they are not well-formed.
func Parse(rows []byte) (list []*Family) {
	d := json.NewDecoder(bytes.NewReader(rows))
	d.DisallowUnknownFields()
	if err := d.Decode(&list); err != nil {
		panic("damage: families.json: " + err.Error())
	}
	return list
}

// Lookup returns the family with this ID and panics if there is none.
func Lookup(id string) *Family {
	for _, f := range Families() {
		if f.ID == id {
			return f
		}
	}
	panic("damage: no family " + id)
}

// Clean returns what a line is before it breaks.
func (f *Family) Clean(line string) string {
	if line += f.With; f.Traditional {
		return s2t.String(line)
	}
	return line
}

// Break does the steps to a clean line. lost is how many places lost bytes; ok is false
// where the line cannot be broken so.
func (f *Family) Break(line string) (bad string, lost int, ok bool) {
	f.compile.Do(func() {
		for _, s := range f.Steps {
			f.steps = append(f.steps, parseStep(s))
		}
	})
	if f.Of != "first word" {
		return f.all(line)
	}
	for w := range strings.FieldsSeq(line) {
		if utf8.RuneCountInString(w) < len(w) {
			bad, lost, ok = f.all(w)
			return strings.Replace(line, w, bad, 1), lost, ok
		}
	}
	return "", 0, false
}

func (f *Family) all(s string) (bad string, lost int, ok bool) {
	for _, do := range f.steps {
		n := 0
		if s, n, ok = do(s); !ok {
			return "", 0, false
		}
		lost += n
	}
	return s, lost, true
}

// Page breaks a page of lines that are clean. Lines that cannot be broken so stay; those
// that break in a place where a newline would be are left out.
func (f *Family) Page(lines []string, seed uint64) string {
	var out strings.Builder
	if f.Farm != nil {
		return f.Farm.Page(strings.Join(lines, "\n")+"\n", seed).Text
	}
	for i, line := range lines {
		if f.Of != "one line in five" || i%5 == 2 {
			if bad, _, ok := f.Break(f.Clean(line)); ok && !strings.Contains(bad, "\n") {
				line = bad
			}
		}
		out.WriteString(line + "\n")
	}
	return out.String()
}

// habits are what decoders do with bytes that they refuse.
var habits = map[string]func(*Misreader){
	"private": func(m *Misreader) { m.Private = true }, // user-defined pairs become private-use characters
	"strip":   func(m *Misreader) { m.Strip = true },   // or nothing
	"?":       func(m *Misreader) { m.Mark = "?" },     // U+FFFD otherwise
	"dropped": func(m *Misreader) { m.Mark = "" },
	"eats":    func(m *Misreader) { m.Eat = true },    // a lead byte swallows what follows
	"rereads": func(m *Misreader) { m.Reread = true }, // the second byte of a bad pair is read again
	"java":    (*Misreader).otherRows,                 // the other order of rows C6 and C7 of Big5
	"strict":  func(m *Misreader) { m.Strict = true }, // bytes that a page leaves undefined are bad
}

// parseStep returns what a step does.
func parseStep(s string) step {
	name, list, _ := strings.Cut(s, ": ")
	from, to, ok := strings.Cut(name, " as ")
	if !ok {
		do, ok := others[s]
		if !ok {
			panic(fmt.Sprintf("damage: no step %q", s))
		}
		return do
	}
	m := NewMisreader(from, to)
	var hurt accident
	for h := range strings.SplitSeq(list, ", ") {
		if set, ok := habits[h]; ok {
			set(m)
		} else if hurt, ok = accidents[h]; !ok && h != "" {
			panic(fmt.Sprintf("damage: no habit %q", h))
		}
	}
	return func(line string) (string, int, bool) {
		b, ok := m.from(line)
		whole := len(b)
		if ok && hurt != nil {
			b, ok = hurtOne(b, hurt, len(line))
		}
		if !ok {
			return "", 0, false
		}
		bad, lost := m.decode(b)
		if hurt != nil && len(b) <= whole {
			lost++
		}
		return bad, lost, true
	}
}
