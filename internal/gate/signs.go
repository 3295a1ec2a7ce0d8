package gate

import "unicode/utf8"

// mark and leak note a place of Marks and of Leaks.
func (s *Seen) mark(p int) { s.Marks = append(s.Marks, int32(p)) }
func (s *Seen) leak(p int) { s.Leaks = append(s.Leaks, int32(p)) }

// begins reports whether the ASCII character c may begin a sign before next, as far as these two
// tell: few that stand in code and in tables do.
func begins(c, next byte) bool {
	return follows[int(c)<<2&0x1FC|int(next)>>6]>>(next&63)&1 != 0
}

// ascii notes the ASCII character b[p] if it may begin a sign. It looks at the next
// few bytes only; whether it is one, those know who repair it.
func (s *Seen) ascii(b []byte, p int) {
	next := byte(0)
	if p+1 < len(b) {
		next = b[p+1]
	}
	if !begins(b[p], next) {
		return
	}
	switch b[p] {
	case '?':
		if next != ' ' || p > 0 && (b[p-1] >= utf8.RuneSelf || b[p-1] == ',') {
			s.mark(p)
		}
	case '(':
		if p > 0 && b[p-1] >= utf8.RuneSelf {
			s.mark(p)
		}
	case ',':
		if stopAt(b[p+1:]) {
			s.mark(p)
		}
	case '<':
		if p+3 < len(b) && b[p+3] == '>' {
			s.leak(p)
		}
	case 'u':
		if p+5 < len(b) && b[p+5] == 'u' {
			s.leak(p)
		}
	default:
		s.leak(p)
	}
}

// stopAt reports whether b begins with 、 or 。.
func stopAt(b []byte) bool {
	return len(b) >= 3 && b[0] == 0xE3 && b[1] == 0x80 && (b[2] == 0x81 || b[2] == 0x82)
}

// strewn reports whether what stands at b[p:p+n], a symbol or an emoji, may have been put between
// the characters around it: behind a Han character, and before another character that is not ASCII.
func strewn(b []byte, p, n int) bool {
	return p >= 3 && b[p-3]-0xE4 < 6 && p+n < len(b) && b[p+n] >= utf8.RuneSelf
}
