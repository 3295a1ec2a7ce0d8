package prose

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lazy"
)

// shapes are lines that are code as a whole, but for comments and what COMMENT says in SQL:
// names in them are names of a program, whatever language they are in. They are asked about a
// line without the contents of its literals and without comments.
var shapes = [...]struct {
	first string // what it begins with; _ for all letters
	last  string // what it ends with; anything if that is empty
	has   string // what it has one of; anything if that is empty
	line  *lazy.Regexp
}{
	{"#", "", "", lazy.MustCompile(`^#\s*(?:include|define|pragma|undef|ifn?def|elif|error|warning)\b`)},
	// A call with a literal: println!("", 輸入)
	{"_", ");,", "(", lazy.MustCompile(`^(?:await |go |defer )?[A-Za-z_][\w.:>-]*!?\((?:[^()]*[(,]\s*)?[a-zA-Z@]{0,2}(?:""|'').*\)[;,]?$`)},
	// Literals and numbers are assigned to a name: 名稱 = "", arr = ["", ""]
	{"_$@", "\"'])};,", "=", lazy.MustCompile(`^(?:(?:local|export|set|final|my|our|declare)\s+)?[$@]?[\p{L}_][\p{L}\w.]*\s*(?::=|\+=|=)\s*(?:[a-zA-Z@]{0,2}(?:""|'')|[\[{(](?:""|''|[\s,\d])*[\])}])[;,]?$`)},
	{"_", "{", "{", lazy.MustCompile(`^(?:switch|match|type|impl|trait|object|extension|protocol|module|mod|union|record)\s[^"']*\{$`)},
	{"etiD", "", "", lazy.MustCompile(`^(?:export\s+)?(?:type|typealias)\s+\S+\s*=\s*\S|^export\s+default\s+\S.*[{}(]|^import\s+[\p{L}\w]+(?:\.[\p{L}\w]+)+;?$|^Dim\s+\S+\s+As\s`)},
	{"SIUDCA", "", "", lazy.MustCompile(`^(?:SELECT\b.*\bFROM|INSERT\s+INTO|UPDATE\b.*\bSET|DELETE\s+FROM|(?:CREATE|ALTER|DROP)\s+(?:TABLE|VIEW|INDEX|DATABASE))\s`)},
	{"(", ")", "", lazy.MustCompile(`^\((?:def\w*|let\*?|setq?|lambda|require|ns|print(?:ln)?|message|display|format)\s.*\)$`)},
	{"=", ")", "", lazy.MustCompile(`^=[A-Z][A-Z0-9.]*\(.*\)$`)}, // of a spreadsheet
	{".#", "{}", "", lazy.MustCompile(`^[.#][^\s{}]+(?:[\s,>+~][^{}]*)?\{(?:\s*[a-z-]+\s*:[^{}]*\}?)?$`)},
	{"CELWV", "", "", lazy.MustCompile(`^(?:COPY|ENV|LABEL|WORKDIR|ENTRYPOINT|VOLUME)\s.*(?:=|\s/|\s\.|\[)`)},
	{"_$", "", "&|>", lazy.MustCompile(`^(?:\$\s+)?(?:sudo\s+)?(?:` + commands + `)\s.*(?:&&|\|\||\s\||\s>>?)\s`)},
	{"$", "", "", lazy.MustCompile(`^\$\s+(?:` + commands + `)\s`)},
	{"iewuas", "", "", lazy.MustCompile(`^(?:if|elif|while|until)\s+\[\s|^alias\s+\S+=|^set\s+[A-Z_]+=`)},
	{"_-", "", ":(", lazy.MustCompile(`^[a-z_]+\s:[\p{L}_][\p{L}\w]*(?:,|$|\s)|^-[a-z]+\(.*\)\.$`)}, // of Ruby, of Erlang
	{"waohWAOH", "", "", lazy.MustCompile(`^(?i:where|and|or|having)\s+\S+\s*(?:=|<>|(?i:in)\s*\(|(?i:like)\s)`)},
	// Several literals in braces, which JSON does not have.
	{"{", "},;", "", lazy.MustCompile(`^\{\s*(?:""|'')(?:\s*,\s*(?:""|''|[\w.+-]+))+\s*,?\s*\}[,;]?$`)},
}

