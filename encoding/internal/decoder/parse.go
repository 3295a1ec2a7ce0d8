package decoder

import "github.com/fixtext/fixtext/internal/lm"

// Where bytes were lost, and how many, follows from counting. A character of UTF-8 wants
// so many more bytes, and what stands behind the mark continues one or begins one: of a
// mark that stands for one byte or two, only one fits. So it is with pairs, and no
// language model is asked.

// Char is a character of what the bytes say. If bytes of it were lost, R is 0, or what
// was put there, and B and Gap say what is known.
type Char struct {
	R   rune
	B   [4]byte
	Gap [4]Gap
	N   uint8
}

// Lost reports whether bytes of the character were lost.
func (c *Char) Lost() bool { return c.Gap != [4]Gap{} }

// symbol is a character of the damaged text: its bytes in the page, or a mark.
type symbol struct {
	Code
	other   Code // a second code that the page reads as the same
	mark    bool
	written bool // the mark may have been written: a question mark
}

// maxWant is how many bytes a character can still want.
const maxWant = 3

// What a symbol can be read as.
const (
	asBytes = iota
	asOther
	asLiteral
	asOne
	asPair
	asUndefined
)

// how is a way to read a symbol, and the state before it.
type how struct {
	action uint8
	from   uint8
	lead   [2]uint8 // how many bytes a character has whose lost lead byte this is; 0: none
}

// parser finds out which bytes were lost in a line.
type parser struct {
	s     Step
	syms  []symbol
	ways  [][maxWant + 1]how
	chars []Char
}

// parse reads the symbols as bytes of the source. ok is false if they can not be.
func (p *parser) parse() (chars []Char, ok bool) {
	// Mostly one way fits, whatever the decoder's habit.
	if p.run(&either) >= never {
		return nil, false
	}
	if !p.lossy() {
		return p.build()
	}
	if p.s.Source != FromUTF8 {
		return p.likelier()
	}
	if p.mixed() { // then a habit decides, if one explains the line
		best, at := never, -1
		for k := range habits {
			if cost := p.run(&habits[k]); cost < best {
				best, at = cost, k
			}
		}
		if at < 0 {
			p.run(&either)
		} else if at+1 < len(habits) {
			p.run(&habits[at])
		}
	}
	return p.build()
}

// lossy reports whether there is a mark.
func (p *parser) lossy() bool {
	for i := range p.syms {
		if p.syms[i].mark {
			return true
		}
	}
	return false
}

// likelier reads the symbols as each habit has it: nearly any bytes are pairs. It is ok
// if the first habit, the common one, makes the likeliest text of them.
func (p *parser) likelier() (chars []Char, ok bool) {
	least := 0
	for k := range habits {
		if p.run(&habits[k]) >= never {
			continue
		}
		list, fits := p.build()
		if !fits {
			continue
		}
		cost, prev := 0, lm.Start
		for i := range list {
			if list[i].Lost() {
				prev = lm.Start
				cost += lostByte
				for _, g := range list[i].Gap[:list[i].N] {
					if g == 0 {
						cost += keptByte
					}
				}
				continue
			}
			t := lm.TokenOf(list[i].R)
			cost += lm.Cost(prev, t)
			prev = t
		}
		if k == 0 || cost < least {
			chars, least, ok = append(chars[:0], list...), cost, k == 0
		}
	}
	return chars, ok
}

// What characters that lost bytes count beside others: that they are among those that the
// page refuses, and the byte that is left, one of about a hundred.
const (
	lostByte = 3 * lm.Nat
	keptByte = 5 * lm.Nat
)

// mixed reports whether the way that run has found supposes two habits.
func (p *parser) mixed() bool {
	k := uint8(0)
	pairs, again := false, false
	for i := len(p.ways) - 1; i >= 0; i-- {
		w := &p.ways[i][k]
		pairs = pairs || w.action == asPair
		again = again || w.action == asOne && p.again(i)
		k = w.from
	}
	return pairs && again
}

// again reports whether the symbol behind symbol i, a mark, begins with a byte that nobody
// leaves out who takes pairs.
func (p *parser) again(i int) bool {
	return i+1 < len(p.syms) && (p.syms[i+1].mark || p.syms[i+1].B[0] >= 0x80)
}

