package encoding

import (
	"bytes"
	"mime"
	"strings"

	"github.com/fixtext/fixtext/internal/linescan"
	"github.com/fixtext/fixtext/internal/utf8scan"
)

// labelWindow is how far from the start a document may declare its charset.
const labelWindow = 4 << 10

// declarations are the forms in which a line declares a charset: key, and what
// stands before it on the line, within so many bytes.
var declarations = [...]struct {
	before, key string
	within      int
}{
	{"<meta", "charset", 200},         // HTML
	{"<?xml", "encoding", 100},        // XML
	{"content-type:", "charset", 100}, // mail
	{"", "@charset", 1},               // CSS
	{"", "coding:", 30},               // editors: # -*- coding: gbk -*-
	{"", "coding=", 30},               // vim: fileencoding=gbk
}

// declared returns the charset that a document says it is in.
//
// Lines that are not UTF-8 yet count for an eighth of their length, so that
// decoding them never brings a label into the window that was not there before.
// valid says that all lines are UTF-8.
func declared(head []byte, valid bool) (Charset, bool) {
	for window := labelWindow; window > 0 && len(head) > 0; {
		line := head[:linescan.Len(head)]
		head = head[len(line):]
		if c, ok := declaredBy(line[:min(len(line), 8*window)]); ok {
			return c, true
		}
		if valid || utf8scan.Valid(line) {
			window -= len(line)
		} else {
			window -= (len(line) + 7) / 8
		}
	}
	return Unknown, false
}

// declaredAs returns the charset that a declaration from outside the text names: a
// label, or a content type with one. ok is false where there is none that is known:
// databases and servers have labels of their own, and a wrong one says nothing.
func declaredAs(s string) (c Charset, ok bool) {
	if s == "" {
		return Unknown, false
	}
	if c, ok = Lookup(s); ok {
		return c, true
	}
	if _, params, err := mime.ParseMediaType(s); err == nil {
		return Lookup(params["charset"])
	}
	// Many a content type is not quite well-formed.
	if _, label, found := strings.Cut(strings.ToLower(s), "charset"); found {
		return Lookup(string(labelAt([]byte(label))))
	}
	return Unknown, false
}

func declaredBy(line []byte) (Charset, bool) {
	if !mayDeclare(line) {
		return Unknown, false
	}
	line = bytes.ToLower(line)
	for _, d := range declarations {
		for rest := line; ; {
			i := bytes.Index(rest, []byte(d.before))
			if i < 0 {
				break
			}
			rest = rest[i+len(d.before):]
			j := bytes.Index(rest[:min(len(rest), d.within+len(d.key)-1)], []byte(d.key))
			if j >= 0 {
				if c, ok := Lookup(string(labelAt(rest[j+len(d.key):]))); ok {
					return c, true
				}
			}
			if d.before == "" {
				break
			}
		}
	}
	return Unknown, false
}

// mayDeclare is a quick test for the keys of declarations: it looks for the c of
// "charset" or of "coding", in either case.
func mayDeclare(line []byte) bool {
	for _, c := range [...]byte{'c', 'C'} {
		for i := 0; i+6 <= len(line); i++ {
			n := bytes.IndexByte(line[i:], c)
			if n < 0 {
				break
			}
			if i += n; i+6 > len(line) {
				break
			}
			if line[i+1]|0x20 == 'h' && line[i+2]|0x20 == 'a' || line[i+1]|0x20 == 'o' && line[i+2]|0x20 == 'd' {
				return true
			}
		}
	}
	return false
}

// labelAt returns the label that p begins with, behind = and quotes.
func labelAt(p []byte) []byte {
	p = bytes.TrimLeft(p, " \t=:\"'")
	n := 0
	for n < len(p) && (letter(p[n]) || p[n]-'0' < 10 || p[n] == '-' || p[n] == '_') {
		n++
	}
	return p[:n]
}

func letter(b byte) bool { return (b|0x20)-'a' < 26 }
