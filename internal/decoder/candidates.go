package decoder

import (
	"math/bits"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/lm/layout"
)

// candidate is a character that may have stood where bytes were lost.
type candidate struct {
	r           rune
	t           lm.Token
	first, last byte // of its bytes
	costs       costs
}

// costs is what the first look at a candidate asks for, a byte each, so that it is one load: its class and
// what it costs within that, behind another character (see lm.Class), its class before another (see
// lm.Leading), and its kind.
type costs uint32

func costsOf(r rune, t lm.Token) costs {
	class, within := lm.Class(t)
	return costs(class) | costs(lm.Leading(t))<<8 | costs(within)<<16 | costs(kindOf(r))<<24
}

func (c costs) class() uint8   { return uint8(c) }
func (c costs) leading() uint8 { return uint8(c >> 8) }
func (c costs) within() int32  { return int32(uint8(c >> 16)) }
func (c costs) kind() kind     { return kind(c >> 24 % numKinds) }

// Rarer characters than the first so many would never be sure.
const maxChoices = 384

// lostKey says what is known of a character that lost bytes.
type lostKey struct {
	s   Step
	b   [4]byte
	gap [4]Gap
	n   uint8
}

// lists remembers the characters for what is known of one.
type lists struct {
	of     map[lostKey][]candidate
	listed int
	all    []candidate // scratch
	costs  []uint16    // of them
}

// maxListed bounds how many candidates are remembered.
const maxListed = 1 << 19

// candidates returns the characters that c may be, the most frequent first. The slice is
// shared.
func (l *lists) candidates(s Step, c *Char) []candidate {
	key := lostKey{s, c.B, c.Gap, c.N}
	for i, g := range c.Gap {
		if g != 0 {
			key.b[i] = 0
		}
	}
	list, ok := l.of[key]
	if ok && c.set == nil {
		return list
	}
	if list, ok = pairsThat(s, c); !ok {
		list = l.find(s, c, maxChoices)
	}
	if c.set != nil {
		return list
	}
	if l.listed += len(list); l.of == nil || l.listed > maxListed {
		l.of, l.listed = make(map[lostKey][]candidate), len(list)
	}
	l.of[key] = list
	return list
}

// find returns the characters that c may be, the most frequent first, and so many at most.
func (l *lists) find(s Step, c *Char, most int) []candidate {
	all, costs := l.all[:0], l.costs[:0]
	var before [2*layout.MaxCost + 2]int32 // how many cost less than so much
	c.readings(s, func(r rune, b [4]byte) {
		t := lm.TokenOf(r)
		cost := uint16(lm.UnigramCost(t))
		before[cost+1]++
		costs = append(costs, cost)
		all = append(all, candidate{r: r, t: t, first: b[0], last: b[c.N-1]})
	})
	l.all, l.costs = all, costs
	for i := range before[1:] {
		before[i+1] += before[i]
	}
	list := make([]candidate, min(len(all), most))
	for i, cost := range costs {
		at := before[cost]
		if before[cost]++; int(at) < len(list) {
			list[at] = all[i]
		}
	}
	for i := range list {
		c := &list[i]
		c.costs = costsOf(c.r, c.t)
	}
	return list
}

// everyPair is what pairs of bytes may be filled in, of a source of pairs, the most frequent first.
var everyPair = [NumSources]func() []candidate{
	FromGBK:  sync.OnceValue(func() []candidate { return pairsOfSource(FromGBK) }),
	FromBig5: sync.OnceValue(func() []candidate { return pairsOfSource(FromBig5) }),
}

func pairsOfSource(x Source) []candidate {
	return new(lists).find(Step{Source: x}, &Char{Gap: [4]Gap{GapAny, GapAny}, N: 2}, 1<<16)
}

// manyPairs is from how many pairs of bytes on it is quicker to look at all, in order.
const manyPairs = 4096

