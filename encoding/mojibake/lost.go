package mojibake

import (
	"math"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Lost bytes. A page has no character for some bytes: those it leaves
// undefined, a lead byte before a byte that is no trail byte, a pair in its
// user-defined area. Where they were, a question mark or U+FFFD stands. What
// they may have been follows from what the page refuses, from the bytes
// beside them and from the source charset; the language model chooses.

// gap says what is known of a byte of a pending character; the zero gap is a
// byte that is known.
type gap uint16

const (
	gapUndefined gap               = 1 + iota // a byte that the single-byte page leaves undefined
	gapAny                                    // a byte of which nothing is known
	gapFirst                                  // the first of a refused pair
	gapSecond                                 // the second of a refused pair whose first byte is the one before in the same character
	gapEnd                                    // a lead byte at the end of the text, or before what was never in the page
	gapDropped                                // a byte that is no printable character in the single-byte page
	gapBefore                                 // + c: a byte that is refused before the byte c
	gapAfter     = gapBefore + 256            // + b: the second of a refused pair whose first byte is b
)

// byteSet is a set of bytes.
type byteSet [4]uint64

func (s *byteSet) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *byteSet) has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }

// refusals says what a page refuses.
type refusals struct {
	ready bool
	pair  [128]byteSet // by lead byte less 0x80: the bytes it is refused before
	first byteSet      // first bytes of refused pairs whose second byte is not ASCII
	lead  byteSet      // bytes that are no character by themselves
}

// refused returns what page y refuses. Private-use characters count: some
// decoders keep them, others do not.
func (w *walker) refused(y page) *refusals {
	switch y {
	case gbkPhase:
		y = gbkPage
	case big5Phase:
		y = big5Page
	}
	f := &w.refusals[y]
	if f.ready {
		return f
	}
	f.ready = true
	for b := 0x80; b < 0x100; b++ {
		if y.single() {
			if isUndefined(y, byte(b)) {
				f.lead.add(byte(b))
			}
			continue
		}
		if y == gbkPage && b == 0x80 { // € in Windows, nothing elsewhere
			f.lead.add(byte(b))
			f.pair[0] = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
			continue
		}
		if r, _ := y.decode([]byte{byte(b)}); r != utf8.RuneError && r >= 0xA0 && !runeclass.IsPrivate(r) {
			continue
		}
		f.lead.add(byte(b))
		for c := range 0x100 {
			if r, ok := y.decodePair(byte(b), byte(c)); !ok || runeclass.IsPrivate(r) {
				f.pair[b-0x80].add(byte(c))
				if c >= 0x80 {
					f.first.add(byte(b))
				}
			}
		}
	}
	return f
}

func isUndefined(y page, b byte) bool {
	return sloppyPages[y].Undefined(b)
}

// allows reports whether byte b may fill gap g of a pending character, the byte
// before it being prev.
func (f *refusals) allows(g gap, b, prev byte) bool {
	switch {
	case g == gapAny:
		return true
	case b < 0x80:
		return false
	case g == gapUndefined, g == gapEnd:
		return f.lead.has(b)
	case g == gapDropped:
		return b == 0xAD || f.lead.has(b)
	case g == gapFirst:
		return f.first.has(b)
	case g == gapSecond:
		return prev >= 0x80 && f.pair[prev-0x80].has(b)
	case g >= gapAfter:
		return f.pair[g-gapAfter-0x80].has(b)
	}
	return f.pair[b-0x80].has(byte(g - gapBefore))
}

// guess is a character that may have stood where bytes were lost.
type guess struct {
	r    rune
	last byte // its last byte
	cost int32
}

// maxGuesses is how many characters are tried for one that lost bytes.
const maxGuesses = 10

// unigramCosts is how many different values lm.UnigramCost has at most.
const unigramCosts = 512

// guesses returns the likeliest characters that p may be behind two tokens,
// the best first.
func (w *walker) guesses(s step, p *pending, first, prev lm.Token) []guess {
	list := w.guessed[:0]
	all := w.candidates(s, p)
	w.work -= len(all)
	for i := range all {
		a := &all[i]
		c := int32(lm.Cost3(first, prev, a.t)) + w.taste(a.kind)
		if len(list) == maxGuesses {
			if c >= list[len(list)-1].cost {
				continue
			}
			list = list[:len(list)-1]
		}
		i := len(list)
		for i > 0 && list[i-1].cost > c {
			i--
		}
		list = slices.Insert(list, i, guess{a.r, a.last, c})
	}
	w.guessed = list
	return list
}

// Costs of supposing lost bytes.
const (
	costGuess   = 3 * nat / 2 // a byte that the page refuses
	costReread  = 3 * nat / 2 // more: before a byte that is not ASCII
	costPair    = 2 * nat     // a refused pair
	costDropped = 7 * nat     // bytes that left no mark
)

// fillsIn reports whether lost bytes of a step are filled in. Of UTF-8 read in some
// pages, too little is left.
func (s step) fillsIn() bool { return s.x != utf8Source || !s.y.has(charset.Scant) }

