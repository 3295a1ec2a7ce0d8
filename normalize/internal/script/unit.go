package script

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"strings"
)

const (
	// unitLen is the most characters a unit has.
	unitLen = 400
	// unitBytes is the most bytes, a limit that only ill-formed text meets.
	unitBytes = 1 << 16
)

// UnitEnd returns where the unit ends that starts at the start of src: a line
// with its line feed, or, of lines of more than 400 characters, a part that ends
// with a sentence or a clause where it can. Units are what is classified as one.
// The limit is one of characters, because a conversion does not change their
// number.
func UnitEnd(src []byte) int {
	src = src[:min(len(src), unitBytes)]
	if i := bytes.IndexByte(src[:min(len(src), 4*unitLen)], '\n'); i >= 0 {
		src = src[:i+1]
	}
	if len(src) <= unitLen {
		return len(src)
	}
	end := nthCharacter(src, unitLen)
	if end == len(src) {
		return end
	}
	for _, marks := range [...]string{"。！？", "，；：、"} {
		for p := end; p >= 3; p-- {
			if lead := src[p-3]; (lead == 0xE3 || lead == 0xEF) && strings.Contains(marks, string(src[p-3:p])) {
				return p
			}
		}
	}
	return end
}

// Lines returns the end of the last line of src, all of whose lines up to there are
// one unit each. It is 0 if the first line is longer, or has no line feed.
func Lines(src []byte) int {
	end := 0
	for end < len(src) {
		// Lines that end within so many bytes are short. Look from the middle on
		// first, to take some at a time.
		n := lineFeed(src[end:], unitLen/2, unitLen)
		if n == 0 {
			n = lineFeed(src[end:], 0, unitLen/2)
		}
		if n == 0 {
			n = lineFeed(src[end:], unitLen, 4*unitLen)
			if n == 0 || nthCharacter(src[end:end+n], unitLen) < n {
				break
			}
		}
		end += n
	}
	return end
}

// lineFeed returns where in src the first line feed of src[from:to] ends, 0 if there
// is none. Both are cut at the end of src.
func lineFeed(src []byte, from, to int) int {
	from, to = min(len(src), from), min(len(src), to)
	if i := bytes.IndexByte(src[from:to], '\n'); i >= 0 {
		return from + i + 1
	}
	return 0
}

// lows has the lowest bit of each byte.
const lows = 0x0101010101010101

// continuations returns how many of the eight bytes in w continue a character.
func continuations(w uint64) int { return bits.OnesCount64(w >> 7 &^ (w >> 6) & lows) }

// characters returns the number of characters in text, counted by their first
// bytes: all that are not 80 to BF.
func characters(text []byte) int {
	n := len(text)
	for len(text) >= 8 {
		n -= continuations(binary.LittleEndian.Uint64(text))
		text = text[8:]
	}
	for _, b := range text {
		if b&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// nthCharacter returns where the n-th character of text starts, the first being
// number 0; len(text) if it has no more than n.
func nthCharacter(text []byte, n int) int {
	p := 0
	for p+8 <= len(text) {
		k := 8 - continuations(binary.LittleEndian.Uint64(text[p:]))
		if k > n {
			break
		}
		n, p = n-k, p+8
	}
	for ; p < len(text); p++ {
		if text[p]&0xC0 != 0x80 {
			if n == 0 {
				return p
			}
			n--
		}
	}
	return p
}
