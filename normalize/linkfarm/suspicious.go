package linkfarm

import (
	"bytes"
	"encoding/binary"
	"unicode/utf8"
)

// Suspicious tells whether block may hold anything this package repairs. It
// looks for a few bytes that clean text has seldom, and at what stands beside
// them, so a clean block is told at the speed of a search for bytes.
func Suspicious(block []byte) bool {
	return lostMark(block) || lostSign(block) || suspiciousNote(block) || suspiciousComma(block)
}

// SuspiciousAt is Suspicious for a block of which is known where there is what may
// be a sign: places are the offsets of question marks, U+FFFD, parentheses and
// commas.
func SuspiciousAt(block []byte, places []int32) bool {
	for _, at := range places {
		i, found := int(at), false
		switch block[i] {
		case '?':
			found = lostBefore(block, i, i+1)
		case '(':
			found = noted(block, i)
		case ',':
			found = inserted(block, i, i+1)
		default:
			if _, n := utf8.DecodeRune(block[i:]); block[i+1] == 0xBF {
				found = lostBefore(block, i, i+n)
			} else {
				found = inserted(block, i, i+n)
			}
		}
		if found {
			return true
		}
	}
	return false
}

// suspiciousNote looks for a syllable of pinyin in parentheses behind a
// character that is not ASCII.
func suspiciousNote(b []byte) bool {
	for i := 1; i < len(b); i++ {
		n := bytes.IndexByte(b[i:], '(')
		if n < 0 {
			return false
		}
		if i += n; noted(b, i) {
			return true
		}
	}
	return false
}

// noted tells whether a reading begins at the parenthesis b[i].
func noted(b []byte, i int) bool {
	if i == 0 || b[i-1] < utf8.RuneSelf || i+1 >= len(b) || !letter(b[i+1]) {
		return false
	}
	_, ok := noteAt(b, i)
	return ok
}

// letter tells whether a reading may begin with b.
func letter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= 0xC3 && b < 0xE0 }

// suspiciousMark looks for a lost byte before a cut mark or a reading.
func suspiciousMark(b []byte) bool { return lostMark(b) || lostSign(b) }

// lostMark looks for a lost byte that became a question mark.
func lostMark(b []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(b[i:], '?')
		if n < 0 {
			return false
		}
		if i += n; lostBefore(b, i, i+1) {
			return true
		}
	}
}

// lostSign looks for a lost byte that became U+FFFD, EF BF BD. Of these bytes BF
// is the rarest in Chinese.
func lostSign(b []byte) bool {
	for i := 0; ; i++ {
		n := bytes.IndexByte(b[i:], 0xBF)
		if n < 0 {
			return false
		}
		if i += n; i >= 1 && i+1 < len(b) && b[i+1] == 0xBD && b[i-1] == 0xEF && lostBefore(b, i-1, i+2) {
			return true
		}
	}
}

// suspiciousComma looks for a comma, of either width (2C or EF BC 8C), before 、
// or 。 (E3 80 ..). Commas are everywhere, but hardly any 2C or 8C stands before
// an E3, so sixteen bytes at a time are searched for these pairs.
func suspiciousComma(b []byte) bool {
	const ones, highs = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	at := 0
	for ; at+17 <= len(b); at += 16 {
		p := b[at : at+17]
		next0, next1 := binary.LittleEndian.Uint64(p[1:]), binary.LittleEndian.Uint64(p[9:])
		if (next0|next1)&highs == 0 {
			continue // no E3
		}
		// 2C and 8C differ in the bits A0. The sum has a zero byte at each pair.
		sum0 := (binary.LittleEndian.Uint64(p)&^(0xA0*ones) ^ 0x0C*ones) | (next0 ^ 0xE3*ones)
		sum1 := (binary.LittleEndian.Uint64(p[8:])&^(0xA0*ones) ^ 0x0C*ones) | (next1 ^ 0xE3*ones)
		if ((sum0-ones)&^sum0|(sum1-ones)&^sum1)&highs != 0 && commaIn(b, at, at+16) {
			return true
		}
	}
	return commaIn(b, at, len(b))
}

// commaIn looks for such a comma whose last byte is in b[from:to].
func commaIn(b []byte, from, to int) bool {
	for i := from; i < to; i++ {
		if b[i] == ',' && inserted(b, i, i+1) ||
			i >= 2 && b[i] == 0x8C && b[i-1] == 0xBC && b[i-2] == 0xEF && inserted(b, i-2, i+1) {
			return true
		}
	}
	return false
}

// lostBefore tells whether the lost byte shown at b[from:to] stands before a
// cut mark, with a character beside them that is not ASCII, or before a reading.
func lostBefore(b []byte, from, to int) bool {
	if to >= len(b) {
		return false
	}
	r, n := utf8.DecodeRune(b[to:])
	wide := from > 0 && b[from-1] >= utf8.RuneSelf
	if _, ok := (token{r: r}).mark(); ok {
		return wide || n > 1 || to+n < len(b) && (b[to+n] >= utf8.RuneSelf || b[to+n] == '?' || letter(b[to+n]))
	}
	if !letter(b[to]) || !wide && (from == 0 || b[from-1] != ')') {
		return false // behind a parenthesis there may be two readings: 當(dāng)?shù)地
	}
	_, ok := orphanAt(b, to)
	return ok
}

// inserted tells whether the comma b[from:to] stands before a stop, and behind
// something it can follow.
func inserted(b []byte, from, to int) bool {
	return stopAt(b[to:]) && from > 0 && !opens(b[from-1])
}

// stopAt tells whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}

// opens tells whether b begins a list of characters, in which a comma and a
// full stop may stand side by side.
func opens(b byte) bool { return bytes.IndexByte([]byte("[({\"'`<,\n"), b) >= 0 }
