package chain

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/edit"
)

func TestChangesAreTheLinesThatDiffer(t *testing.T) {
	text := rapid.StringMatching(`([ab圖]*\n)*[ab圖]*`)
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(text.Draw(t, "src"))
		dst := bytes.ReplaceAll(src, []byte(rapid.SampledFrom([]string{"aa", "b", "圖"}).Draw(t, "in")), []byte("國國"))
		var lines []int
		number := 0
		for _, c := range changes(src, dst) {
			require.NotEqual(t, src[c.from:c.to], dst[c.outFrom:c.outTo])
			number = bytes.Count(src[:c.from], []byte{'\n'})
			for range bytes.Lines(src[c.from:c.to]) {
				lines = append(lines, number)
				number++
			}
		}
		require.Equal(t, Differing(src, dst), lines)
	})
}

// The parts hold all lines that differ.
func TestPartsHoldChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		src := bytes.Repeat([]byte(rapid.StringMatching(`([ab]{0,9}\n){0,9}`).Draw(t, "src")), 99)
		dst := bytes.Clone(src)
		for range rapid.IntRange(0, 3).Draw(t, "changes") {
			if i := rapid.IntRange(0, len(src)).Draw(t, "at"); i < len(src) && src[i] != '\n' {
				dst[i] = 'c'
			}
		}
		var parts [][2]int
		EachPart(src, dst, func(from, to, outFrom, outTo int) {
			require.Equal(t, []int{from, to}, []int{outFrom, outTo})
			require.True(t, len(parts) == 0 || from >= parts[len(parts)-1][1])
			require.True(t, from == 0 || src[from-1] == '\n')
			require.Less(t, to-from, 1<<10+2*20)
			parts = append(parts, [2]int{from, to})
		})
		EachChange(src, dst, func(from, to, _, _ int) {
			for from < to {
				i := slices.IndexFunc(parts, func(p [2]int) bool { return p[0] <= from && from < p[1] })
				require.GreaterOrEqual(t, i, 0)
				from = parts[i][1]
			}
		})
	})
}

// Breaks knows each line that is broken by what was lost in it.
func TestBreaks(t *testing.T) {
	pieces := rapid.SampledFrom([]string{"\uFFFD", "锟", "錕斤", "嚙", "普通的話", "a", "，", "\n", "\n", "很長的一句話，裡面什麼也沒有丟"})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOf(pieces).Draw(t, "text"), "")
		var places []int32
		for i, r := range text {
			if strings.ContainsRune(losses, r) {
				places = append(places, int32(i))
			}
		}
		want := slices.ContainsFunc(strings.SplitAfter(text, "\n"), func(line string) bool { return broken([]byte(line)) })
		require.Equal(t, want, Breaks([]byte(text), places))
	})
}

// What Keeping does must not depend on whether edits are asked for, nor on whether only
// the changed lines are looked at.
func TestKeepingIsTheSameWithoutEdits(t *testing.T) {
	text := rapid.StringMatching(`([abc圖] ?[abc圖\n]){0,9}`)
	rapid.Check(t, func(t *rapid.T) {
		src := []byte(text.Draw(t, "src"))
		find := func(text []byte) func(spans [][2]int, from, to int) [][2]int { // each c, with what stands behind it, perhaps in the next line
			return func(spans [][2]int, from, to int) [][2]int {
				n := len(spans)
				for i := from; i < to; i++ {
					switch {
					case bytes.IndexByte(text[max(0, i-2):i+1], 'c') < 0:
					case len(spans) > n && spans[len(spans)-1][1] == i:
						spans[len(spans)-1][1]++
					default:
						spans = append(spans, [2]int{i, i + 1})
					}
				}
				return spans
			}
		}
		together := rapid.Bool().Draw(t, "together")
		stage := Keeping(func(dst, src []byte, log *edit.Log) []byte {
			if together && bytes.IndexByte(src, 'a') >= 0 {
				log.Wants(0, len(src))
			}
			at := 0
			for line := range bytes.Lines(src) {
				from := at
				at += len(line)
				own := edit.Log{Keep: bytes.IndexByte(line, 'a') >= 0 && log.Wants(from, from+len(line))}
				dst = upper("a", "FT901", edit.Exact, 1)(dst, line, &own)
				for i := range own.Edits {
					own.Edits[i].Offset += int64(from)
				}
				log.Take(&own)
			}
			return dst
		}, find)
		silent, told := edit.Log{}, edit.Log{Keep: true}
		out := stage(nil, src, &silent)
		require.Equal(t, string(out), string(stage(nil, src, &told)))
		require.Equal(t, string(out), string(edit.Apply(src, told.Edits)))
		require.Equal(t, told.Verdicts, silent.Verdicts)
		require.Equal(t, bytes.Count(src, []byte("ca")), bytes.Count(out, []byte("ca")), "what is kept")
	})
}
