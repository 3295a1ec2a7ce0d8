// Package gate finds, in one pass over a block of text, which repairs have to
// look at it, and where. Clean text is nearly all text, and this pass is nearly
// all it costs.
//
// A character is a stop if some repair may be about it: few in a thousand are,
// in clean Chinese. Two characters that are no stops are told by one test of
// eight bytes, which proves them to be well-formed UTF-8 as well.
package gate

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// Seen says what a block of text may hold. Its slices are used again by the next
// Scan.
type Seen struct {
	// Valid: the block is well-formed UTF-8. If it is not, and Scan was not told
	// to go on, nothing else is known.
	Valid bool
	// Lost: U+FFFD, the mark of lost bytes, or what it is made into.
	Lost bool
	// Losses are the offsets of U+FFFD, and of what such may begin.
	Losses []int32
	// Odd are the offsets of the characters that the canonical form may replace; all of
	// them, unless VeryOdd is set: then there are more than it is worth to note.
	Odd     []int32
	VeryOdd bool
	// Convertible are the offsets of the characters that conversion to simplified
	// Chinese may change, where they stand; all of them, unless Traditional is set: then there are
	// more than it is worth to note.
	Convertible []int32
	Traditional bool
	// Unlikely are offsets of characters in whose neighbourhood the text is so
	// unlikely that it may be damaged, at least one for each such line.
	Unlikely []int32
	// Marks are where a sign of the link farm may stand: ? and U+FFFD, ( and commas, symbols
	// and emoji, beside what they stand beside there.
	Marks []int32
	// Leaks are where something may stand that a transport left: &#, \u and the like.
	Leaks []int32
	// Hasty: there are lines of which nothing is known but Valid, Marks and Unlikely.
	Hasty bool

	many    int      // where Traditional was set
	hasty   bool     // such lines are passed over
	crowded int      // places side by side
	amid    struct { // what mayBeStranger knows
		native int // where the last character of simplified text stands that was met; and none between it …
		end    int // … and here
	}
	list [room]int32 // scratch
}

// Clean reports whether no repair has to look at the block.
func (s *Seen) Clean() bool {
	return s.Valid && !s.Lost && len(s.Odd)+len(s.Convertible)+len(s.Unlikely)+len(s.Marks)+len(s.Leaks) == 0
}

// manyStops is how many convertible characters a block has when it is taken for
// traditional, and how many odd ones are noted.
const manyStops = 1 << 12

const (
	ones  = 0x0101_0101_0101_0101
	highs = 0x8080_8080_8080_8080
	// twoThrees and its mask tell whether a word starts with two characters of
	// three bytes.
	twoThrees, twoThreesMask = 0x8080E0_8080E0, 0xC0C0F0_C0C0F0
)

// Scan looks at a block. goOn makes it go on behind bytes that are not UTF-8.
func (s *Seen) Scan(block []byte, goOn bool) {
	s.reset()
	s.scan(block, 0, len(block), goOn)
}

// reset forgets all but the memory.
func (s *Seen) reset() {
	s.Valid, s.Lost, s.VeryOdd, s.Traditional, s.Hasty, s.hasty, s.crowded, s.many = true, false, false, false, false, false, 0, 0
	s.amid.native, s.amid.end = -1, 0
	s.Losses, s.Odd, s.Convertible, s.Unlikely, s.Marks, s.Leaks = s.Losses[:0], s.Odd[:0], s.Convertible[:0], s.Unlikely[:0], s.Marks[:0], s.Leaks[:0]
}

// scan looks at block from p on, up to the first stop at or behind end. Nothing is near that
// stands before p.
func (s *Seen) scan(block []byte, p, end int, goOn bool) {
	if p == 0 && Signature(block) {
		s.place(0)
	}
	set := s.set()
	rare := -nearby                           // the end of the last rare character
	near := block[:min(len(block), end+tail)] // or the next stop behind may be far
	list := &s.list
	for p < end {
		var n, next int
		if p < len(near)-tail {
			n, next = stops(set, near, p, list)
		} else if next = common(block, p); next >= end {
			return
		}
		if n < full { // what stands there is a stop as well
			list[n] = int32(next)
			n++
		}
		p = next
		for _, at := range list[:n] {
			q := int(at)
			if q >= end {
				return
			}
			if q < next {
				if to, ok := passes(near, q, rare); ok {
					rare = to
					continue
				}
			}
			traditional := s.Traditional
			size, isRare := s.stop(block, q)
			if !s.Valid && !goOn {
				return
			}
			q += size
			if isRare {
				if q-rare <= nearby {
					s.unlikely(block, rare, q)
				} else if s.distant(q) && ShortWord(block, q-size) {
					s.place(q - size)
				}
				rare = q
			}
			p = max(p, q)
			if s.crowded >= crowd {
				if to := s.pass(block, q, end); to > q {
					p, rare = to, -nearby
					break
				}
			}
			if s.Traditional != traditional {
				p, set = q, &others
				break
			}
		}
	}
}

// set returns the stops of three bytes.
func (s *Seen) set() *[1024]uint64 {
	if s.Traditional {
		return &others
	}
	return &threes
}

