package encoding

import (
	"github.com/fixtext/fixtext/internal/charsetstat"
	"github.com/fixtext/fixtext/internal/lm"
)

// Costs are negative logarithms of probabilities in sixteenths of a nat, the
// unit of package lm, so that costs of either origin may be compared.
const nat = lm.Nat

// What no table tells.
const (
	strayCost = 12 * nat        // a byte that belongs to no character
	edgeCost  = 6 * nat         // the same where the bytes were cut
	noiseCost = 555 * nat / 100 // any byte of what is no text: ln 256
	rareCost  = 11 * nat        // a character outside the tables: four-byte codes, JIS X 0212
	kanaCost  = 7 * nat         // a half-width katakana

	symbolCost = 9 * nat // at most, for symbols and lines that tables are drawn with
)

// table holds the cost of pairs in c. Where a charset has none, it is that of
// Korean, which has most codes.
func (c Charset) table() string {
	if costs := c.row().Pairs.Costs; costs != nil {
		return costs()
	}
	return charsetstat.EUCKR
}

// unit reads the first character of p under a charset of several bytes, and
// returns its length in bytes and its cost. n is 0 where no character begins. p
// is not empty and p[0] is not ASCII. table is c.table().
func (c Charset) unit(table string, p []byte) (n, cost int) {
	if c == UTF8 {
		return utf8Unit(p)
	}
	pairs := &c.row().Pairs
	if p[0]-pairs.Lone < pairs.Lones {
		return 1, formCost(pairs.LoneKana)
	}
	if len(p) < 2 {
		return 0, 0
	}
	if cost := charsetstat.Pair(table, p[0], p[1]); cost != charsetstat.NoPair {
		if p[0]-0xA1 < pairs.Symbols {
			cost = min(cost, symbolCost)
		}
		return 2, cost
	}
	for _, f := range pairs.Forms {
		if f.Fits(p) {
			return len(f.Bytes), formCost(f.Kana)
		}
	}
	return 0, 0
}

// everyday reports whether p, a character of c, is one of everyday text.
func (c Charset) everyday(p []byte) bool {
	form := c.row().Pairs.Everyday
	return form != nil && len(p) == len(form.Bytes) && form.Fits(p)
}

// anyEveryday reports whether text in c has a character of everyday text, if that
// is known of c.
func (c Charset) anyEveryday(text []byte) bool {
	form := c.row().Pairs.Everyday
	if form == nil {
		return true
	}
	for i := 0; i < len(text); i++ {
		if text[i] >= 0x80 {
			if form.Fits(text[i:]) {
				return true
			}
			i++
		}
	}
	return false
}

// formCost is the cost of a character that no table has.
func formCost(kana bool) int {
	if kana {
		return kanaCost
	}
	return rareCost
}

func utf8Unit(p []byte) (n, cost int) {
	switch n := utf8Len(p); n {
	case 2:
		return n, 7 * nat
	case 3:
		return n, 8 * nat
	case 4:
		return n, 12 * nat
	}
	return 0, 0
}

// cut says at which ends of some bytes a character may have been cut in two.
type cut uint8

const (
	cutStart cut = 1 << iota
	cutEnd
)

// read finds the cheapest way to cut text into characters of c and stray bytes,
// by the frequencies of characters. It is what makes a cut first character, a
// lost byte or a stray FF harmless: the reading that is one byte off costs more
// than the stray byte. If sizes is not nil, its length must be len(text)+1; it
// receives the length of the character that begins at each offset where one
// does, 0 for a stray byte. A cost above limit is far, and so is that of a text
// which up to some place costs much more than noise, unless limit is far; sizes
// then means nothing.
func read(text []byte, c Charset, cuts cut, sizes []uint8, limit int) (cost, strays int) {
	table := c.table()
	// Cell i%5 holds the least cost of text[:i] and the strays in it. No cell
	// beyond last is reached yet.
	var best [5]struct{ cost, strays int }
	for i := range best {
		best[i].cost = far
	}
	best[0].cost = 0
	bound := behind
	if limit >= far {
		bound = 2 * far
	}
	for i, last := 0, 0; i < len(text); i++ {
		here := best[i%5]
		best[i%5].cost = far
		bound += noiseAt(text, i)
		if here.cost >= far {
			continue
		}
		if text[i] < 0x80 {
			if to := &best[(i+1)%5]; here.cost < to.cost {
				*to = here
				if sizes != nil {
					sizes[i+1] = 1
				}
			}
			last = max(last, i+1)
			continue
		}
		if last <= i && (here.cost > limit || here.cost > bound) {
			return far, 0
		}
		if n, cost := c.unit(table, text[i:]); n > 0 {
			last = max(last, i+n)
			if to := &best[(i+n)%5]; here.cost+cost < to.cost {
				to.cost, to.strays = here.cost+cost, here.strays
				if sizes != nil {
					sizes[i+n] = uint8(n)
				}
			}
		}
		cost := strayCost
		if cuts&cutStart != 0 && i < 3 && here.strays == i || cuts&cutEnd != 0 && i >= len(text)-3 {
			cost = edgeCost
		}
		last = max(last, i+1)
		if to := &best[(i+1)%5]; here.cost+cost < to.cost {
			to.cost, to.strays = here.cost+cost, here.strays+1
			if sizes != nil {
				sizes[i+1] = 0
			}
		}
	}
	if sizes != nil {
		forward(sizes)
	}
	end := best[len(text)%5]
	return end.cost, end.strays
}

// forward turns lengths noted where characters end into lengths noted where they
// begin, along the one path that leads to the end.
func forward(sizes []uint8) {
	i := len(sizes) - 1
	n := sizes[i]
	for i > 0 {
		i -= max(int(n), 1)
		n, sizes[i] = sizes[i], n
	}
}
