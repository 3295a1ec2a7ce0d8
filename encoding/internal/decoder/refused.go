package decoder

import (
	"sync"
	"unicode/utf8"
)

// set is a set of bytes.
type set [4]uint64

func (s *set) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *set) has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }

// refused says what a page refuses. Private-use characters count: some decoders keep
// them, others do not.
type refused struct {
	pair  [128]set // by lead byte less 0x80: the bytes it is refused before
	first set      // first bytes of refused pairs whose second byte is not ASCII
	lead  set      // bytes that are no character by themselves
}

// refusals of all pages, each made when it is first needed.
var refusals = func() (list [NumPages]func() *refused) {
	for y := range NumPages {
		list[y] = sync.OnceValue(func() *refused { return refusedBy(y) })
	}
	return list
}()

func refusedBy(y Page) *refused {
	f := new(refused)
	for b := 0x80; b < 0x100; b++ {
		if y.Single() {
			if sloppyPages[y].Undefined(byte(b)) {
				f.lead.add(byte(b))
			}
			continue
		}
		if y == GBK && b == 0x80 { // € in Windows, nothing elsewhere
			f.lead.add(byte(b))
			f.pair[0] = set{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
			continue
		}
		if r, _ := y.Decode([]byte{byte(b)}); r != utf8.RuneError && r >= 0xA0 && !private(r) {
			continue
		}
		f.lead.add(byte(b))
		for c := range 0x100 {
			if r, ok := y.decodePair(byte(b), byte(c)); !ok || private(r) {
				f.pair[b-0x80].add(byte(c))
				if c >= 0x80 {
					f.first.add(byte(b))
				}
			}
		}
	}
	return f
}

func private(r rune) bool { return r >= 0xE000 && r < 0xF900 }

// Gap is what is known of a byte of a character; the zero Gap is a byte that is there.
type Gap uint16

// The gaps.
const (
	GapUndefined Gap               = 1 + iota // a byte that the single-byte page leaves undefined
	GapAny                                    // a byte of which nothing is known
	GapFirst                                  // the first of a refused pair
	GapSecond                                 // the second of a refused pair whose first byte is the one before in the same character
	GapEnd                                    // a lead byte at the end of the text, or before what was never in the page
	GapDropped                                // a byte that is no printable character in the single-byte page
	GapBefore                                 // + c: a byte that is refused before the byte c
	GapAfter     = GapBefore + 256            // + b: the second of a refused pair whose first byte is b
)

// allows reports whether byte b may fill gap g, behind the byte prev of the character.
func (f *refused) allows(g Gap, b, prev byte) bool {
	switch {
	case g == GapAny:
		return true
	case b < 0x80:
		return false
	case g == GapUndefined, g == GapEnd:
		return f.lead.has(b)
	case g == GapDropped:
		return b == 0xAD || f.lead.has(b)
	case g == GapFirst:
		return f.first.has(b)
	case g == GapSecond:
		return prev >= 0x80 && f.pair[prev-0x80].has(b)
	case g == GapAfter:
		return true // what stood before is not known yet
	case g > GapAfter:
		return g-GapAfter >= 0x80 && f.pair[g-GapAfter-0x80].has(b)
	}
	return f.pair[b-0x80].has(byte(g - GapBefore))
}
