package documents

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/bench/internal/machine"
	"github.com/fixtext/fixtext/bench/internal/peer"
)

// Row is how one converter fared with the documents of a kind, or with a list of words and
// sentences.
type Row struct {
	Commit             string // of fixtext
	Split, Kind        string
	Peer, Version      string
	Texts, Exact       int // exact: every character is right
	Characters, Errors int
}

// Rate is the number of errors in ten thousand characters.
func (r Row) Rate() float64 { return 10000 * float64(r.Errors) / float64(max(1, r.Characters)) }

// Run asks those converters that can be had, and says on progress which cannot. With
// show, it says what they make otherwise than the gold has it, but for test.
func Run(b *peer.Builder, peers []*peer.Peer, root string, show bool, progress io.Writer) (rows []Row, err error) {
	texts, err := Read(root)
	if err != nil {
		return nil, err
	}
	reported, err := issues(root)
	if err != nil {
		return nil, err
	}
	texts = append(texts, reported...)
	commit := ""
	for _, fact := range machine.Facts(root) {
		if fact.Name == "fixtext at" {
			commit = fact.Value
		}
	}
	for _, p := range peers {
		if !p.Does(peer.Script) {
			continue
		}
		q, err := p.Open(b, 1)
		if err != nil {
			fmt.Fprintf(progress, "skipped %s: %v\n", p.Name, err)
			continue
		}
		first := len(rows)
		for _, d := range texts {
			out, err := q.Run(string(peer.Script), []byte(d.In))
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", p.Name, d.Name, err)
			}
			kind := strings.TrimRight(d.Name, "-0123456789")
			var row *Row
			for i := first; i < len(rows); i++ {
				if rows[i].Split == d.Split && rows[i].Kind == kind {
					row = &rows[i]
				}
			}
			if row == nil {
				rows = append(rows, Row{Commit: commit, Split: d.Split, Kind: kind, Peer: p.Name, Version: p.Version})
				row = &rows[len(rows)-1]
			}
			n := differences(string(out), d.Want)
			row.Texts++
			row.Characters += utf8.RuneCountInString(d.Want)
			row.Errors += n
			if n == 0 {
				row.Exact++
			} else if show && d.Split != "test" {
				tell(progress, p.Name, d, string(out))
			}
		}
		q.Close()
	}
	return rows, nil
}

// issues returns the words and sentences that were reported, from the cases of the project.
func issues(root string) (list []Document, err error) {
	text, err := os.ReadFile(filepath.Join(root, "testdata", "cases", "script.json"))
	if err != nil {
		return nil, err
	}
	var cases []struct{ ID, Label, In, Want string }
	if err := json.Unmarshal(text, &cases); err != nil {
		return nil, err
	}
	for _, c := range cases {
		if c.Label == "t2s" && c.Want != "" {
			list = append(list, Document{Split: "issues", Name: "reported", In: c.In, Want: c.Want})
		}
	}
	return list, nil
}

// tell prints the places where out is not what is wanted.
func tell(w io.Writer, name string, d Document, out string) {
	got, want, in := []rune(out), []rune(d.Want), []rune(d.In)
	if len(got) != len(want) || len(in) != len(want) {
		fmt.Fprintf(w, "%s %s: another length\n", name, d.Name)
		return
	}
	for i := range want {
		if got[i] != want[i] {
			fmt.Fprintf(w, "%s %s/%s: %c becomes %c, not %c, in %s\n", name, d.Split, d.Name, in[i], got[i], want[i],
				strings.ReplaceAll(string(in[max(0, i-8):min(len(in), i+9)]), "\n", "⏎"))
		}
	}
}

// differences returns how many characters have to be replaced, added or left out to make one
// text of the other, line by line.
func differences(got, want string) int {
	a, b := strings.Split(got, "\n"), strings.Split(want, "\n")
	if len(a) != len(b) {
		return distance([]rune(got), []rune(want))
	}
	n := 0
	for i := range a {
		if a[i] != b[i] {
			n += distance([]rune(a[i]), []rune(b[i]))
		}
	}
	return n
}

// distance is the edit distance of two texts.
func distance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j := range b {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j+1]+1, row[j]+1)
		}
	}
	return row[len(b)]
}

// Sums returns the rows of each converter and split as one.
func Sums(rows []Row) (sums []Row) {
	for _, r := range rows {
		n := len(sums) - 1
		for n >= 0 && (sums[n].Peer != r.Peer || sums[n].Split != r.Split) {
			n--
		}
		if n < 0 {
			sums = append(sums, Row{Commit: r.Commit, Split: r.Split, Kind: "all", Peer: r.Peer, Version: r.Version})
			n = len(sums) - 1
		}
		sums[n].Texts += r.Texts
		sums[n].Exact += r.Exact
		sums[n].Characters += r.Characters
		sums[n].Errors += r.Errors
	}
	return sums
}
