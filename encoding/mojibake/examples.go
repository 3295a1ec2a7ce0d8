package mojibake

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// Text about encodings shows damaged text, and what it is: that stays as it is.

// examples tells which parts of a line are examples, of damage that is not the line's own.
type examples struct {
	line         []byte
	asked, about bool // about: the line speaks of encodings
	marks        bool // it has quotation marks
}

// quoted reports whether line[from:to] stands in quotation marks or in code, or right beside a mark, and
// the line speaks of encodings.
func (e *examples) quoted(from, to int) bool {
	if e.ask(); !e.about {
		return false
	}
	_, _, ok := enclosed(e.line, from, to)
	return ok || marked(e.line[:from], e.line[to:])
}

// ask finds out about the line, once.
func (e *examples) ask() {
	if !e.asked {
		e.asked, e.about, e.marks = true, about(e.line), bytes.ContainsFunc(e.line, opens)
	}
}

// shown reports whether line[from:to] is quoted, or named as damaged, or stands beside what it says with
// the readings of list made.
func (e *examples) shown(from, to int, list []reading) bool {
	if e.quoted(from, to) || e.about && named(e.line, from, to) {
		return true
	}
	if !e.marks {
		return false
	}
	if first, end, ok := enclosed(e.line, from, to); ok {
		from, to = first, end
	}
	return glossed(e.line, from, to, madeIn(e.line, from, to, list))
}

// madeIn returns what line[from:to] is with readings made that lie in it, of those in list, which are in order.
func madeIn(line []byte, from, to int, list []reading) (text []byte) {
	at := from
	first, _ := slices.BinarySearchFunc(list, from, func(r reading, from int) int { return r.From - from })
	for _, r := range list[first:] {
		if r.To > to {
			break
		}
		text = append(append(text, line[at:r.From]...), r.Text...)
		at = r.To
	}
	return append(text, line[at:to]...)
}

// named reports whether a word for wrongly decoded text stands before or behind line[from:to], in the same
// sentence: it shows some.
func named(line []byte, from, to int) bool {
	before, behind := line[max(0, from-example):from], line[to:min(len(line), to+example)]
	if i := bytes.LastIndexAny(before, sentenceEnds); i >= 0 {
		before = before[i:]
	}
	if i := bytes.IndexAny(behind, sentenceEnds); i >= 0 {
		behind = behind[:i]
	}
	for _, word := range garbled {
		if bytes.Contains(before, []byte(word)) || bytes.Contains(behind, []byte(word)) {
			return true
		}
	}
	return false
}

// garbled are words for wrongly decoded text.
var garbled = [...]string{"乱码", "亂碼", "文字化け", "mojibake", "Mojibake"}

const sentenceEnds = "。！？!?"

// marked reports whether a quotation mark of any language stands right before or right behind what before and behind
// are beside; marks of direction are nothing, and neither are blanks within « and ».
func marked(before, behind []byte) bool {
	unseen := func(r rune) bool { return r == '\u200e' || r == '\u200f' }
	blank := func(r rune) bool { return unseen(r) || r == ' ' || r == '\u00a0' || r == '\u202f' }
	last := func(p []byte, skip func(rune) bool) rune {
		r, _ := utf8.DecodeLastRune(bytes.TrimRightFunc(p, skip))
		return r
	}
	first := func(p []byte, skip func(rune) bool) rune {
		r, _ := utf8.DecodeRune(bytes.TrimLeftFunc(p, skip))
		return r
	}
	const marks, spaced = "“”„‟‘’‚«»‹›「」『』\"`", "«»‹›"
	return strings.ContainsRune(marks, last(before, unseen)) || strings.ContainsRune(marks, first(behind, unseen)) ||
		strings.ContainsRune(spaced, last(before, blank)) && strings.ContainsRune(spaced, first(behind, blank))
}

// enclosed reports whether line[from:to] stands between quotation marks, and where what these
// enclose begins and ends.
func enclosed(line []byte, from, to int) (first, end int, ok bool) {
	for i := from; i > max(0, from-example); {
		open, n := utf8.DecodeLastRune(line[:i])
		switch {
		case opens(open):
			for j := to; j < min(len(line), to+example); {
				shut, n := utf8.DecodeRune(line[j:])
				if closes(open, shut) {
					return i, j, true
				}
				j += n
			}
			return 0, 0, false
		case shuts(open):
			return 0, 0, false
		}
		i -= n
	}
	return 0, 0, false
}

// glossed reports whether text, what line[from:to] says with readings made, stands between quotation
// marks of its own elsewhere near it in line: then the line shows both, as tables of such damage do.
func glossed(line []byte, from, to int, text []byte) bool {
	if len(text) == 0 {
		return false
	}
	line = line[:min(len(line), to+maxLine)]
	for at := max(0, from-maxLine); ; {
		i := bytes.Index(line[at:], text)
		if i < 0 {
			return false
		}
		at += i
		end := at + len(text)
		open, _ := utf8.DecodeLastRune(line[:at])
		shut, _ := utf8.DecodeRune(line[end:])
		if opens(open) && closes(open, shut) && (end <= from || at >= to) {
			return true
		}
		at = end
	}
}

// about reports whether text speaks of encodings.
func about(text []byte) bool {
	for _, word := range topics {
		if bytes.Contains(text, []byte(word)) {
			return true
		}
	}
	return false
}

// quotes returns the marks that may stand behind an example which open stands before; none if it is
// no such mark.
func quotes(open rune) string {
	switch open {
	case '“':
		return "”"
	case '‘':
		return "’"
	case '„':
		return "“”"
	case '「':
		return "」"
	case '『':
		return "』"
	case '《':
		return "》"
	case '（':
		return "）"
	case '(':
		return ")"
	case '"', '\'', '`':
		return string(open)
	}
	return ""
}

func opens(r rune) bool { return quotes(r) != "" }

// shuts reports whether r is a mark behind an example, and none before another.
func shuts(r rune) bool {
	switch r {
	case '”', '’', '」', '』', '》', '）', ')':
		return true
	}
	return false
}

// closes reports whether shut ends what open began.
func closes(open, shut rune) bool {
	return strings.ContainsRune(quotes(open), shut) || open == '«' && shut == '»' || open == '‹' && shut == '›'
}

// topics are words of text that is about encodings.
var topics = [...]string{"乱码", "亂碼", "编码", "編碼", "解码", "解碼", "字符集", "码页", "碼頁", "文字化け", "mojibake", "Mojibake", "encod", "Encod",
	"charset", "code page", "U+00", "UTF-8", "utf-8", "UTF8", "utf8", "GBK", "gbk", "GB18030", "GB2312", "Big5", "Unicode", "unicode", "Latin-1", "cp1252", "锟斤拷"}
