// Command train builds the language model of package lm from a folder of
// text.
//
//	go run ./internal/lm/train -corpus DIR -fold TSCharacters.txt -out internal/lm
//
// DIR holds UTF-8 files. In *.txt every line is a line of running text; in
// *.words.tsv every line is a word, a tab and how often it was seen, and only
// what is within the word is counted. A file weights.tsv (file name, tab,
// factor) may give some files more or less say; the default is 1. The files
// own.txt and weights.tsv beside this program belong into DIR.
//
// The result is model.bin and tables.go, which says where in model.bin each
// table starts. The same folder always gives the same bytes: files are read in
// the order of their names and nothing is random. Of each text file only the
// lines that layout.Split calls Train are used.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	log.SetFlags(0)
	var (
		corpus  = flag.String("corpus", "", "`folder` of text to learn from")
		fold    = flag.String("fold", "", "OpenCC's TSCharacters.txt, the `file` that folds traditional characters")
		out     = flag.String("out", "", "`folder` that model.bin and tables.go are written to")
		tokens  = flag.Int("tokens", 12288, "the largest number of tokens")
		minimum = flag.Float64("min", 4, "weighted count below which a character gets no token of its own")
		cells   = flag.Int("cells", 496_000, "cells in the table of corrections")
		pairs   = flag.Int("pairs", 175_000, "the largest number of cells used for pairs; triples get the rest")
		rounds  = flag.Int("rounds", 12, "rounds of clustering")
	)
	flag.Parse()
	if *corpus == "" || *fold == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	start := time.Now()
	step := func(format string, args ...any) {
		log.Printf("%6.1fs  %s", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
	folder, err := readFold(*fold)
	check(err)
	src, err := openCorpus(*corpus)
	check(err)
	step("%d files, %d folded characters", len(src.files), len(folder))

	inv := inventory(src, folder, *tokens, *minimum)
	step("%d tokens, %d of them groups of unlisted characters", inv.size(), len(inv.groups))

	n := countPairs(src, inv)
	step("%d different pairs of %.0f", len(n.pairs), n.total)

	m := newClassModel(n, cluster(n, *rounds, step), inv)
	step("class model: %.4f nats per token of training text", m.entropy(n))

	t := newTable(m, *cells)
	t.addPairs(n, *pairs)
	step("%d pairs: %.4f nats per token", t.used, t.entropy(n))

	used, saved := t.addTriples(n, countTriples(src, inv, leastTriple))
	step("%d triples: %.4f nats less", used, saved)

	check(write(*out, inv, t))
	step("written to %s", *out)
}

func check(err error) {
	if err != nil {
		log.Fatal("train: ", err)
	}
}
