package bench

import (
	"math"
	"testing"
	"time"

	xencoding "golang.org/x/text/encoding"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/transform"

	"github.com/fixtext/fixtext/edit"
	"github.com/fixtext/fixtext/encoding"
	"github.com/fixtext/fixtext/encoding/big5"
	"github.com/fixtext/fixtext/encoding/gb18030"
)

// rounds is how often each of a pair is timed, in turns. The least time of each
// counts: what a busy machine adds is not theirs.
const rounds = 40

// race reports the throughput of f over bytes of src, and how many times as fast
// it is as floor, in the same run.
func race(b *testing.B, src []byte, floor, f func()) {
	clock := func(f func()) float64 {
		start := time.Now()
		f()
		return time.Since(start).Seconds()
	}
	least, leastFloor := math.Inf(1), math.Inf(1)
	for b.Loop() {
		for range rounds {
			leastFloor = min(leastFloor, clock(floor))
			least = min(least, clock(f))
		}
	}
	b.ReportMetric(0, "ns/op") // of both together, which says nothing
	b.ReportMetric(float64(len(src))/least/1e6, "MB/s")
	b.ReportMetric(leastFloor/least, "x/floor")
}

// onlyASCII returns text without its few other characters.
func onlyASCII(text []byte) (out []byte) {
	for _, b := range text {
		if b < 0x80 {
			out = append(out, b)
		}
	}
	return out
}

// BenchmarkEncoding measures decoding and detection beside the decoders of
// golang.org/x/text over the same bytes, the megabyte of a block.
func BenchmarkEncoding(b *testing.B) {
	in := inputs(b)
	encode := func(e xencoding.Encoding, s []byte) []byte {
		out, err := xencoding.ReplaceUnsupported(e.NewEncoder()).Bytes(s[:1<<20])
		if err != nil {
			b.Fatal(err)
		}
		return out
	}
	gbk, ascii := encode(simplifiedchinese.GBK, in["simplified"]), onlyASCII(in["ascii"][:1<<20])
	big := encode(traditionalchinese.Big5, in["traditional"])
	dst := make([]byte, 2<<20)
	xtext := func(e xencoding.Encoding, src []byte) func() {
		t := e.NewDecoder()
		return func() {
			t.Reset()
			if _, _, err := t.Transform(dst, src, true); err != nil {
				b.Fatal(err)
			}
		}
	}
	through := func(t transform.Transformer, src []byte) func() {
		return func() {
			t.Reset()
			if _, _, err := t.Transform(dst, src, true); err != nil {
				b.Fatal(err)
			}
		}
	}
	stream := func(src []byte) func() {
		return func() {
			s := encoding.Sniff(src, encoding.Options{})
			inBlocks(src, func(block []byte) { s.Append(dst[:0], block, &edit.Log{}) })
		}
	}
	for _, c := range []struct {
		name     string
		src      []byte
		floor, f func()
	}{
		{"decode/gbk", gbk, xtext(simplifiedchinese.GBK, gbk), func() { gb18030.GBK().Append(dst[:0], gbk, nil) }},
		{"decode/gbk-transform", gbk, xtext(simplifiedchinese.GBK, gbk), through(gb18030.GBK().NewDecoder(), gbk)},
		{"decode/big5", big, xtext(traditionalchinese.Big5, big), func() { big5.Big5().Append(dst[:0], big, nil) }},
		{"decode/big5-transform", big, xtext(traditionalchinese.Big5, big), through(big5.Big5().NewDecoder(), big)},
		{"decode/ascii-as-gbk", ascii, xtext(simplifiedchinese.GBK, ascii), func() { gb18030.GBK().Append(dst[:0], ascii, nil) }},
		{"detect/gbk", gbk, xtext(simplifiedchinese.GBK, gbk), func() { encoding.Detect(gbk) }},
		{"detect/ascii", ascii, xtext(simplifiedchinese.GBK, ascii), func() { encoding.Detect(ascii) }},
		{"detect/big5", big, xtext(simplifiedchinese.GBK, gbk), func() { encoding.Detect(big) }},
		{"stream/gbk", gbk, xtext(simplifiedchinese.GBK, gbk), stream(gbk)},
		{"stream/big5", big, xtext(traditionalchinese.Big5, big), stream(big)},
	} {
		b.Run(c.name, func(b *testing.B) { race(b, c.src, c.floor, c.f) })
	}
}
