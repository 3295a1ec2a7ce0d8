package prose

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// codeSpans finds code spans: what stands between two equally long runs of backticks.
func (f *finder) codeSpans() {
	for p := 0; p < len(f.line); {
		i := bytes.IndexByte(f.line[p:], '`')
		if i < 0 {
			return
		}
		from := p + i
		n := run(f.line[from:])
		to := from + n
		for to < len(f.line) {
			i := bytes.IndexByte(f.line[to:], '`')
			if i < 0 {
				return // nor can a shorter run be closed that begins behind it: rare, and prose
			}
			k := run(f.line[to+i:])
			to += i + k
			if k == n {
				f.add(from, to)
				break
			}
		}
		p = to
	}
}

// run returns how often the first byte of p stands there.
func run(p []byte) int {
	n := 1
	for n < len(p) && p[n] == p[0] {
		n++
	}
	return n
}

// links finds the targets of links of Markdown: ](target "title"), and [name]: target.
func (f *finder) links() {
	for p := 0; ; {
		i := bytes.Index(f.line[p:], []byte("]("))
		if i < 0 {
			break
		}
		from := p + i + 2
		n := target(f.line[from:])
		if to := f.line[from : from+n]; len(to) == 0 || to[0] != '#' || !f.heading(to[1:]) {
			f.add(from, from+n)
		}
		p = from + n
	}
	for p := 0; ; { // [[target|text]] of a wiki, [[target][text]] of Org
		i := bytes.Index(f.line[p:], []byte("[["))
		if i < 0 {
			break
		}
		from := p + i + 2
		n := bytes.IndexAny(f.line[from:], "|[]")
		if n < 0 {
			break
		}
		if p = from + n; f.line[p] != '[' {
			f.add(from, p)
		}
	}
	if line := bytes.TrimLeft(f.line, " "); len(line) > 0 && line[0] == '[' {
		if i := bytes.Index(line, []byte("]: ")); i > 1 && bytes.IndexByte(line[:i], ']') < 0 && line[1] != '^' {
			from := len(f.line) - len(line) + i + 3
			if n := target(f.line[from:]); from+n == len(f.line) || f.line[from+n] == ' ' && bytes.IndexAny(f.line[from+n:], `"'(`) == 1 {
				f.add(from, from+n)
			}
		}
	}
}

// heading reports whether a heading of the block has this name in links: its letters and
// digits. It is prose, and the link goes with it.
func (f *finder) heading(name []byte) bool {
	if look(name)&wide == 0 {
		return false
	}
	if f.headings == nil {
		f.headings = map[string]bool{}
		for line := range bytes.Lines(f.block) {
			if line[0] == '#' {
				f.headings[letters(line)] = true
			}
		}
	}
	return f.headings[letters(name)]
}

// letters returns the letters and digits of p.
func letters(p []byte) string {
	return string(bytes.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, p))
}

// target returns the length of the target of a link: to a blank, or to the parenthesis
// that closes it; or what stands in angle brackets. It is 0 if there is none.
func target(p []byte) int {
	if len(p) > 0 && p[0] == '<' {
		return bytes.IndexByte(p, '>') + 1
	}
	depth := 0
	for i, c := range p {
		switch {
		case c == ' ' || c == '\t':
			return i
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth < 0 {
				return i
			}
		}
	}
	return len(p)
}

// addresses finds URLs: a scheme, ://, and what follows up to a blank, a quotation mark
// or a mark of Chinese. Chinese belongs to it where it follows a mark of ASCII; behind
// a letter the sentence goes on.
func (f *finder) addresses() {
	for p := 0; ; {
		i := bytes.Index(f.line[p:], []byte("://"))
		if i < 0 {
			return
		}
		from, to := p+i, p+i+3
		for from > p && (word(f.line[from-1]) || f.line[from-1] == '+') {
			from--
		}
		if p = to; from+1 >= to-3 {
			continue
		}
		ends := "\"'`<>|\\^{}"
		if bytes.HasPrefix(f.line[from:], []byte("ed2k:")) {
			ends = "\"'`<>" // its parts have bars between
		}
		for last := byte('/'); p < len(f.line); {
			r, n := utf8.DecodeRune(f.line[p:])
			if r <= ' ' || r < utf8.RuneSelf && strings.IndexByte(ends, byte(r)) >= 0 || r >= utf8.RuneSelf && mark(r) ||
				r >= utf8.RuneSelf && word(last) {
				break
			}
			if last = 0; r < utf8.RuneSelf {
				last = byte(r)
			}
			p += n
		}
		f.add(from, p)
	}
}

// mark reports whether r, beyond ASCII, is punctuation of Chinese, or of no writing.
func mark(r rune) bool {
	return r >= 0x2000 && r < 0x2070 || r >= 0x3000 && r < 0x3020 && r != '々' && r != '〇' || r >= 0xFF00 && r < 0xFF66 || r == utf8.RuneError
}
