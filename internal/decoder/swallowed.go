package decoder

import (
	"strings"
	"unicode/utf8"
)

// Code page 936 of Windows makes one question mark of a lead byte and of the byte of
// ASCII below 0x40 behind it. Which one that was, no byte tells; what stands around it
// does where the line wants it: a quote that is open, a tag or a bracket that was never
// opened, a blank before a word. Else its place is kept and nothing is put there.

// closes are what may stand behind a quote that ends.
const closes = ` ),;]}>/:+`

// swallowed finds out for each question mark which byte of ASCII it swallowed, if any:
// utf8.RuneError is one that is not known.
func (p *parser) swallowed(before, text, after []rune) {
	p.line = append(append(append(p.line[:0], before...), text...), after...)
	off := len(before)
	p.ateLetter = false
	p.tags, p.rounds = unpaired(p.line, '<', '>'), unpaired(p.line, '(', ')')
	for i, r := range text {
		if sym := &p.syms[i]; r == '?' {
			sym.ate = p.ate(off + i)
			p.ateLetter = p.ateLetter || sym.ate != 0 && p.s.Page == GBK && p.line[off+i+1] >= '@' && p.line[off+i+1] < utf8.RuneSelf
		}
	}
	for _, q := range `"'` {
		if at := p.openQuote(q, off, off+len(text)); at >= 0 {
			p.syms[at-off].ate = q
		}
	}
}

// ate returns what the question mark at place i of the line swallowed, as far as what
// stands behind it tells; 0 if nothing says that it was anything.
func (p *parser) ate(i int) rune {
	rest := p.line[i+1:]
	if len(rest) == 0 || i == 0 || p.line[i-1] < utf8.RuneSelf || rest[0] == '?' || rest[0] == utf8.RuneError {
		return 0
	}
	switch c := rest[0]; {
	case p.tags && tag(rest):
		return '<'
	case decapitated(rest):
		return utf8.RuneError
	case c < 0x40:
		return 0
	case c >= utf8.RuneSelf:
		return utf8.RuneError
	case strings.ContainsRune("|{[", c): // a cell ends, or something is put in
		return ' '
	case !asciiLetter(c):
		return utf8.RuneError
	case p.rounds && closedBehind(rest, '(', ')'):
		return '('
	}
	return ' '
}

// decapitated reports whether text begins like a number that lacks its first digit: a year of
// three digits, or a fraction without a whole.
func decapitated(text []rune) bool {
	n := 0
	for n < len(text) && text[n] >= '0' && text[n] <= '9' {
		n++
	}
	return n == 3 && isYear(text[n:]) || n == 0 && len(text) > 2 && text[0] == '.' && text[1] >= '0' && text[1] <= '9' && text[2] != '.'
}

// isYear reports whether text begins with 年, E5 B9 B4, as GBK has it.
func isYear(text []rune) bool {
	return len(text) > 1 && text[0] == '骞' && (text[1] == '?' || GBK.Encode(text[1]).B[0] == 0xB4)
}

func asciiLetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

// tag reports whether text begins like a tag of HTML without its <.
func tag(text []rune) bool {
	i := 0
	if text[0] == '/' {
		i++
	}
	n := i
	for n < min(within, len(text)) && (asciiLetter(text[n]) || n > i && text[n] >= '0' && text[n] <= '9') {
		n++
	}
	return n > i && n < len(text) && strings.ContainsRune(" />", text[n]) && closedBehind(text, '<', '>')
}

// within is how many characters behind it a bracket is looked for that was opened.
const within = 200

// closedBehind reports whether the first bracket in text, not far behind, is one that
// closes.
func closedBehind(text []rune, opens, closes rune) bool {
	for _, r := range text[:min(within, len(text))] {
		if r == opens || r == closes {
			return r == closes
		}
	}
	return false
}

// unpaired reports whether a line closes more brackets than it opens.
func unpaired(line []rune, opens, closes rune) bool {
	n := 0
	for _, r := range line {
		switch r {
		case opens:
			n++
		case closes:
			n--
		}
	}
	return n < 0
}

// openQuote returns the last question mark from..to of the line at which quote q was
// open, and may have ended; -1 if it is not wanted anywhere.
func (p *parser) openQuote(q rune, from, to int) int {
	at, n := -1, 0
	for i, r := range p.line {
		switch {
		case r == '?' && n%2 == 1 && i >= from && i < to && p.line[i-1] >= utf8.RuneSelf &&
			(i+1 == len(p.line) || strings.ContainsRune(closes, p.line[i+1])):
			at = i
		case r == q && !(i > 0 && (p.line[i-1] == '\\' || asciiLetter(p.line[i-1]) && i+1 < len(p.line) && asciiLetter(p.line[i+1]))):
			n++
		}
	}
	if n%2 == 0 {
		return -1
	}
	return at
}

// mayEat reports whether a question mark before a byte that other decoders read again
// may have swallowed one of ASCII.
func (p *parser) mayEat() bool {
	if p.s.Page != GBK {
		return false
	}
	for i := range p.syms[:max(0, len(p.syms)-1)] {
		if p.syms[i].ate != 0 && p.ways[i][0].action == asOne && p.syms[i+1].B[0] >= 0x80 {
			return true
		}
	}
	return false
}

// begins are how files of code begin, by the character that is missing before.
var begins = [...]struct {
	first byte
	rest  []string
}{
	{'#', []string{"!/", " -*-", "include", "define", "ifndef", "ifdef", "if ", "pragma", "region", "import <", "import \""}},
	{'<', []string{"?php", "?xml", "?=", "!DOCTYPE", "!doctype", "!--", "%@"}},
	{'/', []string{"/", "*"}},
	{'-', []string{"- ", "--\n", "--\r"}},
}

// First returns the character of ASCII that a text begins with, before rest, the first
// line of it; 0 if that is not known.
func First(rest string) byte {
	for i := range begins {
		for _, s := range begins[i].rest {
			if strings.HasPrefix(rest, s) {
				return begins[i].first
			}
		}
	}
	if rest != "" && tag([]rune(rest)) {
		return '<'
	}
	return 0
}
