package syntax

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"strings"
	"sync"

	"github.com/alecthomas/chroma/v2"

	"github.com/fixtext/fixtext/internal/utf8scan"
)

//go:generate go run ./gen

//go:embed lexers.zip
var packed []byte

// class says which tokens of a language are prose.
type class uint8

const (
	code   class = iota // comments and documentation
	data                // values and comments
	markup              // text and comments
)

// classes are those of the lexers that are not for code.
var classes = map[string]class{
	"json": data, "yaml": data, "toml": data, "ini": data, "properties": data, "desktop_entry": data, "bibtex": data,
	"xml": markup, "tex": markup, "org_mode": markup, "groff": markup, "gherkin": markup, "handlebars": markup,
	"twig": markup, "django_jinja": markup, "typst": markup,
}

// prose reports whether tokens of a type are prose in a class of languages.
func (c class) prose(t chroma.TokenType) bool {
	switch {
	case t == chroma.CommentPreproc || t == chroma.CommentPreprocFile || t == chroma.CommentHashbang:
		return false
	case t.InCategory(chroma.Comment) || t == chroma.LiteralStringDoc:
		return true
	case c == data:
		return t.InCategory(chroma.Literal) && t != chroma.LiteralStringRegex || t.InCategory(chroma.Text)
	case c == markup:
		return t.InCategory(chroma.Text) || t.InCategory(chroma.Generic) || t == chroma.Other
	}
	return false
}

// archive is the packed lexers, opened when the first one is needed.
var archive = sync.OnceValue(func() *zip.Reader {
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		panic("syntax: lexers.zip: " + err.Error()) // it is part of the program
	}
	return z
})

// loaded are the lexers that were needed so far.
var loaded = struct {
	sync.Mutex
	registry *chroma.LexerRegistry
	byName   map[string]chroma.Lexer
}{registry: chroma.NewLexerRegistry(), byName: map[string]chroma.Lexer{}}

// lexer returns the lexer of this name; nil if it cannot be read.
func lexer(name string) chroma.Lexer {
	loaded.Lock()
	defer loaded.Unlock()
	for _, other := range within[name] {
		load(other)
	}
	return load(name)
}

// within are the lexers that a lexer asks about what stands in its files: the recipes of a Makefile.
var within = map[string][]string{"makefile": {"bash"}, "docker": {"bash", "json"}, "viml": {"python"}}

// load returns the lexer of this name, with loaded locked.
func load(name string) chroma.Lexer {
	l, ok := loaded.byName[name]
	if !ok {
		if x, err := chroma.NewXMLLexer(archive(), name+".xml"); err == nil {
			l = loaded.registry.Register(x)
		}
		loaded.byName[name] = l
	}
	return l
}

// tokens returns the spans that are no prose by a lexer. Of a text that is not UTF-8, or
// that the lexer cannot follow, it knows nothing.
func tokens(name string, text []byte) (spans [][2]int) {
	l := lexer(name)
	if l == nil || !utf8scan.Valid(text) {
		return nil
	}
	defer func() {
		if recover() != nil { // a lexer for what stands in it is not packed
			spans = nil
		}
	}()
	it, err := l.Tokenise(&chroma.TokeniseOptions{State: "root"}, string(text))
	if err != nil {
		return nil
	}
	c, at := classes[name], 0
	opens, doc := true, false // a statement may begin here; a literal that is one is documentation
	for t := it(); t != chroma.EOF; t = it() {
		to := at + len(t.Value)
		if to > len(text) { // a line end was added
			to = len(text)
		}
		if string(text[at:to]) != t.Value[:to-at] {
			return nil
		}
		switch {
		case t.Type.SubCategory() == chroma.LiteralString || t.Type == chroma.LiteralString:
			doc = name == "python" && (opens && alone(text, at) || doc)
			opens = false
		case !t.Type.InCategory(chroma.Comment) && !t.Type.InCategory(chroma.Text):
			opens, doc = strings.HasSuffix(t.Value, ":"), false
		}
		if !c.prose(t.Type) && !doc || c == data && key(text, at, to) {
			spans = append(spans, [2]int{at, to})
		}
		at = to
	}
	return spans
}

// key reports whether text[from:to] is a key in quotation marks: the first thing in a
// line, or in a mapping, with a colon or an equals sign behind it.
func key(text []byte, from, to int) bool {
	before := bytes.TrimRight(text[:from], " \t")
	behind := bytes.TrimLeft(text[to:], " \t")
	return len(behind) > 0 && (behind[0] == '=' || behind[0] == ':') && to-from > 1 && (text[to-1] == '"' || text[to-1] == '\'') &&
		(len(before) == 0 || strings.IndexByte("\n{,-", before[len(before)-1]) >= 0)
}

// alone reports whether a literal of three quotation marks begins at text[at], and its
// line with it.
func alone(text []byte, at int) bool {
	before := bytes.TrimRight(text[:at], " \t")
	raw := bytes.TrimLeft(text[at:], "rRuU")
	return (len(before) == 0 || before[len(before)-1] == '\n') && (bytes.HasPrefix(raw, []byte(`"""`)) || bytes.HasPrefix(raw, []byte("'''")))
}
