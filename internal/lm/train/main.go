// Command train builds the language model of package lm from a folder of
// text.
//
//	go run ./internal/lm/train -corpus DIR -fold TSCharacters.txt -out internal/lm
//
// DIR holds UTF-8 files. In *.txt every line is a line of running text; in
// *.words.tsv every line is a word, a tab and how often it was seen, and only
// the pairs of characters within the word are counted. A file weights.tsv
// (file name, tab, factor) may give some files more or less say; the default
// is 1.
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
		cells   = flag.Int("cells", 384<<10, "cells in the table of corrections")
		rounds  = flag.Int("rounds", 12, "rounds of clustering")
		minimum = flag.Float64("min", 4, "weighted count below which a character gets no token of its own")
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
	step("%d tokens, %d groups of unlisted characters", inv.size(), len(inv.groups))

	counts := countPairs(src, inv)
	step("%d different pairs of %.0f", len(counts.pairs), counts.total)

	cl := cluster(counts, inv, *rounds, step)
	m := newClassModel(counts, cl, inv)
	step("class model: %.4f nats per token of training text", m.entropy(counts))

	t := choose(counts, m, *cells)
	step("%d corrections: %.4f nats per token of training text", t.used, t.entropy)

	check(write(*out, inv, m, t))
	step("written to %s", *out)
}

func check(err error) {
	if err != nil {
		log.Fatal("train: ", err)
	}
}
