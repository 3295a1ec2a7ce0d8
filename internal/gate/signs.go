package gate

import "unicode/utf8"

// mark and leak note a place of Marks and of Leaks.
func (s *Seen) mark(p int) { s.Marks = append(s.Marks, int32(p)) }
func (s *Seen) leak(p int) { s.Leaks = append(s.Leaks, int32(p)) }

// ascii notes the ASCII character b[p] if it may begin a sign. It looks at the next
// few bytes only; whether it is one, those know who repair it.
func (s *Seen) ascii(b []byte, p int) {
	next := byte(0)
	if p+1 < len(b) {
		next = b[p+1]
	}
	switch b[p] {
	case '?':
		if isLetter(next) || next >= utf8.RuneSelf || next == '!' || next == '?' || next == ';' || next == ',' {
			s.mark(p)
		}
	case '(':
		if (isLetter(next) || next >= 0xC3 && next < 0xE0) && p > 0 && b[p-1] >= utf8.RuneSelf {
			s.mark(p)
		}
	case ',':
		if stopAt(b[p+1:]) {
			s.mark(p)
		}
	case '&':
		if next == '#' || next == 'a' {
			s.leak(p)
		}
	case '\\':
		if next == 'u' || next == 'x' || next == '2' || next == '3' {
			s.leak(p)
		}
	case '<':
		if (next >= '8' && next <= '9' || next|0x20 >= 'a' && next|0x20 <= 'f') && p+3 < len(b) && b[p+3] == '>' {
			s.leak(p)
		}
	case '%':
		if next == 'u' || next == '2' || next >= '8' && next <= '9' || next|0x20 >= 'a' && next|0x20 <= 'f' {
			s.leak(p)
		}
	case '=':
		if next == '?' || next == '3' || next >= '8' && next <= '9' || next|0x20 >= 'a' && next|0x20 <= 'f' {
			s.leak(p)
		}
	case '~':
		if next == '{' {
			s.leak(p)
		}
	case '+':
		if isLetter(next) || next == '+' || next == '/' {
			s.leak(p)
		}
	case 'u':
		if p+5 < len(b) && b[p+5] == 'u' {
			s.leak(p)
		}
	}
}

func isLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// stopAt reports whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}
