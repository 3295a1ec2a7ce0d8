package decoder

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
)

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
	set *refused // what the page refuses, if that is another for this character
}

// Lost reports whether bytes of the character were lost.
func (c *Char) Lost() bool { return c.Gap != [4]Gap{} }

// symbol is a character of the damaged text: its bytes in the page, or a mark.
type symbol struct {
	Code
	other   Code     // a second code that the page reads as the same
	rows    bool     // it is one of the other order of rows of Big5
	once    *Char    // the character, if this is the second of two steps
	only    bool     // and it stands as it is
	pairs   *refused // the pairs that the mark may stand for, if that is known
	mark    bool
	box     bool // it is □, which some programs show for what they have no character for
	written bool // the mark may have been written: a question mark
	ate     rune // what it swallowed, if it did: utf8.RuneError if that is not known
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
	asOnce // the character was read wrongly once only
)

// What is missing before a symbol, without a mark; of a page of single bytes, so many of them.
const (
	nothing = iota
	oneByte
	aPair
)

// how is a way to read a symbol, and the state before it.
type how struct {
	action uint8
	from   uint8
	silent uint8    // what is missing before it
	lead   [2]uint8 // how many bytes a character has whose lost lead byte this is; 0: none
}

// parser finds out which bytes were lost in a line.
type parser struct {
	s            Step
	syms         []symbol
	ways         [][maxWant + 1]how
	marks        bool   // U+FFFD may be among the characters: another step lost bytes
	twice        bool   // they are what one of two steps left
	between      []Char // what one of two steps left
	line         []rune // all of it
	end          how    // what is missing behind the last symbol
	tags, rounds bool   // it closes more angle brackets, or round ones, than it opens
	ateLetter    bool   // a mark stands before a letter that other decoders would have taken for a trail byte
	eats         bool   // the question marks swallowed bytes of ASCII, also where others were read again
	lone         Gap    // what is known of a byte that a page of single bytes lost
	chars        []Char
}

