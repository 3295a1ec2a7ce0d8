package transport

import (
	"bytes"
	"encoding/base64"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/codepage/big5"
	"github.com/fixtext/fixtext/internal/codepage/gb18030"
	"github.com/fixtext/fixtext/internal/label"
)

// Encoded words (FT115) are those of RFC 2047, in GB18030, Big5 or UTF-8 by any label.
// Words with only blanks between them are one text, and mail programs cut
// characters in two between them.

// maxWord is the longest encoded word that is read, in bytes; the standard allows
// 75.
const maxWord = 1000

// parseWords reads encoded words of one charset that follow each other in a line.
func parseWords(b []byte) sign {
	charset, raw, n, exact := wordAt(b)
	if n == 0 {
		return sign{n: 2}
	}
	s := sign{n: n, exact: exact}
	for {
		gap := 0
		for s.n+gap < len(b) && (b[s.n+gap] == ' ' || b[s.n+gap] == '\t') {
			gap++
		}
		c, more, n, _ := wordAt(b[s.n+gap:])
		if n == 0 || c != charset {
			break
		}
		raw = append(raw, more...)
		s.n += gap + n
		s.exact = false // where one word ended is not seen in the text
	}
	var text []byte
	switch label.ReadAs(charset) {
	case "utf-8":
		text = raw
	case "gb18030":
		text = gb18030.WHATWG.Append(nil, raw, nil)
	case "big5":
		text = big5.WHATWG.Append(nil, raw, nil)
	}
	if utf8.Valid(text) && allPrintable(text, func(b byte) bool { return b >= ' ' && b < 0x7F }) &&
		!anySign(text) {
		s.out = text
	}
	return s
}

// wordAt reads the encoded word that b begins with: its charset in lower case and
// its bytes. exact reports whether these would be encoded so again. n is 0 if there
// is none.
func wordAt(b []byte) (charset string, raw []byte, n int, exact bool) {
	b = b[:min(len(b), maxWord)]
	if !bytes.HasPrefix(b, []byte("=?")) {
		return "", nil, 0, false
	}
	mark := bytes.IndexByte(b[2:min(len(b), 24)], '?') + 2
	if mark < 3 || mark+3 >= len(b) || b[mark+2] != '?' {
		return "", nil, 0, false
	}
	charset = strings.ToLower(string(b[2:mark]))
	if at := strings.IndexByte(charset, '*'); at > 0 {
		charset = charset[:at] // a language, by RFC 2231
	}
	text := b[mark+3:]
	size := bytes.IndexByte(text, '?')
	if size <= 0 || size+1 >= len(text) || text[size+1] != '=' {
		return "", nil, 0, false
	}
	text = text[:size]
	n = mark + 3 + size + 2
	switch b[mark+1] | 0x20 {
	case 'b':
		raw = make([]byte, base64.StdEncoding.DecodedLen(len(text)))
		k, err := base64.StdEncoding.Decode(raw, text)
		if err != nil {
			return "", nil, 0, false
		}
		raw = raw[:k]
		exact = base64.StdEncoding.EncodeToString(raw) == string(text)
	case 'q':
		for i := 0; i < len(text); i++ {
			switch v := quotedByte(text[i:]); {
			case v >= 0:
				raw = append(raw, byte(v))
				i += 2
			case text[i] == '_':
				raw = append(raw, ' ')
			case text[i] <= ' ' || text[i] == '=' || text[i] >= 0x7F:
				return "", nil, 0, false
			default:
				raw = append(raw, text[i])
			}
		}
	default:
		return "", nil, 0, false
	}
	return charset, raw, n, exact
}
