package decoder

import (
	"math"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

// The recogniser knows for every character how much likelier it is in text that went
// through a wrong decoding than in clean text: a row of weights for a character, a
// column for a step. All of it follows from how likely the characters of Chinese text
// are, each by itself, which the language model tells, and from the tables of the
// charsets: what share of its bytes, alone or in pairs, is read as which character.

// maxColumns is how many steps the recogniser tells apart at most: those that fill
// eight words.
const maxColumns = 64

// column is a step, and whether it is met in text that had been read wrongly before.
type column struct {
	step    Step
	layered bool
}

// A weight is in eighths of a nat, and none is larger than most, 16 nats.
const (
	eighth = lm.Nat / 8
	most   = 127
)

// rowsAt is where the rows begin: in front of them is the number of the row of each
// character of the first plane, two bytes each and 0 where it says nothing.
const rowsAt = 2 << 16

// rowOf returns where the row of a character begins in the weights; 0 if there is none.
func rowOf(weights []byte, r rune) int {
	at := int(weights[2*r]) | int(weights[2*r+1])<<8
	if at == 0 {
		return 0
	}
	return rowsAt + at*maxColumns
}

// columnsOf are the steps that are told apart.
func columnsOf() (list []column) {
	for y := range NumPages {
		for x := range NumSources {
			if y != Partial && possible(x, y) {
				list = append(list, column{step: Step{x, y}})
			}
		}
	}
	for _, y := range [...]Page{Latin, CP1251, GBK} {
		list = append(list, column{Step{FromUTF8, y}, true})
	}
	return list
}

// possible reports whether bytes of x are looked for in page y.
func possible(x Source, y Page) bool {
	switch {
	case x >= FromUTF16LE:
		return y == Latin || y == CP1251 || y == KOI8R || y == MacRoman || y == GBK
	case (Step{x, y}).OutOfStep():
		return false
	}
	return x == FromUTF8 || !onlyUTF8[y]
}

// chinese calls do for the characters of Chinese text that x has, each with how likely
// it is.
func chinese(x Source, do func(r rune, likely float64)) {
	var utf, buf []byte
	for _, of := range [...][2]rune{{0x4E00, 0x9FA5}, {0x3001, 0x3011}, {0xFF01, 0xFF1F}, {0x2014, 0x2026}} {
		for r := of[0]; r <= of[1]; r++ {
			if x == FromGBK || x == FromBig5 {
				utf = utf8.AppendRune(utf[:0], r)
				var ok bool
				if buf, ok = x.AppendEncoded(buf[:0], utf); !ok || len(buf) != 2 {
					continue
				}
			}
			do(r, math.Exp(-float64(lm.UnigramCost(lm.TokenOf(r)))/lm.Nat))
		}
	}
}

// octets is how often text has which byte, by its place in a character of up to three
// bytes, and which pair of neighbours.
type octets struct {
	single [3][256]float64
	pair   [1 << 16]float64 // within characters
	total  float64          // characters
	size   int              // bytes of each
}

func (b *octets) add(x Source, r rune, likely float64) {
	var utf [utf8.UTFMax]byte
	code := utf[:utf8.EncodeRune(utf[:], r)]
	if x != FromUTF8 {
		code, _ = x.AppendEncoded(nil, code)
	}
	b.size = max(b.size, len(code))
	b.total += likely
	for i, c := range code {
		b.single[i][c] += likely
		if i > 0 {
			b.pair[int(code[i-1])<<8|int(c)] += likely
		}
	}
}

// astray is the share of characters that are out of step between two charsets of pairs:
// behind bytes that were lost.
const astray = 0.1

// likely returns how often the bytes are read as character g of page y.
func (b *octets) likely(y Page, g *glyph) (w float64) {
	if g.lone {
		for i := range b.single {
			w += b.single[i][g.lead]
		}
		return w
	}
	across, steps := astray, 1-astray
	if b.size == 3 {
		across, steps = 1, 1
	}
	return b.pair[int(g.lead)<<8|int(g.trail)]*steps + b.single[b.size-1][g.lead]*b.single[0][g.trail]/b.total*across
}

// glyph is a character of a page beyond ASCII, and the bytes it has there.
type glyph struct {
	r           rune
	lead, trail byte
	lone        bool // the first byte alone
}

// glyphs returns the characters of the page.
func (y Page) glyphs() (list []glyph) {
	for lead := utf8.RuneSelf; lead < 256; lead++ {
		for trail := range 256 {
			r, n := y.Decode([]byte{byte(lead), byte(trail)})
			if r != utf8.RuneError && r >= utf8.RuneSelf && r <= 0xFFFF {
				list = append(list, glyph{r, byte(lead), byte(trail), n == 1})
			}
			if n == 1 && r != utf8.RuneError {
				break // a byte by itself
			}
		}
	}
	if y == Latin {
		for b := rune(0x80); b < 0xA0; b++ {
			list = append(list, glyph{b, byte(b), 0, true})
		}
	}
	return list
}

// rest is the share of characters of a page that the bytes of Chinese text do not account
// for, and that of each of them.
const (
	rest     = 0.02
	restEach = rest / 1e4
)

// table is the weights in the making.
type table struct {
	index [1 << 16]uint16
	rows  [][maxColumns]uint8
}

// Weights makes the weights of the language model and the tables of the charsets. It is
// for the generator; the weights that are used lie in a file, packed.
func Weights() []byte {
	columns := columnsOf()
	t := &table{rows: make([][maxColumns]uint8, 1, 26<<10)}
	if len(columns) > maxColumns {
		panic("decoder: more columns than a row has")
	}
	var sources [NumSources]octets
	for x := range NumSources {
		chinese(x, func(r rune, likely float64) { sources[x].add(x, r, likely) })
	}
	var pages [NumPages][]glyph
	var ps []float64
	for i, c := range columns {
		if pages[c.step.Page] == nil {
			pages[c.step.Page] = c.step.Page.glyphs()
		}
		list := pages[c.step.Page]
		b := &sources[c.step.Source]
		if c.layered {
			b = layer(&sources, c.step.Page)
		}
		total := 0.0
		ps = ps[:0]
		for k := range list {
			p := b.likely(c.step.Page, &list[k])
			ps = append(ps, p)
			if list[k].r >= 0xA0 { // else it is the same byte as ISO-8859-1 has it
				total += p
			}
		}
		for k, p := range ps {
			t.set(list[k].r, i, p/total*(1-rest)+restEach)
		}
	}
	var out, rows []byte
	same := map[[maxColumns]uint8]int{} // rare characters are much alike
	for _, at := range t.index {
		n, known := same[t.rows[at]]
		if !known {
			n = len(same)
			same[t.rows[at]] = n
			rows = append(rows, t.rows[at][:]...)
		}
		out = append(out, byte(n), byte(n>>8))
	}
	return append(out, rows...)
}

// set puts down that a character has share p in column i.
func (t *table) set(r rune, i int, p float64) {
	if t.index[r] == 0 {
		t.index[r] = uint16(len(t.rows))
		var row [maxColumns]uint8
		for k := range row {
			row[k] = blank
		}
		t.rows = append(t.rows, row)
	}
	w := float64(lm.UnigramCost(lm.TokenOf(r)))/eighth + 8*math.Log(p)
	cell := &t.rows[t.index[r]][i]
	*cell = max(*cell, uint8(128+int(max(-most, min(most, w)))))
}

// layer returns the bytes of text that had been read wrongly in a page before.
func layer(sources *[NumSources]octets, y Page) *octets {
	if !y.Single() {
		y = Latin
	}
	b := new(octets)
	for _, g := range y.glyphs() {
		for _, x := range [...]Source{FromUTF8, FromGBK} {
			if p := sources[x].likely(y, &g) / sources[x].total; p > 0 {
				b.add(FromUTF8, g.r, p)
			}
		}
	}
	return b
}