// commands are those of a shell that texts are given to.
const commands = `cat|cd|chmod|chown|cp|curl|docker|echo|find|git|grep|head|ls|make|mkdir|mv|node|pip|python3?|read|rm|scp|sed|ssh|tail|tar|touch|wget|zip`

// commanded is a command with an option: a literal behind it is an argument.
var commanded = lazy.MustCompile(`^(?:sudo\s+)?(?:` + commands + `)\s(?:.*\s)?-{1,2}[A-Za-z][\w-]*[\s=]|^(?:Write|Get|Set|New|Remove|Add|Out|Read|Start|Select)-[A-Z][a-z]+\s`)

// shaped reports whether a line has one of the shapes, by what stands outside of its literals.
func shaped(outside []byte) bool {
	line := bytes.TrimSpace(outside)
	if len(line) == 0 {
		return false
	}
	first, last, class := line[0], line[len(line)-1], line[0]
	switch {
	case letter(first):
		class = '_'
	case first >= utf8.RuneSelf: // a name in Chinese
		return strings.IndexByte(shapes[assignment].last, last) >= 0 && bytes.IndexByte(line, '=') >= 0 && shapes[assignment].line.Match(line)
	}
	for i := range shapes {
		if s := &shapes[i]; (strings.IndexByte(s.first, first) >= 0 || strings.IndexByte(s.first, class) >= 0) && (s.last == "" || strings.IndexByte(s.last, last) >= 0) &&
			(s.has == "" || bytes.ContainsAny(line, s.has)) && s.line.Match(line) {
			return true
		}
	}
	return false
}

// assignment is the shape that may begin with a name in Chinese.
const assignment = 2

// identifiers reports whether the Chinese outside of the literals of a line is names of a program: short words without
// particles, each beside a mark of programs, of which there are two kinds, and a word of ASCII.
func identifiers(outside []byte) bool {
	const longest, least = 8, 3
	for p := 0; p < len(outside); {
		n, chars := hanIn(outside[p:])
		if n == 0 {
			_, n = utf8.DecodeRune(outside[p:])
			p += n
			continue
		}
		if chars > longest || !beside(outside, p, p+n) || bytes.ContainsAny(outside[p:p+n], particles) {
			return false
		}
		p += n
	}
	kinds := 0
	for i, k := range kindsOfMarks {
		if kinds == least || kinds+len(kindsOfMarks)-i < least {
			break
		}
		if bytes.ContainsAny(outside, k.has) && k.mark.Match(outside) {
			kinds++
		}
	}
	return kinds == least && !english.Match(outside) && !tags.Match(outside)
}

// beside reports whether a mark of programs stands before or behind line[from:to], with a blank between at most.
func beside(line []byte, from, to int) bool {
	const marks = ".(){}[]=;:@$&|<>!+*\"'"
	before, behind := bytes.TrimSuffix(line[:from], []byte(" ")), bytes.TrimPrefix(line[to:], []byte(" "))
	return len(before) > 0 && strings.IndexByte(marks, before[len(before)-1]) >= 0 || len(behind) > 0 && strings.IndexByte(marks, behind[0]) >= 0
}

// particles are what sentences have and names have not, in both scripts.
const particles = "的是了在不請请這这那我你他她們们會会要可和與与或把被就也都很讓让為为從从到說说嗎吗呢吧"

// tags are those of HTML, XML and templates, between which text stands.
var tags = lazy.MustCompile(`<[/A-Za-z!]|\{%|\{\{`)

// kindsOfMarks are marks of programs that stand between names, with bytes of which each has one.
var kindsOfMarks = [...]struct {
	has  string
	mark *lazy.Regexp
}{
	{"=-", lazy.MustCompile(`[\w\p{L})\]]\s*(?:=|:=|==|!=|=>|->|<-|\+=)\s*\S`)},
	{"(", lazy.MustCompile(`[\w\p{L}]\(`)},
	{"(", lazy.MustCompile(`\(\)`)},
	{"{}", lazy.MustCompile(`[{}]`)},
	{";", lazy.MustCompile(`;$`)},
	{"$@", lazy.MustCompile(`(?:^|[\s(])[$@][\p{L}_]`)},
	{".:", lazy.MustCompile(`[\w\p{L})]\.[A-Za-z]\w*\(|\w::\w`)},
	{`"'`, lazy.MustCompile(`(?:""|'')`)},
	{latins, lazy.MustCompile(`\b[A-Za-z_]\w+\b`)},
}

