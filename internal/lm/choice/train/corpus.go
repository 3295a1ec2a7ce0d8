package main

import (
	"strings"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/internal/lm/gap"
	"github.com/fixtext/fixtext/internal/lm/layout"
	"github.com/fixtext/fixtext/internal/lm/texts"
)

// corpus is text as tokens.
type corpus struct {
	tokens []lm.Token
	lines  []line
	dice   texts.Dice
}

type line struct {
	from, to int
	word     bool // a word out of a list: nothing is known of what is around it
}

// read reads the files listed, with their weights.
func read(dir, weights string) (*corpus, error) {
	c := &corpus{dice: 1}
	return c, texts.Read(dir, weights, func(name string, weight float64, n int, s string) {
		words := strings.HasSuffix(name, ".words.tsv")
		if words {
			s, _, _ = strings.Cut(s, "\t")
		} else if layout.Split(n) != layout.Train {
			return
		}
		times := int(weight + c.dice.Roll())
		if times == 0 {
			return
		}
		l := line{from: len(c.tokens), word: words}
		for _, r := range s {
			c.tokens = append(c.tokens, lm.TokenOf(r))
		}
		l.to = len(c.tokens)
		for range times {
			c.lines = append(c.lines, l)
		}
	})
}

// shuffle mixes the lines, and returns the number of their characters.
func (c *corpus) shuffle() (total int) {
	for i := len(c.lines) - 1; i >= 0; i-- {
		j := int(c.dice.Roll() * float64(i+1))
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
