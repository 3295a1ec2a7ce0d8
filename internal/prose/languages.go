package prose

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/dict"
	"github.com/fixtext/fixtext/internal/dict/tables"
	"github.com/fixtext/fixtext/internal/lazy"
)

// Text that is in a language or a form on purpose says so: a menu of languages, a value
// whose key names a language, both forms of a word side by side.

// endonyms are names of languages, each in itself: what menus of languages consist of.
var endonyms = lazy.MustCompile(`(?:繁體|正體|繁体|简体|簡體)中文(?: ?[(（](?:台灣|臺灣|香港|澳門|台湾|中国|中國)[)）])?|` +
	`中文 ?[(（](?:繁體|正體|简体|簡體|台灣|臺灣|香港|澳門|台湾|中国)[)）]|繁體|正體|简体|中文|文言(?:文)?|粵語|廣東話|閩南語|臺語|台語|客家話|贛語|吳語|` +
	`日本語|にほんご|한국어|한국말|English|Français|Deutsch|Español|Português(?: ?\([^)]*\))?|Italiano|Русский|Українська|Polski|Nederlands|Svenska|` +
	`Türkçe|Tiếng Việt|ภาษาไทย|ไทย|العربية|فارسی|हिन्दी|বাংলা|Bahasa Indonesia|Indonesia|Melayu|Čeština|Magyar|Suomi|Ελληνικά|עברית|Română`)

// converted are parts of those that a conversion would change: a line has one of them,
// or no menu.
var converted = [][]byte{[]byte("中文"), []byte("繁體"), []byte("正體"), []byte("日本語"), []byte("粵語"), []byte("廣東話"), []byte("閩南語"),
	[]byte("臺語"), []byte("台語"), []byte("客家話"), []byte("贛語"), []byte("吳語")}

// lastOnes has a bit for each character that one of converted ends with, lastButOne has those
// before.
var lastOnes = func() (t [1 << 10]uint64) {
	for _, part := range converted {
		r, _ := utf8.DecodeLastRune(part)
		t[r>>6] |= 1 << (r & 63)
	}
	return t
}()

var lastButOne = func() (s string) {
	for _, part := range converted {
		_, n := utf8.DecodeLastRune(part)
		r, _ := utf8.DecodeLastRune(part[:len(part)-n])
		s += string(r)
	}
	return s
}()

// hasConverted reports whether the line has one of converted, in a word that is no longer than the
// name of a language.
func (f *finder) hasConverted() bool {
	const most = 4 * len("語")
	return slices.ContainsFunc(f.runs(), func(r han) bool {
		word := f.line[r.from:r.to]
		return len(word) <= most && slices.ContainsFunc(converted, func(part []byte) bool { return bytes.Contains(word, part) })
	})
}

// A tag names a language that is not simplified Chinese.
const tag = `(?:zh[-_](?:TW|HK|MO|Hant(?:[-_](?:TW|HK|MO))?|CHT|classical)|cht|yue|ja(?:[-_]JP)?|ko(?:[-_]KR)?|vi(?:[-_]VN)?|lzh|nan(?:[-_]TW)?)`

var (
	tagged    = lazy.MustCompile(`(?i)(?:^|[^\w.-])` + tag + `(?:[^\w-]|$)`)
	keyed     = lazy.MustCompile(`(?i)^[\s{,-]*(?:["']` + tag + `["']|` + tag + `)\s*(?:=>|[:=])\s*(.+)$`)
	inMapping = lazy.MustCompile(`(?i)[{,;]\s*["']?` + tag + `["']?\s*(?:=>|[:=])\s*("[^"]*"|'[^']*'|[^,;{}"'\s][^,;{}]*)`)
	ofLocale  = lazy.MustCompile(`^[\s]*[\w-]+\[([a-z]{2,3}(?:[-_][A-Za-z]+)*)(?:[.@][\w-]+)?\]\s*=(.*)$`)
	element   = lazy.MustCompile(`(?i)<([\w:-]+)\s[^<>]*lang\s*=\s*["']([a-z]{2,3}(?:[-_@][a-z]+)*)["'][^<>]*>`)
	// simplified are the tags of text that is converted.
	simplified = lazy.MustCompile(`(?i)^(?:zh|cmn)(?:[-_](?:CN|SG|MY|Hans)\b.*)?$`)
)

