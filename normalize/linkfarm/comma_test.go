package linkfarm

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"github.com/fixtext/fixtext/internal/gate"
)

// What is decided about inserted commas by the lines near those that the gate noted is what
// all lines say.
func TestCommasNearAreEnough(t *testing.T) {
	pieces := []string{"我们今天去了学校,。", "他们说,、你们说", "这是一行字，没有别的。", "看看,,这里,;那里", "很久以前的事情。", "\n", "\n", strings.Repeat("这里什么都没有，也没有人。\n", 120)}
	made := 0
	rapid.Check(t, func(t *rapid.T) {
		block := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "text"), ""))
		var all page
		off := 0
		for text := range bytes.Lines(block) {
			all.lines = append(all.lines, line{from: off, seen: [kinds]*evidence{commaKind: evidenceOf(commaKind, text)}})
			off += len(text)
		}
		var seen gate.Seen
		seen.Scan(block, true)
		p := survey(block, signs(block, seen.Marks))
		want, got := farmLines(&all), farmLines(p)
		require.Equal(t, want, got, "%q", block)
		made += len(want)
	})
	require.NotZero(t, made)
}

// farmLines returns where the lines begin into which commas were put.
func farmLines(p *page) (list []int) {
	for i, l := range p.lines {
		if p.farm(commaKind, i) {
			list = append(list, l.from)
		}
	}
	return list
}
