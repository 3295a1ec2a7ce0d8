package decoder

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/fixtext/fixtext/internal/cputime"
	"github.com/fixtext/fixtext/internal/damage"
	"github.com/fixtext/fixtext/internal/lm/choice"
	"github.com/fixtext/fixtext/model"
)

// BenchmarkPlaces measures what a lost place costs, in microseconds of CPU time: all that the decoder
// does with every fourth test sentence that lost bytes, by the places in them, with the model in the program and the large one.
//
//	go test ./internal/decoder -run '^$' -bench Places
func BenchmarkPlaces(b *testing.B) {
	large, err := model.OpenFile(filepath.Join("..", "..", "model", "large", "large.bin"))
	if err != nil {
		b.Skip(err)
	}
	lines := sentences(b, "test", 4)
	for _, family := range []struct {
		id   string
		step Step
	}{
		{"utf-8 as gbk", Step{FromUTF8, GBK}},
		{"utf-8 as gbk, private", Step{FromUTF8, GBK}},
		{"utf-8 as cp932", Step{FromUTF8, CP932}},
		{"utf-8 as cp1252, strict", Step{FromUTF8, Latin}},
		{"gbk as big5", Step{FromGBK, Big5}},
	} {
		var broken [][]rune
		f := damage.Lookup(family.id)
		for i := 0; i < len(lines); i += 4 {
			if bad, lost, ok := f.Break(lines[i]); ok && lost > 0 {
				broken = append(broken, []rune(bad))
			}
		}
		for _, model := range []struct {
			name string
			*choice.Model
		}{{"embedded", nil}, {"large", choice.Of(large.Contents())}} {
			b.Run(family.id+"/"+model.name, func(b *testing.B) {
				var f Filler
				f.Use(model.Model)
				fill := func() (places int) {
					for _, text := range broken {
						if res, ok := f.Fill(family.step, nil, text, nil); ok {
							places += len(res.Lost)
						}
					}
					return places
				}
				places, spent := fill(), time.Duration(0) // lists are made, once
				for b.Loop() {
					spent += cputime.Of(func() { fill() })
				}
				b.ReportMetric(float64(spent.Nanoseconds())/1e3/float64(b.N*max(1, places)), "µs/place")
				b.ReportMetric(float64(places)/float64(len(broken)), "places/line")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}
