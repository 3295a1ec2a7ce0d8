package records

import (
	"bytes"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Properties are what Java keeps texts of programs in: values and comments are text,
// keys are names of the program.
var propertiesFormat = Format{
	Name:       "properties",
	Endings:    []string{".properties"},
	Translated: true,
	open:       func(opt Options) repairer { return &whole{opt: opt, find: properties} },
	example:    example{"圖=\\u5716書館\n# 說明\n", "圖=\\u56fe书馆\n# 说明\n"},
}

// properties finds comments and values. A value that goes on in the next line has a span
// in each.
func properties(data []byte) (list []span) {
	value := false // the line goes on with the value before
	for pos := 0; pos < len(data); {
		end, next := len(data), len(data)
		if i := bytes.IndexAny(data[pos:], "\r\n"); i >= 0 {
			end, next = pos+i, pos+i+1
		}
		from := pos
		if pos == 0 && bytes.HasPrefix(data, mark) {
			from = len(mark)
		}
		for from < end && blank(data[from]) {
			from++
		}
		pos = next
		if !value && from < end && (data[from] == '#' || data[from] == '!') {
			list = append(list, span{lo: from, hi: end})
			continue
		}
		line, goesOn := continued(data[from:end])
		to, joined := from+len(line), value
		if !value {
			from += keyLen(line)
		}
		if goesOn && next < len(data) && data[end] == '\r' && data[next] == '\n' {
			pos++ // the line goes on behind both
		}
		value = goesOn
		if from < to {
			list = append(list, propertyValue(data, span{lo: from, hi: to, as: property{}, joined: joined}))
		}
	}
	return list
}

func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\f' }

// continued takes the backslash off a line that goes on in the next one.
func continued(line []byte) (_ []byte, goesOn bool) {
	n := len(line) - len(bytes.TrimRight(line, `\`))
	if n%2 == 0 {
		return line, false
	}
	return line[:len(line)-1], true
}

// keyLen returns the length of the key that a line begins with, and of what separates it
// from its value.
func keyLen(line []byte) (n int) {
	for n < len(line) && !blank(line[n]) && line[n] != '=' && line[n] != ':' {
		if line[n] == '\\' {
			n++
		}
		n++
	}
	n = min(n, len(line))
	for n < len(line) && blank(line[n]) {
		n++
	}
	if n < len(line) && (line[n] == '=' || line[n] == ':') {
		n++
	}
	for n < len(line) && blank(line[n]) {
		n++
	}
	return n
}

// propertyValue says what is wrong with a value, if anything is.
func propertyValue(data []byte, s span) span {
	raw := data[s.lo:s.hi]
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		if i++; i == len(raw) || raw[i] != 'u' {
			continue
		}
		r, ok := unit(raw[i-1:])
		if ok && utf16.IsSurrogate(r) {
			r, ok = escape(raw[i-1:])
		}
		if !ok {
			s.wrong = "there is no such escape: \\u and four hexadecimal digits, or two of them that are one character"
			return s
		}
		if i += 4; r > 0xFFFF {
			i += 6
		}
	}
	return s
}

// property is how text stands in a value: after a backslash, a character means itself,
// but for a few.
type property struct{}

const propertyEscapes, propertyMeanings = "tnrf", "\t\n\r\f"

func (property) step(raw []byte) (n, m int) {
	if raw[0] != '\\' || len(raw) < 2 {
		_, n = utf8.DecodeRune(raw)
		return n, n
	}
	if raw[1] == 'u' {
		return jsonString{}.step(raw)
	}
	_, n = utf8.DecodeRune(raw[1:])
	return n + 1, n
}

func (p property) decode(dst, raw []byte) []byte {
	for len(raw) > 0 {
		n, _ := p.step(raw)
		switch {
		case raw[0] != '\\' || n == 1:
			dst = append(dst, raw[:n]...)
		case raw[1] == 'u':
			dst = jsonString{}.decode(dst, raw[:n])
		default:
			if k := strings.IndexByte(propertyEscapes, raw[1]); k >= 0 {
				dst = append(dst, propertyMeanings[k])
			} else {
				dst = append(dst, raw[1:n]...)
			}
		}
		raw = raw[n:]
	}
	return dst
}

// encode writes characters beyond ASCII as before: as escapes, with digits of the same
// case, where there were some, else as they are. Blanks and separators get a backslash
// at the start, where they could be taken for what stands before a value.
func (property) encode(dst, text, before []byte) ([]byte, bool) {
	escaped := bytes.Contains(before, []byte(`\u`))
	first := len(dst)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		switch k := strings.IndexByte(propertyMeanings, text[0]); {
		case r >= utf8.RuneSelf && escaped:
			dst, _ = jsonString{ascii: true}.encode(dst, text[:n], nil)
		case k >= 0:
			dst = append(dst, '\\', propertyEscapes[k])
		case r == '\\', len(dst) == first && strings.ContainsRune(" =:", r) && !bytes.HasPrefix(before, text[:n]):
			dst = append(dst, '\\', text[0])
		case r < ' ':
			return dst, false
		default:
			dst = append(dst, text[:n]...)
		}
		text = text[n:]
	}
	if escaped && bytes.ContainsAny(before, "ABCDEF") && !bytes.ContainsAny(before, "abcdef") {
		upper(dst[first:])
	}
	return dst, true
}

// upper makes the digits of escapes capital letters.
func upper(text []byte) {
	for i := 0; i+6 <= len(text); i++ {
		if text[i] != '\\' {
			continue
		}
		if text[i+1] == 'u' {
			copy(text[i+2:i+6], bytes.ToUpper(text[i+2:i+6]))
		}
		i++
	}
}
