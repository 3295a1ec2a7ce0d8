package sloppy

import "unicode/utf8"

// role says which byte of a character of UTF-8 r is read for, and in which pages:
// the first of two in bits 0 to 15, the first of three or four in 16 to 31, a later
// one in 32 to 47.
func role(r rune) uint64 {
	if uint32(r) > 0xFFFF {
		return 0
	}
	return roleBlocks[roleIndex[uint32(r)>>6]][r&63]
}

// Misread tells whether text begins with two or three characters that the first
// bytes of a character of UTF-8 are in one of the pages: Ã©, â€™, РїСЂ. That alone
// is no proof: É» and Ві are so, too.
func Misread(text []byte) bool {
	r, n := utf8.DecodeRune(text)
	lead := role(r)
	if lead&0xFFFF_FFFF == 0 || len(text) < n+2 || text[n] < utf8.RuneSelf {
		return false
	}
	next, size := utf8.DecodeRune(text[n:])
	trail := role(next) >> 32
	if lead&trail != 0 {
		return true
	}
	if lead>>16&trail == 0 {
		return false
	}
	third, _ := utf8.DecodeRune(text[n+size:])
	return lead>>16&trail&(role(third)>>32) != 0
}

// Leads tells whether r is the first byte of a character of UTF-8 in one of the
// pages.
func Leads(r rune) bool { return role(r)&0xFFFF_FFFF != 0 }
