package decoder

import "sync"

// Some pages read a character from two codes, or three. They write one of them, but bytes
// that were read wrongly have the others as well. Code page 932 has some symbols of JIS and
// of NEC: UTF-8 says 金 as E9 87 91, of which the last two are ≡, as 81 DF is. Big5 has 仝
// as C969 and as C6DF, which is 七 in GBK.

// doubles are, for each page of pairs, the other codes of characters that it reads from
// several: the first of those that it does not write.
var doubles = func() (list [NumPages]func() map[rune]Code) {
	for y := range list {
		list[y] = sync.OnceValue(Page(y).doubles)
	}
	return list
}()

func (p Page) doubles() map[rune]Code {
	list := make(map[rune]Code)
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			c := Code{[4]byte{byte(lead), byte(trail)}, 2}
			r, n := p.Decode(c.B[:2])
			if n != 2 || !Printable(r) || p.Encode(r) == c {
				continue
			}
			if _, known := list[r]; !known {
				list[r] = c
			}
		}
	}
	return list
}
