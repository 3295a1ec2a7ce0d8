package transport

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Escapes of UTF-16 units (FT112, and FT113 for %u): \u4e2d as JSON and many
// languages write it, u4e2du6587 where a program took the backslashes away, and
// %u4E2D of the old function escape of browsers.

// parseEscapes reads escapes that begin with prefix, one behind the other. If one
// of them is no character of prose, none is decoded: \u4e2d\u000a is a literal.
func parseEscapes(b []byte, prefix string) sign {
	k := len(prefix) + 4
	s := sign{exact: true}
	bad := false
	for len(b)-s.n >= k && string(b[s.n:s.n+len(prefix)]) == prefix {
		r := hex4(b[s.n+len(prefix):])
		if r < 0 {
			break
		}
		s.n += k
		if isSurrogate(r) {
			if len(b)-s.n < k || string(b[s.n:s.n+len(prefix)]) != prefix {
				bad = true
				break
			}
			r = utf16.DecodeRune(r, hex4(b[s.n+len(prefix):]))
			s.n += k
		}
		bad = bad || !printable(r)
		s.out = utf8.AppendRune(s.out, r)
	}
	if bad || prefix == "u" && (s.n < 2*k || s.n < len(b) && isWord(b[s.n])) {
		s.out = nil
	}
	s.n = max(s.n, 1)
	return s
}
