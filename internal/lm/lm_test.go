package lm

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
)

func BenchmarkCost(b *testing.B) {
	s := strings.Repeat("他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。", 300)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Score(s)
	}
}

func BenchmarkClass(b *testing.B) {
	s := strings.Repeat("他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。", 300)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		prev := Start
		for _, r := range s {
			cur := TokenOf(r)
			n += ClassCost(prev, cur)
			prev = cur
		}
	}
	_ = n
}

func BenchmarkPairs(b *testing.B) {
	s := strings.Repeat("他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。", 300)
	b.SetBytes(int64(len(s)))
	n := 0
	for b.Loop() {
		prev := Start
		for _, r := range s {
			cur := TokenOf(r)
			n += Cost(prev, cur)
			prev = cur
		}
	}
	_ = n
}

func BenchmarkUnlikely(b *testing.B) {
	s := []byte(strings.Repeat("他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。", 300))
	b.SetBytes(int64(len(s)))
	n := 0
	for b.Loop() {
		n += Unlikely(s, 700)
	}
	_ = n
}

func BenchmarkDecode(b *testing.B) {
	s := strings.Repeat("他们在会议上讨论了明年的预算，并决定把剩下的钱用来修建新的图书馆。", 300)
	b.SetBytes(int64(len(s)))
	n := rune(0)
	for b.Loop() {
		for _, r := range s {
			n ^= r
		}
	}
	_ = n
}

func TestScore(t *testing.T) {
	for _, s := range []string{"他们在会议上讨论了明年的预算", "會議討論了明年的預算", "こんにちは、世界。", "안녕하세요 여러분", "Привет, как дела?", "for i := 0; i < n; i++ {", "Tiếng Việt rất đẹp", "浠栦滑鍦ㄤ細璁", "ä»–ä»¬åœ¨ä¼", "ËûÃÇÔÚ»áÒéÉÏ"} {
		v, n := Score(s)
		t.Log(s, v, n, v/float32(n))
		assert.Less(t, v, float32(0))
	}
}
