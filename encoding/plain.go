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
// seven bits, or too many bytes that none of these has. It is fast, as most texts have none.
func Unmarked(b []byte) bool {
	if hasNUL(b) {
		return false
	}
	if len(b) <= escapeWindow && beyondEscapes(b) {
		return true
	}
	for _, mark := range marks {
		if bytes.Contains(b, mark) {
			return false
		}
	}
	return true
}

// hasNUL reports whether b has a NUL. A call costs more than a few words.
func hasNUL(b []byte) bool {
	const ones, highs, few = 0x0101_0101_0101_0101, 0x8080_8080_8080_8080, 64
	if len(b) < 8 || len(b) > few {
		return bytes.IndexByte(b, 0) >= 0
	}
	last := binary.LittleEndian.Uint64(b[len(b)-8:])
	found := (last - ones) &^ last
	for ; len(b) > 8; b = b[8:] {
		w := binary.LittleEndian.Uint64(b)
		found |= (w - ones) &^ w
	}
	return found&highs != 0
}

// marks are those of the charsets of seven bits.
var marks = func() (m [len(escaped)][]byte) {
	for i, c := range escaped {
		m[i] = []byte(c.row().Detect.Mark)
	}
	return m
}()
