// Command eval measures the language model of package lm on text.
//
//	go run ./internal/lm/eval -corpus DIR -part test
//
// It prints, for every file of DIR, the cross-entropy in nats per token; and
// for the Chinese files how often the model prefers text to the same text
// with its GBK bytes one out of step, and how often its first choice for a
// character of which one byte was lost is right.
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
	"github.com/fixtext/fixtext/internal/lm/layout"
)

var two2 = flag.Bool("pairs", false, "look at pairs only")

func main() {
	log.SetFlags(0)
	dir := flag.String("corpus", "", "`folder` of *.txt files")
	part := flag.String("part", "dev", "the lines to use: dev, test, or all for text that is no part of the training corpus")
	limit := flag.Int("limit", 1500, "lines per file, evenly spread")
	only := flag.String("only", "", "use only files whose name contains this")
	tasks := flag.String("tasks", "entropy,shift,lost,mojibake", "what to measure")
	flag.Parse()
	paths, err := filepath.Glob(filepath.Join(*dir, "*.txt"))
	if err != nil || len(paths) == 0 {
		log.Fatal("eval: no text in ", *dir)
	}
	sort.Strings(paths)
	files := map[string][]string{}
	var names, chinese, all []string
	for _, p := range paths {
		name := strings.TrimSuffix(filepath.Base(p), ".txt")
		if !strings.Contains(name, *only) {
			continue
		}
		lines, err := read(p, *part, *limit)
		if err != nil {
			log.Fatal("eval: ", err)
		}
		names = append(names, name)
		files[name] = lines
		all = append(all, lines...)
		if isChinese(lines) {
			chinese = append(chinese, lines...)
		}
	}
	for _, task := range strings.Split(*tasks, ",") {
		switch task {
		case "entropy":
			entropy(names, files)
		case "shift":
			shift(chinese)
		case "lost":
			lost(chinese)
		case "mojibake":
			mojibake(names, files)
		}
	}
	_ = all
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

func entropy(names []string, files map[string][]string) {
	var sum, sumHan float64
	var count, countHan int
	fmt.Println("nats per token\n  all  (no ASCII)  class  tokens  file")
	for _, name := range names {
		var cost, class, high, n, nHigh int
		for _, s := range files[name] {
			prev, first := lm.Start, lm.Start
			for i, r := range s {
				cur := lm.TokenOf(r)
				c := 0
				if i == 0 || *two2 {
					c = lm.Cost(prev, cur)
				} else {
					c = lm.Cost3(first, prev, cur)
				}
				first = prev
				cost += c
				class += lm.ClassCost(prev, cur)
				n++
				if r >= 0x80 {
					high += c
					nHigh++
				}
				prev = cur
			}
		}
		nats := func(c, n int) float64 { return float64(c) * lm.Unit / float64(max(n, 1)) }
		fmt.Printf("%6.3f %6.3f %6.3f %8d  %s\n", nats(cost, n), nats(high, nHigh), nats(class, n), n, name)
		sum += float64(cost) * lm.Unit
		count += n
		if isChinese(files[name]) {
			sumHan += float64(high) * lm.Unit
			countHan += nHigh
		}
	}
	fmt.Printf("%6.3f all files; %.3f Chinese files, non-ASCII tokens only\n", sum/float64(count), sumHan/float64(countHan))
}
