package main

import (
	"bytes"

	"github.com/fixtext/fixtext/encoding/internal/charset"
)

// lost are the kinds of lost text that no page makes, and those that were converted once
// a page had made them.
var lost = [][3]string{
	{"錕斤拷", "錕斤拷", "U+FFFD read as gbk, then made traditional"},
	{"烫烫烫", "烫", "memory filled with CC, read as gbk"},
	{"屯屯屯", "屯", "memory filled with CD, read as gbk"},
	{"\uFFFD\uFFFD", "\uFFFD", "bytes that were replaced by U+FFFD"},
}

// debris returns the kinds of lost text for package gate.
func debris() []byte {
	f := newFile("gate")
	f.printf("// Debris are the characters that runs of lost text are made of, by kind: U+FFFD whose\n// bytes were read in a charset, U+FFFD itself, and memory that a debugger filled.\nvar Debris = [...]struct {\nText string // what must be in the run\nSet string // what may\nWhat string\n}{\n")
	for _, i := range ranked(func(r *charset.Row) int { return r.Page.Order }) {
		p := charset.Rows[i].Page
		if p.Debris == "" {
			continue
		}
		set := p.DebrisSet
		if set == "" {
			set = p.Debris
		}
		f.printf("{%q, %q, %q},\n", p.Debris, set, "U+FFFD read as "+p.Name)
	}
	for _, l := range lost {
		f.printf("{%q, %q, %q},\n", l[0], l[1], l[2])
	}
	f.printf("}\n")
	// A character that a repair would look at is better not in a source.
	return bytes.ReplaceAll(f.source(), []byte("\uFFFD"), []byte(`\uFFFD`))
}
