// Package block cuts an input into the blocks that are repaired one by one.
//
// Where a block ends depends on the bytes alone, never on how they arrived: at
// the last line end within Max bytes; in a longer line, at a place that no
// charset takes for the middle of a character and where nothing looks damaged.
package block

import (
	"bytes"
	"unicode/utf8"
)

// Max is the size in bytes that no block exceeds.
const Max = 1 << 20

// searched is how far back from Max a long line is searched for a good place.
const searched = 1 << 16

// Cutter cuts an input of one kind. The zero Cutter cuts text in a charset of
// single bytes.
type Cutter struct {
	Unit      int  // bytes of a code unit: 2 for UTF-16, 4 for UTF-32; 0 means 1
	BigEndian bool // byte order of wide units
	Lines     bool // every line is a block of its own
}

// Next returns the length of the block at the beginning of data, 0 if more
// data must come before that is decided. final says that none will come.
func (c Cutter) Next(data []byte, final bool) int {
	if c.Lines {
		if n := c.firstLine(data); n > 0 {
			return n
		}
	}
	if len(data) <= Max && !final || len(data) == 0 {
		return 0
	}
	if len(data) <= Max {
		return len(data)
	}
	if n := c.lastLine(data[:Max]); n > 0 {
		return n
	}
	if c.Unit > 1 {
		return c.wide(data)
	}
	return long(data)
}

// firstLine returns the length of the first line, with its line end, of at
// most Max bytes; 0 if it has no end.
func (c Cutter) firstLine(data []byte) int {
	data = data[:min(len(data), Max)]
	for from := 0; ; {
		i := bytes.IndexByte(data[from:], '\n')
		if i < 0 {
			return 0
		}
		if n := c.lineEnd(data, from+i); n > 0 {
			return n
		}
		from += i + 1
	}
}

// lastLine returns the length of the whole lines in data.
func (c Cutter) lastLine(data []byte) int {
	for {
		i := bytes.LastIndexByte(data, '\n')
		if i < 0 {
			return 0
		}
		if n := c.lineEnd(data, i); n > 0 {
			return n
		}
		data = data[:i]
	}
}

// lineEnd returns the offset behind the newline that the byte 0A at data[i]
// belongs to, 0 if it is half of another character.
func (c Cutter) lineEnd(data []byte, i int) int {
	if c.Unit <= 1 {
		return i + 1
	}
	start := i - i%c.Unit
	if c.BigEndian {
		if i != start+c.Unit-1 || !zero(data[start:i]) {
			return 0
		}
		return i + 1
	}
	end := start + c.Unit
	if i != start || end > len(data) || !zero(data[i+1:end]) {
		return 0
	}
	return end
}

func zero(p []byte) bool { return len(bytes.Trim(p, "\x00")) == 0 }

// wide cuts a long line of UTF-16 or UTF-32 between code units, and never
// between surrogates.
func (c Cutter) wide(data []byte) int {
	n := Max - Max%c.Unit
	high := data[n-2]
	if !c.BigEndian {
		high = data[n-1]
	}
	if c.Unit == 2 && high&0xFC == 0xD8 {
		n -= 2
	}
	return n
}

// long cuts a line that is longer than Max.
func long(data []byte) int {
	lo := Max - searched
	// Best: in UTF-8 text, behind a character that ends a sentence, with nothing
	// but plain characters around. Damage that lay across the cut would be
	// repaired when the text passes a second time and is cut elsewhere.
	for i := Max - calm; i > lo+calm; i-- {
		if data[i-1] == 0x82 && data[i-2] == 0x80 && data[i-3] == 0xE3 && plain(data[i-calm:i+calm]) {
			return i
		}
	}
	for i := Max - calm; i > lo+calm; i-- {
		if utf8.RuneStart(data[i]) && plain(data[i-calm:i+calm]) {
			return i
		}
	}
	// A byte below 0x30 is no part of any character of two or four bytes.
	for i := Max; i > lo; i-- {
		if data[i-1] < 0x30 && data[i-1] != 0x1B {
			return i
		}
	}
	for i := Max; i > Max-utf8.UTFMax; i-- {
		if utf8.RuneStart(data[i]) && whole(data[i-utf8.UTFMax:i]) {
			return i
		}
	}
	return pairs(data)
}

// calm is how many bytes around a cut must be plain.
const calm = 48

// plain reports whether p is, but for characters cut off at its ends, Chinese
// text without anything that may be part of damage: Han and 、。 only.
func plain(p []byte) bool {
	for len(p) > 0 && !utf8.RuneStart(p[0]) {
		p = p[1:]
	}
	for len(p) >= 3 {
		lead := p[0]
		if lead == 0xE3 && p[1] == 0x80 && p[2]&0xFE == 0x80 || 0xE4 <= lead && lead <= 0xE9 && p[1]&0xC0 == 0x80 && p[2]&0xC0 == 0x80 {
			p = p[3:]
			continue
		}
		return false
	}
	return true
}

// whole reports whether p ends with a complete UTF-8 character that is not ASCII.
func whole(p []byte) bool {
	r, n := utf8.DecodeLastRune(p)
	return r >= utf8.RuneSelf && (r != utf8.RuneError || n == 3)
}

// pairs cuts text of two-byte characters that is longer than Max without a
// byte that shows where characters begin: behind an even number of bytes from
// the last byte below 0x40, or from the start of the block.
func pairs(data []byte) int {
	start := bytes.LastIndexFunc(data[:Max], func(r rune) bool { return r < 0x40 }) + 1
	return Max - (Max-start)%2
}
