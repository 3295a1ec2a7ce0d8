// Package bench measures fixtext. Every figure is taken in the same run as its
// yardstick, unicode/utf8.Valid over the same bytes, and quoted as a ratio.
package bench

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/normalize/simplify"
)

const size = 64 << 20

// inputs are texts of 64 MB, made by repeating the project's own sentences.
func inputs(b *testing.B) map[string][]byte {
	return map[string][]byte{
		"simplified":  text(b, "../testdata/sentences/test/[dfln]*.txt"),
		"traditional": text(b, "../testdata/clean/test/zh-Hant-*.txt"),
		"code":        text(b, "../testdata/clean/test/code.txt", "../testdata/sentences/test/mixed.txt"),
		"ascii":       text(b, "../testdata/clean/test/en.txt"),
	}
}

// text joins the files that match and repeats them to the size.
func text(b *testing.B, patterns ...string) []byte {
	var unit []byte
	for _, pattern := range patterns {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			b.Fatalf("no files match %s: %v", pattern, err)
		}
		for _, f := range files {
			data, err := os.ReadFile(f)
			if err != nil {
				b.Fatal(err)
			}
			unit = append(unit, data...)
		}
	}
	return bytes.Repeat(unit, size/len(unit)+1)[:size/len(unit)*len(unit)]
}

// inBlocks runs f over x in blocks of whole lines, as the filter does.
func inBlocks(x []byte, f func(block []byte)) {
	for len(x) > 0 {
		n := min(len(x), 1<<20)
		if i := bytes.LastIndexByte(x[:n], '\n'); i >= 0 && n < len(x) {
			n = i + 1
		}
		f(x[:n])
		x = x[n:]
	}
}

func BenchmarkSpeed(b *testing.B) {
	for name, x := range inputs(b) {
		run := func(what string, f func()) {
			b.Run(name+"/"+what, func(b *testing.B) {
				b.SetBytes(int64(len(x)))
				b.ReportAllocs()
				for b.Loop() {
					f()
				}
			})
		}
		run("utf8.Valid", func() { utf8.Valid(x) })
		var dst []byte
		run("simplify", func() {
			inBlocks(x, func(block []byte) {
				if simplify.Span(block) < len(block) {
					dst = simplify.Append(dst[:0], block, &edit.Log{})
				}
			})
		})
		run("filter", func() {
			if _, err := fixtext.NewReader(bytes.NewReader(x)).WriteTo(io.Discard); err != nil {
				b.Fatal(err)
			}
		})
	}
}
