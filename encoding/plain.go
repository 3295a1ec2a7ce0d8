package encoding

import (
	"bytes"
	"encoding/binary"
)

// Plain reports whether a block of the stream that is well-formed UTF-8 stays as it
// is: nothing in the stream so far speaks for charsets that look like ASCII, or
// for one in which lines are UTF-8 by chance.
func (s Stream) Plain() bool {
	return s.wide == Unknown && s.escapes == Unknown && !s.raw && !s.context.doubts()
}

// Unmarked reports whether an input that is well-formed UTF-8 as a whole can be nothing
// else, whatever a detection would weigh: it has no NUL, and no mark of a charset of
// seven bits. It is fast, as most texts have none.
func Unmarked(b []byte) bool {
	if len(b) >= 8 && len(b) <= shortText && !anyOf(b) {
		return true
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return false
	}
	for _, mark := range marks {
		if bytes.Contains(b, mark) {
			return false
		}
	}
	return true
}

// shortText is how long a text is in which a few calls cost more than a loop.
const shortText = 64

// anyOf reports whether b, of eight bytes or more, has a NUL or what a mark begins with.
func anyOf(b []byte) bool {
	const ones, highs = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080
	found := uint64(0)
	for i := 0; i < len(b); i += 8 {
		w := binary.LittleEndian.Uint64(b[min(i, len(b)-8):])
		found |= (w - ones) &^ w
		for _, first := range firsts {
			x := w ^ first
			found |= (x - ones) &^ x
		}
	}
	return found&highs != 0
}

// firsts are the first bytes of the marks, each eight times.
var firsts = func() (f [len(escaped)]uint64) {
	for i, mark := range marks {
		f[i] = uint64(mark[0]) * 0x0101_0101_0101_0101
	}
	return f
}()

// marks are those of the charsets of seven bits.
var marks = func() (m [len(escaped)][]byte) {
	for i, c := range escaped {
		m[i] = []byte(c.row().Detect.Mark)
	}
	return m
}()
