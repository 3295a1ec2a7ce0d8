package simplify

import (
	"bytes"
	"encoding/binary"
	"slices"
)

// Signs of what a batch of lines may hold that is looked at line by line.
const (
	beyond  = 1 << iota // characters from U+10000 on, of most of which only script.Count knows what they say
	cells               // what rows and vectors have
	letters             // those that zh and Chinese ( begin with
	names               // the names of a language or a script, perhaps
)

// look returns the signs of src[from:to].
func look(src []byte, from, to int) (signs uint8) {
	const width, behind = 32, 2 // bytes that are loaded together, and behind these
	if vectors && to-from >= width && to+behind <= len(src) {
		return lookAVX2(&src[from], to-from)
	}
	text := src[from:to]
	if slices.ContainsFunc(text, func(c byte) bool { return c >= 0xF0 }) {
		signs |= beyond
	}
	if bytes.IndexByte(text, '\t') >= 0 || bytes.IndexByte(text, '"') >= 0 || bytes.IndexByte(text, '\'') >= 0 {
		signs |= cells
	}
	if bytes.Contains(text, []byte("zh")) || bytes.Contains(text, []byte("Ch")) {
		signs |= letters
	}
	if mayName(text) {
		signs |= names
	}
	return signs
}

// isBeyond reports whether text has characters from U+10000 on, but for those from U+1F300 on, pictures of which chats
// are full: they say nothing.
func isBeyond(text []byte) bool {
	for {
		i := bytes.IndexByte(text, 0xF0)
		if i < 0 {
			return false
		}
		if text = text[i+1:]; len(text) < 2 || text[0] != 0x9F || text[1] < 0x8C {
			return true
		}
	}
}

// mayName reports whether text may have 體中文 or 日本語: it has their ends. It looks for the middle of 中文 and of 本語, eight places
// at a time: a search for what begins with a common byte is slow.
func mayName(text []byte) bool {
	const ones, highs = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	i, found := 0, uint64(0)
	for ; i+10 <= len(text) && found&highs == 0; i += 8 {
		a, b, c := binary.LittleEndian.Uint64(text[i:]), binary.LittleEndian.Uint64(text[i+1:]), binary.LittleEndian.Uint64(text[i+2:])
		x := (a ^ 0xAD*ones) | (b ^ 0xE6*ones) | (c ^ 0x96*ones)
		y := (a ^ 0xAC*ones) | (b ^ 0xE8*ones) | (c ^ 0xAA*ones)
		found = (x-ones)&^x | (y-ones)&^y // a byte that is zero has its high bit here
	}
	rest := text[max(0, i-16):]
	return bytes.Contains(rest, []byte("體中文")[2:]) || bytes.Contains(rest, []byte("日本語")[4:])
}
