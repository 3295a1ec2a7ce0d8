package decoder

import "unicode/utf8"

// Text that was read wrongly twice, and lost bytes on the way. What the first step to be
// undone leaves are characters that nobody wrote, so no model can tell which one was
// where bytes are missing: but each that it may be is a pair of bytes for the second
// step, and of those the text decides.

// FillTwice is Fill for text that went through s twice, or once in parts, if that is known
// to have been a part of a text that was undone before: these stand as they are.
func (f *Filler) FillTwice(s Step, before, text, after []rune) (res Result, ok bool) {
	if !f.symbols(s, before, text, after) {
		return res, false
	}
	f.p.marks = true
	between, ok := f.p.parse()
	f.p.marks = false
	if !ok {
		return res, false
	}
	p := &f.p
	p.between = append(p.between[:0], between...)
	p.syms = p.syms[:0]
	twice := 0
	for i := range p.between {
		c := &p.between[i]
		sym := symbol{once: c}
		switch {
		case c.Gap[0] == GapASCII:
			sym.only = true
		case c.markCut(s):
			sym.mark = true
		case c.Lost():
			if sym.pairs = pairsOf(s, c); sym.pairs == nil {
				return res, false
			}
			sym.mark = true
		case c.R == '?':
			sym.mark, sym.written = true, true
		case c.R == utf8.RuneError:
			sym.mark = true
		default:
			if sym.Code, sym.other = f.code(s.Page, c.R); sym.N == 0 {
				sym.only = true
			}
			if c.R >= utf8.RuneSelf {
				twice++
			}
		}
		p.syms = append(p.syms, sym)
	}
	if twice == 0 {
		return res, false
	}
	p.twice = true
	chars, ok := p.parse()
	p.twice = false
	if !ok {
		return res, false
	}
	f.load(s, before, chars, after)
	f.choose(s, chars)
	return f.result(chars), true
}

// markCut reports whether c is U+FFFD that lost its last byte: EF BF, as UTF-8 has it. Nothing
// else that begins so is as frequent behind a wrong decoding.
func (c *Char) markCut(s Step) bool {
	return s.Source == FromUTF8 && c.N == 3 && c.B[0] == 0xEF && c.B[1] == 0xBF && c.Gap[0] == 0 && c.Gap[1] == 0 && c.Gap[2] != 0
}

// pairsOf returns the pairs of bytes that the page has for what c may be; nil if there
// are none.
func pairsOf(s Step, c *Char) *refused {
	base := refusals[s.Page]()
	set, any := &refused{lead: base.lead}, false
	fill(s.Source, c, base, 0, c.B, func(r rune, _ [4]byte) {
		if code := s.Page.Encode(r); code.N == 2 {
			set.first.add(code.B[0])
			set.refuse(code.B[0], code.B[1])
			any = true
		}
	})
	if !any {
		return nil
	}
	return set
}
