package decoder

import "sync"

// Code page 932 reads some symbols from two codes, of JIS and of NEC, and some characters
// from three. It writes one of them, but UTF-8 has the bytes of the others: 金 is E9 87 91,
// of which the last two are ≡, as 81 DF is.

// doubles are the other codes of characters that code page 932 reads from several: the
// first of those that it does not write.
var doubles = sync.OnceValue(func() map[rune]Code {
	list := make(map[rune]Code)
	for lead := 0x81; lead <= 0xFC; lead++ {
		for trail := 0x40; trail <= 0xFC; trail++ {
			c := Code{[4]byte{byte(lead), byte(trail)}, 2}
			r, n := CP932.Decode(c.B[:2])
			if n != 2 || !Printable(r) || CP932.Encode(r) == c {
				continue
			}
			if _, known := list[r]; !known {
				list[r] = c
			}
		}
	}
	return list
})
