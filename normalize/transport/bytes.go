package transport

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
)

// Percent-encoding (FT113) is that of RFC 3986, quoted-printable (FT114) that of
// RFC 2045. Both stand for bytes: UTF-8, or GBK if the bytes cannot be UTF-8 and
// make much sense as GBK.

// parsePercent reads %XX one behind the other. If % itself was encoded, %25XX or
// %2525XX, all must be so.
func parsePercent(b []byte) sign {
	layers := layersOf(b, "25")
	var s sign
	var raw []byte
	ascii := false
	for {
		n := s.n + 1 + 2*layers
		if n+2 > len(b) || b[s.n] != '%' || layers > 0 && !bytes.Equal(b[s.n+1:n], b[1:1+2*layers]) {
			break
		}
		v := hex2(b[n:])
		if v < 0 {
			break
		}
		raw = append(raw, byte(v))
		ascii = ascii || bytes.IndexByte([]byte("-.!()"), byte(v)) >= 0
		s.n = n + 2
	}
	s.decode(raw)
	s.exact = !ascii && !s.weak // some programs leave these as they are
	s.n = max(s.n, 1)
	return s
}

// layersOf returns how often the sign that begins the encoded byte b[0] was
// encoded itself, as mark: 2 for %2525E4.
func layersOf(b []byte, mark string) (n int) {
	for n+1 < maxLayers && len(b) >= 2*n+5 && string(b[2*n+1:2*n+3]) == mark && hex2(b[2*n+3:]) >= 0 {
		n++
	}
	return n
}

// quotedByte returns the value of the encoded byte =XX that b begins with, -1 if it
// begins otherwise.
func quotedByte(b []byte) int {
	if len(b) < 3 || b[0] != '=' {
		return -1
	}
	return hex2(b[1:])
}

// parseQuoted reads =XX one behind the other, over soft line breaks. The = itself
// may have been encoded, =3DE4.
func parseQuoted(b []byte) sign {
	layers := layersOf(b, "3D")
	s := sign{exact: true}
	var raw []byte
	breaks := 0 // line feeds that were stepped over within a character
	crlf := false
	for s.n < len(b) && b[s.n] == '=' {
		n := s.n + 1 + 2*layers
		if n+2 <= len(b) && bytes.Equal(b[s.n+1:n], b[1:1+2*layers]) {
			if v := hex2(b[n:]); v >= 0 {
				if utf8.RuneStart(byte(v)) && breaks > 0 {
					break // the character is complete: the line ends here
				}
				raw = append(raw, byte(v))
				s.n = n + 2
				continue
			}
		}
		k := lineFeed(b[s.n+1:])
		if k == 0 || layers > 0 || len(raw) == 0 || breaks > 0 {
			break
		}
		breaks, crlf = 1, k == 2
		s.n += 1 + k
		s.exact = false
	}
	s.decode(raw)
	if s.weak {
		s.exact = false
	}
	if breaks > 0 && len(s.out) > 0 {
		if crlf {
			s.out = append(s.out, '\r')
		}
		s.out = append(s.out, '\n')
	}
	s.n = max(s.n, 1)
	return s
}

// lineFeed returns the length of the line feed that b begins with, 0 if none.
func lineFeed(b []byte) int {
	switch {
	case len(b) > 0 && b[0] == '\n':
		return 1
	case len(b) > 1 && b[0] == '\r' && b[1] == '\n':
		return 2
	}
	return 0
}

// decode sets what the bytes raw stand for, if it is prose.
func (s *sign) decode(raw []byte) {
	if utf8.Valid(raw) {
		if allPrintable(raw, plainASCII) {
			s.out = raw
		}
		return
	}
	text := gb18030.WHATWG.Append(nil, raw, nil)
	if allPrintable(text, plainASCII) && bytes.Equal(gb18030.WHATWG.AppendEncoded(nil, text, nil), raw) {
		s.out, s.weak = text, true
	}
}
