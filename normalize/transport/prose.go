package transport

import (
	"bytes"
	"unicode/utf8"
)

// blocked reports whether a run stands where its signs are right: in a literal, in
// a URL, or shown in quotation marks.
func (u *unit) blocked(r run) bool {
	before, after := lastRune(u.src[u.from:r.from]), firstRune(u.src[r.to:u.to])
	if r.kind == word {
		return before == '`' || after == '`' || before == '\''
	}
	if before == '`' || after == '`' || before == '\\' {
		return true
	}
	switch r.kind {
	case paged, misreadReference:
		return false
	case misreadEscape:
		return inQuotes(u.src[u.from:r.from]) && !u.inData()
	case dumped:
		return !u.gitPath() && (enclosed(before, after) && r.han < 4 || inQuotes(u.src[u.from:r.from]))
	}
	if before == '"' || after == '"' || before == '\'' || after == '\'' {
		if r.kind != reference || r.han < 4 {
			return true
		}
	}
	if enclosed(before, after) && r.han < 4 {
		return true
	}
	switch r.kind {
	case percent:
		return u.inURL(r)
	case escape:
		return r.han < 2 && before < utf8.RuneSelf && isLetter(byte(before))
	}
	return false
}

// enclosed reports whether what stands between two characters stands alone in
// quotation marks or parentheses.
func enclosed(before, after rune) bool {
	switch before {
	case '“', '‘', '「', '『', '（', '【', '〔':
		return after == '”' || after == '’' || after == '」' || after == '』' || after == '）' || after == '】' || after == '〕'
	case '(':
		return after == ')'
	case '[':
		return after == ']'
	}
	return false
}

// maxToken bounds how far the word around a run is looked at, in bytes.
const maxToken = 200

// inURL reports whether a run of percent signs is a part of a URL, a path, a query
// or a file name.
func (u *unit) inURL(r run) bool {
	left := u.src[max(u.from, r.from-maxToken):r.from]
	if i := bytes.LastIndexAny(left, " \t\"'<>\n"); i >= 0 {
		left = left[i+1:]
	}
	if bytes.Contains(left, []byte("://")) || bytes.Contains(left, []byte("www.")) {
		return true
	}
	// Chinese before the run ends the word, but only behind what was looked for.
	for i := len(left) - 1; i >= 0 && left[i] < utf8.RuneSelf; i-- {
		switch left[i] {
		case '/', '=', '&', '?', '#', '@', '_', '[', ']', '$':
			return true
		case ':', '.':
			if i > 0 && isLetter(left[i-1]) {
				return true
			}
		}
	}
	right := u.src[r.to:min(u.to, r.to+maxToken)]
	for i, b := range right {
		switch {
		case b <= ' ' || b >= utf8.RuneSelf:
			return false
		case b == '/' || b == '=' || b == '&' || b == '#' || b == '@' || b == '_' || b == '$':
			return true
		case b == '.' && i+1 < len(right) && isLetter(right[i+1]):
			return true
		}
	}
	return false
}

// syntax is what prose does not have.
var syntax = [...]string{
	"`", "{", "}", `\`, "=>", "==", "&&", "||", "::", "();", "/*", "*/", `="`, `='`, `":`, `':`, `("`, `('`, `["`, `['`, "#include",
}

// prose reports whether the unit is prose for signs of kind k, by what stands
// around them.
func (u *unit) prose(k kind) bool {
	if k == paged {
		return !bytes.Contains(u.rest, []byte("`"))
	}
	if hasTag(u.rest) {
		return false
	}
	for _, s := range syntax {
		if k == word && s != "`" && s != "{" && s != "}" {
			continue
		}
		if bytes.Contains(u.rest, []byte(s)) {
			return false
		}
	}
	switch k {
	case word, quoted:
		return true
	case reference:
		if hasTag(u.behind) || hasTag(u.ahead) {
			return false // text between the tags of a page's source
		}
	}
	return u.han > 0 || !codeLike(u.rest)
}

// codeLike reports whether a unit without Chinese begins as source code does: with
// an indent, a comment, a name and a sign of assignment.
func codeLike(rest []byte) bool {
	for _, s := range [...]string{"\t", "    ", "//", "--", ";", "- \""} {
		if bytes.HasPrefix(rest, []byte(s)) {
			return true
		}
	}
	name, letters := 0, false
	for name < len(rest) && (isWord(rest[name]) || bytes.IndexByte([]byte(".- "), rest[name]) >= 0) {
		letters = letters || isLetter(rest[name])
		name++
	}
	return letters && name < len(rest) && (rest[name] == '=' || rest[name] == ':') && rest[0] != ' '
}

// hasTag reports whether text has a tag of HTML or XML.
func hasTag(text []byte) bool {
	for {
		i := bytes.IndexByte(text, '<')
		if i < 0 {
			return false
		}
		text = text[i+1:]
		name := text
		if len(name) > 0 && (name[0] == '/' || name[0] == '!' || name[0] == '?') {
			name = name[1:]
		}
		n := 0
		for n < len(name) && n < 40 && (isWord(name[n]) || name[n] == '-' || name[n] == ':') {
			n++
		}
		if n > 0 && isLetter(name[0]) && (n == len(name) || name[n] == '>' || name[n] <= ' ' || name[n] == '/') {
			return true
		}
		if bytes.HasPrefix(text, []byte("!--")) {
			return true
		}
	}
}