// command reports whether a line is a command with an option: its literals are arguments.
func command(outside []byte) bool {
	return len(outside) > 0 && letter(outside[0]) && commanded.Match(outside)
}

var (
	// template is a statement of a template, where text stands around it.
	template = lazy.MustCompile(`\{%.*?%\}|\{\{[#/^>].*?\}\}`)
	// reference is a command of LaTeX whose argument is a name, not a text.
	reference = lazy.MustCompile(`\\(?:label|(?:eq|page|auto|name|c|C)?ref|cite[a-z]*|bibitem|input|include(?:graphics)?|begin|end|usepackage|bibliography|url|href)\*?(?:\[[^\]{}]*\])?\{[^{}]*\}`)
	// uri is an address that has no slashes behind its scheme, or no scheme.
	uri = lazy.MustCompile(`(?:\b(?:magnet:\?|mailto:|ed2k:|arn:|(?:GET|POST|PUT|DELETE|HEAD|PATCH) /)|\bgit@[\w.-]+:)[^\s"'<>，。；！？）」]+`)
	// included is what AsciiDoc and reStructuredText include or refer to: image::圖.png[], xref:說明.adoc[說明], .. _標籤:
	included = lazy.MustCompile(`\b(?:image|include|video|audio|xref|link):{1,2}([^\s\[\]]+)\[|^\s*\.\. _([^:]+):`)
	// codeElement is shown as code by HTML.
	codeElement = lazy.MustCompile(`(?i)<(?:code|kbd|samp|tt|pre|script|style)(?:\s[^<>]*)?>(.*?)</(?:code|kbd|samp|tt|pre|script|style)>`)
)

// insertions finds what in a line of text is in the language of a program.
func (f *finder) insertions() {
	if f.marks&brace != 0 && (bytes.Contains(f.line, []byte("{%")) || bytes.Contains(f.line, []byte("{{"))) {
		for _, m := range template.FindAllIndex(f.line, -1) {
			f.add(m[0], m[1])
		}
	}
	if f.marks&backslash != 0 {
		for _, m := range reference.FindAllIndex(f.line, -1) {
			f.add(m[0], m[1])
		}
	}
	if (f.marks&colon != 0 || f.marks&dot != 0) && includes(f.line) {
		for _, m := range included.FindAllSubmatchIndex(f.line, -1) {
			f.add(max(m[2], m[4]), max(m[3], m[5]))
		}
	}
	if f.marks&(slashed|colon|latin) != 0 && schemed(f.line) {
		for _, m := range uri.FindAllIndex(f.line, -1) {
			f.add(m[0], m[1])
		}
	}
	if f.marks&angle != 0 && bytes.Contains(f.line, []byte("</")) {
		for _, m := range codeElement.FindAllSubmatchIndex(f.line, -1) {
			f.add(m[2], m[3])
		}
	}
}

// includes reports whether included may match: what it has before a colon ends so.
func includes(line []byte) bool {
	for rest := line; ; {
		i := bytes.IndexByte(rest, ':')
		if i < 0 {
			return false
		}
		if i > 2 && strings.IndexByte("eokf", rest[i-1]) >= 0 || bytes.HasPrefix(bytes.TrimLeft(line, " \t\r\f\v"), []byte(".. _")) {
			return true
		}
		rest = rest[i+1:]
	}
}

// schemed reports whether uri may match.
func schemed(line []byte) bool {
	if bytes.Contains(line, []byte(" /")) {
		return true
	}
	if bytes.IndexByte(line, ':') < 0 {
		return false
	}
	for _, s := range [...]string{"git@", "mailto:", "magnet:", "ed2k:", "arn:"} {
		if bytes.Contains(line, []byte(s)) {
			return true
		}
	}
	return false
}
