// Command train counts the table of package spans from a folder of text.
//
//	go run ./internal/lm/spans/train -corpus DIR -dev testdata/sentences/dev -out internal/lm/choice/spans.bin
//
// DIR holds UTF-8 files, of which those listed in texts.tsv beside this program are used,
// each line with the chance behind the name. All sequences of two to five characters are
// counted. At places spread over the text, the program looks which of them change what
// would be chosen for a lost character there, the place itself not counted; those
// that change it most, by what the model itself expects, are kept. The few numbers that say how much each span counts are fitted on
// the sentences.
package main

import (
	_ "embed"
	"encoding/binary"
	"flag"
	"fmt"
	"log"
	"math"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/spans"
)

//go:embed texts.tsv
var listed string

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "", "`folder` of text to count")
	dev := flag.String("dev", "", "`folder` of sentences to fit the shares on")
	test := flag.String("test", "", "`folder` of sentences to print figures of")
	sizes := flag.String("bytes", "1700000", "`sizes` of the tables, with commas between them")
	out := flag.String("out", "", "`files` to write, one for each size")
	places := flag.Int("places", 2_000_000, "the number of places to look at")
	bits := flag.Int("bits", 27, "the number of sequences there is room for, as a power of two")
	flag.Parse()
	names := strings.Split(*out, ",")
	if *dir == "" || *dev == "" || len(names) != len(strings.Split(*sizes, ",")) {
		flag.Usage()
		os.Exit(2)
	}
	start := time.Now()
	step := func(format string, args ...any) {
		log.Printf("%6.1fs  %s", time.Since(start).Seconds(), fmt.Sprintf(format, args...))
	}
	c, err := read(*dir, listed)
	check(err)
	counted, err := c.count(*bits)
	check(err)
	step("%d lines, %d characters, %d sequences", len(c.lines), len(c.tokens), counted.used)
	all := candidates(gap.NewFinder())
	list, kinds, err := examples(*dev, all, 3000)
	check(err)
	var other []*place
	var otherKinds []gap.Kind
	if *test != "" {
		other, otherKinds, err = examples(*test, all, 3000)
		check(err)
	}
	m := &mixture{base: 1}
	m.tell("choice", list, kinds, counted, step)
	for t := range m.shares {
		m.shares[t] = 0.5
	}
	m.base = 0.6
	m.fit(list, counted, step)
	m.tell("all, dev", list, kinds, counted, step)
	g := &gains{slots: make([]gain, 1<<26)}
	g.run(c, counted, all, m, *places, step)
	order := g.order()
	step("%d sequences gain", len(order))
	for i, s := range strings.Split(*sizes, ",") {
		size, err := strconv.Atoi(s)
		check(err)
		b := pack(order, counted, size)
		t, err := spans.Open(string(b))
		check(err)
		f := *m
		f.fit(list, t, step)
		f.tell(s+" dev", list, kinds, t, step)
		if other != nil {
			f.tell(s+" test", other, otherKinds, t, step)
		}
		f.write(b)
		check(os.WriteFile(names[i], b, 0o644))
	}
}

// pack makes a table of the best sequences there is room for.
func pack(order []gain, counted *counts, size int) []byte {
	n := (size - spans.HeaderSize) / spans.BucketSize
	b := make([]byte, spans.HeaderSize+n*spans.BucketSize)
	copy(b, spans.Magic)
	binary.LittleEndian.PutUint64(b[8:], choice.Below())
	used := make([]uint8, n)
	for _, s := range order {
		at, print := spans.Place(s.key, n)
		k := int(used[at])
		if k == spans.BucketCells {
			continue
		}
		used[at]++
		x := b[spans.HeaderSize+at*spans.BucketSize+k/3*8:]
		v := binary.LittleEndian.Uint64(x) | (print<<spans.LevelBits|level(counted.Of(s.key)))<<(k%3*spans.CellBits)
		binary.LittleEndian.PutUint64(x, v)
	}
	return b
}

// level is the index of the number that is nearest to n, by their ratio.
func level(n int) uint64 {
	best := 1
	for i := range spans.Levels {
		if i > 0 && math.Abs(math.Log(float64(n)/float64(spans.Levels[i]))) < math.Abs(math.Log(float64(n)/float64(spans.Levels[best]))) {
			best = i
		}
	}
	return uint64(best)
}

// write stores how much each part counts.
func (m *mixture) write(b []byte) {
	part := func(x float64) byte { return byte(math.Round(math.Min(255, 128*x))) }
	b[16] = part(m.base)
	for t, x := range m.shares {
		b[17+t] = part(x)
	}
}

func check(err error) {
	if err != nil {
		log.Fatal("train: ", err)
	}
}
