package bench

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/fixtext/fixtext"
	"github.com/fixtext/fixtext/internal/cputime"
)

// BenchmarkDictionary measures clean and traditional text with a user's dictionary of
// 1,000 words, by kind of the words, and with the vocabulary of regions, beside none.
// What counts is the ratio to none in the same run.
func BenchmarkDictionary(b *testing.B) {
	for _, name := range []string{"simplified", "traditional"} {
		x := inputs(b)[name]
		x = x[:bytes.LastIndexByte(x[:8<<20], '\n')+1]
		kinds := []struct {
			name string
			with fixtext.Option
		}{
			{"none", nil},
			{"stay", dictionary(b, pairs(x, 0), true)},
			{"first", dictionary(b, pairs(x, '\u9fa5'), false)},
			{"two", dictionary(b, absent(x), false)},
			{"vocabulary", fixtext.Vocabulary()},
		}
		for _, k := range kinds {
			var options []fixtext.Option
			if k.with != nil {
				options = append(options, k.with)
			}
			f, err := fixtext.NewFixer(options...)
			if err != nil {
				b.Fatal(err)
			}
			b.Run(name+"/"+k.name, func(b *testing.B) {
				b.SetBytes(int64(len(x)))
				least := time.Duration(math.MaxInt64)
				for b.Loop() {
					least = min(least, cputime.Of(func() {
						inBlocks(x, func(block []byte) {
							if _, err := f.Append(nil, block); err != nil {
								b.Fatal(err)
							}
						})
					}))
				}
				// What a busy machine takes longer for is not counted.
				b.ReportMetric(float64(len(x))/1e6/least.Seconds(), "cpu-MB/s")
			})
		}
	}
}

// words is how many words a dictionary has.
const words = 1000

// pairs returns the commonest pairs of Han characters of text; with an end, the commonest
// characters, each with that behind it.
func pairs(text []byte, end rune) []string {
	count := map[string]int{}
	last := rune(0)
	for _, r := range string(text[:min(len(text), 2<<20)]) {
		if unicode.Is(unicode.Han, last) && unicode.Is(unicode.Han, r) {
			second := r
			if end != 0 {
				second = end
			}
			count[string([]rune{last, second})]++
		}
		last = r
	}
	return commonest(count)
}

// absent returns the commonest pairs, each with a character behind it that the text has
// nowhere there: two characters of each word are common, and no word is found.
func absent(text []byte) []string {
	list := pairs(text, 0)
	for i := range list {
		list[i] += "\u9fa5"
	}
	return list
}

func commonest(count map[string]int) []string {
	var list []string
	for w := range count {
		list = append(list, w)
	}
	slices.SortFunc(list, func(a, b string) int {
		if count[a] != count[b] {
			return count[b] - count[a]
		}
		return strings.Compare(a, b)
	})
	return list[:min(words, len(list))]
}

// dictionary returns the option for a dictionary of words that stay, or that get a mark.
func dictionary(b *testing.B, list []string, stay bool) fixtext.Option {
	var text strings.Builder
	for _, w := range list {
		if !utf8.ValidString(w) {
			continue
		}
		if stay {
			fmt.Fprintln(&text, w)
		} else {
			fmt.Fprintf(&text, "%s\t（%s）\n", w, w[:3])
		}
	}
	d, err := fixtext.ParseDict(strings.NewReader(text.String()))
	if err != nil {
		b.Fatal(err)
	}
	return fixtext.Dictionary(d)
}
