package transport

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

// BenchmarkSuspicious shows what clean text costs, beside unicode/utf8.Valid.
func BenchmarkSuspicious(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"chinese", "今天的会议改到“下午三点”，请各位准时参加。会后去吃饭，好吗？他说：明天、后天都可以。\n"},
		{"mixed", "把 config.yaml 里的 timeout 改成 30s，再重启服务。\n"},
		{"ascii", "the quick brown fox jumps over the lazy dog\n"},
		{"code", "\tif err := f(a, b); err != nil && n%2 == 0 {\n\t\treturn x + y\n\t}\n"},
	} {
		p := bytes.Repeat([]byte(c.text), 1<<20/len(c.text))
		b.Run(c.name+"/suspicious", func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			for b.Loop() {
				if Suspicious(p) {
					b.Fatal("not clean")
				}
			}
		})
		b.Run(c.name+"/unicode_utf8", func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			for b.Loop() {
				utf8.Valid(p)
			}
		})
	}
}

// BenchmarkAppend shows what a text full of leaks costs.
func BenchmarkAppend(b *testing.B) {
	p := bytes.Repeat([]byte("今天&#22825;&#27668;很好，我们%E5%8E%BB%E5%85%AC%E5%9B%AD。\n"), 1<<13)
	b.SetBytes(int64(len(p)))
	for b.Loop() {
		Append(nil, p, nil)
	}
}
