package sloppy

// role says which byte of a character of UTF-8 r is read for, and in which pages:
// the first of two in bits 0 to 15, the first of three or four in 16 to 31, a later
// one in 32 to 47.
func role(r rune) uint64 {
	if uint32(r) > 0xFFFF {
		return 0
	}
	return roleBlocks[roleIndex[uint32(r)>>6]][r&63]
}

// Set is a set of pages: bit 1<<p for page p.
type Set uint16

// Misread returns the pages in which r, and next behind it, are the first bytes of a
// character of UTF-8: Ã©, â€, Рї. That alone is no proof: É» and Ві are so, too. Of a
// character of two bytes, they are all.
func Misread(r, next rune) (two, more Set) {
	lead := role(r)
	if uint32(lead) == 0 {
		return 0, 0
	}
	trail := role(next) >> 32
	return Set(lead & trail), Set(lead >> 16 & trail)
}

// Trails returns the pages in which r is a byte of a character of UTF-8, but not the
// first.
func Trails(r rune) Set { return Set(role(r) >> 32) }

// Leads returns the pages in which r is the first byte of a character of UTF-8.
func Leads(r rune) Set { return Set(role(r) | role(r)>>16) }
