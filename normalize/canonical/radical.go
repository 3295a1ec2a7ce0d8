package canonical

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lm"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Radicals (FT501). PDF readers, and some input methods, write the characters of
// the blocks Kangxi Radicals and CJK Radicals Supplement for the ideographs that
// look the same: ⼈⼯ for 人工. They are replaced, by the property
// Equivalent_Unified_Ideograph of Unicode 15.0.0, where they stand in running text
// that is not in another language than Chinese. Text about radicals keeps them: a line that names radicals or
// code points, lists of radicals, descriptions (⿰⼥⼦), a radical in quotation
// marks, ⼥旁.

// radical reports whether the radical at src[from:to] stands for the ideograph repl.
func (l *line) radical(from, to int, repl rune) bool {
	if l.radicals.is(l.aboutRadicals) || l.codes.is(l.talksCodes) {
		return false
	}
	prev, next := l.before(from), l.after(to)
	if enclosed(prev, next) || named(l.src[to:l.to]) || l.besides(from, to, repl) {
		return false
	}
	if !l.chinese() {
		return false
	}
	if inText(prev) || inText(next) {
		return isHan(prev) || isHan(next) || l.text.is(l.readsAsText)
	}
	return l.text.is(l.readsAsText)
}

// readsAsText reports whether the line has two ideographs beside its radicals or, if
// not, two characters side by side that follow each other in text.
func (l *line) readsAsText() bool {
	if plainHan(l.src[l.from:l.to], 2) {
		return true
	}
	const expected = 13 * lm.Nat / 2 // what characters of text cost at most, mostly
	prev := lm.Start
	for p := l.from; p < l.to; {
		r, n := utf8.DecodeRune(l.src[p:l.to])
		if kind, to := kindOf(r); kind == radical {
			r = to
		}
		t := lm.TokenOf(r)
		if prev != lm.Start && isHan(r) && lm.Cost(prev, t) < expected {
			return true
		}
		if prev = lm.Start; isHan(r) {
			prev = t
		}
		p += n
	}
	return false
}

// aboutRadicals reports whether the line is about radicals.
func (l *line) aboutRadicals() bool {
	if l.says("部首", "偏旁", "康熙", "字根", "radical", "Radical", "RADICAL") {
		return true
	}
	total, alone, rising := 0, 0, 0
	var last rune
	end := -1 // where the last radical ends
	for p := l.from; ; {
		if p = next(l.src[:l.to], p, Radicals); p == l.to {
			break
		}
		r, n := utf8.DecodeRune(l.src[p:l.to])
		if isRadical(r) {
			total++
			if !inText(l.before(p)) && !inText(l.after(p+n)) {
				alone++
			}
			switch {
			case end != p || r <= last:
				rising = 0
			case r == last+1:
				return true // ⼀⼁: in the order of the block
			default:
				rising++
			}
			if rising == 2 {
				return true // ⼝⽊⽔
			}
			last, end = r, p+n
		}
		p += n
	}
	if total >= 3 && 2*alone >= total {
		return true // ⼝、⽊、⽔
	}
	return l.described.is(l.describes)
}

// describes reports whether the line has a character that describes others, U+2FF0
// to U+2FFB.
func (l *line) describes() bool {
	for rest := l.src[l.from:l.to]; ; {
		i := bytes.Index(rest, []byte("\xE2\xBF"))
		if i < 0 || i+2 >= len(rest) {
			return false
		}
		if b := rest[i+2]; b >= 0xB0 && b <= 0xBB {
			return true
		}
		rest = rest[i+2:]
	}
}

// inText reports whether a radical beside r stands in a text, and not in a list.
func inText(r rune) bool { return isHan(r) || isRadical(r) || r >= '0' && r <= '9' }

// isLetterOrDigit reports whether r is one of ASCII.
func isLetterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z'
}

// enclosed reports whether a character between prev and next stands alone in
// quotation marks. In parentheses, headings have their numbers: （⼀）.
func enclosed(prev, next rune) bool {
	switch prev {
	case '“', '‘', '「', '『':
		return next == '”' || next == '’' || next == '」' || next == '』'
	case '"', '\'', '`':
		return next == prev
	}
	return false
}

// named reports whether what follows a character says that it is a part of
// others.
func named(rest []byte) bool {
	for _, w := range [...]string{"旁", "字旁", "字头", "字頭", "字底", "字框"} {
		if len(rest) >= len(w) && string(rest[:len(w)]) == w {
			return true
		}
	}
	return false
}

func isRadical(r rune) bool { return runeclass.Is(r, runeclass.Radical) }

// plainHan reports whether text has at least n ideographs.
func plainHan(text []byte, n int) bool {
	for len(text) > 0 && n > 0 {
		r, size := utf8.DecodeRune(text)
		if isHan(r) {
			n--
		}
		text = text[size:]
	}
	return n == 0
}
