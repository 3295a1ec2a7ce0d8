package decoder

import (
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
)

// Some pages read a character from two codes, or three. They write one of them, but bytes
// that were read wrongly have the others as well. Code page 932 has the characters of IBM
// in rows of NEC, too: in GBK, these begin with ED and EE, the trail bytes of 表 and 钠.
// Big5 has 仝 as C969 and as C6DF, which is 七 in GBK.

// doubles are the other codes of characters that a page reads from several: those that it
// does not write.
type doubles struct {
	codes map[rune][]Code
	has   [1 << 16 / 64]uint64 // which characters of the first plane
}

// doublesOf are those of the pages of pairs.
var doublesOf = func() (list [NumPages]func() *doubles) {
	for y := range list {
		list[y] = sync.OnceValue(Page(y).doubles)
	}
	return list
}()

// hasDoubles reports whether page p is one of those.
func (p Page) hasDoubles() bool { return p == Big5 || p == CP932 || p == EUCJP }

// doubleLeads are the first bytes of these codes. A look at all others would take longer than
// a short text does.
var doubleLeads = [NumPages]string{
	Big5:  "\x88\x8e\x8f\x90\x91\x92\x94\x95\x96\x99\x9b\x9c\x9d\x9e\x9f\xa0\xa2\xc6\xf9\xfa\xfb\xfc\xfd\xfe",
	CP932: "\x87\xed\xee\xfa",
	EUCJP: "\xad\xfc",
}

func (p Page) doubles() *doubles { return p.doublesBehind([]byte(doubleLeads[p])) }

// doublesBehind are those that begin with one of the bytes.
func (p Page) doublesBehind(leads []byte) *doubles {
	d := &doubles{codes: make(map[rune][]Code)}
	for _, lead := range leads {
		for trail := 0x40; trail <= 0xFE; trail++ {
			c := Code{[4]byte{lead, byte(trail)}, 2}
			r, n := p.Decode(c.B[:2])
			if n != 2 || r > 0xFFFF || !Printable(r) || p.Encode(r) == c {
				continue
			}
			d.codes[r] = append(d.codes[r], c)
			d.has[r/64] |= 1 << (r % 64)
		}
	}
	return d
}

// in reports whether text has one of the characters.
func (d *doubles) in(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if r <= 0xFFFF && d.has[r/64]>>(r%64)&1 != 0 {
			return true
		}
		i += n
	}
	return false
}

// doubleLead is by how much likelier a second code must make the text around.
const doubleLead = lm.Nat

// ahead is how many characters behind one with several codes are looked at: by then, all
// codes are in step again, or one of them is unlikely.
const ahead = 4

// appendLikelier is AppendEncoded, where of several codes of a character the one is taken
// that makes the likeliest text of x around.
func (p Page) appendLikelier(dst, text []byte, x Source) (out []byte, ok bool) {
	d := doublesOf[p]()
	at := len(dst) // where the character of x begins that is not read yet
	first, prev := lm.Start, lm.Start
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		c := p.Encode(r)
		i += n
		if r <= 0xFFFF && d.has[r/64]>>(r%64)&1 != 0 {
			best := p.costBehind(append(dst, c.B[:c.N]...), at, text[i:], x, first, prev)
			for _, e := range d.codes[r] {
				cost := p.costBehind(append(dst, e.B[:e.N]...), at, text[i:], x, first, prev) + doubleLead
				if cost < best {
					c, best = e, cost
				}
			}
		}
		if c.N == 0 {
			return dst, false
		}
		dst = append(dst, c.B[:c.N]...)
		for at < len(dst) {
			r, n := x.decodeRune(dst[at:])
			if r == utf8.RuneError && len(dst)-at < x.longest() {
				break // more is to come
			}
			at += max(n, 1)
			first, prev = prev, lm.TokenOf(r)
		}
	}
	return dst, true
}

// costBehind is what the text of x costs from byte at of b on, when the next characters of
// text follow. b is overwritten behind its end.
func (p Page) costBehind(b []byte, at int, text []byte, x Source, first, prev lm.Token) (sum int) {
	for range ahead {
		if len(text) == 0 {
			break
		}
		r, n := utf8.DecodeRune(text)
		c := p.Encode(r)
		b, text = append(b, c.B[:c.N]...), text[n:]
	}
	for at < len(b) {
		r, n := x.decodeRune(b[at:])
		if r == utf8.RuneError {
			if len(text) > 0 && len(b)-at < x.longest() {
				break
			}
			sum += illFormed
		}
		t := lm.TokenOf(r)
		sum += lm.Cost3(first, prev, t)
		first, prev = prev, t
		at += max(n, 1)
	}
	return sum
}

// illFormed is what bytes cost that x can not read.
const illFormed = 20 * lm.Nat

// decodeRune reads the first character of b.
func (x Source) decodeRune(b []byte) (r rune, n int) {
	switch x {
	case FromGBK:
		return gb18030.WHATWG.DecodeRune(b)
	case FromBig5:
		return big5.WHATWG.DecodeRune(b)
	}
	return utf8.DecodeRune(b)
}

// longest is the length of the longest character that is looked for.
func (x Source) longest() int {
	if x == FromUTF8 {
		return 3
	}
	return 2
}
