package mojibake

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/encoding/internal/charset"
	"github.com/fixtext/fixtext/internal/decoder"
)

// step is one wrong decoding: bytes of x that were read as y.
type step struct {
	x source
	y page
}

// possible reports whether bytes of x may have been read as y.
func possible(x source, y page) bool {
	if x >= numSources {
		return y.single() || y == gbkPage || y == big5Page
	}
	switch y {
	case gbkPage:
		return x != gbkSource
	case big5Page:
		return x != big5Source
	case partial:
		return x == gbkSource
	case gbkPhase:
		return x == gbkSource
	case big5Phase:
		return x == big5Source
	}
	return x == utf8Source || !y.has(charset.OnlyUTF8)
}

// maxLayers is the number of wrong decodings, one upon the other, that are
// undone.
const maxLayers = 4

// appendEncoded appends the bytes that page y reads as text; ok is false if
// there are none.
func (y page) appendEncoded(dst, text []byte) (out []byte, ok bool) {
	return y.tables().AppendEncoded(dst, text)
}

// appendDecoded appends what src says in x; ok is false if it is not well
// formed, or says something that no text holds.
func (x source) appendDecoded(dst, src []byte) (out []byte, ok bool) {
	return decoder.Source(x).AppendDecoded(dst, src)
}

// appendEncoded appends the bytes of text in x; ok is false if it has none.
func (x source) appendEncoded(dst, text []byte) (out []byte, ok bool) {
	return decoder.Source(x).AppendEncoded(dst, text)
}

// clean reports whether text holds printable characters only. C1 controls and
// private-use characters are allowed where an undone layer may still have to
// use them as bytes.
func clean(text []byte, strict bool) bool { return decoder.Clean(text, strict) }

// proves reports whether doing the damage again makes in of out: the bytes of
// every text on the way back, in the charset that it was in, are those that
// were read wrongly.
func proves(chain []step, in, out []byte) bool {
	for _, s := range chain {
		if s.y == partial || s.y.phased() {
			return s.y == partial && len(chain) == 1 && s.makes(out, in)
		}
		b, ok := s.y.appendEncoded(nil, in)
		if !ok {
			return false
		}
		text, ok := s.x.appendDecoded(nil, b)
		if !ok {
			return false
		}
		again, ok := s.x.appendEncoded(nil, text)
		if !ok || !bytes.Equal(again, b) {
			return false
		}
		in = text
	}
	return bytes.Equal(in, out)
}

// makes reports whether page y reads text in x as bad.
func (s step) makes(text, bad []byte) bool {
	b, ok := s.x.appendEncoded(nil, text)
	for ok && len(b) > 0 {
		r, n := s.y.decode(b)
		got, size := utf8.DecodeRune(bad)
		ok = r == got && size > 0
		b, bad = b[n:], bad[size:]
	}
	return ok && len(bad) == 0
}
