package simplify

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict/tables"
)

// Lists of forms and of languages keep them, whatever stands between: .中国,.中國 and
// 繁體中文 | 简体中文 | 日本語, and so does what is labelled as traditional Chinese:
// xml:lang="zh_TW", Name[zh_TW]=, "zh-Hant": "繁體中文".

// mayList reports whether listed may find something in src[from:to], of which fast says that it
// has, or has not, characters of both kinds.
func (c *converter) mayList(from, to int, mixed bool) bool {
	const ahead = 4096 // bytes that are looked at together: lines are short
	if mixed || row(c.src[from:to]) {
		return true
	}
	if known := c.listless; known[0] <= from && to <= known[1] {
		return false
	}
	if end := min(from+ahead, len(c.src)); to < end && from >= c.listless[1] {
		if c.listless = [2]int{from, end}; look(c.src, from, end)&(letters|names) == 0 || !namesLists(c.src[from:end]) {
			return false
		}
		c.listless[0] = end // and nothing is known of it
	}
	return namesLists(c.src[from:to])
}

// namesLists reports whether text may have the name of a language or a script, as lists of these have.
func namesLists(text []byte) bool {
	return bytes.Contains(text, []byte("zh")) || bytes.Contains(text, []byte("Chinese (")) || mayName(text)
}

// row reports whether text is a short row of a table. Its cells may be forms of a word of
// which neither is a mark of simplified text: 困	困 睏.
func row(text []byte) bool {
	const most = 96 // bytes
	return len(text) <= most && bytes.IndexByte(text, '\t') >= 0
}

// vector reports whether a line is one character in quotation marks, with a letter or two
// of ASCII at most: an entry of a table of characters, or what a test is about.
func vector(line []byte) bool {
	const most = 16 // bytes
	for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r') {
		line = line[:len(line)-1]
	}
	if len(line) > most {
		return false
	}
	line = bytes.TrimRight(bytes.TrimLeft(line, " \t"), ", ")
	if len(line) < 3 || line[0] != '"' && line[0] != '\'' || line[len(line)-1] != line[0] {
		return false
	}
	line = bytes.TrimFunc(line[1:len(line)-1], func(r rune) bool { return r < utf8.RuneSelf })
	r, n := utf8.DecodeRune(line)
	return n == len(line) && isHan(r)
}

// mayHoldRows reports whether row or vector find something in a line of text, which has cells.
func mayHoldRows(text []byte) bool {
	for line := range bytes.Lines(text) {
		if row(line) || vector(line) {
			return true
		}
	}
	return false
}

// listed adds to c.kept the characters of src[from:to] that stand in such lists. It
// reports whether the whole of it is labelled.
func (c *converter) listed(from, to int) (labelled bool) {
	unit := c.src[from:to]
	if label(unit) {
		return true
	}
	var last, names []run
	own, others := 0, 0 // names of languages in their own words
	for r := range runs(unit) {
		if len(last) > 0 && together(unit, last[0], r) {
			a, b := unit[last[0].from:last[0].to], unit[r.from:r.to]
			if utf8.RuneCount(a) == utf8.RuneCount(b) && twoForms(a, b, unit[last[0].to:r.from]) {
				c.keep(from+last[0].from, from+last[0].to)
				c.keep(from+r.from, from+r.to)
			}
		}
		last = append(last[:0], r)
		switch name := string(unit[r.from:r.to]); {
		case name == "日本語":
			others++
			c.keep(from+r.from, from+r.to)
		case name == "简体中文" || name == "简体":
			others++
		case traditionalNames[name], regions[name] && bytes.HasSuffix(bytes.TrimRight(unit[:r.from], " (（-"), []byte("中文")):
			own++
			names = append(names, r)
		}
	}
	if own == 0 {
		return false
	}
	for _, name := range otherNames {
		if others == 0 && bytes.Contains(unit, []byte(name)) {
			others++
		}
	}
	if others > 0 {
		for _, r := range names {
			c.keep(from+r.from, from+r.to)
		}
	}
	return false
}

