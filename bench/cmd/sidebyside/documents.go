package main

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/fixtext/fixtext/bench/internal/documents"
	"github.com/fixtext/fixtext/bench/internal/peer"
	"github.com/fixtext/fixtext/bench/internal/store"
)

// documents asks converters about whole documents, and prints and keeps the figures.
func (c *config) documents() error {
	var peers []*peer.Peer
	for _, p := range peer.Catalog() {
		if c.only == "" || p.Name == peer.Own || strings.Contains(","+c.only+",", ","+p.Name+",") {
			peers = append(peers, p)
		}
	}
	rows, err := documents.Run(&c.Builder, peers, filepath.Dir(c.Source), c.show, c.progress)
	if err != nil {
		return err
	}
	for _, r := range documents.Sums(rows) {
		fmt.Fprintf(c.progress, "%-6s %-16s %3d of %3d texts exact, %5d characters, %3d errors, %6.1f in 10,000\n",
			r.Split, r.Peer, r.Exact, r.Texts, r.Characters, r.Errors, r.Rate())
	}
	return store.Save(c.out, "documents.csv", rows)
}
