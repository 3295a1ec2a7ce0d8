package main

import (
	"bufio"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

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
			if line != "" && layout.Split(n) == layout.Train {
				text(line, w)
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

func countPairs(c *corpus, inv *tokens) *counts {
	m := make(map[uint32]float64, 1<<22)
	err := c.each(func(s string, w float64) {
		p := uint32(layout.Start)
		for _, r := range s {
			t := uint32(inv.of(r))
			m[p<<16|t] += w
			p = t
		}
		m[p<<16|layout.Start] += w
	}, func(s string, w float64) {
		p := uint32(1 << 16)
		for _, r := range s {
			t := uint32(inv.of(r))
			if p < 1<<16 {
				m[p<<16|t] += w
			}
			p = t
		}
	})
	check(err)
	n := &counts{prev: make([]float64, inv.size()), cur: make([]float64, inv.size())}
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	for _, k := range keys {
		v := m[k]
		p := pair{uint16(k >> 16), uint16(k), v}
		n.pairs = append(n.pairs, p)
		n.prev[p.prev] += v
		n.cur[p.cur] += v
		n.total += v
	}
	return n
}
