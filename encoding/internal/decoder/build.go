package decoder

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// build makes the characters of the way that run has found.
func (p *parser) build() (chars []Char, ok bool) {
	// The way, from its end to its beginning.
	k := uint8(0)
	for i := len(p.ways) - 1; i >= 0; i-- {
		w := p.ways[i][k]
		p.ways[i][0] = w
		k = w.from
	}
	p.chars = p.chars[:0]
	var c Char
	want := uint8(0)
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
		if c.N == 1 && c.Gap[0] != 0 && g == 0 && b < 0x80 {
			return false // a letter stands there that nobody may swallow
		}
		c.B[c.N], c.Gap[c.N] = b, g
		if c.N++; c.N < want {
			return true
		}
		if !c.Lost() {
			if c.R = p.decode(&c); c.R != '\r' && !Printable(c.R) {
				return false
			}
		}
		p.chars = append(p.chars, c)
		c = Char{}
		return true
	}
	for i := range p.syms {
		sym, w := &p.syms[i], &p.ways[i][0]
		ok := true
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
			ok = add(0, GapUndefined, w.lead[0])
		case asOne:
			g := GapEnd
			if i+1 < len(p.syms) {
				if g = GapFirst; !p.syms[i+1].mark {
					g = GapBefore + Gap(p.syms[i+1].B[0])
				}
			}
			ok = add(0, g, w.lead[0])
		case asPair:
			ok = add(0, GapFirst, w.lead[0])
			g := GapSecond
			if c.N == 0 {
				g = GapAfter
			}
			ok = ok && add(0, g, w.lead[1])
		}
		if !ok {
			return nil, false
		}
	}
	return p.chars, c.N == 0
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
