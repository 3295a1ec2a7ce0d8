package decoder

import (
	"math/bits"
	"sync"
	"unicode/utf8"
)

// set is a set of bytes.
type set [4]uint64

func (s *set) add(b byte)      { s[b>>6] |= 1 << (b & 63) }
func (s *set) has(b byte) bool { return s[b>>6]>>(b&63)&1 != 0 }

// size returns how many bytes are in the set.
func (s *set) size() (n int) {
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// refused says what a page refuses. Private-use characters count: some decoders keep
// them, others do not.
type refused struct {
	pair   [128]set // by lead byte less 0x80: the bytes it is refused before
	before [256]set // by second byte: the first ones it is refused behind
	first  set      // first bytes of refused pairs whose second byte is not ASCII
	lead   set      // bytes that are no character by themselves
	trim   set      // bytes of a page of single bytes that programs take off an end: blanks and soft hyphens
}

// refusals of all pages, each made when it is first needed.
var refusals = func() (list [AllPages]func() *refused) {
	for y := range AllPages {
		list[y] = sync.OnceValue(func() *refused { return refusedBy(y) })
	}
	return list
}()

func refusedBy(y Page) *refused {
	f := new(refused)
	if y >= NumPages {
		f.lead = singles().gaps[y.number()]
		return f
	}
	for b := 0x80; b < 0x100; b++ {
		if y.Single() {
			if sloppyPages[y].Undefined(byte(b)) {
				f.lead.add(byte(b))
			}
			if r := sloppyPages[y].DecodeByte(byte(b)); r == '\u00A0' || r == '\u00AD' {
				f.trim.add(byte(b))
			}
			continue
		}
		if y == GBK && b == 0x80 { // € in Windows, nothing elsewhere
			f.lead.add(byte(b))
			for c := range 0x100 {
				f.refuse(byte(b), byte(c))
			}
			continue
		}
		if r, _ := y.Decode([]byte{byte(b)}); r != utf8.RuneError && r >= 0xA0 && !private(r) {
			continue
		}
		f.lead.add(byte(b))
		for c := range 0x100 {
			if r, ok := y.decodePair(byte(b), byte(c)); !ok || private(r) {
				f.refuse(byte(b), byte(c))
				if c >= 0x80 {
					f.first.add(byte(b))
				}
			}
		}
	}
	return f
}

// refuse adds a pair of bytes.
func (f *refused) refuse(first, second byte) {
	f.pair[first-0x80].add(second)
	f.before[second].add(first)
}

func private(r rune) bool { return r >= 0xE000 && r < 0xF900 }

// Gap is what is known of a byte of a character; the zero Gap is a byte that is there.
type Gap uint16

// The gaps.
const (
	GapUndefined   Gap               = 1 + iota // a byte that the single-byte page leaves undefined
	GapAny                                      // a byte of which nothing is known
	GapFirst                                    // the first of a refused pair
	GapSecond                                   // the second of a refused pair whose first byte is the one before in the same character
	GapEnd                                      // a lead byte at the end of the text, or before what was never in the page
	GapDropped                                  // a byte that is no printable character in the single-byte page
	GapTrimmed                                  // a byte at an end that was trimmed
	GapControl                                  // a byte 80 to 9F, a control in ISO-8859-1
	GapDroppedNear                              // GapDropped, here or before a byte of the character that is there
	GapControlNear                              // GapControl, likewise
	GapASCII                                    // a byte of ASCII that went with the one before
	GapBefore                                   // + c: a byte that is refused before the byte c
	GapAfter       = GapBefore + 256            // + b: the second of a refused pair whose first byte is b
)

// orBefore returns what is known of g if it may be before another byte.
func (g Gap) orBefore() Gap {
	if g == GapControl {
		return GapControlNear
	}
	return GapDroppedNear
}

// near reports whether the byte may be before another byte.
func (g Gap) near() bool { return g == GapDroppedNear || g == GapControlNear }

// Silent reports whether the byte is one of a page of single bytes that left no mark.
func (g Gap) Silent() bool { return g == GapDropped || g == GapControl || g.near() }

// allowed returns the bytes that may fill gap g, behind the byte prev of the character.
func (f *refused) allowed(g Gap, prev byte) set {
	switch {
	case g == GapAny:
		return set{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
	case g == GapAfter: // what stood before is not known yet
		return beyondASCII
	case g == GapUndefined, g == GapEnd:
		return f.lead
	case g == GapDropped, g == GapDroppedNear:
		s := f.lead
		s.add(0xAD)
		return s
	case g == GapTrimmed:
		return f.trim
	case g == GapControl, g == GapControlNear:
		return controls
	case g == GapFirst:
		return f.first
	case g == GapSecond:
		return f.behind(prev)
	case g > GapAfter:
		return f.behind(byte(g - GapAfter))
	}
	return f.before[byte(g-GapBefore)]
}

// controls are the bytes 80 to 9F.
var controls = set{2: 1<<32 - 1}

var beyondASCII = set{2: ^uint64(0), 3: ^uint64(0)}

// behind returns the bytes beyond ASCII that are refused behind a first byte.
func (f *refused) behind(first byte) (s set) {
	if first >= 0x80 {
		s = f.pair[first-0x80]
		s[0], s[1] = 0, 0
	}
	return s
}
