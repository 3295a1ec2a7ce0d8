package canonical

import (
	"bytes"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/runeclass"
)

// Composition (FT507): a letter and the combining marks behind it become the
// letter that Unicode has for them, as file systems of Apple's and old
// Vietnamese charsets take them apart; so do conjoining jamo of modern Korean and
// the voiced sound marks of kana. Only such sequences are brought into
// Normalization Form C, and only if fewer characters come out; what has no
// composed form (ẽ̀, archaic jamo), and every character that stands alone, stays.
// A line that talks about code points keeps its sequences, and so does every line
// that is not Chinese: other languages choose their normalization form themselves.
// Where rules fold, for an index, all languages are composed.

// maxMarks is how many marks a letter may have: with more, it is no letter.
const maxMarks = 6

func compose(dst, src []byte, rules Rules, e *evidence, log *edit.Log) []byte {
	r := recorder{dst: dst, src: src, log: log}
	var l line
	var buf [64]byte
	for p := 0; ; {
		if p = next(src, p, Composition); p == len(src) {
			return r.finish(p)
		}
		from, to := sequence(src, p)
		if from == to {
			p = to
			continue
		}
		from = max(from, r.done)
		out := appendComposed(buf[:0], src[from:to])
		if utf8.RuneCount(out) < utf8.RuneCount(src[from:to]) {
			if l.src == nil || to > l.to {
				start := linescan.Start(src, from)
				l = line{src: src, from: start, to: linescan.End(src, from), evidence: e}
			}
			if !l.binary.is(l.isBinary) && !l.codes.is(l.talksSequences) && !l.inLiteral(from, to) &&
				(rules&Folding != 0 || l.inChineseText()) {
				r.replace(from, to, out, edit.Edit{Rule: codeComposition, Confidence: 1})
			}
		}
		p = to
	}
}

// appendComposed appends the letter or syllable that is seq in Normalization Form C.
func appendComposed(dst, seq []byte) []byte {
	first, n := utf8.DecodeRune(seq)
	second, m := utf8.DecodeRune(seq[n:])
	if first >= 0x1100 && first <= 0x1112 { // a syllable, by the arithmetic of the standard
		first = 0xAC00 + ((first-0x1100)*21+second-0x1161)*28
		if second, n = utf8.DecodeRune(seq[n+m:]); n == 0 {
			return utf8.AppendRune(dst, first)
		}
	}
	if first >= 0xAC00 && first <= 0xD7A3 && second >= 0x11A8 && second <= 0x11C2 {
		return utf8.AppendRune(dst, first+second-0x11A7)
	}
	return norm.NFC.Append(dst, seq...)
}

// inLiteral reports whether src[from:to] stands within ASCII quotation marks: in
// source code such a sequence may be meant.
func (l *line) inLiteral(from, to int) bool {
	l.quotes += bytes.Count(l.src[max(l.from, l.counted):from], []byte{'"'})
	l.counted = from
	return l.quotes%2 == 1 || from > l.from && to < l.to && l.src[from-1] == '\'' && l.src[to] == '\''
}

// talksSequences reports whether the line is about normalization, or source code.
func (l *line) talksSequences() bool {
	return l.talksCodes() || l.says("\\x", "`", "('", "',", "')") || l.says("NFC", "NFD", "ormaliz", "ombining", "组合字符", "組合字元", "规范化", "正規化")
}

// sequence returns the bounds of the letter and marks, or of the syllable, that
// the mark or jamo at src[p] belongs to. They are equal if it is not one that
// could be composed; to is behind p in any case.
func sequence(src []byte, p int) (from, to int) {
	r, n := utf8.DecodeRune(src[p:])
	to = p + n
	switch {
	case isMark(r):
		marks := 1
		for {
			r, n := utf8.DecodeRune(src[to:])
			if !isMark(r) {
				break
			}
			to, marks = to+n, marks+1
		}
		base, n := utf8.DecodeLastRune(src[:p])
		if marks > maxMarks || !unicode.IsLetter(base) || isHan(base) {
			return to, to
		}
		return p - n, to
	case r >= 0x1100 && r <= 0x1112: // a modern leading consonant
		prev, _ := utf8.DecodeLastRune(src[:p])
		v, vn := utf8.DecodeRune(src[to:])
		if prev >= 0x1100 && prev <= 0x115F || v < 0x1161 || v > 0x1175 {
			return to, to
		}
		to += vn
		if t, tn := utf8.DecodeRune(src[to:]); t >= 0x11A8 && t <= 0x11C2 {
			to += tn
		}
		if r, _ := utf8.DecodeRune(src[to:]); r >= 0x1160 && r <= 0x11FF {
			return to, to // archaic: there is more to the syllable
		}
		return p, to
	case r >= 0x11A8 && r <= 0x11C2: // a final consonant behind a composed syllable
		lv, n := utf8.DecodeLastRune(src[:p])
		if next, _ := utf8.DecodeRune(src[to:]); next >= 0x1160 && next <= 0x11FF ||
			lv < 0xAC00 || lv > 0xD7A3 || (lv-0xAC00)%28 != 0 {
			return to, to
		}
		return p - n, to
	}
	return to, to
}

// isMark reports whether r is a combining mark of Latin, Greek and Cyrillic, or a
// voiced sound mark.
func isMark(r rune) bool { return runeclass.Is(r, runeclass.Combining|runeclass.Voiced) }
