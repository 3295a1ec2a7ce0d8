package records

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
)

// scanner finds the strings of a JSON value.
type scanner struct {
	data   []byte
	pos    int
	end    int
	fields paths
	path   []byte
	spans  []span
	wrong  string // why the line is no JSON; what is wrong there is at pos
}

// depth is how deep values may lie in each other.
const depth = 512

// line reads the value of a line; false if it is none.
func (s *scanner) line(end int) bool {
	s.end, s.path, s.wrong = end, s.path[:0], ""
	if !s.value(depth) {
		return false
	}
	s.space()
	return s.pos == s.end || s.fail("more behind the value")
}

// fail says why the line is no JSON.
func (s *scanner) fail(why string) bool {
	if s.wrong == "" {
		s.wrong = why
	}
	return false
}

// malformed reports the line that begins at lo: the character that is wrong, the
// last one where the line ends too early.
func (s *scanner) malformed(lo int) fixtext.Edit {
	at, why := s.pos, s.wrong
	if at >= s.end {
		last := bytes.TrimRight(s.data[lo:s.end], " \t\r")
		_, n := utf8.DecodeLastRune(last)
		at, why = lo+len(last)-n, "ends too early"
	}
	_, n := utf8.DecodeRune(s.data[at:])
	return malformed(s.data, at, at+n, "not valid JSON: "+why)
}

func (s *scanner) space() {
	for s.pos < s.end {
		switch s.data[s.pos] {
		case ' ', '\t', '\r', '\n':
			s.pos++
		default:
			return
		}
	}
}

// take passes over one byte, if it is there.
func (s *scanner) take(c byte) bool {
	s.space()
	if s.pos < s.end && s.data[s.pos] == c {
		s.pos++
		return true
	}
	return false
}

func (s *scanner) value(deep int) bool {
	s.space()
	if s.pos == s.end {
		return s.fail("a value is missing")
	}
	if deep == 0 {
		return s.fail("values lie too deep in each other")
	}
	switch s.data[s.pos] {
	case '{':
		return s.object(deep)
	case '[':
		return s.array(deep)
	case '"':
		lo, hi, ok := s.str()
		if ok && s.wanted() && lo < hi {
			s.string(lo, hi)
		}
		return ok
	}
	s.wanted()
	return s.literal()
}

// wanted reports whether the value at the path is to be repaired, and remembers
// that there is one.
func (s *scanner) wanted() bool {
	if s.fields == nil {
		return true
	}
	seen, ok := s.fields[string(s.path)]
	if ok && !seen.Load() {
		seen.Store(true)
	}
	return ok
}

// literal passes over a number or a word.
func (s *scanner) literal() bool {
	from := s.pos
	for s.pos < s.end && bytes.IndexByte([]byte(",]}:\"[{ \t\r\n"), s.data[s.pos]) < 0 {
		s.pos++
	}
	if !isLiteral(s.data[from:s.pos]) {
		s.pos = from
		return s.fail("no value begins so")
	}
	return true
}

func (s *scanner) object(deep int) bool {
	s.pos++
	if s.take('}') {
		return true
	}
	for {
		s.space()
		if s.pos == s.end || s.data[s.pos] != '"' {
			return s.fail("a key in quotes is missing")
		}
		lo, hi, ok := s.str()
		if !ok {
			return false
		}
		if !s.take(':') {
			return s.fail("a colon is missing")
		}
		keep := len(s.path)
		if s.fields != nil {
			if keep > 0 {
				s.path = append(s.path, '.')
			}
			s.path = jsonString{}.decode(s.path, s.data[lo:hi])
		}
		ok = s.value(deep - 1)
		s.path = s.path[:keep]
		if !ok {
			return false
		}
		if s.take('}') {
			return true
		}
		if !s.take(',') {
			return s.fail("a comma is missing")
		}
	}
}

func (s *scanner) array(deep int) bool {
	s.pos++
	if s.take(']') {
		s.wanted()
		return true
	}
	for {
		if !s.value(deep - 1) {
			return false
		}
		if s.take(']') {
			return true
		}
		if !s.take(',') {
			return s.fail("a comma is missing")
		}
	}
}

// str passes over a string and returns where its content lies.
func (s *scanner) str() (lo, hi int, ok bool) {
	s.pos++
	lo = s.pos
	for s.pos < s.end {
		i := bytes.IndexByte(s.data[s.pos:s.end], '"')
		if i < 0 {
			s.pos = s.end
			return 0, 0, s.fail("a string has no end")
		}
		hi = s.pos + i
		slashes := 0
		for slashes < hi-lo && s.data[hi-1-slashes] == '\\' {
			slashes++
		}
		s.pos = hi + 1
		if slashes%2 == 0 {
			if bad, why := illFormed(s.data[lo:hi]); bad >= 0 {
				s.pos = lo + bad
				return 0, 0, s.fail(why)
			}
			return lo, hi, true
		}
	}
	return 0, 0, s.fail("a string has no end")
}

// string keeps a string for repair. One with half of a surrogate pair is no
// text, and left alone.
func (s *scanner) string(lo, hi int) {
	raw := s.data[lo:hi]
	if bytes.IndexByte(raw, '\\') < 0 {
		s.spans = append(s.spans, span{lo: lo, hi: hi, as: jsonString{}})
		return
	}
	ascii, escaped := true, false
	for i := 0; i < len(raw); {
		n, _ := jsonString{}.step(raw[i:])
		if raw[i] >= utf8.RuneSelf {
			ascii = false
		}
		if raw[i] == '\\' && n >= 6 {
			r, ok := escape(raw[i:])
			if !ok {
				s.spans = append(s.spans, span{lo: lo + i, hi: lo + i + n, wrong: "half of a surrogate pair: the string is no text"})
				return
			}
			escaped = escaped || r >= utf8.RuneSelf
		}
		i += n
	}
	s.spans = append(s.spans, span{lo: lo, hi: hi, as: jsonString{ascii: ascii && escaped}})
}
