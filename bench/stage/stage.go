// Package stage runs the parts of fixtext one by one, as the pipeline does:
// block by block, with the cheap test of a stage before its work.
package stage

import (
	"bytes"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/big5"
	"github.com/fixtext/fixtext/encoding/gb18030"
	"github.com/fixtext/fixtext/encoding/mojibake"
	"github.com/fixtext/fixtext/internal/utf8scan"
	"github.com/fixtext/fixtext/normalize/canonical"
	"github.com/fixtext/fixtext/normalize/linkfarm"
	"github.com/fixtext/fixtext/normalize/simplify"
)

// blockSize is that of the pipeline.
const blockSize = 1 << 20

// A Stage is one part of the way through fixtext.
type Stage struct {
	Name string
	Run  func(text []byte) // goes over text once and drops what comes out
}

// All returns the stages in the order of the pipeline. Each is made anew.
func All() []Stage {
	var dst []byte
	gated := func(suspicious func([]byte) bool, run func(dst, src []byte, log *edit.Log) []byte) func([]byte) {
		return func(text []byte) {
			Blocks(text, func(block []byte) {
				if suspicious(block) {
					dst = run(dst[:0], block, &edit.Log{})
				}
			})
		}
	}
	anyway := func([]byte) bool { return true } // they look for themselves
	return []Stage{
		{"validate", func(text []byte) { Blocks(text, func(block []byte) { utf8scan.Valid(block) }) }},
		{"decode", decode},
		{"mojibake", gated(anyway, mojibake.Append)},
		{"canonical", gated(func(b []byte) bool { return canonical.Span(b, canonical.Canonical) < len(b) },
			func(dst, src []byte, log *edit.Log) []byte {
				return canonical.Append(dst, src, canonical.Canonical, log)
			})},
		{"linkfarm", gated(anyway, linkfarm.Append)},
		{"simplify", gated(func(b []byte) bool { return simplify.Span(b) < len(b) }, simplify.Append)},
	}
}

// decode turns bytes into text as for a stream.
func decode(text []byte) {
	var dst []byte
	s := encoding.Sniff(text[:min(len(text), blockSize)], encoding.Options{})
	Blocks(text, func(block []byte) {
		if s.Span(block) < len(block) {
			dst = s.Append(dst[:0], block, &edit.Log{})
		}
	})
}

// Coder returns a function that decodes text from a charset, gb18030 or big5, with
// nothing around it.
func Coder(label string) func(text []byte) {
	c := gb18030.GB18030()
	if label == "big5" {
		c = big5.Big5()
	}
	var dst []byte
	return func(text []byte) { dst = c.Append(dst[:0], text, nil) }
}

// Told returns a function that decodes text as a stream does that is told the
// charset: line by line, with what does not fit kept.
func Told(label string) func(text []byte) {
	c, _ := encoding.Lookup(label)
	var dst []byte
	return func(text []byte) {
		s := encoding.Sniff(text[:min(len(text), blockSize)], encoding.Options{Charset: c})
		Blocks(text, func(block []byte) { dst = s.Append(dst[:0], block, &edit.Log{}) })
	}
}

// Detect returns the charset of b, or "unknown".
func Detect(b []byte) string { return encoding.Detect(b).Charset.String() }

// Blocks calls f for text in blocks of whole lines, of at most 1 MiB where lines
// are shorter.
func Blocks(text []byte, f func(block []byte)) {
	for len(text) > 0 {
		n := min(len(text), blockSize)
		if i := bytes.LastIndexByte(text[:n], '\n'); i >= 0 && n < len(text) {
			n = i + 1
		}
		f(text[:n])
		text = text[n:]
	}
}
