package prose

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/fixtext/fixtext/internal/lazy"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// A line of code is told by what stands outside of its literals and comments. These
// are prose in it: comments, and what COMMENT says in SQL.

// part is a literal or a comment of a line.
type part struct {
	from, to int
	comment  bool
}

// parts returns the literals, with their quotation marks, and the comments of a line. They are valid until
// the next line.
func (f *finder) parts() []part {
	line, list := f.line, f.list[:0]
	first := len(line) - len(bytes.TrimLeft(line, " \t"))
	for p := first; p < len(line); p++ {
		if !beginsPart[line[p]] {
			continue
		}
		switch c := line[p]; {
		case c == '"' || c == '\'':
			if p > 0 && word(line[p-1]) && !prefixed(line, p) {
				continue // an apostrophe
			}
			if n := literal(line[p:]); n > 0 {
				list = append(list, part{from: p, to: p + n})
				p += n - 1
			}
		case c == '`':
			if i := bytes.IndexByte(line[p+1:], '`'); i >= 0 {
				p += i + 1
			}
		case c == '/' || c == '#' || c == '-' || c == '*' || c == ';' || c == '<':
			if n := comment(line, p, p == first); n > 0 {
				list = append(list, part{p, p + n, true})
				p += n - 1
			}
		}
	}
	f.list = list
	return list
}

// beginsPart are what literals and comments may begin with.
var beginsPart = [256]bool{'"': true, '\'': true, '`': true, '/': true, '#': true, '-': true, '*': true, ';': true, '<': true}

// prefixed reports whether the quotation mark at p has a prefix: r"", b”, u8"".
func prefixed(line []byte, p int) bool {
	from := p
	for from > 0 && p-from < 3 && word(line[from-1]) {
		from--
	}
	return from < p && (from == 0 || line[from-1] < utf8.RuneSelf && !word(line[from-1])) && bytes.IndexByte([]byte("rRbBuUfFL@N"), line[from]) >= 0
}

// literal returns the length of the literal that p begins with; 0 if it does not end, or
// is so long that it is a text.
func literal(p []byte) int {
	p = p[:min(len(p), 1024)]
	for i := 1; i < len(p); i++ {
		switch p[i] {
		case '\\':
			i++
		case p[0]:
			return i + 1
		}
	}
	return 0
}

// comment returns the length of the comment at p, with which the line may begin; 0 if
// there is none.
func comment(line []byte, p int, begins bool) int {
	rest := line[p:]
	apart := begins || line[p-1] == ' ' || line[p-1] == '\t' || line[p-1] == ';' || line[p-1] == '{' || line[p-1] == '}' || line[p-1] == ','
	switch {
	case bytes.HasPrefix(rest, []byte("//")) && apart,
		bytes.HasPrefix(rest, []byte("# ")) && apart, rest[0] == '#' && begins && len(rest) > 1 && rest[1] >= utf8.RuneSelf,
		bytes.HasPrefix(rest, []byte("-- ")) && apart,
		bytes.HasPrefix(rest, []byte("* ")) && begins,
		bytes.HasPrefix(rest, []byte(";; ")) && apart:
		return len(rest)
	case bytes.HasPrefix(rest, []byte("/*")):
		return upTo(rest, "*/")
	case bytes.HasPrefix(rest, []byte("<!--")):
		return upTo(rest, "-->")
	}
	return 0
}

// upTo returns the length of p through the end, or of all of it.
func upTo(p []byte, end string) int {
	if i := bytes.Index(p, []byte(end)); i >= 0 {
		return i + len(end)
	}
	return len(p)
}

// fenced makes a line of fenced code a span, but for its comments.
func (f *finder) fenced() {
	at := 0
	for _, p := range f.parts() {
		if p.comment {
			f.add(at, p.from)
			at = p.to
		}
	}
	f.add(at, len(f.line))
}

