package mojibake

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/gate"
	"github.com/fixtext/fixtext/internal/judge"
)

// Text whose bytes are gone. U+FFFD stood for them; its own bytes, EF BF BD,
// were then read in another charset. Memory that a debugger filled with CC and
// CD shows as 烫 and 屯 in GBK.

// losses calls do for every run of lost text in a line.
func losses(line []byte, do func(from, to int, what string)) {
	lost := false
	for i := range gate.Debris {
		lost = lost || bytes.Contains(line, []byte(gate.Debris[i].Text))
	}
	if !lost {
		return
	}
	for i := 0; i < len(line); {
		if line[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, n := utf8.DecodeRune(line[i:])
		for _, d := range &gate.Debris {
			if !bytes.HasPrefix(line[i:], []byte(d.Text)) {
				continue
			}
			end := i + len(d.Text)
			for end < len(line) {
				r, size := utf8.DecodeRune(line[end:])
				if !bytes.ContainsRune([]byte(d.Set), r) || r == utf8.RuneError && size == 1 {
					break
				}
				end += size
			}
			do(i, end, d.What)
			n = end - i
			break
		}
		i += n
	}
}

// snowballs calls do for every run of a line that UTF-8 becomes when it is read
// in a single-byte page over and over.
func snowballs(line []byte, do func(from, to int)) {
	from, chars := 0, 0
	for i := 0; i <= len(line); {
		r, n := utf8.RuneError, 1
		if i < len(line) {
			r, n = utf8.DecodeRune(line[i:])
		}
		if rolls(r) {
			if chars == 0 {
				from = i
			}
			chars++
		} else if chars > 0 {
			if snowball(line[from:i]) {
				do(from, i)
			}
			chars = 0
		}
		i += n
	}
}

// rolls reports whether r may be part of a snowball.
func rolls(r rune) bool {
	return r >= 0x80 && r < 0x250 || r >= 0x2010 && r < 0x2040 || r == '€' || r == '™' || r == 0x2C6 || r == 0x2DC
}

// snowball reports whether text is mostly the characters that UTF-8 turns into when it
// is read in a single-byte page again and again.
func snowball(text []byte) bool {
	var typical judge.Share
	for _, r := range string(text) {
		if r < utf8.RuneSelf {
			continue
		}
		typical.Of++
		switch r {
		case 'Ã', 'Â', 'ƒ', 'â', '€', '†', '‚', '¬', 'š', '„', '¢', 'Æ', '\u0083', '\u0082', '\u0080', '\u0084', '\u0086', '\u0099', '™', 'Å', '¡', '¾', '‡', '\u009a', '\u00a0', '‹', '\u008b', 'ž':
			typical.N++
		}
	}
	return judge.Holds(judge.Snowball, typical)
}

// quoted reports whether line[from:to] is an example in text about encodings: it
// stands in quotation marks or in code, or right beside a mark, and the text says so.
func quoted(line []byte, from, to int) bool { return apartIn(line, from, to) && about(line) }

// apartIn reports whether line[from:to] stands in quotation marks or in code, or right beside a mark.
func apartIn(line []byte, from, to int) bool {
	_, _, ok := enclosed(line, from, to)
	return ok || marked(line[:from], line[to:])
}

// examples is quoted for many places of a line, of which mostly none speaks of encodings.
type examples struct {
	line         []byte
	asked, about bool
}

func (e *examples) quoted(from, to int) bool {
	if !e.asked {
		e.asked, e.about = true, about(e.line)
	}
	return e.about && apartIn(e.line, from, to)
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
// marks of its own elsewhere in line: then the line shows both, as tables of such damage do.
func glossed(line []byte, from, to int, text []byte) bool {
	if len(text) == 0 {
		return false
	}
	for at := 0; ; {
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
	"charset", "code page", "UTF-8", "utf-8", "UTF8", "utf8", "GBK", "gbk", "GB18030", "GB2312", "Big5", "Unicode", "unicode", "Latin-1", "cp1252", "锟斤拷"}