// traditionalNames are what traditional Chinese calls itself, regions what may follow
// 中文 in parentheses, and otherNames languages by their own names, and labels.
var (
	traditionalNames = map[string]bool{"繁體中文": true, "正體中文": true, "繁體": true, "正體": true, "中文繁體": true, "中文正體": true,
		"臺灣正體": true, "台灣正體": true, "香港繁體": true, "港澳繁體": true, "粵語": true, "閩南語": true, "吳語": true, "贛語": true, "臺語": true}
	regions    = map[string]bool{"台灣": true, "臺灣": true, "香港": true, "澳門": true, "繁體": true, "正體": true}
	otherNames = [...]string{"English", "Français", "Deutsch", "Español", "Português", "Italiano", "Русский", "한국어", "Tiếng Việt", "Türkçe", "العربية", "ไทย",
		"zh-TW", "zh_TW", "zh-HK", "zh_HK", "zh-Hant", "zh_Hant", "zh-tw", "zh-hant"}
)

// run is a stretch of Han characters.
type run struct{ from, to int }

// short reports whether a run is no longer than words are.
func (r run) short() bool { return r.to-r.from <= 8*3 }

// twoForms reports whether a and b are forms of the same word. In a row they may be
// equal: a table of forms has also the words that have one only.
func twoForms(a, b, between []byte) bool {
	if bytes.Equal(a, b) {
		return string(between) == "\t"
	}
	return sameForm(a, b) || sameWord(a, b)
}

// sameWord reports whether a and b become the same if they are converted word by word,
// as 彷彿 and 仿佛 do.
func sameWord(a, b []byte) bool {
	var x, y [64]byte
	return bytes.Equal(tables.Simplified.Append(x[:0], a), tables.Simplified.Append(y[:0], b))
}

// runs yields the stretches of Han characters of text.
func runs(text []byte) func(yield func(run) bool) {
	return func(yield func(run) bool) {
		start := -1
		for p := 0; p < len(text); {
			r, n := utf8.DecodeRune(text[p:])
			switch han := isHan(r); {
			case han && start < 0:
				start = p
			case !han && start >= 0:
				if !yield(run{start, p}) {
					return
				}
				start = -1
			}
			p += n
		}
		if start >= 0 {
			yield(run{start, len(text)})
		}
	}
}

// together reports whether two stretches of text may be two forms of one word: short ones
// with marks between them, or the cells of a row, however long they are.
func together(text []byte, a, b run) bool {
	between := text[a.to:b.from]
	return string(between) == "\t" || a.short() && b.short() && separated(between)
}

// separated reports whether what stands between two words is marks and blanks, a few,
// that do not end a sentence.
func separated(between []byte) bool {
	const most = 8 // characters
	if utf8.RuneCount(between) > most {
		return false
	}
	return bytes.IndexFunc(between, func(r rune) bool {
		return unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("。！？!?\n", r)
	}) < 0
}

// label reports whether a line says of its text, or of a part of it, that it is in
// traditional Chinese, as translations are kept: lang="zh_TW", [zh_TW]=, "zh-Hant":.
// So does a list of languages: Chinese (Traditional): 繁體中文. A page that says so of
// itself is text like others.
func label(line []byte) bool {
	if i := bytes.Index(line, []byte("Chinese (")); i >= 0 && bytes.HasPrefix(bytes.ToLower(line[i:min(len(line), i+32)]), []byte("chinese (traditional")) {
		return true
	}
	for p := 0; ; {
		i := bytes.Index(line[p:], []byte("zh"))
		if i < 0 {
			return false
		}
		p += i + 2
		tag := line[p:]
		n := 0
		for _, region := range [...]string{"TW", "HK", "MO", "Hant", "tw", "hk", "mo", "hant"} {
			if len(tag) > len(region) && (tag[0] == '-' || tag[0] == '_') && string(tag[1:1+len(region)]) == region {
				n = 1 + len(region)
			}
		}
		if n == 0 {
			continue
		}
		before, after := line[:p-2], bytes.TrimLeft(tag[n:], " ")
		quoted := len(before) > 0 && len(after) > 0 && (before[len(before)-1] == '"' || before[len(before)-1] == '\'') && after[0] == before[len(before)-1]
		switch {
		case quoted && bytes.HasPrefix(bytes.TrimLeft(after[1:], " "), []byte(":")):
			return true
		case quoted && bytes.HasSuffix(before[:len(before)-1], []byte("lang=")) && !bytes.Contains(before, []byte("<html")):
			return true
		case bytes.HasSuffix(before, []byte("[")) && bytes.HasPrefix(after, []byte("]=")):
			return true
		}
	}
}
