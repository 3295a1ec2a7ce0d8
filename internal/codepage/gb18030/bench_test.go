package gb18030

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

const benchSize = 1 << 20

// levelOne returns the 3,755 characters of GB2312's first level.
func levelOne() (han []rune) {
	for l := 0xB0; l <= 0xD7; l++ {
		for t := 0xA1; t <= 0xFE && (l < 0xD7 || t <= 0xF9); t++ {
			r, _ := WHATWG.DecodePair(byte(l), byte(t))
			han = append(han, r)
		}
	}
	return han
}

// Throughput is in bytes of GBK, for both directions.
func BenchmarkCoder(b *testing.B) {
	prose := codepagetest.Prose(b, benchSize, levelOne())
	for _, c := range []struct{ name, text string }{
		{"prose", prose},
		{"ascii", strings.Repeat("The quick brown fox jumps over the lazy dog, 12345 times.\n", benchSize/58)},
	} {
		src := []byte(c.text)
		gbk := WHATWG.AppendEncoded(nil, src, nil)
		buf := make([]byte, 0, 2*len(c.text))
		run := func(name string, f func()) {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(gbk)))
				for b.Loop() {
					f()
				}
			})
		}
		run("decode/fixtext", func() { WHATWG.Append(buf, gbk, nil) })
		dec := simplifiedchinese.GBK.NewDecoder()
		run("decode/xtext", func() { dec.Reset(); dec.Transform(buf[:cap(buf)], gbk, true) })
		run("encode/fixtext", func() { WHATWG.AppendEncoded(buf, src, nil) })
		enc := simplifiedchinese.GBK.NewEncoder()
		run("encode/xtext", func() { enc.Reset(); enc.Transform(buf[:cap(buf)], src, true) })
	}
}
