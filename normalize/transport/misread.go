package transport

import (
	"html"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/sloppy"
)

// References and escapes for characters that nobody wrote: Chinese was read in a wrong
// charset, and what that made of it was encoded, &aring;&frac12; or \u00e5\u00bd. Nobody
// means these, so they are decoded in the source of pages and in JSON as well, and named
// references as numeric ones; what comes out is what the bytes say.

// misreadAt reads the signs that b begins with, one behind the other, and returns what
// their characters say as bytes, and of which kind they are; none if they say nothing.
func misreadAt(b []byte) (s sign, k kind) {
	next := characterAt
	if k = misreadReference; b[0] == '\\' {
		next, k = escapeAt, misreadEscape
	}
	var text []byte
	for s.n < len(b) && b[s.n] == b[0] {
		r, n := next(b[s.n:])
		if n == 0 || r < utf8.RuneSelf || r > 0xFFFF || isSurrogate(r) {
			break
		}
		text = utf8.AppendRune(text, r)
		s.n += n
	}
	if s.out, s.weak = said(text); hanIn(s.out) == 0 && (s.weak || !chinese(firstRune(s.out))) {
		return s, none
	}
	return s, k
}

// said returns what the bytes of text say that was read wrongly, and whether they may say
// it by chance: nothing if that is no Chinese.
func said(text []byte) (out []byte, weak bool) {
	var raw []byte
	single := true
	for _, r := range string(text) {
		b, ok := sloppy.CP1252.EncodeByte(r)
		if !ok && r < 0x100 {
			b, ok = byte(r), true // a control, as ISO-8859-1 has it
		}
		single = single && ok
		raw = append(raw, b)
	}
	if !single {
		ok := true
		if raw = gb18030.WHATWG.AppendEncoded(nil, text, func(int, int) { ok = false }); !ok {
			return nil, false
		}
	}
	var s sign
	if s.decode(raw); s.weak && !single {
		return nil, false
	}
	return s.out, s.weak
}

// startsMisread reports whether b may begin with two such signs. It looks at a few bytes only.
func startsMisread(b []byte) bool {
	next := characterAt
	if b[0] == '\\' {
		next = escapeAt
	}
	r, n := next(b)
	if n == 0 || r < 0xA0 || r > 0xFF || n >= len(b) || b[n] != b[0] {
		return false
	}
	second, n := next(b[n:])
	return n > 0 && second >= 0x80
}

// characterAt is referenceAt, but for named references as well.
func characterAt(b []byte) (r rune, n int) {
	if r, n = referenceAt(b); n > 0 {
		return r, n
	}
	i := 1
	for range maxLayers - 1 {
		if len(b) < i+4 || string(b[i:i+4]) != "amp;" {
			break
		}
		i += 4
	}
	name := i
	for i < len(b) && i < name+8 && isWord(b[i]) {
		i++
	}
	if i == len(b) || b[i] != ';' || i == name {
		return 0, 0
	}
	text := html.UnescapeString("&" + string(b[name:i+1]))
	if r, n = utf8.DecodeRuneInString(text); n != len(text) {
		return 0, 0
	}
	return r, i + 1
}

// escapeAt reads an escape, \u00e5.
func escapeAt(b []byte) (r rune, n int) {
	if len(b) < 6 || b[1] != 'u' {
		return 0, 0
	}
	if r = hex4(b[2:]); r < 0 {
		return 0, 0
	}
	return r, 6
}

// inData reports whether the unit begins as a line of JSON does.
func (u *unit) inData() bool {
	for _, b := range u.src[u.from:u.to] {
		switch b {
		case ' ', '\t':
		case '{', '[', '"':
			return true
		default:
			return false
		}
	}
	return false
}
