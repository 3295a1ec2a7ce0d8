package big5

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/internal/codepage/codepagetest"
)

const benchSize = 1 << 20

// levelOne returns the 5,401 characters of Big5's first level.
func levelOne() (han []rune) {
	for p := uint16(0xA440); p <= 0xC67E; p++ {
		if r, ok := WHATWG.DecodePair(byte(p>>8), byte(p)); ok {
			han = append(han, r)
		}
	}
	return han
}

// Throughput is in bytes of Big5, for both directions.
func BenchmarkCoder(b *testing.B) {
	prose := codepagetest.Prose(b, benchSize, levelOne())
	for _, c := range []struct{ name, text string }{
		{"prose", prose},
		{"ascii", strings.Repeat("The quick brown fox jumps over the lazy dog, 12345 times.\n", benchSize/58)},
	} {
		src := []byte(c.text)
		big5 := WHATWG.AppendEncoded(nil, src, nil)
		buf := make([]byte, 0, 2*len(c.text))
		run := func(name string, f func()) {
			b.Run(c.name+"/"+name, func(b *testing.B) {
				b.SetBytes(int64(len(big5)))
				for b.Loop() {
					f()
				}
			})
		}
		run("decode/fixtext", func() { WHATWG.Append(buf, big5, nil) })
		dec := traditionalchinese.Big5.NewDecoder()
		run("decode/xtext", func() { dec.Reset(); dec.Transform(buf[:cap(buf)], big5, true) })
		run("encode/fixtext", func() { WHATWG.AppendEncoded(buf, src, nil) })
		enc := traditionalchinese.Big5.NewEncoder()
		run("encode/xtext", func() { enc.Reset(); enc.Transform(buf[:cap(buf)], src, true) })
	}
}
