package sloppy

import (
	"testing"

	"golang.org/x/text/encoding/charmap"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

// Throughput is in bytes of the single-byte side. The text is UTF-8 that was
// read in code page 1252, which is what these pages are asked to undo.
func BenchmarkCoder(b *testing.B) {
	var han []rune
	for r := rune(0x4E00); r < 0x5E00; r++ {
		han = append(han, r)
	}
	raw := []byte(codepagetest.Prose(b, 1<<20, han))
	text := CP1252.Append(nil, raw, nil)
	buf := make([]byte, 0, 4*len(raw))
	run := func(name string, f func()) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				f()
			}
		})
	}
	run("decode/fixtext", func() { CP1252.Append(buf, raw, nil) })
	dec := charmap.Windows1252.NewDecoder()
	run("decode/xtext", func() { dec.Reset(); dec.Transform(buf[:cap(buf)], raw, true) })
	run("encode/fixtext", func() { CP1252.AppendEncoded(buf, text, nil) })
	enc := charmap.Windows1252.NewEncoder()
	run("encode/xtext", func() { enc.Reset(); enc.Transform(buf[:cap(buf)], text, true) })
}