var (
	// call, assigned, keyword and sql are what stands right before a literal. A name is of
	// two characters at least.
	call     = lazy.MustCompile(`[A-Za-z_][\w.$:]*[\w$!?>]\(\s*[rbfuLN@]?$`)
	later    = lazy.MustCompile(`[A-Za-z_][\w.$:]*[\w$!?]\((?:[^()]*(?:\([^()]*\)[^()]*)*[,+]\s*(?:\w+[:=]\s*)?|\w+[:=]\s*)[rbfuLN@]?$`)
	assigned = lazy.MustCompile(`(?:[A-Za-z_][\w.$\]-]*\s*(?:=|:=|\+=|\?=|<-)|[\w)\]"']\s*(?:==|!=|===|!==|=~|=>|<>))\s*[rbfuLN@]?$`)
	indexed  = lazy.MustCompile(`[\w)\]]\[\s*[rbfuLN@]?$`)
	keyword  = lazy.MustCompile(`(?:^|[\s;{(.])(?:return|case|import|from|require|echo|print|printf|puts|putStrLn|MsgBox|Debug\.Print|grep|throw|raise|msgid|msgid_plural|msgctxt|` +
		`in|and|or|not|when|matches|like|LIKE|IN|AND|OR|VALUES|DEFAULT)\s*\(?\s*[rbfuLN@]?$`)
	sql    = lazy.MustCompile(`(?i)\b(?:insert\s+into|values\s*\(|select\b.*\bfrom|update\b.*\bset|delete\s+from|where\s+\w+|like\s+'|create\s+table|alter\s+table)\b|(?i)values\s*\(|^\s*\(.*\)[,;]\s*$`)
	remark = lazy.MustCompile(`(?i)\bcomment\s*=?\s*(?:on\b.*\bis\s*)?$`)

	// english is a part of a sentence.
	english = lazy.MustCompile(`(?:^|[^\w.])[A-Za-z]?[a-z]+,? [a-z]+,? [a-z]+(?:[^\w(]|$)`)

	// method is what stands right behind one.
	method = lazy.MustCompile(`^\.[a-z]\w*\(`)
	// property is a key of an object of JavaScript, which JSON and YAML have not with a comma behind the value.
	property = lazy.MustCompile(`(?:^|[{,])\s*[\p{L}\w$]+:\s*$`)
	inBraces = lazy.MustCompile(`\{[^{}"']*$|\{(?:[^{}"']|"[^"]*"|'[^']*')*,\s*[\p{L}\w$]+:\s*$`)
	// setting is a line of TOML and the like, where a section is named.
	setting = lazy.MustCompile(`^\s*["']?[\p{L}\w.-]+["']?\s*=\s*(?:""|''|\[.*\])\s*$`)
	section = lazy.MustCompile(`(?m)^\[{1,2}[\p{L}\w."' -]+\]{1,2}[ \t]*(?:[#;].*)?\r?$`)
	// start is how statements begin.
	start = lazy.MustCompile(`^\s*(?:(?:export|public|private|protected|static|final|async|extern|inline|unsigned|virtual|abstract|override|pub|case|data|sealed)\s+)*` +
		`(?:var|let|const|val|func|def|fn|fun|class|struct|enum|interface|namespace|import|from|using|return|int|float|double|bool|boolean|char|string|String|void|long|elif|#include|#define|@\w+)\s+\S`)
	// statement is what makes Chinese outside of literals names of a program.
	statement = lazy.MustCompile(`(?:[\p{L}_\w)\]]\s*(?:=|\+=|-=|:=|==|!=|<=|>=|->)\s*[\p{L}\w"'(\[{-]|[\p{L}\w]\(.*\)).*[;{]$`)
	opened    = lazy.MustCompile(`^\s*(?:if|else if|elseif|while|for|foreach|switch|catch)\s*\(.*\)\s*\{?$`)

	expression = lazy.MustCompile(`\\\\?[bBdDwWsS](?:[^a-z]|$)|\(\?[:=!<]|\[\^?[^\]]+\][*+?]|\.[*+]|^\^|\$$`)
)

// longest is how long a line of a program or a menu is, in bytes; a longer one is data.
const longest = 1 << 14

// code finds literals, expressions and names of programs.
func (f *finder) code() {
	if len(f.line) > longest {
		return
	}
	if f.marks&(bar|backslash) != 0 {
		f.expressions()
	}
	if f.marks&quote == 0 {
		if f.marks&(remarks|angle) == 0 && f.punctuated() {
			return // prose, without a literal or a comment
		}
		if !candidate(f.line) && !commented(f.line) {
			return // no literal and no comment, nor does it look like a statement
		}
	}
	parts := f.parts()
	outside, foreign, marks := f.outside(parts)
	if bytes.IndexByte(outside, '=') >= 0 && strings.IndexByte("\"']", final(outside)) >= 0 && setting.Match(outside) && f.sectioned() {
		return
	}
	if marks && !slices.ContainsFunc(parts, func(p part) bool { return !p.comment }) {
		return // prose, without a literal
	}
	if !marks && (foreign && (candidate(outside) && states(outside) || identifiers(outside)) || shaped(outside)) {
		at := 0
		for _, p := range parts {
			if p.comment || remark.Match(f.line[max(0, p.from-reach):p.from]) {
				f.add(at, p.from)
				at = p.to
			}
		}
		f.add(at, len(f.line))
		return
	}
	if len(parts) == 0 {
		return
	}
	ended := ends(outside) && (!bytes.HasSuffix(bytes.TrimSpace(outside), []byte(")")) || ofPrograms(outside))
	isSQL := bytes.IndexByte(outside, '\'') >= 0 && sql.Match(outside)
	all := !foreign && (command(outside) || programs(outside))
	for _, p := range parts {
		if p.comment || look(f.line[p.from:p.to])&wide == 0 {
			continue
		}
		before := f.line[max(0, p.from-reach):p.from]
		if all && !inTag(before) && !remark.Match(before) || f.literal(p, foreign, ended, isSQL && f.line[p.from] == '\'') {
			f.add(p.from, p.to)
		} else if n := f.key(p); n > 0 {
			f.add(p.from, p.to)
		}
	}
}

