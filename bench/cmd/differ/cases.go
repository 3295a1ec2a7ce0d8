package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"

	xencoding "golang.org/x/text/encoding"

	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/s2t"
)

// options say what is compared.
type options struct {
	cases, detect bool
	lines         int
	testdata      string
}

// each calls do for text that is made for the purpose.
func (o *options) each(do func(input)) error {
	sentences, err := readLines(filepath.Join(o.testdata, "sentences", "dev", "*.txt"))
	if err != nil {
		return err
	}
	clean, err := readLines(filepath.Join(o.testdata, "clean", "dev", "*"))
	if err != nil {
		return err
	}
	o.misread(sentences, do)
	text := strings.Join(sample(sentences, 0, 120), "\n") + "\n"
	foreign := strings.Join(sample(clean, 0, 200), "\n") + "\n"
	raw := rawFiles(text, foreign)
	for _, r := range raw {
		for _, args := range [][]string{nil, {"--unsafe-fixes=false"}, {"--line-buffered"}, {"--profile", "repair"}} {
			r.args, r.report = args, true
			do(r)
		}
		do(input{name: r.name, args: []string{"detect", "--json"}, stdin: r.stdin})
		do(input{name: r.name, args: []string{"detect"}, stdin: r.stdin[:min(len(r.stdin), 60)]})
	}
	labels(raw, text, do)
	return nil
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
	for i := range min(n, len(lines)) {
		list = append(list, lines[(turn*7+i*len(lines)/n)%len(lines)])
	}
	return list
}

// misread are all wrong decodings, with all ways to lose bytes, and chains of two.
func (o *options) misread(sentences []string, do func(input)) {
	from := []string{"utf-8", "gbk", "gb18030", "big5", "utf-16le", "utf-16be"}
	to := []string{"latin1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp874", "koi8-r", "cp437", "cp850", "cp866", "mac",
		"latin2", "cp1257", "gbk", "big5", "cp932", "euc-jp", "cp949"}
	ways := []struct {
		name string
		set  func(*damage.Misreader)
	}{
		{"U+FFFD", func(*damage.Misreader) {}},
		{"private use", func(m *damage.Misreader) { m.Private = true }},
		{"?, eaten", func(m *damage.Misreader) { m.Mark, m.Eat = "?", true }},
		{"dropped", func(m *damage.Misreader) { m.Mark, m.Strict = "", true }},
		{"read again", func(m *damage.Misreader) { m.Reread, m.Strict = true, true }},
	}
	turn := 0
	for _, x := range from {
		for _, y := range to {
			if x == y {
				continue
			}
			for _, way := range ways {
				m := damage.NewMisreader(x, y)
				way.set(m)
				turn++
				var bad, twice bytes.Buffer
				last := ""
				for _, line := range sample(sentences, turn, o.lines) {
					if x == "big5" {
						line = s2t.String(line)
					}
					if b, ok := m.Read(line); ok {
						last = b
						bad.WriteString(b + "\n")
						u := damage.NewMisreader("utf-8", []string{"latin1", "gbk", "cp1252"}[turn%3])
						u.Private = true
						if b, ok := u.Read(b); ok && twice.Len() < bad.Len()/2 {
							twice.WriteString(b + "\n")
						}
					}
				}
				name := x + " as " + y + ", " + way.name
				do(input{name: name, stdin: bad.Bytes(), report: true})
				do(input{name: name + ", then as UTF-8", stdin: twice.Bytes(), report: true})
				do(input{name: name, args: []string{"explain"}, stdin: []byte(last)})
			}
		}
	}
}

// rawFiles are texts in every charset.
func rawFiles(text, foreign string) (list []input) {
	for _, label := range encoding.Written() {
		c, _ := encoding.Exact(label)
		for i, s := range []string{text, s2t.String(text), foreign} {
			list = append(list, input{name: fmt.Sprintf("text %d in %s", i, label), stdin: c.AppendEncoded(nil, []byte(s), nil)})
		}
	}
	others := []xencoding.Encoding{japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP, korean.EUCKR}
	for _, e := range append(others, charmap.All...) {
		b, err := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes([]byte(foreign))
		if err == nil {
			list = append(list, input{name: fmt.Sprintf("foreign text in %v", e), stdin: b})
		}
	}
	return list
}

// labels try every label for reading and for writing, and every charset as one that
// is preferred, allowed, or declared.
func labels(raw []input, text string, do func(input)) {
	all := []string{"", "no-such-charset", "utf8mb4", "ibm437", "binary", "unknown", " GB_2312-80 "}
	for _, c := range encoding.Charsets() {
		all = append(append(all, c.String()), c.Labels()...)
	}
	all = append(all, encoding.Written()...)
	mixed := []byte{}
	for _, r := range raw {
		mixed = append(append(mixed, r.stdin[:min(len(r.stdin), 300)]...), '\n')
	}
	for i, label := range all {
		r := raw[i%len(raw)]
		do(input{name: r.name, args: []string{"-e", label}, stdin: r.stdin, report: true})
		do(input{name: "a mixture", args: []string{"-e", label}, stdin: mixed, report: true})
		do(input{name: "a mixture", args: []string{"--prefer", label}, stdin: mixed, report: true})
		do(input{name: "text", args: []string{"--to", label}, stdin: []byte(text), report: true})
		do(input{name: "ASCII", args: []string{"--to", label, "--bom", "add"}, stdin: []byte("plain ASCII\n"), report: true})
		do(input{name: r.name, args: []string{"detect", "--json", "--prefer", label}, stdin: r.stdin})
		page := append([]byte("<meta charset=\""+label+"\">\n"), r.stdin...)
		do(input{name: r.name + " declared to be " + label, stdin: page, report: true})
	}
	for _, r := range raw {
		c, _, _ := strings.Cut(r.name[strings.LastIndexByte(r.name, ' ')+1:], ",")
		do(input{name: r.name, args: []string{"--prefer", c}, stdin: r.stdin, report: true})
		do(input{name: r.name, args: []string{"--diff"}, stdin: r.stdin})
		do(input{name: r.name, args: []string{"--diff", "--prefer", "windows-1251,shift_jis,euc-kr"}, stdin: r.stdin})
	}
}