func (f *finder) languages() {
	if len(f.line) > longest {
		return
	}
	f.menu()
	f.labels()
	if f.marks&(operator|quote|bracket) == 0 || f.marks&latin == 0 {
		return
	}
	if key := bytes.TrimLeft(f.line, " \t\r\f\v{,-\"'"); len(key) > 0 && strings.IndexByte(tagBegins, key[0]) >= 0 {
		if m := keyed.FindSubmatchIndex(f.line); m != nil {
			f.add(m[2], value(f.line, m[2], m[3]))
		}
	}
	if f.marks&operator != 0 && mapping(f.line) {
		for _, m := range inMapping.FindAllSubmatchIndex(f.line, -1) {
			f.add(m[2], m[3])
		}
	}
	if i := bytes.IndexByte(f.line, ']'); f.marks&(bracket|operator) == bracket|operator && i >= 0 && bytes.HasPrefix(bytes.TrimLeft(f.line[i+1:], " \t\r\f\v"), []byte("=")) {
		if m := ofLocale.FindSubmatchIndex(f.line); m != nil && !simplified.Match(f.line[m[2]:m[3]]) {
			f.add(m[4], m[5])
		}
	}
	if !bytes.Contains(f.line, []byte("lang")) {
		return
	}
	for _, m := range element.FindAllSubmatchIndex(f.line, -1) {
		name := f.line[m[2]:m[3]]
		if simplified.Match(f.line[m[4]:m[5]]) || bytes.EqualFold(name, []byte("html")) || bytes.EqualFold(name, []byte("body")) {
			continue // or a page as a whole
		}
		shut := append(append([]byte("</"), name...), '>')
		if i := bytes.Index(f.line[m[1]:], shut); i >= 0 {
			f.add(m[1], m[1]+i)
		} else if !bytes.HasSuffix(f.line[:m[1]], []byte("/>")) {
			f.add(m[1], len(f.line))
		} else {
			f.add(m[0], m[1])
		}
	}
}

// mapping reports whether inMapping may match: a { or a ; is in the line, and a letter that tags begin with stands
// behind it or a comma.
func mapping(line []byte) bool {
	if bytes.IndexByte(line, '{') < 0 && bytes.IndexByte(line, ';') < 0 {
		return false
	}
	for i, c := range line {
		if c != '{' && c != ',' && c != ';' {
			continue
		}
		key := bytes.TrimLeft(line[i+1:], " \t\r\f\v\"'")
		if len(key) > 1 && strings.IndexByte(tagBegins, key[0]) >= 0 && (letter(key[1]) || key[1] >= utf8.RuneSelf) {
			return true
		}
	}
	return false
}

// tagBegins are the letters that tags begin with.
const tagBegins = "czyjkvlnCZYJKVLN"

// value returns the end of the value at line[from:to]: of one in quotation marks, they
// are its end; of another, the line.
func value(line []byte, from, to int) int {
	if q := line[from]; q == '"' || q == '\'' {
		if n := literal(line[from:to]); n > 0 {
			return from + n
		}
	}
	return to
}

// menu keeps the names of languages in a line that lists two of them, or one with a tag,
// or one that is a literal.
func (f *finder) menu() {
	if f.marks&named == 0 || len(f.line) > longest || !f.hasConverted() || !f.mayName() {
		return
	}
	var names [][2]int
	for at := 0; ; {
		m := endonyms.FindIndex(f.line[at:])
		if m == nil {
			break
		}
		from, to := at+m[0], at+m[1]
		if at = to; alone(f.line, from, to) {
			names = append(names, [2]int{from, to})
		}
	}
	if len(names) == 0 || len(names) == 1 && !quoted(f.line, names[0]) && !tagged.Match(f.line) && !lonely(f.line, names[0]) {
		return
	}
	for _, n := range names {
		f.add(n[0], n[1])
	}
}

// mayName reports whether one of endonyms may stand alone in the line: one of those in Han characters is all of a run, or
// there are letters of another writing.
func (f *finder) mayName() bool {
	if f.marks&latin != 0 {
		return true
	}
	from := 0
	for _, r := range f.runs() {
		if strings.Contains(inHan, " "+string(f.line[r.from:r.to])+" ") || others(f.line[from:r.from]) || bytes.ContainsFunc(f.line[r.from:r.to], notLetter) {
			return true
		}
		from = r.to
	}
	return others(f.line[from:])
}

func notLetter(r rune) bool { return !unicode.IsLetter(r) }

// inHan are the endonyms in Han characters, and what others begin with.
const inHan = " 繁體中文 正體中文 繁体中文 简体中文 簡體中文 中文 繁體 正體 简体 文言 文言文 粵語 廣東話 閩南語 臺語 台語 客家話 贛語 吳語 日本語 "

// others reports whether text has characters that are neither ASCII nor marks.
func others(text []byte) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		if !mark(r) {
			return true
		}
		i += n
	}
	return false
}

// lonely reports whether span s is all that an item of a list or an element says: - 繁體中文, <option>繁體中文</option>.
func lonely(line []byte, s [2]int) bool {
	before, behind := bytes.TrimSpace(line[:s[0]]), bytes.TrimSpace(line[s[1]:])
	switch {
	case len(before) == 0:
		return false
	case before[len(before)-1] == '>':
		return len(before) > 1 && bytes.HasPrefix(behind, []byte("</"))
	}
	return len(before) == 1 && strings.IndexByte("-*+", before[0]) >= 0 && len(behind) == 0
}