// punctuated reports whether the line has a mark of Chinese, of the common ones.
func (f *finder) punctuated() bool {
	return f.marks&punctuated != 0 || bytes.Contains(f.line, []byte("。")) || bytes.Contains(f.line, []byte("、"))
}

// commented reports whether a comment may be in a line, or a sign that statements have.
func commented(line []byte) bool {
	for _, c := range line {
		if beginsComment[c] {
			return true
		}
	}
	return false
}

var beginsComment = [256]bool{'/': true, '#': true, '-': true, '*': true, ';': true, '<': true, '$': true}

// sectioned reports whether the block has sections, as TOML and INI have: what is assigned there are values of
// settings, not of variables.
func (f *finder) sectioned() bool {
	if f.sections == 0 {
		f.sections = -1
		if section.Match(f.block) {
			f.sections = 1
		}
	}
	return f.sections > 0
}

// programs reports whether a line that is ASCII but for its literals has a mark that JSON, YAML, tables and translations
// have not, and is no English sentence.
func programs(outside []byte) bool {
	line := bytes.TrimSpace(outside)
	return ofPrograms(line) && line[0] != '<' && !bytes.Contains(line, []byte("](")) && !english.Match(line) ||
		bytes.HasPrefix(line, []byte("assert "))
}

// ofPrograms reports whether a line has a mark that text has not: a call, a sign between words, a variable of a shell.
func ofPrograms(line []byte) bool {
	for i, c := range line {
		var before, behind byte
		if i > 0 {
			before = line[i-1]
		}
		if i+1 < len(line) {
			behind = line[i+1]
		}
		switch {
		case c == '=' || c == ';',
			c == '(' && (word(before) || before == ')' || before == ']'),
			c == '$' && (letter(behind) || behind == '_' || behind == '{' || behind == '('),
			c == '&' && behind == '&',
			c == '|' && (i == 0 || behind == '|' || blank(before) && blank(behind)):
			return true
		}
	}
	return false
}

// blank reports whether c is one of what \s is in an expression.
func blank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r' }

// final returns the last byte of a line that is no blank; 0 if there is none.
func final(line []byte) byte {
	n := len(line)
	for n > 0 && blank(line[n-1]) {
		n--
	}
	if n == 0 {
		return 0
	}
	return line[n-1]
}

// states reports whether a line is a statement, or begins as one.
func states(line []byte) bool {
	trimmed := bytes.TrimSpace(line)
	first, last := trimmed[0], trimmed[len(trimmed)-1]
	return (last == ';' || last == '{') && statement.Match(trimmed) ||
		first < utf8.RuneSelf && strings.IndexByte("abcdefilnoprsuvwS#@", first) >= 0 && bytes.ContainsAny(line, "=(:{;") && (opened.Match(line) || start.Match(line))
}

// outside returns a line without what is in its literals and without its comments, and
// whether there is writing beyond ASCII in that, or marks of Chinese. It is valid until the next line.
func (f *finder) outside(parts []part) (text []byte, foreign, marks bool) {
	text = f.line
	if len(parts) > 0 {
		at := 0
		text = f.text[:0]
		for _, p := range parts {
			text = append(text, f.line[at:p.from]...)
			if at = p.to; !p.comment {
				text = append(text, f.line[p.from], f.line[p.to-1])
			}
		}
		text = append(text, f.line[at:]...)
		f.text = text
	}
	for i := 0; i < len(text) && !marks; {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8scan.Decode(text[i:])
		foreign, marks = true, mark(r)
		i += n
	}
	return text, foreign, marks
}

// ends reports whether a line ends as lines of programs do, and lines of text do not.
func ends(line []byte) bool {
	line = bytes.TrimRight(line, " \t\n\f\r")
	if n := len(line); n > 1 && line[n-1] == ',' {
		return bytes.IndexByte([]byte("}])"), line[n-2]) >= 0
	}
	return len(line) > 0 && bytes.IndexByte([]byte(";{)}]"), line[len(line)-1]) >= 0
}

// candidate reports whether a line may be a statement: it ends or begins as these do.
func candidate(line []byte) bool {
	line = bytes.TrimSpace(line)
	return len(line) > 0 && (bytes.IndexByte([]byte(";{:)"), line[len(line)-1]) >= 0 || letter(line[0]) || line[0] == '#' || line[0] == '@')
}

