package main

import (
	"bufio"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode"

	"github.com/fixtext/fixtext/internal/lm/layout"
)

// corpus is a folder of text, read file by file in the order of the names.
type corpus struct {
	dir    string
	files  []string
	weight map[string]float64
}

func openCorpus(dir string) (*corpus, error) {
	c := &corpus{dir: dir, weight: map[string]float64{}}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		name := e.Name()
		if strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".words.tsv") {
			c.files = append(c.files, name)
		}
	}
	sort.Strings(c.files)
	b, err := os.ReadFile(filepath.Join(dir, "weights.tsv"))
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		name, value, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok {
			continue
		}
		w, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, err
		}
		c.weight[name] = w
	}
	return c, nil
}

// capitals is the weight of a copy of every line with Cyrillic, Greek or
// accented small letters, in capitals: the corpus has few headings and labels,
// and letters that are always capitals look broken to a model that has not
// seen them together.
const capitals = 0.1

func isHighLower(r rune) bool { return r >= 0x80 && unicode.IsLower(r) }

// each calls text for every training line and word for every listed word,
// with the weight each is to be counted with.
func (c *corpus) each(text, word func(s string, weight float64)) error {
	for _, name := range c.files {
		w, ok := c.weight[name]
		if !ok {
			w = 1
		}
		if w == 0 {
			continue
		}
		f, err := os.Open(filepath.Join(c.dir, name))
		if err != nil {
			return err
		}
		sc := bufio.NewScanner(f)
		sc.Buffer(make([]byte, 1<<20), 1<<26)
		words := strings.HasSuffix(name, ".words.tsv")
		for n := 0; sc.Scan(); n++ {
			line := strings.TrimRight(sc.Text(), "\r")
			if words {
				s, count, _ := strings.Cut(line, "\t")
				if v, err := strconv.ParseFloat(count, 64); err == nil && v > 0 {
					word(s, w*v)
				}
				continue
			}
			if line == "" || layout.Split(n) != layout.Train {
				continue
			}
			text(line, w)
			if strings.ContainsFunc(line, isHighLower) {
				text(strings.ToUpper(line), w*capitals)
			}
		}
		err = sc.Err()
		f.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

// counts holds how often each pair of tokens was seen.
type counts struct {
	pairs []pair    // in order of prev, then cur
	prev  []float64 // by token: as first of a pair
	cur   []float64 // by token: as second of a pair
	total float64
}

type pair struct {
	prev, cur uint16
	n         float64
}

// triple is three tokens in a row.
type triple struct {
	first, prev, cur uint16
	n                float64
}

func countPairs(c *corpus, inv *tokens) *counts {
	m := make(map[uint32]float64)
	count := func(line []uint16, w float64) {
		for i := 1; i < len(line); i++ {
			m[uint32(line[i-1])<<16|uint32(line[i])] += w
		}
	}
	check(c.eachTokens(inv, count))
	n := &counts{prev: make([]float64, inv.size()), cur: make([]float64, inv.size())}
	for _, k := range slices.Sorted(maps.Keys(m)) {
		p := pair{uint16(k >> 16), uint16(k), m[k]}
		n.pairs = append(n.pairs, p)
		n.prev[p.prev] += p.n
		n.cur[p.cur] += p.n
		n.total += p.n
	}
	return n
}

// countTriples returns the triples seen at least min times, in order.
func countTriples(c *corpus, inv *tokens, min float32) []triple {
	m := make(map[uint64]float32)
	count := func(line []uint16, w float64) {
		for i := 2; i < len(line); i++ {
			m[uint64(line[i-2])<<32|uint64(line[i-1])<<16|uint64(line[i])] += float32(w)
		}
	}
	check(c.eachTokens(inv, count))
	maps.DeleteFunc(m, func(_ uint64, n float32) bool { return n < min })
	var all []triple
	for _, k := range slices.Sorted(maps.Keys(m)) {
		all = append(all, triple{uint16(k >> 32), uint16(k >> 16), uint16(k), float64(m[k])})
	}
	return all
}

// eachTokens calls f for the tokens of every training line, from Start to
// Start, and for those of every word, without it. The slice is reused.
func (c *corpus) eachTokens(inv *tokens, f func(line []uint16, weight float64)) error {
	var line []uint16
	add := func(s string) {
		for _, r := range s {
			line = append(line, inv.of(r))
		}
	}
	return c.each(func(s string, w float64) {
		line = append(line[:0], layout.Start)
		add(s)
		line = append(line, layout.Start)
		f(line, w)
	}, func(s string, w float64) {
		line = line[:0]
		add(s)
		f(line, w)
	})
}