// quoted reports whether span s of a line stands in quotation marks of ASCII.
func quoted(line []byte, s [2]int) bool {
	return s[0] > 0 && s[1] < len(line) && line[s[0]-1] == line[s[1]] && (line[s[1]] == '"' || line[s[1]] == '\'')
}

// alone reports whether neither a letter nor a character stands beside line[from:to].
func alone(line []byte, from, to int) bool {
	before, _ := utf8.DecodeLastRune(line[:from])
	behind, _ := utf8.DecodeRune(line[to:])
	return !unicode.IsLetter(before) && !unicode.IsLetter(behind)
}

// pairs keeps both forms of a word side by side: two runs of Chinese with at most a few
// marks between them that become the same when each character is converted alone.
func (f *finder) pairs() {
	const most, apart = 24, 12 // bytes
	runs := f.runs()
	for i := range max(0, len(runs)-1) {
		a, b := runs[i], runs[i+1]
		if a.chars == b.chars && b.to-b.from <= most && a.to-a.from <= most && b.from-a.to <= apart &&
			(f.line[a.to] == '\t' || sameFirst(f.line[a.from:], f.line[b.from:])) && separate(f.line[a.to:b.from]) && same(f.line[a.from:a.to], f.line[b.from:b.to], b.from-a.to == 1 && f.line[a.to] == '\t') {
			f.add(a.from, a.to)
			f.add(b.from, b.to)
		}
	}
}

// separate reports whether what stands between two words is marks alone, and no comma
// or full stop of Chinese: a sentence may go on with what it ended with.
func separate(p []byte) bool {
	for _, r := range string(p) {
		if unicode.IsLetter(r) || r == '，' || r == '。' || r == '；' || r == '！' || r == '？' || r == '…' {
			return false
		}
	}
	return len(p) > 0 && !bytes.Equal(p, []byte(" "))
}

// sameFirst reports whether what a begins with may become the same as what b begins with.
func sameFirst(a, b []byte) bool {
	x, y := uint32(a[0])|uint32(a[1])<<8|uint32(a[2])<<16, uint32(b[0])|uint32(b[1])<<8|uint32(b[2])<<16
	d, e := tables.Simplified.Entry(x), tables.Simplified.Entry(y)
	return (d|e)&dict.Special != 0 || a[0] >= 0xF0 || b[0] >= 0xF0 || (x^d^y^e)&dict.ChangeMask == 0
}

// same reports whether two words differ, and become the same; in a table of forms, in which a word may have been
// converted otherwise, that most of their characters do.
func same(a, b []byte, table bool) bool {
	if bytes.Equal(a, b) {
		return false
	}
	var x, y [8]byte
	equal, chars := 0, 0
	for ; len(a) > 0 && len(b) > 0; chars++ {
		u, n := tables.Simplified.AppendChar(x[:0], a)
		v, m := tables.Simplified.AppendChar(y[:0], b)
		if bytes.Equal(u, v) {
			equal++
		} else if !table {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return len(a)+len(b) == 0 && 2*equal > chars
}

// labelled are languages and scripts that an English text names beside what is written in them.
var labelled = lazy.MustCompile(`\b(?:[Tt]raditional|Japanese|Kanji|kanji|Korean|Hanja|hanja|Cantonese|Vietnamese|Nôm|Taiwan(?:ese)?|Hong Kong)\b`)

// labels keeps what an English line quotes from a language that it names: Japanese (東京), "花間一壺酒" (traditional).
func (f *finder) labels() {
	if f.marks&latin == 0 {
		return
	}
	runs := f.runs()
	if len(runs) == 0 || !f.english(runs) && !f.inQuotes(runs) || !labelled.Match(f.line) {
		return
	}
	for _, r := range runs {
		f.add(r.from, r.to)
	}
}

// english reports whether the line has two letters of ASCII for each Han character.
func (f *finder) english(runs []han) bool {
	left := 0
	for _, r := range runs {
		left += 2*r.chars + r.to - r.from
	}
	if left > len(f.line) {
		return false // most lines
	}
	for _, r := range runs {
		left -= r.to - r.from
	}
	for _, c := range f.line {
		if letter(c) {
			left--
		}
	}
	return left <= 0
}

// inQuotes reports whether all Han characters of the line are in quotation marks of ASCII.
func (f *finder) inQuotes(runs []han) bool {
	if f.marks&quote == 0 {
		return false
	}
	marks, at := 0, 0
	for _, r := range runs {
		if marks += bytes.Count(f.line[at:r.from], []byte{'"'}); marks%2 == 0 {
			return false
		}
		at = r.to
	}
	return true
}