// reach is how much of a line is looked at beside a literal, in bytes.
const reach = 80

// literal reports whether what stands beside it makes a string one of a program. In a
// line with Chinese outside of strings, only its neighbours can.
func (f *finder) literal(p part, foreign, ended, isSQL bool) bool {
	before := f.line[max(0, p.from-reach):p.from]
	behind := f.line[p.to:min(len(f.line), p.to+reach)]
	inner := f.line[p.from+1 : p.to-1]
	switch near := last(before); {
	case isSQL:
		return !remark.Match(before)
	case near == '(' && call.Match(before) && closes(behind), near == '[' && indexed.Match(before) && bytes.HasPrefix(behind, []byte("]")),
		(near == '=' || near == '~' || near == '>' || near == '-') && assigned.Match(before) && !inTag(before):
		return true
	case alternation(inner), bytes.Contains(inner, []byte("#{")):
		return true
	case near == ':' && property.Match(before) && (f.line[p.from] == '\'' && bytes.HasPrefix(behind, []byte(",")) || inBraces.Match(before)):
		return true
	case foreign:
		return false
	case (near == '(' || letter(near)) && keyword.Match(before), (near == ',' || near == '+' || near == ':' || near == '=') && later.Match(before) && closes(behind), method.Match(behind):
		return true
	}
	return ended && (bytes.HasSuffix(bytes.TrimRight(f.line, " \t"), []byte(";")) || !listed(before, behind))
}

// last returns the last byte of p that is no blank and no prefix of a literal; 0 if
// there is none.
func last(p []byte) byte {
	p = bytes.TrimRight(p, " \t@")
	if n := len(p); n > 1 && letter(p[n-1]) && !letter(p[n-2]) {
		p = bytes.TrimRight(p[:n-1], " \t")
	}
	if len(p) == 0 {
		return 0
	}
	return p[len(p)-1]
}

// closes reports whether an argument ends here.
func closes(behind []byte) bool {
	behind = bytes.TrimLeft(behind, " \t")
	return len(behind) == 0 || bytes.IndexByte([]byte("),+.]};%?:"), behind[0]) >= 0
}

// inTag reports whether a tag of HTML is open at the end of p.
func inTag(p []byte) bool {
	i := bytes.LastIndexByte(p, '<')
	return i >= 0 && i+1 < len(p) && letter(p[i+1]) && bytes.IndexByte(p[i:], '>') < 0
}

// listed reports whether a string is a value or an item of JSON, which are texts.
func listed(before, behind []byte) bool {
	before = bytes.TrimRight(before, " \t")
	behind = bytes.TrimLeft(behind, " \t")
	if len(before) == 0 {
		return true
	}
	switch before[len(before)-1] {
	case ':', ',', '[', '-':
	default:
		return false
	}
	return len(behind) == 0 || bytes.IndexByte([]byte(",]}"), behind[0]) >= 0
}

// key returns where the value begins whose key, as in JSON, is a string; 0 if it is none.
func (f *finder) key(p part) int {
	i := p.to
	for i < len(f.line) && f.line[i] == ' ' {
		i++
	}
	before := bytes.TrimRight(f.line[:p.from], " \t")
	if i < len(f.line) && f.line[i] == ':' && (len(before) == 0 || before[len(before)-1] == '{' || before[len(before)-1] == ',') {
		return i + 1
	}
	return 0
}

// alternation reports whether a string is several words with bars between, and no blank.
func alternation(s []byte) bool {
	i := bytes.IndexByte(s, '|')
	return i > 0 && i+1 < len(s) && s[i-1] >= utf8.RuneSelf && s[i+1] >= utf8.RuneSelf && bytes.IndexByte(s, ' ') < 0
}

// expressions finds regular expressions: words with bars that hold what only they do.
func (f *finder) expressions() {
	for p := 0; p < len(f.line); {
		if f.line[p] <= ' ' {
			p++
			continue
		}
		n := unbroken(f.line[p:])
		w := f.line[p : p+n]
		if (bytes.IndexByte(w, '|') >= 0 || bytes.IndexByte(w, '\\') >= 0) && bytes.IndexByte(w, '{') < 0 && look(w)&wide != 0 &&
			expression.Match(bytes.Trim(w, "\"'`/,;")) {
			f.add(p, p+n)
		}
		p += max(n, 1)
	}
}

// unbroken returns how many bytes of p there are before a blank or a mark of Chinese.
func unbroken(p []byte) int {
	for i := 0; i < len(p); {
		r, n := utf8scan.Decode(p[i:])
		if r <= ' ' || r >= utf8.RuneSelf && mark(r) {
			return i
		}
		i += n
	}
	return len(p)
}
