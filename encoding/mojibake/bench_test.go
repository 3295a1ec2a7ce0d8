package mojibake

import (
	"strings"
	"testing"

	"github.com/fixtext/fixtext/edit"
)

// BenchmarkRepair says how fast text is repaired that is damaged throughout.
func BenchmarkRepair(b *testing.B) {
	lines := sentences(b, "dev")
	for _, d := range []damaged{misread("utf-8", "latin1"), misread("gbk", "cp1251"), misread("gbk", "big5", keepPrivate),
		misread("utf-8", "gbk", keepPrivate), misread("utf-8", "gbk", question)} {
		b.Run(d.name, func(b *testing.B) {
			var text []byte
			for _, line := range lines {
				if bad, ok := d.do(line); ok && !strings.Contains(bad, "\n") {
					text = append(append(text, bad...), '\n')
				}
			}
			b.SetBytes(int64(len(text)))
			var dst []byte
			var f Fixer // as the pipeline, for block after block
			for b.Loop() {
				dst = f.Append(dst[:0], text, &edit.Log{})
			}
		})
	}
}
