// Package accuracy asks every peer about every case and counts.
package accuracy

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/bench/internal/cases"
	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/encoding"
)

// Row is how one peer fared with one family.
type Row struct {
	Group, Family, Kind string
	Scope               string // "page", or "line" for lines on their own
	Peer, Version, Task string
	Cases, Failed       int // failed: the peer gave no answer
	cases.Score
}

// Example is a line that fixtext got wrong.
type Example struct{ Group, Family, Scope, In, Out, Want string }

// examples is how many there are at most of a family.
const examples = 4

// tasks are what is asked for in each group; the first that a peer is for.
var tasks = map[string][]peer.Task{
	cases.LinkFarm: {peer.Repair, peer.Script},
	cases.AsSingle: {peer.Repair},
	cases.AsDouble: {peer.Repair},
	cases.Layers:   {peer.Repair},
	cases.Leaks:    {peer.Repair},
	cases.NoHope:   {peer.Repair},
	cases.Charsets: {peer.Detect},
	cases.Hostile:  {peer.Detect},
	cases.Words:    {peer.Script},
	cases.CleanOf:  {peer.Repair, peer.Script},
	cases.Foreign:  {peer.Detect},
}

// Run asks the peers that can be opened. It says on progress what it does.
func Run(b *peer.Builder, peers []*peer.Peer, corpus *cases.Corpus, progress io.Writer) (rows []Row, found []Example, err error) {
	families, err := corpus.Families()
	if err != nil {
		return nil, nil, err
	}
	for _, single := range []bool{false, true} {
		for _, p := range peers {
			q, err := p.Open(b, 1)
			if err != nil {
				continue // whoever opened the peers before has said so
			}
			fmt.Fprintf(progress, "accuracy of %s, %s\n", p.Name, scope(single))
			for _, f := range families {
				task, ok := taskOf(p, f.Group)
				if !ok {
					continue
				}
				list := corpus.Cases(f, single)
				if len(list) == 0 {
					continue
				}
				started, shown := time.Now(), 0
				row := Row{Group: f.Group, Family: f.Name, Kind: string(f.Kind), Scope: scope(single), Peer: p.Name, Version: p.Version, Task: string(task), Cases: len(list)}
				for i := range list {
					out, err := ask(q, task, f.Group, list[i].In)
					if err != nil {
						row.Failed++
						out = list[i].In // a program would leave the text alone
					}
					if errors.Is(err, peer.ErrGone) {
						q.Close()
						if q, err = p.Open(b, 1); err != nil {
							return nil, nil, err
						}
					}
					score, misses := list[i].Judge(f, out)
					row.Score.Add(score)
					if p.Name == peer.Own {
						for _, m := range misses[:min(len(misses), max(0, examples-shown))] {
							shown++
							found = append(found, Example{f.Group, f.Name, scope(single), printable(m.In), printable(m.Out), m.Want})
						}
					}
				}
				rows = append(rows, row)
				if t := time.Since(started); t > 3*time.Second {
					fmt.Fprintf(progress, "  %s, %s: %d cases in %v\n", f.Group, f.Name, len(list), t.Round(time.Second))
				}
			}
			q.Close()
		}
	}
	return rows, found, nil
}

// printable quotes what is not UTF-8.
func printable(s string) string {
	if !utf8.ValidString(s) {
		return strconv.Quote(s)
	}
	return s
}

func scope(single bool) string {
	if single {
		return "line"
	}
	return "page"
}

func taskOf(p *peer.Peer, group string) (peer.Task, bool) {
	for _, t := range tasks[group] {
		if p.Does(t) {
			return t, true
		}
	}
	return "", false
}

// ask returns the text that a peer makes of in. What a detector names is decoded
// by fixtext, so that it is judged by its answer only. fixtext itself decodes
// line by line, which is its way of detection; where nothing should change at
// all, the whole filter is asked.
func ask(q *peer.Process, task peer.Task, group string, in []byte) ([]byte, error) {
	operation := string(task)
	if task == peer.Detect && q.Peer.Name == peer.Own {
		operation = "read"
		if group == cases.Foreign {
			operation = string(peer.Repair)
		}
	}
	if operation != string(peer.Detect) {
		return q.Run(operation, in)
	}
	label, err := q.Run(string(task), in)
	if err != nil || len(label) == 0 {
		return in, nil // no answer: a program would leave the bytes alone
	}
	return decode(in, string(label)), nil
}

// decode decodes in by a label. A label that is not known gives nothing.
func decode(in []byte, label string) []byte {
	switch strings.ToLower(label) {
	case "ascii", "us-ascii", "utf-8", "utf8", "utf_8", "utf-8-sig", "utf_8_sig", "unknown":
		return in
	case "utf-16":
		label = "utf-16be" // without a mark, as the standard says; a mark overrules it
		if len(in) > 1 && in[0] == 0xFF {
			label = "utf-16le"
		}
	}
	c, ok := encoding.Lookup(label)
	if !ok {
		return nil
	}
	return fixtext.Bytes(in, fixtext.FromCharset(c.String()), fixtext.Select("FT2"))
}
