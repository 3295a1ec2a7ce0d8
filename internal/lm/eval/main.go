// Command eval measures the language model of package lm on text.
//
//	go run ./internal/lm/eval -corpus DIR -part test
//
// The tasks are what the model is for: how well it predicts text of each file
// (entropy), whether it prefers text to the same text with its GBK bytes one
// out of step (shift) or read in a wrong charset (mojibake), how often its
// first choice for a character of which one byte was lost is right (lost), how
// often it picks the right one of two simplified forms of a traditional
// character (choice), what lm.Unlikely makes of clean and of broken text
// (gate), and how well packages lm and choice fill in lost characters between
// known ones (gap).
package main

import (
	"bufio"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/layout"
	"github.com/fixtext/fixtext/model"
)

// sample is the lines of one file.
type sample struct {
	name  string
	lines []string
}

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "", "`folder` of *.txt files")
	part := flag.String("part", "dev", "the lines to use: dev, test, or all for text that is no part of the training corpus")
	limit := flag.Int("limit", 1500, "lines per file, evenly spread")
	only := flag.String("only", "", "use only files whose name contains this")
	tasks := flag.String("tasks", "entropy,shift,lost,choice,gate,mojibake", "what to measure")
	file := flag.String("model", "", "fill in by the model in this `file`, instead of the one in the program")
	flag.Parse()
	var chosen *choice.Model
	if *file != "" {
		m, err := model.OpenFile(*file)
		if err != nil {
			log.Fatal("eval: ", err)
		}
		chosen = choice.Of(m.Contents())
	}
	paths, err := filepath.Glob(filepath.Join(*dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		log.Fatal("eval: no text in ", *dir)
	}
	sort.Strings(paths)
	var samples []sample
	var chinese []string
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".txt")
		if !strings.Contains(name, *only) {
			continue
		}
		lines, err := read(p, *part, *limit)
		if err != nil {
			log.Fatal("eval: ", err)
		}
		samples = append(samples, sample{name, lines})
		if isChinese(lines) {
			chinese = append(chinese, lines...)
		}
	}
	for _, task := range strings.Split(*tasks, ",") {
		switch task {
		case "entropy":
			entropy(samples)
		case "shift":
			shift(chinese)
		case "lost":
			lost(chinese)
		case "choice":
			forms(chinese)
		case "gap":
			gaps(samples, chosen)
		case "gate":
			gate(samples)
		case "mojibake":
			mojibake(samples)
		}
	}
}

func read(path, part string, limit int) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	want := map[string]layout.Part{"dev": layout.Dev, "test": layout.Test}
	var lines []string
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<26)
	for n := 0; sc.Scan(); n++ {
		if p, ok := want[part]; ok && layout.Split(n) != p {
			continue
		}
		if s := strings.TrimRight(sc.Text(), "\r"); s != "" {
			lines = append(lines, s)
		}
	}
	if len(lines) > limit {
		for i := range limit {
			lines[i] = lines[i*len(lines)/limit]
		}
		lines = lines[:limit]
	}
	return lines, sc.Err()
}

// isChinese says that a third of the characters of the lines are Han and
// none of a hundred is kana.
func isChinese(lines []string) bool {
	han, kana, all := 0, 0, 0
	for _, s := range lines {
		for _, r := range s {
			all++
			switch {
			case 0x4E00 <= r && r < 0xA000:
				han++
			case 0x3040 <= r && r < 0x3100:
				kana++
			}
		}
	}
	return han*3 > all && kana*100 < all
}

// cost is the cost of s in units.
func cost(s string) int {
	sum, first, prev := 0, lm.Start, lm.Start
	for i, r := range s {
		cur := lm.TokenOf(r)
		if i == 0 {
			sum = lm.Cost(prev, cur)
		} else {
			sum += lm.Cost3(first, prev, cur)
		}
		first, prev = prev, cur
	}
	return sum
}

func percent(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }

func entropy(samples []sample) {
	fmt.Println("nats per token by classes, pairs, triples; by triples without ASCII; tokens; file")
	var all, han [2]int
	for _, s := range samples {
		var sum [3]int
		var high [2]int
		n := 0
		for _, line := range s.lines {
			first, prev := lm.Start, lm.Start
			for i, r := range line {
				cur := lm.TokenOf(r)
				c := lm.Cost(prev, cur)
				sum[0] += lm.ClassCost(prev, cur)
				sum[1] += c
				if i > 0 {
					c = lm.Cost3(first, prev, cur)
				}
				sum[2] += c
				n++
				if r >= 0x80 {
					high[0] += c
					high[1]++
				}
				first, prev = prev, cur
			}
		}
		nats := func(c, n int) float64 { return float64(c) * lm.Unit / float64(max(n, 1)) }
		fmt.Printf("  %6.3f %6.3f %6.3f %6.3f %8d  %s\n", nats(sum[0], n), nats(sum[1], n), nats(sum[2], n), nats(high[0], high[1]), n, s.name)
		all[0] += sum[2]
		all[1] += n
		if isChinese(s.lines) {
			han[0] += high[0]
			han[1] += high[1]
		}
	}
	nats := func(x [2]int) float64 { return float64(x[0]) * lm.Unit / float64(max(x[1], 1)) }
	fmt.Printf("  %.3f all files; %.3f Chinese files without ASCII\n", nats(all), nats(han))
}
