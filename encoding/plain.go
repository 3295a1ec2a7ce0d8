package encoding

import "bytes"

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

// marks are those of the charsets of seven bits.
var marks = func() (m [len(escaped)][]byte) {
	for i, c := range escaped {
		m[i] = []byte(c.row().Detect.Mark)
	}
	return m
}()
