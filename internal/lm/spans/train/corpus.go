package main

import (
	"fmt"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/layout"
	"github.com/fixtext/fixtext/internal/lm/spans"
	"github.com/fixtext/fixtext/internal/lm/texts"
)

// corpus is text as tokens.
type corpus struct {
	tokens []lm.Token
	lines  [][2]int // from, to
	dice   texts.Dice
}

// read reads the files listed, each line with the chance behind the name; as often as that
// says, if it is above one.
func read(dir, list string) (*corpus, error) {
	c := &corpus{dice: 1}
	return c, texts.Read(dir, list, func(_ string, chance float64, n int, s string) {
		if layout.Split(n) != layout.Train || s == "" {
			return
		}
		for ; chance > 0; chance-- {
			if c.dice.Roll() >= chance {
				continue
			}
			from := len(c.tokens)
			for _, r := range s {
				c.tokens = append(c.tokens, lm.TokenOf(r))
			}
			c.lines = append(c.lines, [2]int{from, len(c.tokens)})
		}
	})
}

// at returns token i of a line, lm.Start beyond its ends.
func (c *corpus) at(l [2]int, i int) lm.Token {
	if i < l[0] || i >= l[1] {
		return lm.Start
	}
	return c.tokens[i]
}

// counts says how often sequences are in the corpus. It is a hash table with open
// addressing; a slot is 40 bits of the key and a number.
type counts struct {
	slots []uint64
	used  int
}

const (
	countBits = 24
	countMost = 1<<countBits - 1
)

// slot returns where the key is, or the empty slot where it belongs.
func (c *counts) slot(key uint64) *uint64 {
	mask := uint64(len(c.slots) - 1)
	for i := key & mask; ; i = (i + 1) & mask {
		if s := c.slots[i]; s == 0 || s>>countBits == key>>countBits {
			return &c.slots[i]
		}
	}
}

// Count implements spans.Counter.
func (c *counts) Count(keys []uint64, counts []int32) {
	for i, key := range keys {
		counts[i] = int32(c.Of(key))
	}
}

// Of returns how often the sequence with a key was counted.
func (c *counts) Of(key uint64) int { return int(*c.slot(key) & countMost) }

// each calls do with all sequences of a line, and their keys. What is at the ends of the line counts
// as a token.
func (c *corpus) each(l [2]int, do func(at, n int, key uint64)) {
	for i := l[0] - 1; i < l[1]; i++ {
		sum := spans.Term(c.at(l, i), 0)
		for n := 2; n <= spans.Longest && i+n-1 <= l[1]; n++ {
			sum += spans.Term(c.at(l, i+n-1), n-1)
			do(i, n, spans.Key(sum, n))
		}
	}
}

// count counts all sequences.
func (c *corpus) count(bits int) (*counts, error) {
	all := &counts{slots: make([]uint64, 1<<bits)}
	for _, l := range c.lines {
		if all.used+spans.Longest*(l[1]-l[0]+2) > len(all.slots)/8*7 {
			return nil, fmt.Errorf("more than %d sequences", all.used)
		}
		c.each(l, func(_, _ int, key uint64) {
			s := all.slot(key)
			if *s == 0 {
				*s = key &^ countMost
				all.used++
			}
			if *s&countMost < countMost {
				*s++
			}
		})
	}
	return all, nil
}
