package mojibake

import (
	"bytes"
	"os"
	"testing"

	"github.com/fixtext/fixtext/internal/lm"
)

func BenchmarkGate(b *testing.B) {
	for _, name := range []string{"novels_hans", "prc_laws", "cv_ru", "cv_fr", "cv_ja", "cv_ko", "tw_laws", "code_misc"} {
		text, err := os.ReadFile("/tmp/w/corpus/train/" + name + ".txt")
		if err != nil {
			b.Skip()
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
