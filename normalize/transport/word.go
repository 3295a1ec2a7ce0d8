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
	var folds []fold
	for {
		from := s.n
		if k := lineFeed(b[from:]); k > 0 && wholeChars(charset, raw) < len(raw) {
			from += k
		}
		gap := from
		for gap < len(b) && (b[gap] == ' ' || b[gap] == '\t') {
			gap++
		}
		c, more, n, _ := wordAt(b[gap:])
		if n == 0 || c != charset || from > s.n && gap == from {
			break
		}
		if from > s.n {
			folds = append(folds, fold{wholeChars(charset, raw), b[s.n:gap]})
		}
		raw = append(raw, more...)
		s.n = gap + n
		s.exact = false // where one word ended is not seen in the text
	}
	text := decodeWord(charset, raw)
	if utf8.Valid(text) && allPrintable(text, func(b byte) bool { return b >= ' ' && b < 0x7F }) &&
		!anySign(text) {
		s.out = text
	}
	if len(s.out) > 0 && len(folds) > 0 {
		s.out = s.out[:0:0]
		from := 0
		for _, f := range folds {
			to := f.at + wholeChar(charset, raw[f.at:])
			s.out = append(append(s.out, decodeWord(charset, raw[from:to])...), f.text...)
			from = to
		}
		s.out = append(s.out, decodeWord(charset, raw[from:])...)
	}
	return s
}

// fold is a line break within a character, which begins at an offset of the bytes,
// and the blanks behind it. It goes behind the character: lines stay lines.
type fold struct {
	at   int
	text []byte
}

// decodeWord returns the text of bytes in a charset, nil for one that is not
// decoded.
func decodeWord(charset string, raw []byte) []byte {
	switch label.ReadAs(charset) {
	case "utf-8":
		return raw
	case "gb18030":
		return gb18030.WHATWG.Append(nil, raw, nil)
	case "big5":
		return big5.WHATWG.Append(nil, raw, nil)
	}
	return nil
}

// wholeChars returns how many bytes of raw are whole characters.
func wholeChars(charset string, raw []byte) (n int) {
	for n < len(raw) {
		size := wholeChar(charset, raw[n:])
		if n+size > len(raw) {
			break
		}
		n += size
	}
	return n
}

// wholeChar returns the length that the character has which raw begins with.
func wholeChar(charset string, raw []byte) int {
	read := label.ReadAs(charset)
	switch lead := raw[0]; {
	case lead < 0x81:
		return 1
	case read != "utf-8":
		if len(raw) > 1 && raw[1] < 0x40 && read == "gb18030" {
			return 4
		}
		return 2
	case lead >= 0xF0:
		return 4
	case lead >= 0xE0:
		return 3
	case lead >= 0xC0:
		return 2
	}
	return 1
}

// foldedWord reports whether line ends with an encoded word that ends within a
// character, and another one follows in the next line.
func foldedWord(line, next []byte) bool {
	if !bytes.HasSuffix(line, []byte("?=")) || len(next) < 4 || next[0] != ' ' && next[0] != '\t' ||
		!bytes.HasPrefix(bytes.TrimLeft(next[:min(len(next), 80)], " \t"), []byte("=?")) {
		return false
	}
	at := bytes.LastIndex(line[:len(line)-2], []byte("=?"))
	if at < 0 {
		return false
	}
	charset, raw, n, _ := wordAt(line[at:])
	return n == len(line)-at && wholeChars(charset, raw) < len(raw)
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
		digits := bytes.TrimRight(text, "=") // which many programs leave out
		if len(digits)%4 == 1 {
			digits = digits[:len(digits)-1] // cut off
		}
		raw = make([]byte, base64.RawStdEncoding.DecodedLen(len(digits)))
		k, err := base64.RawStdEncoding.Decode(raw, digits)
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
