package canonical

import (
	"bytes"
	"unicode/utf8"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/utf8scan"
	"github.com/fixtext/fixtext/normalize/internal/script"
)

// line is a line that holds a character a rule may be about. What is known of
// the line as a whole is found out once, and only if it is asked for.
type line struct {
	src      []byte // the whole text
	from, to int    // the line, with its line feed
	rules    Rules
	evidence *evidence

	classified bool
	class      script.Class
	counts     script.Counts
	sure       bool // something says that it is Chinese

	quotes, counted int // the ASCII quotation marks in src[from:counted]

	buf [utf8.UTFMax]byte // holds what a character becomes

	binary    fact // is no text
	radicals  fact // is about radicals
	described fact // has descriptions of characters
	text      fact // has ideographs beside the radicals
	codes     fact // is about code points
	controls  fact // needs its bidirectional controls
}

// fact is something about a line that is found out once.
type fact uint8

const (
	unknown fact = iota
	no
	yes
)

func (f *fact) is(find func() bool) bool {
	if *f == unknown {
		*f = no
		if find() {
			*f = yes
		}
	}
	return *f == yes
}

// append appends the line in canonical form. The first character to look at is
// at first.
func (l *line) append(dst []byte, first int, log *edit.Log) []byte {
	if l.binary.is(l.isBinary) {
		return append(dst, l.src[l.from:l.to]...)
	}
	r := recorder{dst: dst, src: l.src, done: l.from, log: log}
	for p := first; p < l.to; p = next(l.src[:l.to], p, l.rules) {
		c, n := utf8.DecodeRune(l.src[p:l.to])
		if out, e := l.decide(c, p, p+n); len(e.Rule) > 0 {
			r.replace(p, p+n, out, e)
		}
		p += n
	}
	return r.finish(l.to)
}

// decide returns what the character c, at src[from:to], becomes, and the rule.
// No rule means that it stays.
func (l *line) decide(c rune, from, to int) (out []byte, e edit.Edit) {
	kind, repl := kindOf(c)
	e.Confidence = 1
	switch kind {
	case radical:
		if l.rules&Radicals != 0 && l.radical(from, to, repl) {
			e.Rule = codeRadical
		}
	case compatibility:
		if l.rules&Compatibility != 0 && l.compatibility(from, to, repl) {
			e.Rule = codeCompatibility
		}
	case private:
		if l.rules&PrivateUse == 0 {
			break
		}
		if repl, e.Verdict, e.Confidence = l.private(c, from, to); repl != 0 {
			e.Rule = codePrivateUse
		}
	case zeroWidth:
		if l.rules&Invisible != 0 && l.inChinese(from, to) {
			e.Rule = codeInvisible
		}
		repl = 0
	case bidi:
		if l.rules&Bidi != 0 && l.chinese() && !l.controls.is(l.needsControls) {
			e.Rule = codeInvisible
		}
		repl = 0
	case softHyphen:
		if l.rules&SoftHyphens != 0 && l.inWord(from, to) {
			e.Rule = codeSoftHyphen
		}
		repl = 0
	case bom:
		if l.rules&BOMs != 0 && (l.startsText(from) || l.inChinese(from, to)) {
			e.Rule = codeBOM
		}
		repl = 0
	}
	if len(e.Rule) > 0 && repl != 0 {
		out = utf8.AppendRune(l.buf[:0], repl)
	}
	return out, e
}

// classify finds out what the line is written in.
func (l *line) classify() script.Class {
	if !l.classified {
		l.class, l.counts, l.sure = l.evidence.class(l.from)
		l.classified = true
	}
	return l.class
}

// chinese reports whether the line has Han characters, and nothing in it or near
// it says that it is in another language than Chinese.
func (l *line) chinese() bool { return l.classify().Chinese() && l.counts.Han > 0 }

// surelyChinese reports whether something says that the line is Chinese: a
// character in it or near it. A line of nothing but Han characters may be a name
// in Japanese or Korean.
func (l *line) surelyChinese() bool {
	l.classify()
	return l.sure
}

// inChineseText reports whether the line has Han characters and is surely Chinese.
func (l *line) inChineseText() bool { return l.surelyChinese() && l.counts.Han > 0 }

// mostSkipped bounds how many invisible characters are looked through.
const mostSkipped = 8

// before returns the character before src[p], invisible ones left out; 0 at the
// start of the line.
func (l *line) before(p int) rune {
	for range mostSkipped {
		r, n := utf8.DecodeLastRune(l.src[l.from:p])
		if n == 0 {
			return 0
		}
		if !invisible(r) {
			return r
		}
		p -= n
	}
	return utf8.RuneError
}

// after is like before for the character at src[p]; 0 at the end of the line.
func (l *line) after(p int) rune {
	for range mostSkipped {
		r, n := utf8.DecodeRune(l.src[p:l.to])
		switch {
		case n == 0 || r == '\n' || r == '\r':
			return 0
		case !invisible(r):
			return r
		}
		p += n
	}
	return utf8.RuneError
}

// isBinary reports whether the line is not UTF-8 or holds controls that text does not
// have: then what looks like a character is none.
func (l *line) isBinary() bool {
	for _, b := range l.src[l.from:l.to] {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B {
			return true
		}
	}
	return !utf8scan.Valid(l.src[l.from:l.to])
}

// says reports whether the line holds one of words.
func (l *line) says(words ...string) bool {
	for _, w := range words {
		if bytes.Contains(l.src[l.from:l.to], []byte(w)) {
			return true
		}
	}
	return false
}

// talksCodes reports whether the line is about code points.
func (l *line) talksCodes() bool {
	return l.says("U+", "Unicode", "unicode", "UNICODE", "统一码", "統一碼", "码位", "碼位", "码点", "兼容", "相容", "\\u", "&#", "xn--")
}
