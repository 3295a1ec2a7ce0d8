// Command train writes what package net is trained on: places of a folder of text, and what
// package choice says there without it.
//
//	go run ./internal/lm/net/train -corpus DIR -leave-out testdata/sentences -out FILES
//	python3 internal/lm/net/train/train.py FILES -out internal/lm/net/net.bin
//
// DIR holds UTF-8 files, of which those listed in texts.tsv beside this program are used, or in
// another list, each line with the chance behind the name. Lines that repeat one are left out, and so are those
// that share eight characters with a sentence to leave out. FILES.tok is all tokens, two bytes
// each, with lm.Start behind each line. FILES.places is, for a part of the lines, the places
// where one byte could be lost and the tables leave a doubt; see place. FILES.sets is what the bytes left allow.
//
// A table is surer of the text that it was counted from than of any other. What is asked on top of one is trained on
// those lines of the list of package spans that nothing was counted of: -model, -held.
package main

import (
	"bufio"
	"encoding/binary"
	"flag"
	"io/fs"
	"log"
	"maps"
	"math"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"

	_ "embed"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/layout"
	"github.com/fixtext/fixtext/internal/lm/texts"
	"github.com/fixtext/fixtext/model"
)

//go:embed texts.tsv
var listed string

// losses are the ways of losing a byte, and how often each is looked at.
var losses = []struct {
	gap.Kind
	share float64
}{{gap.Third, 1}, {gap.Second, 0.3}, {gap.GBKLead, 1}, {gap.GBKTrail, 0.5}}

// place is a place of the text: which token, which of the losses, how many candidates, which
// of them is right; the candidates, the likeliest first, and what they cost more than that.
type place struct {
	At                  uint32
	Kind, N, Truth, Pad uint8
	Few                 [12]struct {
		Token uint16
		Cost  int16
	}
}

// doubt is how likely the best may be.
const doubt = 0.99

type writer struct {
	tokens, places *bufio.Writer
	n              int
	sets           []map[lm.Token][]lm.Token
	below          *choice.Model
	dice           texts.Dice
	often          float64
}

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "", "`folder` of text")
	leave := flag.String("leave-out", "", "`folder` of sentences")
	out := flag.String("out", "", "`files` to write, without what they end in")
	list := flag.String("list", "", "`file` that lists the texts instead of texts.tsv")
	file := flag.String("model", "", "weigh by the counts of the model in this `file`")
	held := flag.Bool("held", false, "write the places of the lines that nothing was counted of, twice as many of these, instead of some")
	some := flag.Float64("some", 0.15, "the share of the lines whose places are written")
	often := flag.Float64("often", 1, "how `often` each loss is looked at, of what the program has")
	flag.Parse()
	if *dir == "" || *out == "" {
		flag.Usage()
		os.Exit(2)
	}
	if *list != "" {
		b, err := os.ReadFile(*list)
		check(err)
		listed = string(b)
	}
	var below *choice.Model
	if *file != "" {
		m, err := model.OpenFile(*file)
		check(err)
		below = choice.Of(m.Contents())
	}
	known := map[string]bool{}
	if *leave != "" {
		var err error
		known, err = pieces(*leave)
		check(err)
	}
	tokens, err := os.Create(*out + ".tok")
	check(err)
	places, err := os.Create(*out + ".places")
	check(err)
	w := &writer{tokens: bufio.NewWriter(tokens), places: bufio.NewWriter(places), dice: 5, below: below, often: *often}
	f := gap.NewFinder()
	for _, l := range losses {
		w.sets = append(w.sets, f.Simplified(l.Kind))
	}
	w.writeSets(*out + ".sets")
	seen := map[string]bool{}
	check(texts.Read(*dir, listed, func(_ string, chance float64, n int, s string) {
		places := layout.Split(n) != layout.Train
		if *held && places {
			chance *= 2
		}
		if w.dice.Roll() < chance && !seen[s] && !shares(s, known) {
			seen[s] = true
			w.line(s, *held && places || !*held && w.dice.Roll() < *some)
		}
	}))
	check(w.tokens.Flush())
	check(w.places.Flush())
	check(tokens.Close())
	check(places.Close())
}

// long is how many characters in a row a line may not share.
const long = 8

// pieces returns all that is so long of the sentences in a folder.
func pieces(dir string) (map[string]bool, error) {
	all := map[string]bool{}
	return all, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for l := range strings.Lines(string(b)) {
			r := []rune(strings.TrimSpace(l))
			for i := 0; i+long <= len(r); i++ {
				all[string(r[i:i+long])] = true
			}
		}
		return err
	})
}

func shares(s string, known map[string]bool) bool {
	r := []rune(s)
	for i := 0; i+long <= len(r); i++ {
		if known[string(r[i:i+long])] {
			return true
		}
	}
	return false
}

// line writes a line, and its places if asked.
func (w *writer) line(s string, places bool) {
	var line []lm.Token
	for _, r := range s {
		line = append(line, lm.TokenOf(r))
	}
	check(binary.Write(w.tokens, binary.LittleEndian, append(line, lm.Start)))
	from := w.n
	w.n += len(line) + 1
	if !places {
		return
	}
	var p choice.Place
	p.Use(w.below)
	for i, t := range line {
		p.At(func(o int) lm.Token {
			if i+o < 0 || i+o >= len(line) {
				return lm.Start
			}
			return line[i+o]
		})
		for k, loss := range losses {
			if ts := w.sets[k][t]; len(ts) > 1 && w.dice.Roll() < w.often*loss.share {
				costs := make([]int, len(ts))
				p.Counted(ts, costs)
				w.place(place{At: uint32(from + i), Kind: uint8(k)}, ts, costs, t)
			}
		}
	}
}

// place writes a place, unless the tables are sure of it or the truth is not among the
// first.
func (w *writer) place(p place, ts []lm.Token, costs []int, truth lm.Token) {
	order := make([]int, len(ts))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(a, b int) bool { return costs[order[a]] < costs[order[b]] })
	least, sum := costs[order[0]], 0.0
	for _, c := range costs {
		sum += math.Exp(float64(least-c) * lm.Unit)
	}
	if 1/sum > doubt {
		return
	}
	p.N, p.Truth = uint8(min(len(order), len(p.Few))), 255
	for i, x := range order[:p.N] {
		p.Few[i].Token, p.Few[i].Cost = uint16(ts[x]), int16(costs[x]-least)
		if ts[x] == truth {
			p.Truth = uint8(i)
		}
	}
	if p.Truth < p.N {
		check(binary.Write(w.places, binary.LittleEndian, p))
	}
}

// writeSets writes what the bytes left allow: of each loss, the token, how many there are, and these.
func (w *writer) writeSets(path string) {
	var b []byte
	for k, set := range w.sets {
		for _, t := range slices.Sorted(maps.Keys(set)) {
			for _, x := range append([]lm.Token{lm.Token(k), t, lm.Token(len(set[t]))}, set[t]...) {
				b = binary.LittleEndian.AppendUint16(b, uint16(x))
			}
		}
	}
	check(os.WriteFile(path, b, 0o644))
}

func check(err error) {
	if err != nil {
		log.Fatal("train: ", err)
	}
}