// common returns the offset of the first character of block, from p on, that is worth a look where a
// block ends: there, strangers are looked at that are no stops.
func common(block []byte, p int) int {
	for p < len(block) {
		r, n := decode(block, p)
		switch {
		case n == 1 && r < utf8.RuneSelf && (p+1 == len(block) || !begins(block[p], block[p+1])):
		case n == 3 && r >= 0x2600 && (threes[r>>6]|foreign[r>>6])>>(r&63)&1 == 0 && r != '，':
		default:
			return p
		}
		p += n
	}
	return p
}

// stop takes note of the stop at offset p of block, and returns how long it is, and whether it is a rare
// character.
func (s *Seen) stop(block []byte, p int) (n int, isRare bool) {
	r, n := decode(block, p)
	switch n {
	case 3:
		at, bit := r>>6, uint64(1)<<(r&63)
		if odd[at]&bit != 0 {
			s.odd(p)
		}
		switch r {
		case utf8.RuneError:
			s.Lost = true
			s.Losses = append(s.Losses, int32(p))
			s.mark(p)
		case '，':
			if stopAt(block[p+n:]) {
				s.mark(p)
			}
		case '锟', '錕', '嚙', '쏙':
			s.Losses = append(s.Losses, int32(p))
			if wrecked(block, p) {
				s.Lost = true
				s.place(p)
			}
		case '鈥', '窶', '馃': // E2 80 and F0 9F, as which marks of English and emoji begin in UTF-8
			if s.distant(p) && (p == 0 || block[p-1] < utf8.RuneSelf) {
				s.place(p)
			}
		case '氓', '莽', '茂', '茫', '盲', '猫', '茅': // those of Twice
			if s.distant(p) && twice(block, p) {
				s.place(p)
			}
		}
		if !s.Traditional && tables.Simplified.Stop[at]&bit != 0 && converts(block, p, r) {
			s.convertible(p)
		}
		isRare = seldom[at]&bit != 0
		if foreign[at]&bit != 0 && !s.Traditional && s.distant(p) && s.mayBeStranger(block, p) && Stranger(block, p) {
			s.place(p)
		}
		if r >= 0x25A0 && r < 0x27C0 && strewn(block, p, n) {
			s.mark(p)
		}
		if (r < 0x2600 && Misread(block, p) || radical(r)) && s.distant(p) {
			s.place(p)
		}
	case 2:
		at, bit := r>>6, uint64(1)<<(r&63)
		if oddTwo[at]&bit != 0 {
			s.odd(p)
		}
		isRare = seldomTwo[at]&bit != 0
		if s.distant(p) && Misread(block, p) {
			s.place(p)
		}
	case 4:
		if r >= 0x2F800 && r < 0x2FA20 || r >= 0xE0000 {
			s.odd(p)
		}
		if !s.Traditional && tables.Simplified.RuneEntry(r) != 0 {
			s.convertible(p)
		}
		if r >= 0x1F000 && r < 0x20000 && strewn(block, p, n) {
			s.mark(p)
		}
		isRare = lm.UnigramCost(lm.TokenOf(r)) >= Rare
	case 1:
		if r == utf8.RuneError {
			s.Valid = false
		} else {
			s.ascii(block, p)
		}
	}
	return n, isRare
}

const (
	// crowd is how many places lie side by side where a line is likely damaged as a whole.
	crowd = 8
	// apart is how far apart places are noted in the rest of the line; those that lie side by
	// side are no more than twice as far apart.
	apart = 64
	// brief is how many bytes are worth passing over, and far how many are passed over at once.
	brief, far = 24, 1024
)

// pass passes over the rest of the line at p, which is likely to become another by what undoes
// wrong decodings, if it is well-formed, up to what may be a sign of the link farm. It
// returns where to go on: p if that is not worth it.
func (s *Seen) pass(block []byte, p, end int) int {
	s.crowded = 0
	rest := block[p:min(end, p+far)] // no more, or signs would be looked for again and again
	if i := bytes.IndexByte(rest, '\n'); i >= 0 {
		rest = rest[:i]
	} else if p+len(rest) < end {
		for len(rest) > 0 && !utf8.RuneStart(block[p+len(rest)]) {
			rest = rest[:len(rest)-1]
		}
	}
	for _, sign := range [...]string{"?", "(", "\xEF", ",\xE3"} {
		if i := bytes.Index(rest, []byte(sign)); i >= 0 {
			rest = rest[:i]
		}
	}
	if len(rest) < brief || !utf8scan.Valid(rest) {
		return p
	}
	s.Hasty = true
	end = p + len(rest)
	for at := int(s.Unlikely[len(s.Unlikely)-1]) + apart; at < end-brief; at += apart {
		for at = max(at, p); !utf8.RuneStart(block[at]); {
			at++
		}
		s.Unlikely = append(s.Unlikely, int32(at))
	}
	s.crowded = crowd - 1 // one behind the sign, or in the next line, shows that it is alike
	return end
}

// odd takes note of a character, if there is room for more.
func (s *Seen) odd(p int) {
	if s.VeryOdd = s.VeryOdd || len(s.Odd) == manyStops; !s.VeryOdd {
		s.Odd = append(s.Odd, int32(p))
	}
}

