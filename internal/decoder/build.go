package decoder

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// build makes the characters of the way that run has found.
func (p *parser) build() (chars []Char, ok bool) {
	// The way, from its end to its beginning.
	k := p.end.from
	for i := len(p.ways) - 1; i >= 0; i-- {
		w := p.ways[i][k]
		p.ways[i][0] = w
		k = w.from
	}
	p.chars = p.chars[:0]
	var c Char
	want := uint8(0)
	var set *refused // of the pair that is added
	add := func(b byte, g Gap, lead uint8) bool {
		if c.N == 0 {
			switch {
			case g != 0:
				want = lead
				if lead == 4 { // nothing but F0 is likely
					b, g = 0xF0, 0
				}
			case b < 0x80 || b == 0x80:
				want = 1
			case p.s.Source == FromUTF8:
				want = uint8(size(b))
			default:
				want = 2
			}
		}
		if c.N == 1 && c.Gap[0] != 0 && g == 0 && b < 0x80 && p.s.Source != FromBig5 {
			return false // a letter stands there that nobody may swallow
		}
		c.B[c.N], c.Gap[c.N] = b, g
		if set != nil {
			c.set = set
		}
		if c.N++; c.N < want {
			return true
		}
		if !c.Lost() {
			c.R = p.decode(&c)
			// What another step made: U+FFFD was there, or a pair of private use.
			made := p.marks && (c.R == utf8.RuneError && c.B[0] == 0xEF || private(c.R))
			if c.R != '\r' && !Printable(c.R) && !made {
				return false
			}
		}
		p.chars = append(p.chars, c)
		c = Char{}
		return true
	}
	// two adds both bytes of a pair that was refused.
	two := func(w *how) bool {
		if !add(0, GapFirst, w.lead[0]) {
			return false
		}
		g := GapSecond
		if c.N == 0 {
			g = GapAfter
		}
		return add(0, g, w.lead[1])
	}
	// lone adds so many single bytes that left no mark: the last of a character, as far as is known.
	lone := func(n uint8) bool {
		g := p.lone
		if g == GapUndefined {
			g = GapDropped
		}
		if n == 1 && c.N == 2 || c.B[0] >= 0xF0 {
			g = g.orBefore()
		}
		for ; n > 0; n-- {
			if !add(0, g, 0) {
				return false
			}
		}
		return true
	}
	for i := range p.syms {
		sym, w := &p.syms[i], &p.ways[i][0]
		ok := true
		switch {
		case w.silent != nothing && p.s.Page.Single():
			ok = lone(w.silent)
		case w.silent == oneByte:
			ok = add(0, GapBefore+Gap(sym.B[0]), w.lead[0])
		case w.silent == aPair:
			ok = two(w)
		}
		switch w.action {
		case asBytes:
			for _, b := range sym.B[:sym.N] {
				ok = ok && add(b, 0, 0)
			}
		case asOther:
			for _, b := range sym.other.B[:sym.other.N] {
				ok = ok && add(b, 0, 0)
			}
		case asLiteral:
			ok = add('?', 0, 0)
		case asUndefined:
			ok = add(0, p.lone, w.lead[0])
		case asOne:
			g := GapEnd
			if i+1 < len(p.syms) && !p.swallows(i) {
				if g = GapFirst; !p.syms[i+1].mark {
					g = GapBefore + Gap(p.syms[i+1].B[0])
				}
			}
			ok = add(0, g, w.lead[0])
			if c.N == 0 && p.swallows(i) {
				p.chars = append(p.chars, Char{R: p.eaten(i), Gap: [4]Gap{GapASCII}, N: 1})
			}
		case asPair:
			set = sym.pairs
			ok = two(w)
			set = nil
		case asOnce:
			p.chars = append(p.chars, *sym.once)
		}
		if !ok {
			return nil, false
		}
	}
	switch {
	case p.end.silent != nothing && p.s.Page.Single():
		lone(p.end.silent)
	case p.end.silent == oneByte:
		add(0, GapEnd, 0)
	case p.end.silent == aPair:
		two(&p.end)
	}
	return p.chars, c.N == 0
}

// swallows reports whether symbol i, a mark, stands for a byte of ASCII beside.
func (p *parser) swallows(i int) bool {
	return p.eaten(i) != 0 && (p.eats || i+1 == len(p.syms) || p.syms[i+1].B[0] < 0x80)
}

// eaten returns what symbol i, a mark, has swallowed: ate, or what is not known, if others in the
// line have swallowed something and what stands behind does not say otherwise.
func (p *parser) eaten(i int) rune {
	sym := &p.syms[i]
	if sym.ate == 0 && (p.eats || p.ateLetter) && sym.written && i+1 < len(p.syms) && p.syms[i+1].N > 0 && p.syms[i+1].B[0] < 0x40 {
		return utf8.RuneError
	}
	return sym.ate
}

// decode returns the character of a whole code, utf8.RuneError if it is none.
func (p *parser) decode(c *Char) rune {
	if c.N == 1 {
		if c.B[0] == 0x80 {
			return '€'
		}
		return rune(c.B[0])
	}
	r, n := utf8.RuneError, 0
	switch p.s.Source {
	case FromUTF8:
		r, n = utf8.DecodeRune(c.B[:c.N])
	case FromGBK:
		r, n = gb18030.WHATWG.DecodeRune(c.B[:c.N])
	case FromBig5:
		r, n = big5.WHATWG.DecodeRune(c.B[:c.N])
	}
	if n != int(c.N) {
		return utf8.RuneError
	}
	return r
}
