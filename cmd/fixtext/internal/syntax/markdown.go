package syntax

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// newParser is goldmark's usual parser, without what writes HTML.
func newParser() parser.Parser {
	return parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(parser.DefaultInlineParsers()...),
		parser.WithParagraphTransformers(parser.DefaultParagraphTransformers()...))
}

// markdown returns the code of a document, and the keys of what stands before it. Of code
// in a language that is known, comments are prose.
func markdown(source []byte) (spans [][2]int) {
	body := 0
	if bytes.HasPrefix(source, []byte("---\n")) {
		if i := bytes.Index(source[4:], []byte("\n---\n")); i >= 0 {
			body = 4 + i + 5
			spans = tokens("yaml", source[:body])
		}
	}
	add := func(s text.Segment) { spans = append(spans, [2]int{body + s.Start, body + s.Stop}) }
	source = source[body:]
	doc := newParser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			lines := n.Lines()
			if find := fenced(string(n.Language(source))); find != nil && lines.Len() > 0 && contiguous(lines) {
				at := body + lines.At(0).Start
				for _, s := range find(lines.Value(source)) {
					spans = append(spans, [2]int{at + s[0], at + s[1]})
				}
				return ast.WalkSkipChildren, nil
			}
			for i := range lines.Len() {
				add(lines.At(i))
			}
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock:
			for i := range n.Lines().Len() {
				add(n.Lines().At(i))
			}
			return ast.WalkSkipChildren, nil
		case *ast.CodeSpan:
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				if t, ok := c.(*ast.Text); ok {
					add(t.Segment)
				}
			}
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return spans
}

// contiguous reports whether lines follow each other in the source, as they do not in a
// list or a quotation.
func contiguous(lines *text.Segments) bool {
	for i := 1; i < lines.Len(); i++ {
		if lines.At(i).Start != lines.At(i-1).Stop || lines.At(i).Padding > 0 {
			return false
		}
	}
	return lines.At(0).Padding == 0
}

// fenced returns the finder for code in a language, by the name that stands at its fence.
func fenced(language string) Finder {
	switch l, ok := fences[strings.ToLower(language)]; {
	case language == "go" || language == "golang":
		return goSource
	case ok:
		return func(text []byte) [][2]int { return tokens(l, text) }
	}
	if l := lexerFor("x." + strings.ToLower(language)); language != "" && l != "" && classes[l] == code {
		return func(text []byte) [][2]int { return tokens(l, text) }
	}
	return nil
}

// fences are names of languages that are no ending of their files.
var fences = map[string]string{
	"python": "python", "python3": "python", "bash": "bash", "shell": "bash", "zsh": "bash", "javascript": "javascript", "typescript": "typescript",
	"c++": "c++", "csharp": "c#", "c#": "c#", "ruby": "ruby", "rust": "rust", "kotlin": "kotlin", "haskell": "haskell", "perl": "perl",
	"makefile": "makefile", "dockerfile": "docker", "powershell": "powershell", "objective-c": "objective-c", "yaml": "yaml", "toml": "toml", "ini": "ini",
}
