package utf8scan

import (
	"bytes"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"github.com/fixtext/fixtext/internal/cases"
)

// slow is the definition: decode until something is ill-formed.
func slow(p []byte) int {
	i := 0
	for i < len(p) {
		r, size := utf8.DecodeRune(p[i:])
		if r == utf8.RuneError && size <= 1 {
			break
		}
		i += size
	}
	return i
}

// Every sequence of lead, second and third byte, in every place of the word.
func TestEverySequence(t *testing.T) {
	edge := []byte{0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF}
	for lead := 0x80; lead <= 0xFF; lead++ {
		for _, second := range edge {
			for _, third := range edge {
				for _, before := range []string{"", "a", "中", "中a", "中文", "é", "éé", "ééé"} {
					for _, behind := range []string{"中文字 ascii tail", "éßñ letters"} {
						p := []byte(before + string([]byte{byte(lead), second, third}) + behind)
						require.Equal(t, slow(p), ValidPrefix(p), "% x", p)
					}
				}
			}
		}
	}
}

func FuzzValidPrefix(f *testing.F) {
	cases.Seed(f)
	f.Add([]byte("天气晴朗 fine 😀\xff"))
	f.Fuzz(func(t *testing.T, p []byte) {
		require.Equal(t, slow(p), ValidPrefix(p))
	})
}

func BenchmarkValid(b *testing.B) {
	for name, text := range map[string]string{
		"chinese": "今天的会议改到下午三点，请各位准时参加。",
		"mixed":   "把 config.yaml 里的 timeout 改成 30s，再重启服务。",
		"ascii":   "the quick brown fox jumps over the lazy dog\n",
	} {
		p := bytes.Repeat([]byte(text), 1<<20/len(text))
		b.Run(name+"/utf8scan", func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			for b.Loop() {
				Valid(p)
			}
		})
		b.Run(name+"/unicode_utf8", func(b *testing.B) {
			b.SetBytes(int64(len(p)))
			for b.Loop() {
				utf8.Valid(p)
			}
		})
	}
}
