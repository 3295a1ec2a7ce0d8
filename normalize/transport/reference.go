package transport

import (
	"unicode/utf16"
	"unicode/utf8"
)

// maxLayers is how often text may have been encoded.
const maxLayers = 4

// Numeric character references (FT111) are those of HTML 4 and XML, with their
// semicolon. Programs write them for characters that a page's charset does not
// have, so often one rare character of a name stands alone.

// referenceAt reads the reference that b begins with, also one of which the & was
// written &amp; once or more. n is 0 if there is none.
func referenceAt(b []byte) (r rune, n int) {
	i := 1
	for range maxLayers - 1 {
		if len(b) < i+4 || string(b[i:i+4]) != "amp;" {
			break
		}
		i += 4
	}
	if len(b) < i+4 || b[i] != '#' {
		return 0, 0
	}
	i++
	base, digits := rune(10), 0
	if b[i]|0x20 == 'x' {
		base = 16
		i++
	}
	for ; i < len(b) && digits < 8; i++ {
		d := digit(b[i])
		if d < 0 || d >= int(base) {
			break
		}
		r, digits = r*base+rune(d), digits+1
	}
	if digits < 2 || i >= len(b) || b[i] != ';' || r > utf8.MaxRune {
		return 0, 0
	}
	return r, i + 1
}

// parseReferences reads references one behind the other, up to one of a
// character that is not decoded.
func parseReferences(b []byte) sign {
	s := sign{exact: true}
	form := byte(0)
	for s.n < len(b) && b[s.n] == '&' {
		r, n := referenceAt(b[s.n:])
		if isSurrogate(r) && s.n+n < len(b) && b[s.n+n] == '&' {
			low, m := referenceAt(b[s.n+n:])
			r = utf16.DecodeRune(r, low)
			n += m
			s.exact = false
		}
		if n == 0 || !printable(r) {
			break
		}
		// The same character has one reference only, if all are of one form and
		// have no zeros in front.
		var f byte
		for i := 1; b[s.n+i] != ';' || i < 5; i++ {
			if b[s.n+i] == '#' {
				f = b[s.n+i+1]
				if f|0x20 == 'x' && b[s.n+i+2] == '0' || f == '0' {
					s.exact = false
				}
				break
			}
		}
		if f >= '0' && f <= '9' {
			f = '1'
		}
		if form != 0 && f != form {
			s.exact = false
		}
		form = f
		s.out = utf8.AppendRune(s.out, r)
		s.n += n
	}
	s.n = max(s.n, 1)
	return s
}
