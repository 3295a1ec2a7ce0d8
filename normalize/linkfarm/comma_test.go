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
		var all []commaEvidence
		var sum commaEvidence
		want, got := []int{}, []int{}
		off := 0
		for line := range bytes.Lines(block) {
			if e := measureCommas(off, line); e.marks > 0 {
				all = append(all, e)
				sum.add(&e)
			}
			off += len(line)
		}
		for i := range all {
			if all[i].inserted > 0 && (sum.holds() || inserts(all, i)) {
				want = append(want, all[i].off)
			}
		}
		var seen gate.Seen
		seen.Scan(block, true)
		if list := signs(block, seen.Marks); len(list) > 0 {
			p := survey(block, list)
			for _, l := range p.lines {
				if l.commas >= 0 && (p.allCommas.holds() || inserts(p.commas, l.commas)) {
					got = append(got, l.from)
				}
			}
		}
		require.Equal(t, want, got, "%q", block)
		made += len(want)
	})
	require.NotZero(t, made)
}
