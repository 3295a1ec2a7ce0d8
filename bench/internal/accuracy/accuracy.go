// Package accuracy asks every peer about every case and counts.
package accuracy

import (
	"errors"
	"fmt"
	"io"
	"strings"

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
	cases.CleanOf:  {peer.Repair, peer.Script, peer.Detect},
}

// Run asks the peers that can be opened. It says on progress what it does.
func Run(b *peer.Builder, peers []*peer.Peer, corpus *cases.Corpus, progress io.Writer) (rows []Row, err error) {
	families, err := corpus.Families()
	if err != nil {
		return nil, err
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
				row := Row{Group: f.Group, Family: f.Name, Kind: string(f.Kind), Scope: scope(single), Peer: p.Name, Version: p.Version, Task: string(task), Cases: len(list)}
				for i := range list {
					out, err := ask(q, task, list[i].In)
					if errors.Is(err, peer.ErrGone) {
						q.Close()
						if q, err = p.Open(b, 1); err != nil {
							return nil, err
						}
						row.Failed++
						continue
					}
					if err != nil {
						row.Failed++
						out = list[i].In
					}
					row.Score.Add(list[i].Judge(f.Kind, out))
				}
				rows = append(rows, row)
			}
			q.Close()
		}
	}
	return rows, nil
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
// by fixtext, so that it is judged by its answer only. fixtext itself is asked
// to repair: finding the charset is a part of that.
func ask(q *peer.Process, task peer.Task, in []byte) ([]byte, error) {
	if task != peer.Detect || q.Peer.Name == peer.Own {
		if q.Peer.Name == peer.Own {
			task = peer.Repair
		}
		return q.Run(string(task), in)
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