// states are the costs of the cheapest ways to a place, by the bytes that are wanted there.
type states [maxWant + 1]int32

// run finds the cheapest way through the line for a decoder with habit h.
func (p *parser) run(h *habit) int32 {
	if cap(p.ways) < len(p.syms) {
		p.ways = make([][maxWant + 1]how, len(p.syms)*2)
	}
	p.ways = p.ways[:len(p.syms)]
	now := states{0, never, never, never}
	for i := range p.syms {
		next := states{never, never, never, never}
		ways := &p.ways[i]
		sym := &p.syms[i]
		alive := false
		for k, cost := range now {
			if cost >= never {
				continue
			}
			alive = true
			if sym.mark {
				p.lose(h, i, k, cost, &next, ways)
				continue
			}
			if to, ok := p.known(k, &sym.Code); ok && cost < next[to] {
				next[to], ways[to] = cost, how{action: asBytes, from: uint8(k)}
			}
			if sym.other.N > 0 {
				if to, ok := p.known(k, &sym.other); ok && cost+second < next[to] {
					next[to], ways[to] = cost+second, how{action: asOther, from: uint8(k)}
				}
			}
		}
		if !alive {
			return never
		}
		now = next
	}
	return now[0]
}

// known returns how many bytes are wanted behind bytes b where k were wanted before.
func (p *parser) known(k int, code *Code) (to int, ok bool) {
	for _, c := range code.B[:code.N] {
		if p.s.Source == FromUTF8 {
			switch {
			case k > 0:
				if c&0xC0 != 0x80 {
					return 0, false
				}
				k--
			case c < 0x80:
			case c < 0xC2 || c > 0xF4:
				return 0, false
			default:
				k = size(c) - 1
			}
			continue
		}
		switch {
		case k > 0:
			if c < 0x40 || c == 0x7F || c == 0xFF {
				return 0, false
			}
			k = 0
		case c < 0x80 || c == 0x80 && p.s.Source == FromGBK:
		case c == 0x80 || c == 0xFF:
			return 0, false
		default:
			k = 1
		}
	}
	return k, true
}

// size returns the length of a character of UTF-8 by its first byte.
func size(lead byte) int {
	switch {
	case lead < 0x80:
		return 1
	case lead < 0xE0:
		return 2
	case lead < 0xF0:
		return 3
	}
	return 4
}

// lose reads symbol i, a mark, where k bytes are wanted.
func (p *parser) lose(h *habit, i, k int, cost int32, next *states, ways *[maxWant + 1]how) {
	sym := &p.syms[i]
	if c := cost + literal; k == 0 && sym.written && c < next[0] {
		next[0], ways[0] = c, how{action: asLiteral}
	}
	if p.s.Page.Single() {
		p.missing(1, k, cost+h.undefined, how{action: asUndefined, from: uint8(k)}, next, ways)
		return
	}
	one := h.beforeASCII
	if p.again(i) {
		one = h.readAgain
	}
	p.missing(1, k, cost+one, how{action: asOne, from: uint8(k)}, next, ways)
	p.missing(2, k, cost+h.pair, how{action: asPair, from: uint8(k)}, next, ways)
}

// leads are the lengths of characters whose first byte is missing, and what it costs to
// suppose each.
var leads = [NumSources][]struct {
	size uint8
	cost int32
}{
	FromUTF8: {{3, 0}, {4, longer}, {2, shorter}}, FromGBK: {{2, 0}}, FromBig5: {{2, 0}},
}

// missing supposes that n bytes are missing where k are wanted.
func (p *parser) missing(n, k int, cost int32, w how, next *states, ways *[maxWant + 1]how) {
	switch {
	case cost >= never:
	case n == 0:
		if cost < next[k] {
			next[k], ways[k] = cost, w
		}
	case k > 0:
		p.missing(n-1, k-1, cost, w, next, ways)
	default:
		for _, l := range leads[p.s.Source] {
			if w.action == asPair && n == 1 {
				w.lead[1] = l.size
			} else {
				w.lead[0] = l.size
			}
			p.missing(n-1, int(l.size)-1, cost+l.cost, w, next, ways)
		}
	}
}
