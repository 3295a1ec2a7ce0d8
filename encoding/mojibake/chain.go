package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/decoder"
)

// proves reports whether doing the damage again makes in of out: the bytes of
// every text on the way back, in the charset that it was in, are those that
// were read wrongly.
func proves(chain []step, in, out []byte) bool {
	for _, s := range chain {
		if s.Page == decoder.Partial || s.OutOfStep() {
			return s.Page == decoder.Partial && len(chain) == 1 && makes(s, out, in)
		}
		b, ok := s.Page.AppendEncoded(nil, in)
		if !ok {
			return false
		}
		text, ok := s.Source.AppendDecoded(nil, b)
		if !ok {
			return false
		}
		again, ok := s.Source.AppendEncoded(nil, text)
		if !ok || !bytes.Equal(again, b) {
			return false
		}
		in = text
	}
	return bytes.Equal(in, out)
}

// makes reports whether s makes bad of text.
func makes(s step, text, bad []byte) bool {
	b, ok := s.Source.AppendEncoded(nil, text)
	for ok && len(b) > 0 {
		r, n := s.Page.Decode(b)
		got, size := utf8.DecodeRune(bad)
		ok = r == got && size > 0
		b, bad = b[n:], bad[size:]
	}
	return ok && len(bad) == 0
}
