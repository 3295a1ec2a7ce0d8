package syntax

import (
	"go/scanner"
	"go/token"
)

// goSource returns what is no comment in a source of Go, as its own scanner has it.
func goSource(text []byte) (spans [][2]int) {
	var s scanner.Scanner
	files := token.NewFileSet()
	file := files.AddFile("", files.Base(), len(text))
	s.Init(file, text, func(token.Position, string) {}, scanner.ScanComments)
	at := 0
	for {
		pos, kind, lit := s.Scan()
		if kind == token.EOF {
			return append(spans, [2]int{at, len(text)})
		}
		if from := file.Offset(pos); kind == token.COMMENT && !directive(lit) {
			spans = append(spans, [2]int{at, from})
			at = min(from+len(lit), len(text))
		}
	}
}

// directive reports whether a comment is for tools: //go:embed.
func directive(comment string) bool {
	for i := 2; i < len(comment) && i < 20; i++ {
		if c := comment[i]; c == ':' {
			return i > 2
		} else if c < 'a' || c > 'z' {
			return false
		}
	}
	return false
}
