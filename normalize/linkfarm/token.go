package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// token is one character of a damaged line with the GBK bytes it stood for, or a reading
// in parentheses. A lost byte that took the parenthesis of a reading is one token with it.
type token struct {
	off, end int     // bytes of the line
	r        rune    // utf8.RuneError for U+FFFD and for ill-formed bytes
	gbk      [2]byte // its GBK bytes
	n        uint8   // how many of them: 1 for ASCII, 2, or 0 where GBK has none
	lm       lm.Token
	reading  pinyin.Syllable // 0: none
}

// tokenize appends the tokens of a line, given without its line end, to dst, up to so many.
func tokenize(dst []token, line []byte, most int) []token {
	for off := 0; off < len(line) && len(dst) < most; {
		r, size := utf8.DecodeRune(line[off:])
		t := token{off: off, end: off + size, r: r, lm: tokenOf(r)}
		t.gbk, t.n = bytesOf(r)
		if t.lost() || r == '(' && off > 0 {
			if n, ok := orphanAt(line, t.end); ok {
				t.reading, t.end = n.syllable, n.end
				if r == '(' {
					t.r = ')' // what stands behind it stands behind that
				}
			}
		}
		dst = append(dst, t)
		off = t.end
	}
	return dst
}

// tokenOf is lm.TokenOf, with a digit for a swallowed character: most are.
func tokenOf(r rune) lm.Token {
	if r == utf8.RuneError {
		r = '0'
	}
	return lm.TokenOf(r)
}

// bytesOf returns the GBK bytes of r, and how many they are.
func bytesOf(r rune) (b [2]byte, n uint8) {
	switch {
	case r < utf8.RuneSelf:
		return [2]byte{byte(r)}, 1
	case r == '€' || r == 0x80: // byte 0x80, a trail byte read on its own
		return [2]byte{0x80}, 1
	case r != utf8.RuneError:
		if lead, trail, ok := unpair(r); ok {
			return [2]byte{lead, trail}, 2
		}
	}
	return b, 0
}

// lost reports whether t may stand for bytes a decoder did not understand.
// Ill-formed bytes are not lost: they are still there.
func (t *token) lost() bool {
	return t.r == '?' || t.r == utf8.RuneError && t.end-t.off >= len("\uFFFD")
}

// first returns where in the line what stands behind the first character of t begins.
func (t *token) first() int {
	if t.r == utf8.RuneError {
		return t.off + len("\uFFFD")
	}
	return t.off + 1
}

// encode returns the GBK bytes of text.
func encode(text []byte) (gbk []byte) {
	for _, r := range string(text) {
		b, n := bytesOf(r)
		gbk = append(gbk, b[:n]...)
	}
	return gbk
}

// note reports whether t is a reading in parentheses.
func (t *token) note() bool { return t.reading != 0 && t.r == ')' }

// orphan reports whether t is a lost byte that took the parenthesis of a reading.
func (t *token) orphan() bool { return t.reading != 0 && t.r != ')' }

// mark returns the two bytes of the cut mark that t shows, full-width or folded to ASCII.
func (t *token) mark() (b [2]byte, ok bool) {
	if t.reading != 0 {
		return b, false
	}
	return cutMark(t.r)
}

// cutMark is mark for a character.
func cutMark(r rune) (b [2]byte, ok bool) {
	switch widen(r) {
	case '！':
		return marks[0], true
	case '？':
		return marks[1], true
	case '；':
		return marks[2], true
	case '，':
		return marks[3], true
	case '。':
		return marks[4], true
	}
	return b, false
}

// trail returns t as a trail byte below the lead bytes, which a decoder that is
// out of step shows by itself.
func (t *token) trail() (b byte, ok bool) {
	return t.gbk[0], t.n == 1 && t.gbk[0] >= 0x40 && t.gbk[0] != 0x7F
}

// wide returns the GBK bytes of t as one two-byte character: its own, or those
// of the full-width form that was folded to ASCII.
func (t *token) wide() (b [2]byte, ok bool) {
	if t.n == 2 {
		return t.gbk, true
	}
	if w := widen(t.r); w != t.r && t.reading == 0 {
		b[0], b[1], ok = unpair(w)
	}
	return b, ok
}

// note is a pinyin annotation in a line: "(lián)", "(chuàng )", or an orphan
// "lián)" whose parenthesis was swallowed.
type note struct {
	syllable pinyin.Syllable
	blank    bool // a blank before the closing parenthesis
	end      int  // offset behind the closing parenthesis
}

// noteAt reads the annotation that begins at line[off].
func noteAt(line []byte, off int) (note, bool) {
	if off >= len(line) || line[off] != '(' {
		return note{}, false
	}
	return orphanAt(line, off+1)
}

// orphanAt reads "lián)" at line[off].
func orphanAt(line []byte, off int) (n note, ok bool) {
	if off >= len(line) || !letter(line[off]) {
		return n, false
	}
	y, size := pinyin.Parse(line[off:])
	if y == 0 {
		return n, false
	}
	off += size
	if off < len(line) && line[off] == ' ' {
		n.blank = true
		off++
	}
	if off >= len(line) || line[off] != ')' {
		return n, false
	}
	n.syllable, n.end = y, off+1
	return n, true
}
