package mojibake

import (
	"testing"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/internal/damage"
)

// BenchmarkRepair says how fast text is repaired that is damaged throughout.
func BenchmarkRepair(b *testing.B) {
	lines := sentences(b, "dev")
	for _, id := range []string{"utf-8 as latin1", "gbk as cp1251", "gbk as big5, private", "utf-8 as gbk, private", "utf-8 as gbk, ?"} {
		f := damage.Lookup(id)
		b.Run(id, func(b *testing.B) {
			var text []byte
			for _, line := range lines {
				if bad, ok := breakLine(f, line); ok {
					text = append(append(text, bad...), '\n')
				}
			}
			b.SetBytes(int64(len(text)))
			var dst []byte
			var fixer Fixer // as the pipeline, for block after block
			for b.Loop() {
				dst = fixer.Append(dst[:0], text, &edit.Log{})
			}
		})
	}
}
