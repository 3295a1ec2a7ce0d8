// Package euctw decodes and encodes EUC-TW, and the planes of CNS 11643 that it
// and ISO-2022-CN carry.
//
// Source: CNS 11643 planes 1 to 7 and 15 as ICU's converter euc-tw-2014 maps
// them, without its private-use characters (planes 12 and 13). See tables.go.
package euctw

import (
	"sync"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/bulk"
)

// index returns the number of a plane in the tables, -1 if it is not there.
func index(plane int) int {
	switch {
	case plane >= 1 && plane <= 7:
		return plane - 1
	case plane == 15:
		return 7
	}
	return -1
}

// DecodeCNS returns the character at a place of CNS 11643; row and column are 1
// to 94. ok is false if there is none.
func DecodeCNS(plane, row, column int) (r rune, ok bool) {
	p := index(plane)
	if p < 0 || row < 1 || row > 94 || column < 1 || column > 94 {
		return 0, false
	}
	r = at((p*94+row-1)*94 + column - 1)
	return r, r != 0
}

func at(i int) rune {
	r := rune(low[i])
	if supplementary[i>>3]>>(i&7)&1 != 0 {
		r |= 0x20000
	}
	return r
}

// cells has the cell of each character, plus 1, by the character's high bits and its low
// byte; made of low when it is first asked for, since few texts are written in EUC-TW.
// Of a character with two cells it has the later one.
var cells = sync.OnceValue(func() *[0x300]*[256]uint32 {
	var pages [0x300]*[256]uint32
	for i := range low {
		if r := at(i); r != 0 {
			page := &pages[r>>8]
			if *page == nil {
				*page = new([256]uint32)
			}
			(*page)[r&0xFF] = uint32(i + 1)
		}
	}
	return &pages
})

// EncodeCNS is the inverse of DecodeCNS. Three characters have a second place
// among the radicals of plane 1; of these it returns the other.
func EncodeCNS(r rune) (plane, row, column int, ok bool) {
	if r < 0x80 || r > 0x2FFFF {
		return 0, 0, 0, false
	}
	page := cells()[r>>8]
	if page == nil || page[r&0xFF] == 0 {
		return 0, 0, 0, false
	}
	cell := int(page[r&0xFF] - 1)
	plane = cell/(94*94) + 1
	if plane == 8 {
		plane = 15
	}
	return plane, cell/94%94 + 1, cell%94 + 1, true
}

// Page is EUC-TW: plane 1 as two bytes, the others as 8E, the plane, and two
// bytes.
type Page struct{}

// String returns "euc-tw".
func (Page) String() string { return "euc-tw" }

func high(b byte) bool { return b >= 0xA1 && b <= 0xFE }

// DecodeRune reads the first character of s and returns it with its size in
// bytes: 1, 2 or 4. Plane 1 is also read in its form of four bytes. For an
// ill-formed or incomplete beginning it returns utf8.RuneError and the number of
// bytes to skip, among which there is no ASCII; for an empty s
// (utf8.RuneError, 0).
func (Page) DecodeRune(s []byte) (r rune, size int) {
	switch {
	case len(s) == 0:
		return utf8.RuneError, 0
	case s[0] < 0x80:
		return rune(s[0]), 1
	case s[0] == 0x8E:
		if len(s) < 4 || s[1] < 0xA1 || s[1] > 0xB0 || !high(s[2]) || !high(s[3]) {
			return utf8.RuneError, 1
		}
		if r, ok := DecodeCNS(int(s[1]-0xA0), int(s[2]-0xA0), int(s[3]-0xA0)); ok {
			return r, 4
		}
		return utf8.RuneError, 4
	case !high(s[0]) || len(s) < 2 || !high(s[1]):
		return utf8.RuneError, 1
	}
	if r, ok := DecodeCNS(1, int(s[0]-0xA0), int(s[1]-0xA0)); ok {
		return r, 2
	}
	return utf8.RuneError, 2
}

// EncodeRune returns the bytes of r, the first n of b: 1, 2 or 4. n is 0 if
// EUC-TW does not have r.
func (Page) EncodeRune(r rune) (b [4]byte, n int) {
	if r >= 0 && r < 0x80 {
		b[0] = byte(r)
		return b, 1
	}
	plane, row, column, ok := EncodeCNS(r)
	switch {
	case !ok:
		return b, 0
	case plane == 1:
		return [4]byte{0xA0 + byte(row), 0xA0 + byte(column)}, 2
	}
	return [4]byte{0x8E, 0xA0 + byte(plane), 0xA0 + byte(row), 0xA0 + byte(column)}, 4
}

// FullRune reports whether s begins with a whole character, or with something that
// no further byte can make one.
func (Page) FullRune(s []byte) bool {
	switch {
	case len(s) == 0:
		return false
	case s[0] == 0x8E:
		return len(s) >= 4 || len(s) > 1 && (s[1] < 0xA1 || s[1] > 0xB0) || len(s) > 2 && !high(s[2])
	case high(s[0]):
		return len(s) >= 2
	}
	return true
}

// Append appends the UTF-8 form of src to dst and returns the extended slice.
// Ill-formed bytes are copied as they are; bad, if not nil, is called for each
// sequence of them with its offset and length (in bytes, in src), in ascending
// order. src and dst must not overlap; the capacity of dst beyond the result may
// be overwritten.
func (p Page) Append(dst, src []byte, bad func(off, n int)) []byte {
	return bulk.AppendDecoded(dst, src, p.DecodeRune, bad)
}

// AppendEncoded appends the bytes of the UTF-8 text src to dst and returns the
// extended slice. Characters that EUC-TW does not have, and bytes that are not
// UTF-8, are copied as they are; bad, if not nil, is called for each with its
// offset and length (in bytes, in src), in ascending order.
func (p Page) AppendEncoded(dst, src []byte, bad func(off, n int)) []byte {
	return bulk.AppendEncoded(dst, src, p.EncodeRune, bad)
}
