// Command train builds the tables of package choice from a folder of text.
//
//	go run ./internal/lm/choice/train -corpus DIR -out internal/lm/choice
//
// DIR holds UTF-8 files as for internal/lm/train, of which those listed in
// weights.tsv beside this program are used: *.txt, each line of which is a line
// of running text (only those that layout.Split calls Train), and *.words.tsv,
// each line of which begins with a word. The number behind the name says how
// often a line is used; a part of one, that it is used with this chance.
//
// At each character some way of losing a byte is picked, and the tables are
// moved a little so that the character becomes likelier among all that the
// bytes left would allow. The same folder always gives the same bytes on
// machines of one kind: the order is shuffled with a fixed seed, and nothing
// runs at the same time. What package lm says is part of the sum, so the tables
// must be built again whenever those of package lm change.
package main

import (
	_ "embed"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/fixtext/fixtext/internal/lm/gap"
)

//go:embed weights.tsv
var weights string

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "", "`folder` of text to learn from")
	out := flag.String("out", "", "`folder` that choice.bin is written to")
	most := flag.Int("characters", 0, "the number of characters to use, if not all")
	flag.Parse()
	if *dir == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	start := time.Now()
	step := func(format string, args ...any) {
		log.Printf("%6.1fs  %s", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
	c, err := read(*dir, weights)
	check(err)
	total := c.shuffle()
	if *most > 0 {
		total = min(total, *most)
	}
	step("%d lines of %d characters", len(c.lines), total)
	m := newModel()
	m.train(c, candidates(gap.NewFinder()), total, step)
	check(write(*out, m))
	step("written to %s", *out)
}

func check(err error) {
	if err != nil {
		log.Fatal("train: ", err)
	}
}