// parse reads the symbols as bytes of the source. ok is false if they can not be.
func (p *parser) parse() (chars []Char, ok bool) {
	p.lone = p.loneGap()
	if p.twice {
		if p.run(&dropping) >= never {
			return nil, false
		}
		return p.build()
	}
	// Mostly one way fits, whatever the decoder's habit.
	if p.run(&either) >= never {
		return p.silently()
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

// silently reads the symbols as what is left where bytes left no mark.
func (p *parser) silently() (chars []Char, ok bool) {
	switch {
	case !p.drops():
		return nil, false
	case !p.s.Page.Single():
		if p.crowded(0) || p.run(&dropping) >= never || p.crowded(p.silences()) {
			return nil, false
		}
		return p.build()
	case p.run(&dropping) >= never || p.endsOnly():
		return nil, false
	}
	chars, ok = p.build()
	return chars, ok && !gone(chars)
}

// gone reports whether of most characters of three bytes, or all of them, nothing is left but the first, which is a
// letter like é in a page of single bytes.
func gone(chars []Char) bool {
	alone, more := 0, 0
	for i := range chars {
		switch c := &chars[i]; {
		case c.N != 3:
		case c.Missing() == 2:
			alone++
		default:
			more++
		}
	}
	return alone >= 2*more
}

// drops reports whether bytes may be missing that left no mark. Of UTF-8, where they were
// follows from counting, too: what stands behind can not go on there.
func (p *parser) drops() bool {
	return p.s.Source == FromUTF8 && silentPages[p.s.Page]
}

// loneGap returns what is known of a byte that a page of single bytes lost. ISO-8859-1 and windows-1252
// are one page here, and other pages of Windows are like ones of ISO: if the line has no byte of 80 to 9F,
// which is half of those that continue a character, it is because programs leave out controls, or mark them.
func (p *parser) loneGap() Gap {
	if p.s.Page.Single() && refusals[p.s.Page]().lead != (set{}) && !slices.ContainsFunc(p.syms, func(s symbol) bool { return s.N == 1 && s.B[0] >= 0x80 && s.B[0] < 0xA0 }) {
		return GapControl
	}
	return GapUndefined
}

// crowded reports whether so much is missing, n times without a mark, that anything may be
// read into what is left.
func (p *parser) crowded(n int) bool {
	for i := range p.syms {
		if p.syms[i].mark {
			n++
		}
	}
	return 4*n > len(p.syms)+8
}

// silences counts the places without a mark at which the way that run has found supposes
// that bytes are missing.
func (p *parser) silences() (n int) {
	k := p.end.from
	for i := len(p.ways) - 1; i >= 0; i-- {
		w := &p.ways[i][k]
		if w.silent != nothing {
			n++
		}
		k = w.from
	}
	return n
}

// endsOnly reports whether bytes are missing at ends of the line and of its cells only, where
// programs trim and cut.
func (p *parser) endsOnly() bool {
	k := p.end.from
	for i := len(p.ways) - 1; i >= 0; i-- {
		w := &p.ways[i][k]
		if w.silent != nothing && !CellEnds(p.syms[i].B[:1]) {
			return false
		}
		k = w.from
	}
	return true
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

// likelier reads the symbols as each habit has it, and Big5 with either order of its last
// rows: nearly any bytes are pairs. It is ok if the first habit, the common one, makes
// the likeliest text of them.
func (p *parser) likelier() (chars []Char, ok bool) {
	least := math.MaxInt
	for rows := range 2 {
		if rows > 0 && !p.otherRows() {
			break
		}
		for k := range habits {
			if p.run(&habits[k]) >= never {
				continue
			}
			list, fits := p.build()
			if !fits {
				continue
			}
			if cost := costOfKnown(list) + rows*otherLead + k*p.markCount()*rarely; cost < least {
				chars, least, ok = append(chars[:0], list...), cost, k == 0
			}
		}
	}
	return chars, ok
}

// rarely is what it costs for each mark that a decoder has the second habit, not the first.
const rarely = lm.Nat

// markCount counts the marks.
func (p *parser) markCount() (n int) {
	for i := range p.syms {
		if p.syms[i].mark {
			n++
		}
	}
	return n
}

// otherRows turns to the other codes of Big5. It reports whether there are any.
func (p *parser) otherRows() (any bool) {
	if p.s.Page != Big5 {
		return false
	}
	for i := range p.syms {
		if sym := &p.syms[i]; sym.other.N > 0 && sym.rows {
			sym.Code, sym.other = sym.other, sym.Code
			any = true
		}
	}
	return any
}

// costOfKnown is what the characters cost that are known, and those that lost bytes, by
// what is left of them.
func costOfKnown(list []Char) (cost int) {
	prev := lm.Start
	for i := range list {
		if list[i].Lost() {
			prev = lm.TokenOf(likelyHan)
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
	return cost
}

// likelyHan stands for a character that lost bytes, before the one behind it: mostly it is a
// Han character, and a letter there would be rare.
const likelyHan = '的'

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
			if c := cost + once; sym.once != nil && k == 0 && (sym.once.Lost() || sym.once.R >= 0x80 || sym.only) {
				switch {
				case sym.only:
					c = cost
				case i > 0 && p.ways[i-1][0].action == asOnce:
					c = cost + again
				}
				if c < next[0] {
					next[0], ways[0] = c, how{action: asOnce}
				}
				if sym.only {
					continue
				}
			}
			if sym.only {
				continue
			}
			if sym.mark {
				p.lose(h, i, k, cost, &next, ways)
				continue
			}
			to, ok := p.known(k, &sym.Code)
			if sym.box && !ok {
				p.lose(h, i, k, cost, &next, ways)
				continue
			}
			odd := ok && h.silent < never && p.oddly(i, k)
			if odd || !ok {
				p.drop(h, k, cost, sym, &next, ways)
			}
			c := cost
			if odd {
				c += rarely
			}
			if ok && c < next[to] {
				next[to], ways[to] = c, how{action: asBytes, from: uint8(k)}
			}
			if sym.other.N > 0 && !(h.silent < never && p.s.Page.Single()) { // a blank may be A0, but others of these stand there
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
	p.end = how{}
	cost := now[0]
	for k := 1; k <= maxWant && h.silent < never; k++ { // the line ends within a character
		if c := now[k] + h.silent; c < cost {
			cost, p.end = c, how{from: uint8(k), silent: uint8(k)}
		}
	}
	return cost
}

// oddly reports whether symbol i, where k bytes are wanted, makes a rare character of the one before it:
// a pair may have been dropped between them, which hardly ever is seen from what stands there otherwise.
func (p *parser) oddly(i, k int) bool {
	if k != 1 || i == 0 || p.syms[i-1].N != 2 || p.s.Page.Single() {
		return false
	}
	b := p.syms[i-1].B
	r, n := utf8.DecodeRune([]byte{b[0], b[1], p.syms[i].B[0]})
	return n == 3 && lm.UnigramCost(lm.TokenOf(r)) >= rareGuess
}

// rareGuess is what a character costs at least that is rare.
const rareGuess = 11 * lm.Nat

// drop reads a symbol that can not be read where k bytes are wanted, with a pair missing
// before it, or a byte before ASCII.
func (p *parser) drop(h *habit, k int, cost int32, sym *symbol, next *states, ways *[maxWant + 1]how) {
	if h.silent >= never {
		return
	}
	least, most := 1, 2
	if p.s.Page.Single() { // all that the character lacks
		least, most = k, k
	}
	for n := least; n <= most; n++ {
		if n == 1 && sym.B[0] >= 0x80 && !p.s.Page.Single() {
			continue
		}
		behind := states{never, never, never, never}
		var w [maxWant + 1]how
		p.missing(n, k, cost+h.silent, how{action: asPair, from: uint8(k), silent: uint8(n)}, &behind, &w)
		for mid, c := range behind {
			if c >= never {
				continue
			}
			if to, ok := p.known(mid, &sym.Code); ok && c < next[to] {
				next[to], ways[to] = c, w[mid]
				ways[to].action = asBytes
			}
		}
	}
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
			case c < 0xC2 || c > 0xF4 || p.twice && c > 0xC3 && c < 0xE0: // of letters of alphabets, pairs of GBK are many
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
	if sym.pairs != nil {
		p.missing(2, k, cost, how{action: asPair, from: uint8(k)}, next, ways)
		return
	}
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
			if p.twice && l.size == 2 {
				continue // a letter of an alphabet, of which nothing is left
			}
			if w.action == asPair && n == 1 {
				w.lead[1] = l.size
			} else {
				w.lead[0] = l.size
			}
			p.missing(n-1, int(l.size)-1, cost+l.cost, w, next, ways)
		}
	}
}
