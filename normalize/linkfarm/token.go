package linkfarm

import (
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/pinyin"
)

// token is one character of a damaged line with the GBK bytes it stood for.
type token struct {
	off, end int     // bytes of the line
	r        rune    // utf8.RuneError for U+FFFD and for ill-formed bytes
	gbk      [2]byte // its GBK bytes
	n        int     // how many of them: 1 for ASCII, 2, or 0 where GBK has none
	lm       lm.Token
}

// tokenize splits a line, given without its line end, into characters, up to so many: it
// adds those behind the ones that dst has.
func tokenize(dst []token, line []byte, most int) []token {
	off := 0
	if len(dst) > 0 {
		off = dst[len(dst)-1].end
	}
	for off < len(line) && len(dst) < most {
		r, size := utf8.DecodeRune(line[off:])
		t := token{off: off, end: off + size, r: r, lm: lm.TokenOf(r)}
		switch {
		case r < utf8.RuneSelf:
			t.gbk[0], t.n = byte(r), 1
		case r == '€' || r == 0x80: // byte 0x80, a trail byte read on its own
			t.gbk[0], t.n = 0x80, 1
		case r != utf8.RuneError:
			if lead, trail, ok := unpair(r); ok {
				t.gbk, t.n = [2]byte{lead, trail}, 2
			}
		}
		dst = append(dst, t)
		off += size
	}
	return dst
}

// lost reports whether t may stand for bytes a decoder did not understand.
// Ill-formed bytes are not lost: they are still there.
func (t token) lost() bool {
	return t.r == '?' || t.r == utf8.RuneError && t.end-t.off == len("\uFFFD")
}

// mark returns the two bytes of the cut mark that t shows, full-width or
// folded to ASCII.
func (t token) mark() (b [2]byte, ok bool) {
	switch widen(t.r) {
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
func (t token) trail() (b byte, ok bool) {
	return t.gbk[0], t.n == 1 && t.gbk[0] >= 0x40 && t.gbk[0] != 0x7F
}

// wide returns the GBK bytes of t as one two-byte character: its own, or those
// of the full-width form that was folded to ASCII.
func (t token) wide() (b [2]byte, ok bool) {
	if t.n == 2 {
		return t.gbk, true
	}
	if w := widen(t.r); w != t.r {
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
	if off >= len(line) {
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
