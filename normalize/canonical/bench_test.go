package canonical

import (
	"bytes"
	"testing"
	"unicode/utf8"
)

// BenchmarkSpan shows what clean text costs, beside unicode/utf8.Valid.
func BenchmarkSpan(b *testing.B) {
	for _, c := range []struct{ name, text string }{
		{"chinese", "今天的会议改到“下午三点”，请各位准时参加。会后去吃饭，好吗？他说：明天、后天都可以。\n"},
		{"mixed", "把 config.yaml 里的 timeout 改成 30s，再重启服务。\n"},
		{"ascii", "the quick brown fox jumps over the lazy dog\n"},
		{"japanese", "今日はとても良い天気なので、公園を散歩しました。\n"},
		{"russian", "Сегодня хорошая погода, и мы гуляем в парке.\n"},
	} {
		p := bytes.Repeat([]byte(c.text), 1<<20/len(c.text))
		b.Run(c.name+"/span", func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			for b.Loop() {
				if Span(p, Canonical) != len(p) {
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
