package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/layout"
)

// corpus is text as tokens.
type corpus struct {
	tokens []lm.Token
	lines  []line
	dice   dice
}

type line struct {
	from, to int
	word     bool // a word out of a list: nothing is known of what is around it
}

// dice are a linear congruential generator (Knuth's MMIX).
type dice uint64

func (d *dice) roll() float64 {
	*d = *d*6364136223846793005 + 1442695040888963407
	return float64(*d>>11) / (1 << 53)
}

// read reads the files listed, with their weights.
func read(dir, weights string) (*corpus, error) {
	c := &corpus{dice: 1}
	for row := range strings.Lines(weights) {
		name, value, ok := strings.Cut(strings.TrimSpace(row), "\t")
		if !ok {
			continue
		}
		w, err := strconv.ParseFloat(value, 64)
		if err != nil {
			return nil, fmt.Errorf("weights.tsv: %w", err)
		}
		if err := c.file(filepath.Join(dir, name), w); err != nil {
			return nil, err
		}
	}
	return c, nil
}

func (c *corpus) file(path string, weight float64) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	sc := bufio.NewScanner(f)
	sc.Buffer(make([]byte, 1<<20), 1<<26)
	words := strings.HasSuffix(path, ".words.tsv")
	for n := 0; sc.Scan(); n++ {
		s := strings.TrimRight(sc.Text(), "\r")
		if words {
			s, _, _ = strings.Cut(s, "\t")
		} else if layout.Split(n) != layout.Train {
			continue
		}
		times := int(weight + c.dice.roll())
		if times == 0 {
			continue
		}
		l := line{from: len(c.tokens), word: words}
		for _, r := range s {
			c.tokens = append(c.tokens, lm.TokenOf(r))
		}
		l.to = len(c.tokens)
		for range times {
			c.lines = append(c.lines, l)
		}
	}
	return sc.Err()
}

// shuffle mixes the lines, and returns the number of their characters.
func (c *corpus) shuffle() (total int) {
	for i := len(c.lines) - 1; i >= 0; i-- {
		j := int(c.dice.roll() * float64(i+1))
		c.lines[i], c.lines[j] = c.lines[j], c.lines[i]
		total += c.lines[i].to - c.lines[i].from
	}
	return total
}

// window fills w with what is around character i of a line.
func (c *corpus) window(l line, i int, w *choice.Window) {
	for k := range w {
		switch at := i + k - choice.Reach; {
		case at >= l.from && at < l.to:
			w[k] = c.tokens[at]
		case l.word:
			w[k] = choice.Unknown
		default:
			w[k] = lm.Start
		}
	}
}

// losses are the ways of losing a byte that are trained for, and how often
// each is picked.
var losses = []struct {
	gap.Kind
	share float64
}{{gap.Third, 0.35}, {gap.Second, 0.15}, {gap.GBKLead, 0.25}, {gap.GBKTrail, 0.25}}

// options says for each loss and token what else the bytes left allow.
type options []map[lm.Token][]lm.Token

// candidates makes the options.
func candidates(f *gap.Finder) options {
	all := make(options, len(losses))
	for k, loss := range losses {
		all[k] = f.Simplified(loss.Kind)
	}
	return all
}