// wild reads the mark of lost bytes at character i in state h, in all ways.
func (w *walker) wild(s step, h int32, i int, open int32) {
	a := w.all[h]
	if !a.in {
		a.cost += open
	}
	a.in, a.back, a.at, a.n, a.guess = true, h, int32(i+1), 0, -1
	if s.y.single() {
		w.fill(s, a, gapUndefined, costGuess/2, nil)
		return
	}
	next := gapEnd
	extra := int32(0)
	if i+1 < len(w.runes) && w.codes[i+1].n > 0 {
		c := w.codes[i+1].b[0]
		next = gapBefore + gap(c)
		if c >= 0x80 {
			extra = costReread
		}
	} else if i+1 < len(w.runes) && w.mark(i+1) {
		next, extra = gapFirst, costReread
	}
	w.fill(s, a, next, costGuess+extra, nil)
	w.fill(s, a, gapFirst, costPair, func(b state, last byte) {
		if last != 0 {
			w.fill(s, b, gapAfter+gap(last), 0, nil)
		} else {
			w.fill(s, b, gapSecond, 0, nil)
		}
	})
}

// dropsIn reports whether bytes may have been lost without a mark: what a decoder has no
// character for, or controls and soft hyphens, which many programs leave out.
func (s step) dropsIn() bool { return s.x == utf8Source && s.y.has(charset.Drops) }

// silent reads character i in state h, which it can not follow, with bytes between
// them that the page refused and that left no mark: one, or a pair.
func (w *walker) silent(s step, h int32, i int) {
	a, c := w.all[h], w.codes[i]
	a.back, a.at, a.n, a.guess = h, int32(i+1), 0, -1
	next := func(b state, _ byte) { w.feed(s, b, c.b[:c.n]) }
	if s.y.single() {
		w.fill(s, a, gapDropped, costDropped, next)
		return
	}
	w.fill(s, a, gapBefore+gap(c.b[0]), costDropped, next)
	w.fill(s, a, gapFirst, costDropped, func(b state, last byte) {
		if last != 0 {
			w.fill(s, b, gapAfter+gap(last), 0, next)
		} else {
			w.fill(s, b, gapSecond, 0, next)
		}
	})
}

// silentEnd supposes that the line ended in bytes that left no mark.
func (w *walker) silentEnd(s step) {
	w.next = append(w.next[:0], w.live...)
	w.bar = math.MaxInt32
	for _, h := range w.live {
		a := w.all[h]
		if a.pend.n == 0 || w.work <= 0 {
			continue
		}
		a.back, a.n, a.guess = h, 0, -1
		g := gapEnd
		if s.y.single() {
			g = gapDropped
		}
		w.fill(s, a, g, costDropped, func(b state, _ byte) {
			if b.pend.n == 0 {
				w.push(b)
			}
		})
	}
	w.live = append(w.live[:0], w.next...)
}

// unknown returns how many bytes of p were lost.
func (p *pending) unknown() (n int) {
	for _, g := range p.gap {
		if g != 0 {
			n++
		}
	}
	return n
}

// mark reports whether character i stands for lost bytes.
func (w *walker) mark(i int) bool { return w.runes[i] == utf8.RuneError || w.runes[i] == '?' }

// fill feeds a byte of which only g is known to state b. What it makes goes to
// then, with the byte if it is known, or is pushed.
func (w *walker) fill(s step, b state, g gap, price int32, then func(b state, last byte)) {
	p := &b.pend
	b.cost += price
	size := 2
	if s.x == utf8Source {
		if size = 3; p.n > 0 && p.gap[0] == 0 {
			size = utf8Len(p.b[0])
		}
	}
	if int(p.n) >= len(p.gap) || p.unknown() == 2 {
		return
	}
	if s.x == utf8Source && p.n == 0 && then == nil { // an emoji may begin here
		c := b
		c.pend.b[0], c.pend.n = 0xF0, 1
		c.cost += 2 * nat
		w.push(c)
	}
	p.gap[p.n], p.b[p.n] = g, 0
	p.n++
	if int(p.n) < size {
		if then != nil {
			then(b, 0)
		} else {
			w.push(b)
		}
		return
	}
	w.complete(s, b, func(b state, last byte) {
		if then != nil {
			then(b, last)
		} else {
			w.push(b)
		}
	})
}

// complete puts the likeliest characters in the place of b's pending one,
// which is complete but has gaps.
func (w *walker) complete(s step, b state, then func(b state, last byte)) {
	p := b.pend
	if b.n >= uint8(len(b.out)) {
		return
	}
	var buf [maxGuesses]guess
	list := buf[:copy(buf[:], w.guesses(s, &p, b.first, b.prev))]
	b.pend = pending{}
	b.guess = int8(b.n)
	b.lost = p
	b.guesses++
	for _, g := range list {
		c := b
		c.cost += w.taste(kindOf(g.r))
		c.emit(g.r)
		then(c, g.last)
	}
}
