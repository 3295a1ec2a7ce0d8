package mojibake

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/lm"
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
		if r, _ := y.decode([]byte{byte(b)}); r != utf8.RuneError && r >= 0xA0 && (r < 0xE000 || r >= 0xF900) {
			continue
		}
		f.lead.add(byte(b))
		for c := range 0x100 {
			r, n := y.decode([]byte{byte(b), byte(c)})
			if r == utf8.RuneError && (y != gbkPage || c < 0x30 || c > 0x39 || true) || n == 1 || r >= 0xE000 && r < 0xF900 {
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
	if y == latin {
		return sloppy.CP1252.Undefined(b)
	}
	return sloppyPages[y].Undefined(b)
}

// allows tells whether byte b may fill gap g of a pending character, the byte
// before it being prev.
func (f *refusals) allows(g gap, b, prev byte) bool {
	switch {
	case g == gapAny:
		return true
	case b < 0x80:
		return false
	case g == gapUndefined, g == gapEnd:
		return f.lead.has(b)
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

// candidates calls do for every character that p, complete now, may be.
func (x source) candidates(p *pending, f *refusals, do func(r rune, last byte)) {
	b, n := p.b, int(p.n)
	switch x {
	case utf8Source:
		x.utf8Candidates(p, f, 0, b, do)
	case gbkSource, big5Source:
		if n != 2 || p.gap[0] != 0 && p.gap[1] != 0 {
			return
		}
		for v := 0x40; v < 0xFF; v++ {
			if p.gap[0] != 0 {
				b[0] = byte(v)
			} else {
				b[1] = byte(v)
			}
			if p.gap[0] != 0 && !f.allows(p.gap[0], b[0], 0) || p.gap[1] != 0 && !f.allows(p.gap[1], b[1], b[0]) {
				continue
			}
			var r rune
			var ok bool
			if x == gbkSource {
				r, ok = gb18030.WHATWG.DecodePair(b[0], b[1])
			} else {
				r, ok = big5.WHATWG.DecodePair(b[0], b[1])
			}
			if ok && fillable(r) {
				do(r, b[1])
			}
		}
	}
}

// utf8Candidates fills the gaps of p from byte k on.
func (x source) utf8Candidates(p *pending, f *refusals, k int, b [4]byte, do func(r rune, last byte)) {
	n := int(p.n)
	if k == n {
		r, size := utf8.DecodeRune(b[:n])
		if size == n && r != utf8.RuneError && fillable(r) {
			do(r, b[n-1])
		}
		return
	}
	if p.gap[k] == 0 {
		x.utf8Candidates(p, f, k+1, b, do)
		return
	}
	lo, hi := byte(0x80), byte(0xBF)
	if k == 0 {
		lo, hi = 0xE2, 0xEF
	}
	prev := byte(0)
	if k > 0 {
		prev = b[k-1]
	}
	for v := lo; v <= hi; v++ {
		if f.allows(p.gap[k], v, prev) {
			b[k] = v
			x.utf8Candidates(p, f, k+1, b, do)
		}
	}
}

// fillable tells whether r may be put where bytes were lost. Letters and
// digits are never invented.
func fillable(r rune) bool {
	switch {
	case r >= 0x3400 && r < 0xA000, r >= 0x3000 && r < 0x3020, r >= 0x3040 && r < 0x3100, r >= 0x20000 && r < 0x30000:
		return true
	case strings.ContainsRune("“”‘’—…·•！（），：；？～", r):
		return true
	case r >= 0xAC00 && r < 0xD7A4, r >= 0x1F300 && r < 0x1FB00, r >= 0x2600 && r < 0x27C0:
		return true
	}
	return false
}

// guesses returns the likeliest characters that p may be behind two tokens,
// the best first.
func (w *walker) guesses(s step, p *pending, first, prev lm.Token) []guess {
	list := w.guessed[:0]
	f := w.refused(s.y)
	s.x.candidates(p, f, func(r rune, last byte) {
		w.work--
		c := int32(lm.Cost3(first, prev, lm.TokenOf(r)))
		if len(list) == maxGuesses && c >= list[len(list)-1].cost {
			return
		}
		c += w.taste(r)
		if len(list) == maxGuesses {
			if c >= list[len(list)-1].cost {
				return
			}
			list = list[:len(list)-1]
		}
		i := len(list)
		for i > 0 && list[i-1].cost > c {
			i--
		}
		list = slices.Insert(list, i, guess{r, last, c})
	})
	w.guessed = list
	return list
}

// Costs of supposing lost bytes.
const (
	costGuess   = 3 * nat / 2 // a byte that the page refuses
	costReread  = 3 * nat / 2 // more: before a byte that is not ASCII
	costPair    = 2 * nat     // a refused pair
	costSwallow = 4 * nat     // an ASCII character that a lead byte took along
)

// fillsIn tells whether lost bytes of a step are filled in. Of UTF-8 read in
// Big5 or EUC-JP, too little is left.
func (s step) fillsIn() bool { return s.x != utf8Source || s.y != big5Page && s.y != eucJP }

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

// unknown returns how many bytes of p were lost.
func (p *pending) unknown() (n int) {
	for _, g := range p.gap {
		if g != 0 {
			n++
		}
	}
	return n
}

// mark tells whether character i stands for lost bytes.
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
		c.cost += w.taste(g.r)
		c.emit(g.r)
		then(c, g.last)
	}
}

// perGuess is what a span must gain beside for every guess.
const perGuess = 3 * nat

// How likely a guess must be, of all that the bytes allow, for it to be right in
// 97 of 100 cases; the model is a little too sure of itself.
const (
	sureChance = 0.9
	surePhase  = 0.97 // where it is also open where the byte was
	surePair   = 0.95 // where two bytes were lost
)

// sure returns how likely a guess must be.
func (s step) sure(p *pending) float64 {
	switch {
	case s.y.phased():
		return surePhase
	case p.unknown() > 1, p.gap[0] >= gapAfter, p.n > 0 && p.gap[p.n-1] == gapFirst:
		return surePair
	}
	return sureChance
}

// settle weighs the guesses of a span again, with all of its text known. What
// is not sure becomes U+FFFD. It returns the repaired text, the lowest margin
// of the guesses that are left in it, and a note.
func (w *walker) settle(s step, p *span) (text []rune, margin int32, note []byte) {
	kept := 0
	margin = math.MaxInt32
	f := w.refused(s.y)
	for range 2 {
		for k := range p.guesses {
			w.choose(s, f, p, k)
		}
	}
	text = slices.Clone(p.text)
	for k := range p.guesses {
		g := &p.guesses[k]
		list, chance := w.choose(s, f, p, k)
		lead := int32(min(10, -math.Log(1-chance+1e-9)) * nat)
		if len(list) > 0 && chance >= s.sure(&g.lost) {
			kept++
			margin = min(margin, lead)
			continue
		}
		text[g.at] = utf8.RuneError
		note = append(note, "; lost: one of"...)
		for _, c := range list {
			note = append(note, ' ')
			note = utf8.AppendRune(note, c.r)
		}
	}
	if kept > 0 {
		note = fmt.Appendf(note, "; inferred: %d", kept)
	}
	return text, margin, note
}

// choose puts the likeliest character in the place of guess k, and returns the
// best few, the best first. Where a refused pair was the end of one character
// and the beginning of the next, both are chosen together.
func (w *walker) choose(s step, f *refusals, p *span, k int) (best []guess, chance float64) {
	g := &p.guesses[k]
	if g.lost.gap[0] >= gapAfter && k > 0 && p.guesses[k-1].at == g.at-1 {
		q := &p.guesses[k-1].lost
		if q.gap[q.n-1] == gapFirst {
			b := w.lastByte(s, f, &p.guesses[k-1].lost, p.text[g.at-1])
			if b != 0 {
				g.lost.gap[0] = gapAfter + gap(b)
			}
		}
	}
	a, b := w.tokenAt(p, g.at-2), w.tokenAt(p, g.at-1)
	var next *guessed
	if k+1 < len(p.guesses) && p.guesses[k+1].at == g.at+1 {
		if l := &p.guesses[k+1].lost; l.gap[0] >= gapAfter && l.unknown() == 1 && g.lost.unknown() == 1 {
			next = &p.guesses[k+1]
		}
	}
	d, e, h := w.tokenAt(p, g.at+1), w.tokenAt(p, g.at+2), w.tokenAt(p, g.at+3)
	open := w.quotesOpen(p, g.at)
	base, sum := int32(math.MaxInt32), 0.0 // the least cost, and the chances relative to it
	add := func(r rune, last byte, c int32) {
		best = insert(best, guess{r, last, c})
		if base == math.MaxInt32 {
			base = c
		}
		if c < base {
			sum *= math.Exp(float64(c-base) / nat)
			base = c
		}
		sum += math.Exp(float64(base-c) / nat)
	}
	s.x.candidates(&g.lost, f, func(r rune, last byte) {
		c := lm.TokenOf(r)
		own := w.taste(r) + balance(r, open) + int32(lm.Cost3(a, b, c))
		if next == nil {
			own += int32(lm.Cost3(b, c, d) + lm.Cost3(c, d, e))
			if d != lm.Start { // beyond the end, there is nothing
				add(r, last, own)
				return
			}
			add(r, last, own-int32(lm.Cost3(c, d, e)))
			return
		}
		lost := next.lost
		lost.gap[0] = gapAfter + gap(last)
		low := int32(math.MaxInt32)
		s.x.candidates(&lost, f, func(r rune, _ byte) {
			t := lm.TokenOf(r)
			low = min(low, w.taste(r)+int32(lm.Cost3(b, c, t)+lm.Cost3(c, t, e)+lm.Cost3(t, e, h)))
		})
		if low < math.MaxInt32 {
			add(r, last, own+low)
		}
	})
	if len(best) > 0 {
		p.text[g.at] = best[0].r
		chance = 1 / sum
	}
	return best, chance
}

// quotesOpen tells whether a quotation is open before character at of the text
// of a span.
func (w *walker) quotesOpen(p *span, at int) bool {
	open := false
	turn := func(text []rune) {
		for _, r := range text {
			switch r {
			case '“':
				open = true
			case '”':
				open = false
			}
		}
	}
	turn(w.runes[:p.from])
	turn(p.text[:at])
	return open
}

// balance is what a quotation mark costs beside that closes what is not open, or
// opens what is; less than nothing where it fits.
func balance(r rune, open bool) int32 {
	switch {
	case r == '”' && open:
		return -2 * nat
	case r == '”', r == '“' && open:
		return 4 * nat
	}
	return 0
}

// insert adds a guess to the best few.
func insert(list []guess, g guess) []guess {
	const few = 4
	if len(list) == few {
		if g.cost >= list[few-1].cost {
			return list
		}
		list = list[:few-1]
	}
	i := len(list)
	for i > 0 && list[i-1].cost > g.cost {
		i--
	}
	return slices.Insert(list, i, g)
}

// lastByte returns the last byte of r, which fills p.
func (w *walker) lastByte(s step, f *refusals, p *pending, r rune) (b byte) {
	s.x.candidates(p, f, func(c rune, last byte) {
		if c == r {
			b = last
		}
	})
	return b
}

// tokenAt returns the token of character i of the text of a span, which may
// lie beyond its ends.
func (w *walker) tokenAt(p *span, i int) lm.Token {
	switch {
	case i < 0:
		if i += p.from; i >= 0 {
			return w.toks[i]
		}
	case i < len(p.text):
		return lm.TokenOf(p.text[i])
	default:
		if i += p.to - len(p.text); i < len(w.toks) {
			return w.toks[i]
		}
	}
	return lm.Start
}

// style is the script of a line, as far as it is known.
type style struct {
	traditional, kana, hangul bool
}

// costScript is what a character of the wrong script costs.
const costScript = 4 * nat

// taste returns what r costs beside, as a guess in a line of the style.
func (w *walker) taste(r rune) int32 {
	switch {
	case r >= 0x3040 && r < 0x3100:
		if !w.style.kana {
			return costScript
		}
	case r >= 0xAC00 && r < 0xD7A4:
		if !w.style.hangul {
			return 2 * costScript
		}
	case r < 0x3400 || r > 0xFFFF:
	default:
		gb, b5 := scripts(r)
		if w.style.traditional && !b5 || !w.style.traditional && !gb {
			return costScript
		}
	}
	return 0
}

// scripts tells whether r is a character of GB2312 and of the first two planes
// of Big5, which stand for simplified and traditional text.
func scripts(r rune) (gb, b5 bool) {
	_, _, gb = gb18030.EncodeGB2312(r)
	c, n := big5.CP950.EncodeRune(r)
	return gb, n == 2 && c[0] < 0xFA
}

// styleOf returns the style of text.
func styleOf(text []rune) (s style) {
	simple, full := 0, 0
	for _, r := range text {
		switch {
		case r >= 0x3040 && r < 0x3100:
			s.kana = true
		case r >= 0xAC00 && r < 0xD7A4:
			s.hangul = true
		case r >= 0x4E00 && r < 0xA000:
			gb, b5 := scripts(r)
			if gb && !b5 {
				simple++
			}
			if b5 && !gb {
				full++
			}
		}
	}
	s.traditional = full > simple || s.kana
	return s
}
