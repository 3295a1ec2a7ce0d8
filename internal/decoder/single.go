package decoder

import (
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"
)

// Which pages of single bytes have all characters of a line is one look at a table for each
// of them, whatever the number of pages; most have hardly any. So a page that is met seldom
// needs no column of the recogniser where a whole line was read in it.

// Singles is a set of pages of single bytes: bit k for the kth of them, see [Singles.Pages].
type Singles uint64

// numSingles is how many there are.
const numSingles = int(Partial) + int(AllPages-NumPages)

const _ = uint(64 - numSingles) // a set has room for so many

// Pages calls do for each page, those that are met often first, until it returns false.
func (s Singles) Pages(do func(y Page) bool) {
	for ; s != 0; s &= s - 1 {
		if k := bits.TrailingZeros64(uint64(s)); !do(singlePage(k)) {
			return
		}
	}
}

// Has reports whether page y is in s.
func (s Singles) Has(y Page) bool { return s>>y.number()&1 != 0 }

// singlePage is the kth page of single bytes.
func singlePage(k int) Page {
	if k < int(Partial) {
		return Page(k)
	}
	return NumPages + Page(k) - Partial
}

// number is the inverse of singlePage.
func (p Page) number() int {
	if p < Partial {
		return int(p)
	}
	return int(p-NumPages) + int(Partial)
}

// singleTable has the bytes of the characters that the pages have.
type singleTable struct {
	index  [1 << 16 / 64]uint8
	blocks [][64]uint16       // the number of each character, 0 for those that no page has
	bytes  [][numSingles]byte // by number: 0 in pages that have it not
	pages  []Singles
	upper  [numSingles][128]rune // without gaps, as far as no two become the same
	gaps   [numSingles]set
	twins  [numSingles]func() []bool // by number: whether a page that is like the kth has the character as another byte
}

// singles are the tables, made when a line is first asked about.
var singles = sync.OnceValue(func() *singleTable {
	t := &singleTable{blocks: make([][64]uint16, 1), bytes: make([][numSingles]byte, 1), pages: make([]Singles, 1)}
	for k := range numSingles {
		y := singlePage(k)
		if y < Partial {
			for b := range 128 {
				t.upper[k][b] = sloppyPages[y].DecodeByte(byte(0x80 + b))
			}
		} else {
			t.fill(k, []rune(wholePages[y-NumPages]))
		}
		for b, r := range t.upper[k] {
			t.put(r, k, byte(0x80+b))
		}
		t.twins[k] = sync.OnceValue(func() []bool { return t.elsewhere(k) })
	}
	return t
})

// alike is how many characters two pages have as the same bytes at least that are taken for each other.
const alike = 80

// elsewhere returns, by number, which characters of the kth page another that is like it has as other bytes;
// nil if there are none.
func (t *singleTable) elsewhere(k int) []bool {
	list, some := make([]bool, len(t.bytes)), false
	for o := range numSingles {
		same := 0
		for _, b := range t.bytes {
			if b[k] != 0 && b[k] == b[o] {
				same++
			}
		}
		if same < alike {
			continue
		}
		for n, b := range t.bytes {
			list[n] = list[n] || b[k] != 0 && b[o] != 0 && b[k] != b[o]
			some = some || list[n]
		}
	}
	if !some {
		return nil
	}
	return list
}

// Contested reports whether text has a character that a page of single bytes which is much like
// p has as another byte, so that it matters which of the two text was read in.
func (p Page) Contested(text []byte) bool {
	t := singles()
	twins := t.twins[p.number()]()
	for i := 0; i < len(text) && twins != nil; {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if i += n; twins[t.number(r)] {
			return true
		}
	}
	return false
}

// fill takes in the characters of the kth page, and what stands for its gaps.
func (t *singleTable) fill(k int, upper []rune) {
	for b, r := range upper {
		own := rune(0x80 + b)
		if r == utf8.RuneError || r == own && own < 0xA0 {
			t.gaps[k].add(byte(own))
		}
		if r == utf8.RuneError && !slices.Contains(upper, own) {
			r = own
		}
		t.upper[k][b] = r
	}
}

// put notes that the kth page has r as b.
func (t *singleTable) put(r rune, k int, b byte) {
	if r == utf8.RuneError {
		return
	}
	block := &t.index[r>>6]
	if *block == 0 {
		*block = uint8(len(t.blocks))
		t.blocks = append(t.blocks, [64]uint16{})
	}
	n := &t.blocks[*block][r&63]
	if *n == 0 {
		*n = uint16(len(t.bytes))
		t.bytes, t.pages = append(t.bytes, [numSingles]byte{}), append(t.pages, 0)
	}
	t.bytes[*n][k] = b
	t.pages[*n] |= 1 << k
}

// number returns the number of r, 0 if no page has it.
func (t *singleTable) number(r rune) uint16 {
	if uint32(r) > 0xFFFF {
		return 0
	}
	return t.blocks[t.index[r>>6]][r&63]
}

// SinglesOf returns the pages of single bytes that have all characters of text, but for marks
// of lost bytes.
func SinglesOf(text []byte) Singles {
	t := singles()
	all := Singles(1<<numSingles - 1)
	for i := 0; i < len(text) && all != 0; {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if i += n; r != utf8.RuneError {
			all &= t.pages[t.number(r)]
		}
	}
	return all
}

// single is Encode for any page of single bytes.
func (p Page) single(r rune) (c Code) {
	t := singles()
	if c.B[0] = t.bytes[t.number(r)][p.number()]; c.B[0] != 0 {
		c.N = 1
	}
	return c
}

// appendSingle is AppendEncoded for any page of single bytes.
func (p Page) appendSingle(dst, text []byte) (out []byte, ok bool) {
	t, k := singles(), p.number()
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			dst = append(dst, text[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		b := t.bytes[t.number(r)][k]
		if b == 0 {
			return dst, false
		}
		dst = append(dst, b)
	}
	return dst, true
}
