package encoding

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"

	"github.com/fixtext/fixtext/edit"
)

// Inputs of 1 MiB. The floor is x/text's GBK decoder on the same bytes.
func benchInputs(b *testing.B) map[string][]byte {
	news, err := os.ReadFile("../testdata/sentences/dev/news.txt")
	require.NoError(b, err)
	story, err := os.ReadFile("../testdata/clean/dev/zh-Hant-tw.txt")
	require.NoError(b, err)
	hans, hant := string(news), string(story)
	fill := func(s string) []byte { return []byte(strings.Repeat(s, 1<<20/len(s)+1)[:1<<20]) }
	return map[string][]byte{
		"gbk":   fill(enc(b, simplifiedchinese.GBK, hans)),
		"big5":  fill(enc(b, traditionalchinese.Big5, hant)),
		"utf8":  fill(hans),
		"ascii": fill("func Detect(b []byte, hints ...Hint) Result { // the quick brown fox\n"),
	}
}

func BenchmarkFloorXTextGBK(b *testing.B) {
	for name, src := range benchInputs(b) {
		b.Run(name, func(b *testing.B) {
			dst := make([]byte, 2<<20)
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				_, _, _ = simplifiedchinese.GBK.NewDecoder().Transform(dst, src, true)
			}
		})
	}
}

func BenchmarkDetect(b *testing.B) {
	for name, src := range benchInputs(b) {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				Detect(src)
			}
		})
	}
}

func BenchmarkAppend(b *testing.B) {
	for name, src := range benchInputs(b) {
		b.Run(name, func(b *testing.B) {
			s := Sniff(src, Options{})
			dst := s.Append(nil, src, &edit.Log{})
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				dst = s.Append(dst[:0], src, &edit.Log{})
			}
		})
	}
}
