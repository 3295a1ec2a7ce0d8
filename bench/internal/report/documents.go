package report

import (
	"fmt"
	"slices"

	"github.com/fixtext/fixtext/bench/internal/documents"
)

// documents writes what converters make of whole documents.
func (p *page) documents(f figures) {
	if len(f.documents) == 0 {
		return
	}
	p.say("## Whole documents\n")
	p.say("Errors in 10,000 characters, beside a gold by the mainland's standard; fixtext at %s. fixtext was tuned on *dev* and on *issues*, the", f.documents[0].Commit)
	p.say("words and sentences that users of converters reported; README.md tells what was seen of *test*.\n")
	var peers, kinds []string
	rates := map[[2]string]string{}
	add := func(r documents.Row, kind string) {
		if !slices.Contains(peers, r.Peer) {
			peers = append(peers, r.Peer)
		}
		if !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
		rates[[2]string{kind, r.Peer}] = fmt.Sprintf("%.1f", r.Rate())
	}
	for _, r := range f.documents {
		if r.Split == "test" {
			kind := fmt.Sprintf("%s (%d)", r.Kind, r.Characters)
			add(r, kind)
		}
	}
	for _, r := range documents.Sums(f.documents) {
		add(r, fmt.Sprintf("**all of %s (%d)**", r.Split, r.Characters))
	}
	var rows [][]string
	for _, kind := range kinds {
		row := []string{kind}
		for _, name := range peers {
			row = append(row, rates[[2]string{kind, name}])
		}
		rows = append(rows, row)
	}
	p.table(append([]string{"documents (characters)"}, peers...), rows)
}
