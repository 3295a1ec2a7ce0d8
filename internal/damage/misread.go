package damage

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
)

// A Misreader reads bytes of one charset in another, as a program does that was
// told the wrong one.
type Misreader struct {
	// Mark is written for bytes that are no character: "?", U+FFFD or nothing.
	Mark string
	// Private keeps pairs in the user-defined area of GBK, Big5 and code page
	// 932 as private-use characters. Without it they are bad.
	Private bool
	// Strip leaves such pairs out, as programs do that take private-use characters for
	// controls, or print them as nothing.
	Strip bool
	// Reread makes a bad pair lose its lead byte only; its trail byte is read
	// again. Without it a pair that is well formed but has no character is
	// lost as a whole.
	Reread bool
	// Eat makes a lead byte swallow whatever byte follows it, but a newline.
	Eat bool
	// Strict makes a single-byte page lose the bytes it leaves undefined,
	// which are controls otherwise.
	Strict bool

	from    func(string) ([]byte, bool)
	partial bool      // what is well-formed UTF-8 is read as that
	single  [256]rune // 0: bad; all of it, if the page is single-byte
	pairs   []rune    // by lead<<8|trail; nil if the page is single-byte
}

// NewMisreader returns one for the named charsets: from is utf-8, cesu-8, gbk, gb18030,
// big5, utf-16le or utf-16be, or one of those that follow; to a single-byte page (latin1, cp1250 … cp1254,
// cp874, koi8-r, cp437, cp850, cp866, mac, latin2, cp1257, latin9 and others, see singlePages) or gbk, gb2312, big5, cp932,
// euc-jp or cp949, or utf-8, or utf-8 else a single-byte page. Other names panic.
func NewMisreader(from, to string) *Misreader {
	m := &Misreader{Mark: "\uFFFD"}
	switch from {
	case "utf-8":
		m.from = func(s string) ([]byte, bool) { return []byte(s), true }
	case "cesu-8":
		m.from = surrogates
	case "gbk":
		m.from = strict(simplifiedchinese.GBK)
	case "gb18030":
		m.from = strict(simplifiedchinese.GB18030)
	case "big5":
		m.from = Big5
	case "utf-16le":
		m.from = strict(unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM))
	case "utf-16be":
		m.from = strict(unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM))
	default:
		if page, ok := singlePages[from]; ok {
			m.from = strict(page)
		} else if enc, ok := doublePages[from]; ok {
			m.from = strict(enc)
		} else {
			panic("damage: no charset " + from)
		}
	}
	to, m.partial = strings.CutPrefix(to, "utf-8 else ")
	if to == "utf-8" {
		m.partial = true
		for b := range 0x80 {
			m.single[b] = rune(b)
		}
		return m
	}
	if page, ok := singlePages[to]; ok {
		for b := range m.single {
			r := page.DecodeByte(byte(b))
			if r == utf8.RuneError {
				r = rune(b) // a control, or a letter of Latin-1
			}
			m.single[b] = r
		}
		return m
	}
	enc, ok := doublePages[to]
	if !ok {
		panic("damage: no page " + to)
	}
	m.pairs = make([]rune, 1<<16)
	for b := range 0x80 {
		m.single[b] = rune(b)
	}
	dec := enc.NewDecoder()
	for b := 0x80; b < 0x100; b++ {
		if s, err := dec.Bytes([]byte{byte(b)}); err == nil {
			if r, n := utf8.DecodeRune(s); n == len(s) && r != utf8.RuneError {
				m.single[b] = r
			}
		}
		if m.single[b] != 0 {
			continue
		}
		for t := 0x40; t < 0x100; t++ {
			s, err := dec.Bytes([]byte{byte(b), byte(t)})
			if to == "gb2312" && (b < 0xA1 || b > 0xF7 || t < 0xA1) {
				continue
			}
			if r, n := utf8.DecodeRune(s); err == nil && n == len(s) && r != utf8.RuneError {
				m.pairs[b<<8|t] = r
			} else if r, ok := private(byte(b), byte(t)); ok && to == "gbk" {
				m.pairs[b<<8|t] = -r
			} else if r, ok := private950(byte(b), byte(t)); ok && to == "big5" {
				m.pairs[b<<8|t] = -r
			}
		}
	}
	if to == "gbk" {
		m.single[0x80] = '€'
		for _, run := range gb18030Only {
			for i := range run.n {
				m.pairs[run.code+i] = -run.r - rune(i)
			}
		}
	}
	return m
}

