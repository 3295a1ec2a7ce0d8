package canonical

import (
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/linescan"
)

// Characters that cannot be seen (FT504, FT505, FT506) are removed from lines of
// Chinese, where they have no use:
//
//   - zero-width spaces, joiners and non-joiners between Han characters, CJK
//     punctuation and plain Latin text. Beside emoji, beside letters of scripts
//     that shape by them, and beside the marks of Markdown (**中文**，) they stay;
//   - bidirectional controls, if the line has no letter of a script that is
//     written from right to left, and no control that turns text around;
//   - soft hyphens between two letters;
//   - byte order marks like zero-width spaces, and besides at the start of a
//     line, where files that began with one were joined.

// inChinese reports whether what stands between src[from] and src[to] has no use:
// there is Chinese at one side at least, and nothing that may need it at the
// other.
func (l *line) inChinese(from, to int) bool {
	prev, next := l.before(from), l.after(to)
	return (cjk(prev) || cjk(next)) && plain(prev) && plain(next) && l.chinese() && !l.codes.is(l.talksCodes)
}

// cjk reports whether r is a Han character or a mark that goes with these.
func cjk(r rune) bool { return isHan(r) || isRadical(r) || isWideMark(r) }

// plain reports whether nothing invisible has a use beside r. 0 is the end of the
// line.
func plain(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		switch r {
		case '*', '_', '`', '~', '[', ']', '#', '@', '<', '>', '/', '\\', '&', '|', '=', '+', '-', '{', '}', '$', '^':
			return false
		}
		return true
	case r >= 0x2010 && r <= 0x203B, r == '·', r == '×', r == '°', isPrivate(r):
		return true
	}
	return cjk(r) || r < 0x250 && unicode.IsLetter(r)
}

// needsControls reports whether the line has a letter of a script that is written
// from right to left, or a control that makes text run that way.
func (l *line) needsControls() bool {
	for text := l.src[l.from:l.to]; len(text) > 0; {
		r, n := utf8.DecodeRune(text)
		switch {
		case r < 0x590:
		case r <= 0x8FF, r >= 0xFB1D && r <= 0xFDFF, r >= 0xFE70 && r <= 0xFEFC,
			r >= 0x10800 && r <= 0x10FFF, r >= 0x1E800 && r <= 0x1EFFF,
			r == 0x202B, r == 0x202E, r == 0x2067:
			return true
		}
		text = text[n:]
	}
	return l.codes.is(l.talksCodes)
}

// inWord reports whether letters stand on both sides of the soft hyphen
// src[from:to] in a line of Chinese.
func (l *line) inWord(from, to int) bool {
	letter := func(r rune) bool { return isHan(r) || r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }
	return letter(l.before(from)) && letter(l.after(to)) && l.chinese()
}

// startsText reports whether src[p] is at the start of a line that is not the first,
// of Chinese or near some, and the line before it is text too.
func (l *line) startsText(p int) bool {
	if l.from == 0 || l.before(p) != 0 || !l.surelyChinese() && !l.chinese() {
		return false
	}
	prev := line{src: l.src, from: max(linescan.Start(l.src, l.from-1), l.from-maxLook), to: l.from}
	for prev.from < l.from && !utf8.RuneStart(l.src[prev.from]) {
		prev.from++
	}
	return !prev.isBinary()
}

// maxLook bounds how much of the line before is looked at, in bytes.
const maxLook = 1000
