package mojibake

import (
	"bytes"
	"slices"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// step is one wrong decoding: bytes of x that were read as y.
type step struct {
	x source
	y page
}

// maxLayers is the number of wrong decodings, one upon the other, that are
// undone.
const maxLayers = 4

// appendEncoded appends the bytes that page y reads as text; ok is false if
// there are none.
func (y page) appendEncoded(dst, text []byte) (out []byte, ok bool) {
	dst = slices.Grow(dst, len(text)+16)
	for i := 0; i < len(text); {
		var o, n int
		room, rest := dst[len(dst):cap(dst)], text[i:]
		switch {
		case y == latin:
			o, n = encodeLatin(room, rest)
		case y.single():
			o, n = sloppyPages[y].EncodeBulk(room, rest)
		case y == gbkPage:
			o, n = gb18030.EncodeBulk(room, rest)
		case y == big5Page:
			o, n = big5.EncodeBulk(room, rest)
		}
		dst = dst[:len(dst)+o]
		if i += n; i == len(text) {
			break
		}
		r, size := utf8.DecodeRune(text[i:])
		c := y.encode(r)
		if c.n == 0 {
			return dst, false
		}
		dst = append(dst, c.b[:c.n]...)
		i += size
	}
	return dst, true
}

// encodeLatin is EncodeBulk for page latin. It stops at what is not below U+0100, but
// for the marks of windows-1252, and goes on to the end.
func encodeLatin(dst, src []byte) (nDst, nSrc int) {
	i, o := 0, 0
	for i < len(src) && o < len(dst) {
		b := src[i]
		switch {
		case b < utf8.RuneSelf:
			dst[o] = b
			i++
		case b>>1 == 0xC2>>1 && i+1 < len(src) && src[i+1]>>6 == 2:
			dst[o] = b<<6 | src[i+1]&0x3F
			i += 2
		default:
			r, n := utf8.DecodeRune(src[i:])
			c, ok := sloppy.CP1252.EncodeByte(r)
			if !ok || r == utf8.RuneError {
				return o, i
			}
			dst[o] = c
			i += n
		}
		o++
	}
	return o, i
}

// appendDecoded appends what src says in x; ok is false if it is not well
// formed, or says something that no text holds.
func (x source) appendDecoded(dst, src []byte) (out []byte, ok bool) {
	ok = true
	bad := func(int, int) { ok = false }
	from := len(dst)
	switch x {
	case utf8Source:
		if !utf8.Valid(src) {
			return dst, false
		}
		dst = append(dst, src...)
	case gbkSource:
		dst = gb18030.WHATWG.Append(dst, src, bad)
	case big5Source:
		dst = big5.WHATWG.Append(dst, src, bad)
	default:
		dst, ok = x.appendUTF16(dst, src)
	}
	return dst, ok && clean(dst[from:], x != utf8Source)
}

// clean tells whether text holds printable characters only. C1 controls and
// private-use characters are allowed where an undone layer may still have to
// use them as bytes.
func clean(text []byte, strict bool) bool {
	for i := 0; i < len(text); {
		b := text[i]
		if b < utf8.RuneSelf {
			if b < 0x20 && b != '\t' && b != '\r' && b != '\n' || b == 0x7F {
				return false
			}
			i++
			continue
		}
		if b >= 0xE3 && b < 0xEE { // no private use, no controls
			i += 3
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if !printable(r) && (strict || r < 0x80 || r >= 0xA0 && !runeclass.IsPrivate(r)) {
			return false
		}
		i += n
	}
	return true
}

// proves tells whether doing the damage again makes in of out: the bytes of
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

// makes tells whether page y reads text in x as bad.
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

// appendEncoded appends the bytes of text in x; ok is false if it has none.
func (x source) appendEncoded(dst, text []byte) (out []byte, ok bool) {
	ok = true
	bad := func(int, int) { ok = false }
	switch x {
	case gbkSource:
		return gb18030.WHATWG.AppendEncoded(dst, text, bad), ok
	case big5Source:
		return big5.WHATWG.AppendEncoded(dst, text, bad), ok
	case utf16LE, utf16BE:
		return x.appendAsUTF16(dst, text), true
	}
	return append(dst, text...), ok
}

// cost returns what the language model asks for text, in units of 1/16 nat.
func cost(text []byte) (sum int) {
	first, prev := lm.Start, lm.Start
	for i := 0; i < len(text); {
		r, n := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRune(text[i:])
		}
		t := lm.TokenOf(r)
		sum += lm.Cost3(first, prev, t)
		first, prev = prev, t
		i += n
	}
	return sum
}