var singlePages = map[string]*charmap.Charmap{
	"latin1": charmap.ISO8859_1, "cp1250": charmap.Windows1250, "cp1251": charmap.Windows1251, "cp1252": charmap.Windows1252,
	"cp1253": charmap.Windows1253, "cp1254": charmap.Windows1254, "cp874": charmap.Windows874, "koi8-r": charmap.KOI8R,
	"cp437": charmap.CodePage437, "cp850": charmap.CodePage850, "cp866": charmap.CodePage866, "mac": charmap.Macintosh,
	"latin2": charmap.ISO8859_2, "cp1257": charmap.Windows1257, "latin9": charmap.ISO8859_15,
	"cp852": charmap.CodePage852, "cp855": charmap.CodePage855, "cp858": charmap.CodePage858, "cp860": charmap.CodePage860,
	"cp862": charmap.CodePage862, "cp863": charmap.CodePage863, "cp865": charmap.CodePage865, "cp1256": charmap.Windows1256,
	"cp1258": charmap.Windows1258, "latin4": charmap.ISO8859_4, "iso-8859-5": charmap.ISO8859_5, "iso-8859-10": charmap.ISO8859_10,
	"iso-8859-13": charmap.ISO8859_13, "iso-8859-16": charmap.ISO8859_16, "koi8-u": charmap.KOI8U, "mac-cyrillic": charmap.MacintoshCyrillic,
}

var doublePages = map[string]encoding.Encoding{
	"gbk": simplifiedchinese.GBK, "gb2312": simplifiedchinese.GBK, "big5": traditionalchinese.Big5, "cp932": japanese.ShiftJIS, "euc-jp": japanese.EUCJP, "cp949": korean.EUCKR,
}

// strict encodes text that the charset has, and that reads back the same.
func strict(e encoding.Encoding) func(string) ([]byte, bool) {
	return func(s string) ([]byte, bool) {
		b, err := e.NewEncoder().Bytes([]byte(s))
		if err != nil {
			return nil, false
		}
		back, err := e.NewDecoder().Bytes(b)
		return b, err == nil && string(back) == s
	}
}

// surrogates writes characters beyond the first plane as two surrogates of three bytes
// each. ok is false where there are none.
func surrogates(s string) (b []byte, ok bool) {
	for _, r := range s {
		if r < 0x10000 {
			b = utf8.AppendRune(b, r)
			continue
		}
		ok = true
		for _, u := range utf16.Encode([]rune{r}) {
			b = append(b, 0xED, byte(u>>6&0x3F)|0x80, byte(u&0x3F)|0x80)
		}
	}
	return b, ok
}

// private950 decodes a pair of the user-defined areas of code page 950 that
// Big5 with HKSCS leaves empty.
func private950(lead, trail byte) (r rune, ok bool) {
	col := rune(trail) - 0x40
	switch {
	case trail >= 0xA1 && trail <= 0xFE:
		col -= 0x22
	case trail < 0x40 || trail > 0x7E:
		return 0, false
	}
	switch {
	case lead >= 0x81 && lead <= 0x8D:
		return 0xEEB8 + rune(lead-0x81)*157 + col, true
	case lead >= 0x8E && lead <= 0xA0:
		return 0xE311 + rune(lead-0x8E)*157 + col, true
	case lead >= 0xFA && lead <= 0xFE:
		return 0xE000 + rune(lead-0xFA)*157 + col, true
	case lead == 0xC6 && trail >= 0xA1 || lead == 0xC7 || lead == 0xC8:
		return 0xF6B1 + rune(lead-0xC6)*157 + col - 63, true
	}
	return 0, false
}

// decode reads bytes in the wrong charset. lost is how many places lost some.
func (m *Misreader) decode(b []byte) (text string, lost int) {
	var out strings.Builder
	for i := 0; i < len(b); {
		if m.partial && b[i] >= utf8.RuneSelf {
			if r, n := utf8.DecodeRune(b[i:]); n > 1 {
				out.WriteRune(r)
				i += n
				continue
			}
		}
		if r := m.single[b[i]]; r != 0 || b[i] == 0 {
			if m.Strict && m.pairs == nil && r == rune(b[i]) && r >= 0x80 && r < 0xA0 {
				out.WriteString(m.Mark)
				lost++
			} else {
				out.WriteRune(r)
			}
			i++
			continue
		}
		n, ok := m.pair(&out, b[i:])
		if !ok {
			lost++
		}
		i += n
	}
	return out.String(), lost
}

// pair reads a character of two bytes and returns how many it took; ok is false if it
// lost any of them.
func (m *Misreader) pair(out *strings.Builder, b []byte) (n int, ok bool) {
	if len(b) == 1 || b[1] == '\n' || m.pairs == nil {
		out.WriteString(m.Mark)
		return 1, false
	}
	switch r := m.pairs[int(b[0])<<8|int(b[1])]; {
	case r > 0:
		out.WriteRune(r)
		return 2, true
	case r < 0 && m.Private:
		out.WriteRune(-r)
		return 2, true
	case r < 0 && m.Strip:
		return 2, false
	}
	out.WriteString(m.Mark)
	if !m.Eat && (b[1] < 0x80 || m.Reread || b[0] == 0xFF) {
		return 1, false
	}
	return 2, false
}
