package records

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// jsonString is how text stands in a string of JSON.
type jsonString struct {
	ascii bool // characters beyond ASCII are escaped
}

// escape reads \uXXXX, or two of them that are one character.
func escape(raw []byte) (r rune, ok bool) {
	r, ok = unit(raw)
	if !ok || !utf16.IsSurrogate(r) {
		return r, ok
	}
	low, ok := unit(raw[6:])
	r = utf16.DecodeRune(r, low)
	return r, ok && r != utf8.RuneError
}

func unit(raw []byte) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	var b [2]byte
	_, err := hex.Decode(b[:], raw[2:6])
	return rune(b[0])<<8 | rune(b[1]), err == nil
}

func (jsonString) step(raw []byte) (n, m int) {
	if raw[0] != '\\' || len(raw) < 2 {
		_, n = utf8.DecodeRune(raw)
		return n, n
	}
	if raw[1] != 'u' {
		return 2, 1
	}
	r, ok := escape(raw)
	switch {
	case !ok:
		return min(6, len(raw)), 3
	case r > 0xFFFF:
		return 12, 4
	}
	return 6, utf8.RuneLen(r)
}

const escapes, meanings = `"\/bfnrt`, "\"\\/\b\f\n\r\t"

func (js jsonString) decode(dst, raw []byte) []byte {
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return append(dst, raw...)
		}
		dst, raw = append(dst, raw[:i]...), raw[i:]
		n, _ := js.step(raw)
		switch {
		case n < 2:
			dst = append(dst, raw[:n]...)
		case raw[1] == 'u':
			r, ok := escape(raw)
			if !ok {
				r = utf8.RuneError
			}
			dst = utf8.AppendRune(dst, r)
		default:
			c := raw[1]
			if k := strings.IndexByte(escapes, c); k >= 0 {
				c = meanings[k]
			}
			dst = append(dst, c)
		}
		raw = raw[n:]
	}
	return dst
}

func (js jsonString) encode(dst, text, _ []byte) ([]byte, bool) {
	const digits = "0123456789abcdef"
	put := func(u rune) {
		dst = append(dst, '\\', 'u', digits[u>>12&15], digits[u>>8&15], digits[u>>4&15], digits[u&15])
	}
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		k := strings.IndexByte(meanings, text[0])
		switch {
		case r == '/' || k < 0 && r >= ' ' && r < utf8.RuneSelf, r >= utf8.RuneSelf && !js.ascii:
			dst = append(dst, text[:n]...)
		case k >= 0:
			dst = append(dst, '\\', escapes[k])
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			put(hi)
			put(lo)
		default:
			put(r)
		}
		text = text[n:]
	}
	return dst, true
}

// illFormed returns where the content of a string is none, and why; -1 if it is
// well-formed.
func illFormed(raw []byte) (at int, why string) {
	if i := control(raw); i >= 0 {
		return i, "a control character in a string must be escaped"
	}
	for i := bytes.IndexByte(raw, '\\'); i >= 0 && i < len(raw); {
		switch _, ok := unit(raw[i:]); {
		case ok:
			i += 6
		case i+1 < len(raw) && strings.IndexByte(escapes, raw[i+1]) >= 0:
			i += 2
		default:
			return i, "there is no such escape"
		}
		next := bytes.IndexByte(raw[i:], '\\')
		if next < 0 {
			break
		}
		i += next
	}
	return -1, ""
}

// control returns where the first byte below a space is; -1 if there is none.
// Eight bytes are looked at together: most strings have none.
func control(raw []byte) int {
	const spaces, tops = 0x2020202020202020, 0x8080808080808080
	i := 0
	for ; i+8 <= len(raw); i += 8 {
		v := binary.LittleEndian.Uint64(raw[i:])
		if (v-spaces)&^v&tops != 0 {
			break
		}
	}
	for ; i < len(raw); i++ {
		if raw[i] < ' ' {
			return i
		}
	}
	return -1
}

// isLiteral reports whether a value that is neither a string nor a list nor an
// object is one. Python writes NaN and Infinity, too, which other readers do not
// know; they hold no text, and are no reason to leave a record alone.
func isLiteral(b []byte) bool {
	switch string(b) {
	case "true", "false", "null", "NaN", "Infinity", "-Infinity":
		return true
	}
	b = bytes.TrimPrefix(b, []byte("-"))
	n := digits(b)
	if n == 0 || n > 1 && b[0] == '0' {
		return false
	}
	if b = b[n:]; len(b) > 0 && b[0] == '.' {
		if n = digits(b[1:]); n == 0 {
			return false
		}
		b = b[1+n:]
	}
	if len(b) > 0 && b[0]|0x20 == 'e' {
		b = b[1:]
		if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		if n = digits(b); n == 0 {
			return false
		}
		b = b[n:]
	}
	return len(b) == 0
}

// digits is how many digits b begins with.
func digits(b []byte) (n int) {
	for n < len(b) && b[n] >= '0' && b[n] <= '9' {
		n++
	}
	return n
}