// converts reports whether the character r at offset p of block may change: for one that only
// words change, as 分, that takes such a word. What is left of a mark in UTF-8 that was read in GBK, 鈥?, does not.
func converts(block []byte, p int, r rune) bool {
	if r >= '鈥' && r <= '鉅' { // E2 and a byte that UTF-8 goes on with
		alone := p < 3 || block[p-1] < utf8.RuneSelf || block[p-3] < 0xE3 // no Han character stands before it
		if next, size := utf8.DecodeRune(block[p+3:]); next == '?' && alone || next == utf8.RuneError && size == 3 {
			return false
		}
	}
	return tables.Simplified.RuneEntry(r)&(dict.Trigger|dict.ChangeMask|dict.Special) != dict.Trigger || tables.Simplified.Covered(block, p, 0)
}

// convertible takes note of a character.
func (s *Seen) convertible(p int) {
	s.Convertible = append(s.Convertible, int32(p))
	if s.Traditional = len(s.Convertible) == manyStops; s.Traditional {
		s.many = p
	}
}

// Convertible appends what the list of this name has in a Seen, however many these are. It looks at block for nothing else.
func Convertible(dst []int32, block []byte) []int32 {
	var list [room]int32
	note := func(p int) (n int) {
		r, n := decode(block, p)
		if n == 3 && tables.Simplified.Stop[r>>6]>>(r&63)&1 != 0 && converts(block, p, r) || n == 4 && tables.Simplified.RuneEntry(r) != 0 {
			dst = append(dst, int32(p))
		}
		return n
	}
	for p := 0; p < len(block); {
		n := 0
		if p < len(block)-tail {
			n, p = stops(tables.Simplified.Stop, block, p, &list)
		}
		for _, at := range list[:n] {
			if _, ok := passes(block, int(at), 0); !ok {
				note(int(at))
			}
		}
		if n < full { // of what stands there, nothing is known
			p += note(p)
		}
	}
	return dst
}

const (
	// Rare is what a character costs by itself, in units of lm, that makes the
	// text around it worth a look. Measured on damaged sentences: of those the
	// model finds unlikely, all but one or two in a hundred have two such
	// characters nearly side by side.
	Rare = 11 * lm.Nat
	// Rarest is what one costs, wherever it stands, that is worth a closer look in a
	// block that holds damage.
	Rarest = 13 * lm.Nat
	// nearby is how many bytes the ends of two rare characters may be apart.
	nearby = 9
	// Limit is what three characters in a row must cost, by their classes, to be
	// unlikely.
	Limit = 3 * 12 * lm.Nat
)

// unlikely takes note of a place between the ends of two rare characters, if the
// model finds it unlikely, or if they are what memory shows that was never written.
func (s *Seen) unlikely(block []byte, before, end int) {
	if k := len(s.Unlikely); k > 0 && int(s.Unlikely[k-1]) >= before-nearby {
		return // it is known already
	}
	if pair := string(block[max(0, end-6):end]); pair == "烫烫" || pair == "屯屯" {
		s.place(end - 6)
		return
	}
	if end-before == 3 && TwoAlone(block, before-3) {
		s.place(before - 3)
		return
	}
	from, to := max(0, before-10), min(len(block), end+8)
	for from < end && !utf8.RuneStart(block[from]) {
		from++
	}
	for to > end && to < len(block) && !utf8.RuneStart(block[to]) {
		to--
	}
	if i := lm.Unlikely(block[from:to], Limit); i >= 0 {
		s.place(from + i)
	}
}

// distant reports whether the last place is not so close to p that who looks there sees
// p as well.
func (s *Seen) distant(p int) bool {
	k := len(s.Unlikely)
	return k == 0 || p-int(s.Unlikely[k-1]) > nearby
}

func (s *Seen) place(p int) {
	if s.hasty {
		if k := len(s.Unlikely); k > 0 && p-int(s.Unlikely[k-1]) <= 2*apart {
			s.crowded++
		} else {
			s.crowded = 0
		}
	}
	s.Unlikely = append(s.Unlikely, int32(p))
}

// decode is utf8.DecodeRune of b[p:], and fast for characters of two and three bytes.
func decode(b []byte, p int) (r rune, n int) {
	var w uint32
	switch {
	case p+4 <= len(b):
		w = binary.LittleEndian.Uint32(b[p:])
	case p+3 == len(b):
		w = uint32(b[p]) | uint32(b[p+1])<<8 | uint32(b[p+2])<<16
	default:
		return utf8.DecodeRune(b[p:])
	}
	if r = rune(w&15<<12 | w>>2&0xFC0 | w>>16&63); w&0xC0C0F0 == 0x8080E0 && r >= 0x800 && r>>11 != 0xD800>>11 {
		return r, 3
	}
	if r = rune(w&31<<6 | w>>8&63); w&0xC0E0 == 0x80C0 && r >= 0x80 {
		return r, 2
	}
	if w&0x80 == 0 {
		return rune(w & 0x7F), 1
	}
	return utf8.DecodeRune(b[p:])
}