// pairsThat is find for a character of which both bytes were lost, and may be many; it is not ok
// for others.
func pairsThat(s Step, c *Char) (list []candidate, ok bool) {
	if s.Source == FromUTF8 || c.N != 2 || c.Gap[0] == 0 || c.Gap[1] == 0 {
		return nil, false
	}
	f := c.refusedBy(s.Page)
	first := f.allowed(c.Gap[0], 0)
	var second [256]set // by the first byte
	n := 0
	for b := range second {
		if first.has(byte(b)) {
			second[b] = f.allowed(c.Gap[1], byte(b))
			n += second[b].size()
		}
	}
	if n < manyPairs {
		return nil, false
	}
	for _, p := range everyPair[s.Source]() {
		if second[p.first].has(p.last) {
			if list = append(list, p); len(list) == maxChoices {
				break
			}
		}
	}
	return list, true
}

// readings calls do for every character that c may be, and its bytes. Where a byte may be missing in
// several places of four, nothing is sure, and it is not called.
func (c *Char) readings(s Step, do func(r rune, b [4]byte)) {
	f := c.refusedBy(s.Page)
	if last := c.Gap[c.N-1]; last.near() {
		if c.N == 4 {
			return
		}
		before := *c
		before.B[1], before.Gap[1] = 0, last
		before.B[2], before.Gap[2] = c.B[1], 0
		fill(s.Source, &before, f, 0, before.B, do)
	}
	fill(s.Source, c, f, 0, c.B, do)
}

// refusedBy returns what the page refuses of c.
func (c *Char) refusedBy(y Page) *refused {
	if c.set != nil {
		return c.set
	}
	return refusals[y]()
}

// fill calls do for every character of x that c may be, and its bytes, with the bytes b
// before byte k.
func fill(x Source, c *Char, f *refused, k int, b [4]byte, do func(r rune, b [4]byte)) {
	n := int(c.N)
	if k == n {
		r, size := utf8.RuneError, 0
		switch x {
		case FromUTF8:
			if r, size = rune(b[0])<<12&0xF000|rune(b[1])<<6&0xFC0|rune(b[2])&0x3F, 3; n != 3 || r < 0x800 {
				r, size = utf8.DecodeRune(b[:n])
			}
		case FromGBK:
			r, size = gb18030.WHATWG.DecodeRune(b[:n])
		case FromBig5:
			r, size = big5.WHATWG.DecodeRune(b[:n])
		}
		if size == n && r != utf8.RuneError && fillable(r) {
			do(r, b)
		}
		return
	}
	g := c.Gap[k]
	if g == 0 {
		fill(x, c, f, k+1, b, do)
		return
	}
	lo, hi := byte(0x80), byte(0xBF)
	switch {
	case x != FromUTF8:
		lo, hi = 0x40, 0xFE
	case k == 0 && n == 2:
		lo, hi = 0xC2, 0xDF
	case k == 0:
		lo, hi = 0xE2, 0xEF
	}
	prev := byte(0)
	if k > 0 {
		prev = b[k-1]
	}
	for i, word := range f.allowed(g, prev) {
		for ; word != 0; word &= word - 1 {
			v := byte(i<<6 | bits.TrailingZeros64(word))
			if v >= lo && v <= hi {
				b[k] = v
				fill(x, c, f, k+1, b, do)
			}
		}
	}
}

// fillable reports whether r may be put where bytes were lost. Letters and digits are never
// invented.
func fillable(r rune) bool {
	switch {
	case r >= 0x3400 && r < 0xA000, r >= 0x3000 && r < 0x3020, r >= 0x3040 && r < 0x3100, r >= 0x20000 && r < 0x30000:
		return true
	case strings.ContainsRune("“”‘’—…·•！（），：；？～℃", r), r >= 0x2190 && r < 0x2194:
		return true
	case r >= 0xAC00 && r < 0xD7A4, r >= 0x25A0 && r < 0x2600, r >= 0x1F300 && r < 0x1FB00, r >= 0x2600 && r < 0x27C0,
		r >= 0x23E9 && r <= 0x23F3, r == '⭐':
		return true
	}
	return false
}
