package gb18030_test

import (
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext/encoding/gb18030"
	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

// The transformers side by side. Throughput is in bytes of GBK.
func BenchmarkTransform(b *testing.B) {
	var han []rune
	for r := rune(0x4E00); r < 0x5E00; r++ {
		han = append(han, r)
	}
	text := []byte(codepagetest.Prose(b, 1<<20, han))
	gbk := gb18030.GBK().AppendEncoded(nil, text, nil)
	buf := make([]byte, 2*len(text))
	for _, c := range []struct {
		name string
		t    transform.Transformer
		src  []byte
	}{
		{"decode/fixtext", gb18030.GBK().NewDecoder(), gbk},
		{"decode/xtext", simplifiedchinese.GBK.NewDecoder(), gbk},
		{"encode/fixtext", gb18030.GBK().NewEncoder(), text},
		{"encode/xtext", simplifiedchinese.GBK.NewEncoder(), text},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.SetBytes(int64(len(gbk)))
			for b.Loop() {
				c.t.Reset()
				if _, _, err := c.t.Transform(buf, c.src, true); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
