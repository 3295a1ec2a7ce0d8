package mojibake

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/fixtext/fixtext/internal/lm"
)

// BenchmarkGate says how fast clean text is told, beside the language model alone.
func BenchmarkGate(b *testing.B) {
	files, _ := filepath.Glob(filepath.Join(*corpus, "*.txt"))
	if *corpus == "" || len(files) == 0 {
		b.Skip("needs -corpus")
	}
	for _, f := range files {
		name := filepath.Base(f)
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		text = text[:min(len(text), 1<<20)]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			n := 0
			for range b.N {
				n = 0
				for i := next(text, 0); i >= 0; i = next(text, i) {
					n++
					if j := bytes.IndexByte(text[i:], '\n'); j < 0 {
						break
					} else {
						i += j + 1
					}
				}
			}
			b.ReportMetric(float64(n), "hits")
		})
		b.Run(name+"/unlikely", func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for range b.N {
				for i := 0; i < len(text); {
					k := lm.Unlikely(text[i:], gateLimit)
					if k < 0 {
						break
					}
					i += k + 3
				}
			}
		})
	}
}
